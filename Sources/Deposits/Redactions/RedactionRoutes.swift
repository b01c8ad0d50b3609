import Consultations
import Localization
import Platform
import Storage

/// `/consultations/services-2021/contributions/8f3k29qrst/caviardage`
struct RedactionAddress: AddressOfContribution {
  static let pattern: StaticString = "/consultations/{consultation}/contributions/{contribution}/caviardage"
  var contribution: ContributionAddress
}

/// `/instruction/caviardages`: what waits.
struct RedactionQueueAddress: FixedAddress {
  static let pattern: StaticString = "/instruction/caviardages"
}

struct RedactionConfirmationAddress: TokenAddress {
  static let pattern: StaticString = "/instruction/caviardages/{redaction}/confirmation"
  var token: String
}

struct RedactionRefusalAddress: TokenAddress {
  static let pattern: StaticString = "/instruction/caviardages/{redaction}/refus"
  var token: String
}

extension Permission {
  static let redact = Permission("contributions.redact", [.instructor])
}

extension SignedIn {
  /// Instructors, and whoever acts for an organisation: each for the texts that she may name.
  var mayAskRedaction: Bool { holds(.redact) || !standings.isEmpty }
}

extension DepositsModule {
  private static let shownRedactions = 100

  func registerRedactions(in registry: inout Registry) {
    registry.addToMenu(NavigationEntry(t("Passages à retirer"), path: RedactionQueueAddress().path), for: .redact)
    registry.get(RedactionAddress.self, for: PersonVisit.self) { address, visit in
      try await redactionPage(address, RedactionTyped(), visit, refusal: nil)
    }
    registry.post(RedactionAddress.self, for: PersonVisit.self, input: RedactionTyped.self) { address, visit, typed in
      do {
        var generator = SystemRandomNumberGenerator()
        let token = Token(using: &generator)
        let path = try await database.write { db in try propose(typed, at: address, token, visit, db) }
        return .redirect(to: visit.language.address(path) + "?fait=demande")
      } catch let refusal as RedactionRefusal {
        return try await visit.visit.refuse(refusal) {
          try await redactionPage(address, typed, visit, refusal: refusal)
        }
      }
    }
    registry.get(RedactionQueueAddress.self, permission: .redact) { _, visit in
      try await queuePage(visit, refusal: nil)
    }
    registry.post(RedactionConfirmationAddress.self, permission: .redact, input: RedactionConfirmed.self) {
      address, visit, seen in
      try await settle(address.token, visit, done: "retire") { redaction, db in
        let reach = try redaction.confirm(
          seeing: seen.files, later: laterTexts, by: visit.actor, at: visit.now, db)
        try Self.letters(redaction, visit, db)?.tellDone(reach, by: visit.person.id, at: visit.now, db)
      }
    }
    registry.post(RedactionRefusalAddress.self, permission: .redact) { address, visit in
      try await settle(address.token, visit, done: "refus") { redaction, db in
        try redaction.refuse(by: visit.actor, at: visit.now, db)
        try Self.letters(redaction, visit, db)?.tellRefused(by: visit.person.id, at: visit.now, db)
      }
    }
  }

  private static func letters(_ redaction: Redaction, _ visit: PersonVisit, _ db: Snapshot) throws -> RedactionLetters?
  {
    guard let contribution = try Contribution.with(ids: [redaction.contribution], db).first,
      let consultation = try Consultation.with(id: contribution.consultation, db)
    else { return nil }
    return RedactionLetters(
      redaction: redaction, contribution: contribution, consultation: consultation, site: visit.site)
  }

  /// An instructor may name any text of a contribution (nil); whoever acts for organisations, theirs, and that of the
  /// one that leads where they deposit together.
  private static func organisations(_ visit: PersonVisit, at contribution: Contribution, _ db: Snapshot) throws
    -> Set<Int64>?
  {
    guard !visit.person.holds(.redact) else { return nil }
    var theirs = Set(visit.person.standings.map(\.organisation))
    guard !theirs.isEmpty else { throw NotFound() }
    if try Codeposit.isSigned(contribution.id, byOneOf: theirs, db) { theirs.insert(contribution.organisation) }
    return theirs
  }

