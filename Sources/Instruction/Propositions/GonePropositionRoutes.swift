import Consultations
import Localization
import Platform
import Storage

extension InstructionModule {
  /// - Parameters:
  ///   - read: the wording that was before whoever typed: a passage that was blotted out of it since is not shown
  ///     again.
  ///   - typed: her texts, the empty ones among them.
  func gonePropositionPage(
    _ token: String, in slug: String, read: ReadWording?, typed: [String]
  ) async throws -> Answer {
    let page = try await database.read { db -> GonePropositionPage? in
      guard let consultation = try Consultation.with(slug: slug, db) else { return nil }
      let heir = try Regrouping.successor(of: token, in: consultation.id, db).flatMap {
        try Proposition.with(token: $0, in: consultation.id, db)
      }
      let isBlotted = try read.flatMap { try Proposition.isBlotted($0, of: token, db) } ?? false
      return GonePropositionPage(consultation: consultation, heir: heir, typed: TypedText(isBlotted ? [] : typed))
    }
    guard let page else { throw NotFound() }
    return .page(
      Page(t("Cette proposition n’existe plus"), status: PropositionRefusal.gone.status, isNarrow: true, page))
  }
}
