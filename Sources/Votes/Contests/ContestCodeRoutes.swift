import Consultations
import Directory
import Localization
import Platform
import Proof
import Storage

extension VotesModule {
  func registerContestCodes(in registry: inout Registry) {
    registry.get(ContestCodeAddress.self, access: .anyone) { _, visit in
      contestCodePage(visit, ContestCodeTyped(), nil, isDone: visit.query["fait"] == "conteste")
    }
    registry.post(ContestCodeAddress.self, access: .anyone, input: ContestCodeTyped.self) { address, visit, typed in
      try visit.client.mayGuess()
      var generator = SystemRandomNumberGenerator()
      let token = Token(using: &generator)
      do {
        try await write { db in try contest(by: typed, token, visit, db) }
        return .redirect(to: visit.language.address(address.path) + "?fait=conteste")
      } catch let refusal as Contest.Refusal {
        if refusal == .unknownCode { visit.client.hasFailed() }
        return try await visit.refuse(refusal) { contestCodePage(visit, typed, refusal, isDone: false) }
      }
    }
  }

  private func contest(by typed: ContestCodeTyped, _ token: Token, _ visit: Visit, _ db: Transaction) throws {
    guard !typed.authority.isEmpty else { throw Contest.Refusal.noAuthority }
    guard let code = CastingLetter.Code(typed: typed.code),
      let letter = try CastingLetter.contesting(code, db),
      let organisation = try Organisation.with(ids: [letter.organisation], db).first,
      typed.names(organisation, register.places), let vote = try Vote.with(id: letter.vote, db),
      let consultation = try Consultation.with(id: vote.consultation, db)
    else { throw Contest.Refusal.unknownCode }
    let contest = try Contest.make(
      organisation.id, in: vote, by: .letter, token: token, at: try visit.clock.now(in: db), db)
    try ContestLetters(consultation: consultation, language: language, site: visit.site)
      .tell(contest, at: visit.now, db)
  }

  private func contestCodePage(
    _ visit: Visit, _ typed: ContestCodeTyped, _ refusal: Contest.Refusal?, isDone: Bool
  ) -> Answer {
    let page = ContestCodePage(typed: typed, refusal: refusal, isDone: isDone, language: visit.language)
    return .page(
      Page(t("Contester un bulletin avec le code d’une lettre"), status: refusal?.status ?? 200, isNarrow: true, page))
  }
}