  private func propose(
    _ typed: RedactionTyped, at address: RedactionAddress, _ token: Token, _ visit: PersonVisit, _ db: Transaction
  ) throws -> String {
    guard let found = try Self.everContribution(at: address.contribution, db) else { throw NotFound() }
    let theirs = try Self.organisations(visit, at: found.1, db)
    let asking = Redaction.Asking(
      reason: typed.reason, language: visit.language, origin: theirs == nil ? .instructor : .author, token: token)
    let (spot, words) = try spot(of: typed, in: found.1, among: theirs, db)
    try Redaction.propose(spot, words, asking, in: found.1, by: visit.actor, at: visit.now, db)
    return RedactionAddress(ContributionAddress(bare: found.1, in: found.0)).path
  }

  private func spot(
    of typed: RedactionTyped, in contribution: Contribution, among theirs: Set<Int64>?, _ db: Snapshot
  ) throws -> (Redaction.Spot, String?) {
    if !typed.attachment.isEmpty {
      let isTheirs = theirs?.contains(contribution.organisation) ?? true
      let file = try Attachment.of(contribution: contribution.id, db).first { $0.token == typed.attachment }
      guard let file, isTheirs else { throw RedactionRefusal.unknownPassage }
      return (Redaction.Spot(place: .attachment, row: file.id), nil)
    }
    guard !typed.passage.isEmpty else { throw RedactionRefusal.noPassage }
    guard typed.passage.unicodeScalars.count <= Redaction.longestPassage else { throw RedactionRefusal.longPassage }
    let passage = Passage(typed.passage)
    guard passage.isLongEnough else { throw RedactionRefusal.shortPassage }
    let texts = try RedactedTexts(of: contribution.id, later: laterTexts, db)
    guard let found = texts.spot(of: passage, among: theirs) else { throw RedactionRefusal.unknownPassage }
    return (found.spot, found.words)
  }

  private func redactionPage(
    _ address: RedactionAddress, _ typed: RedactionTyped, _ visit: PersonVisit, refusal: RedactionRefusal?
  ) async throws -> Answer {
    let page = try await database.read { db -> RedactionPage? in
      guard let (consultation, contribution) = try Self.everContribution(at: address.contribution, db) else {
        return nil
      }
      let theirs = try Self.organisations(visit, at: contribution, db)
      let isTheirs = theirs?.contains(contribution.organisation) ?? true
      let files = isTheirs ? try Attachment.of(contribution: contribution.id, db) : []
      return RedactionPage(
        consultation: consultation, contribution: contribution,
        isWithdrawn: try Withdrawal.of(contribution.id, db) != nil, attachments: files, typed: typed, refusal: refusal,
        isInstructor: theirs == nil, isDone: visit.visit.query["fait"] == "demande", language: visit.language)
    }
    guard let page else { throw NotFound() }
    return .page(Page(t("Faire retirer un passage"), status: refusal?.status ?? 200, isNarrow: true, page))
  }

  private func queuePage(_ visit: PersonVisit, refusal: RedactionRefusal?) async throws -> Answer {
    let entries = try await database.read { db in
      try Redaction.waiting(limit: Self.shownRedactions, db).compactMap { redaction -> RedactionQueuePage.Entry? in
        guard let contribution = try Contribution.with(ids: [redaction.contribution], db).first,
          let consultation = try Consultation.with(id: contribution.consultation, db)
        else { return nil }
        var extract: Redaction.Extract?
        do { extract = try redaction.extract(later: laterTexts, db) } catch is RedactionRefusal { extract = nil }
        let isFile = redaction.spot.place == .attachment
        return RedactionQueuePage.Entry(
          redaction: redaction, contribution: try ContributionMention(contribution, in: consultation, db),
          place: ContributionAddress(bare: contribution, in: consultation), extract: extract,
          reach: try extract.map {
            try RedactionReach(of: Passage($0.passage), in: contribution.id, later: laterTexts, db)
          },
          file: isFile ? try Attachment.with(id: redaction.spot.row, db) : nil,
          isConfirmable: redaction.isConfirmable(by: visit.person.id))
      }
    }
    let page = RedactionQueuePage(entries: entries, refusal: refusal, done: visit.visit.query["fait"])
    return .page(Page(t("Passages à retirer"), status: refusal?.status ?? 200, page))
  }

  private func settle(
    _ token: String, _ visit: PersonVisit, done: String,
    _ decision: @escaping @Sendable (Redaction, Transaction) throws -> Void
  ) async throws -> Answer {
    do {
      try await database.write { db in
        guard let redaction = try Redaction.with(token: token, db) else { throw NotFound() }
        try decision(redaction, db)
      }
      return .redirect(to: RedactionQueueAddress().path + "?fait=\(done)")
    } catch let refusal as RedactionRefusal {
      return try await visit.visit.refuse(refusal) { try await queuePage(visit, refusal: refusal) }
    }
  }
}
