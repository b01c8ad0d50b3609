import Deposits
import Localization
import Platform
import Storage

/// What an addressee answers.
struct AddresseeAnswerTyped: Input {
  static let fields: Set<String> = ["reponse", "texte"]
  var kind: AddresseeAnswer.Kind?
  var text: String

  init(_ visit: Visit) {
    kind = visit.form["reponse"].flatMap(AddresseeAnswer.Kind.init(slug:))
    text = ContributionText.text(visit.form["texte"])
  }
}

extension InstructionModule {
  func registerAddresseeAnswers(in registry: inout Registry) {
    registry.get(AddresseeLinkAddress.self, access: .anyone) { address, visit in
      try await addresseePage(address, visit, typed: nil, refusal: nil)
    }
    registry.post(AddresseeLinkAddress.self, access: .anyone, input: AddresseeAnswerTyped.self) {
      address, visit, typed in
      try await answer(address, visit, typed)
    }
    registry.run(
      WritingJob("addressees.reminders", title: t("Relancer les guichets sans réponse"), .every(seconds: 3600)) {
        database, clock, site in
        try await AddresseeReminders(site: site).write(in: database, clock)
      })
  }

  private func answer(
    _ address: AddresseeLinkAddress, _ visit: Visit, _ typed: AddresseeAnswerTyped
  ) async throws -> Answer {
    try visit.client.mayGuess()
    do {
      try await database.write { db in
        guard let asked = try AskedAddressee.with(address.secret, db) else { throw AddresseeAnswerRefusal.unknown }
        let answer = try AddresseeAnswer.give(
          typed.kind, typed.text, in: visit.language, to: asked, at: visit.now, db)
        try AddresseeLetters(site: visit.site).tell(answer, of: asked, at: visit.now, db)
      }
      return .redirect(to: visit.language.address(address.path) + "?fait=repondu")
    } catch let refusal as AddresseeAnswerRefusal {
      // The page itself says what is wrong with the link.
      return try await visit.refuse(refusal) {
        try await addresseePage(address, visit, typed: typed, refusal: refusal)
      }
    }
  }

  /// What the link of a letter opens; reading it changes nothing, since whatever looks into mails opens links too.
  private func addresseePage(
    _ address: AddresseeLinkAddress, _ visit: Visit, typed: AddresseeAnswerTyped?, refusal: AddresseeAnswerRefusal?
  ) async throws -> Answer {
    try visit.client.mayGuess()
    let page = try await database.read { db -> AddresseePage? in
      guard let asked = try AskedAddressee.with(address.secret, db) else { return nil }
      return AddresseePage(
        asked: asked,
        text: try deposits.publicReading(asked.contribution, in: asked.consultation, visit.language, db),
        exchange: try Exchange.of([asked.decision], at: visit.now, db)[asked.decision.id],
        action: visit.language.address(address.path), typed: typed, refusal: refusal, done: visit.query["fait"],
        language: visit.language)
    }
    guard let page else {
      visit.client.hasFailed()
      throw AddresseeAnswerRefusal.unknown
    }
    return .page(Page(t("Répondre à une contribution"), status: refusal?.status ?? 200, isNarrow: true, page))
  }
}
