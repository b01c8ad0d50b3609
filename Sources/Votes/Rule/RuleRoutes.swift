import Consultations
import Directory
import Localization
import Platform
import Storage

extension VotesModule {
  func registerRule(in registry: inout Registry) {
    registry.get(VoteRuleAddress.self, access: .anyone) { address, visit in
      let page = try await database.read { db in
        let (consultation, vote) = try found(address.consultation, db)
        return RulePage(consultation: consultation, vote: vote, places: register.places, language: visit.language)
      }
      return .page(Page(t("Comment on vote, et comment on compte"), isNarrow: true, page))
    }
  }
}
