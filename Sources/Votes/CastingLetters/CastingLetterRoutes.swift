import Consultations
import Directory
import Localization
import Platform
import Storage

/// `/administration/consultations/services-2021/vote/lettres`: the letters with a one-time code.
struct CastingLettersAddress: AddressInConsultation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/vote/lettres"
  var consultation: String
}

/// `/lettre`: short, since it is read on paper.
struct LetterCodeAddress: FixedAddress {
  static let pattern: StaticString = "/lettre"
}

/// Whom letters are printed for.
struct CastingLetterFilter: Sendable, Equatable {
  var reach = CastingLetter.Reach.noAddress
  /// Its code; empty for all.
  var department = ""

  init(_ fields: FormFields) {
    reach = fields["pourquoi"].flatMap { CastingLetter.Reach(rawValue: $0) } ?? .noAddress
    department = String((fields["departement"] ?? "").prefix(3))
  }
}

struct CastingLettersTyped: Input {
  static let fields: Set<String> = ["pourquoi", "departement"]
  var filter: CastingLetterFilter
  init(_ visit: Visit) { filter = CastingLetterFilter(visit.form) }
}

/// The code of a letter, and who types it.
struct LetterCodeTyped: Input {
  static let fields: Set<String> = ["code", "maire"]
  static let longest = 40
  var code = ""
  var isHead = false

  init() {}
  init(_ visit: Visit) {
    code = String((visit.form["code"] ?? "").prefix(Self.longest))
    isHead = visit.form["maire"] != nil
  }
}

extension VotesModule {
  private static let namesShown = 12

  func registerCastingLetters(in registry: inout Registry) {
    registry.get(CastingLettersAddress.self, permission: .prepare) { address, visit in
      try await lettersPage(address.consultation, visit, CastingLetterFilter(visit.visit.query), refusal: nil)
    }
    registry.post(CastingLettersAddress.self, permission: .prepare, input: CastingLettersTyped.self) {
      address, visit, typed in
      do {
        let page = try await write { db in
          try printed(address.consultation, typed.filter, visit, db)
        }
        return .page(Page(t("Lettres à imprimer"), isNarrow: true, page))
      } catch let refusal as CastingLetter.Refusal {
        return try await visit.visit.refuse(refusal) {
          try await lettersPage(address.consultation, visit, typed.filter, refusal: refusal)
        }
      }
    }
    registry.get(LetterCodeAddress.self, access: .anyone) { _, visit in codePage(visit, LetterCodeTyped(), nil) }
    registry.post(LetterCodeAddress.self, for: PersonVisit.self, input: LetterCodeTyped.self) { _, visit, typed in
      try visit.visit.client.mayGuess()
      do {
        let slug = try await write { db in try use(typed, visit, db) }
        return .redirect(
          to: visit.language.address(RightAddress(consultation: slug).path) + "?fait=droit")
      } catch let refusal as CastingLetter.Refusal {
        if refusal == .unknown { visit.visit.client.hasFailed() }
        return try await visit.visit.refuse(refusal) {
          codePage(visit.visit, typed, .init(field: refusal.field, sentence: refusal.sentence, status: refusal.status))
        }
      } catch let refusal as CastingRight.Refusal {
        let organisation = refusal == .notElected ? try await addressed(by: typed) : nil
        return try await visit.visit.refuse(refusal) {
          codePage(
            visit.visit, typed,
            .init(
              field: "code", sentence: refusal.sentence, status: refusal.status, organisation: organisation))
        }
      }
    }
  }

  private func lettersPage(
    _ slug: String, _ visit: PersonVisit, _ filter: CastingLetterFilter, refusal: CastingLetter.Refusal?
  ) async throws -> Answer {
    let page = try await database.read { db in
      let (consultation, vote) = try found(slug, db)
      let heads = try UnreachedHeads(in: vote, at: visit.now, db)
      let some = Array(heads.chosen(filter.reach, in: filter.department).prefix(Self.namesShown))
      return CastingLettersPage(
        consultation: consultation, heads: heads, filter: filter,
        first: try Organisation.with(ids: some, db).map(register.places.fullName), places: register.places,
        isOpen: [.prepared, .open].contains(vote.state(at: visit.now)), refusal: refusal)
    }
    return .page(Page(t("Lettres à code, par la poste"), status: refusal?.status ?? 200, page))
  }

  /// Gives codes to the first of those chosen.
  private func printed(
    _ slug: String, _ filter: CastingLetterFilter, _ visit: PersonVisit, _ db: Transaction
  ) throws -> PrintedLettersPage {
    let (consultation, vote) = try found(slug, db)
    let ids = try UnreachedHeads(in: vote, at: visit.now, db).chosen(filter.reach, in: filter.department)
      .prefix(CastingLetter.most)
    guard !ids.isEmpty else { throw CastingLetter.Refusal.nobody }
    let closing =
      try vote.closesAt ?? Phase.all(of: consultation.id, db).first { $0.kind == .vote }?.closesAt
    let codes = try CastingLetter.issue(
      for: Array(ids), in: vote, closing: closing, by: visit.actor, at: visit.now, db)
    let postcodes = try CastingLetter.postcodes(of: Array(ids), db)
    let letters = try Organisation.with(ids: Array(ids), db).compactMap { organisation in
      codes[organisation.id].map {
        PrintedLettersPage.Letter(organisation: organisation, codes: $0, postcode: postcodes[organisation.id] ?? "")
      }
    }
    return PrintedLettersPage(
      consultation: consultation, letters: letters, closing: closing,
      expires: CastingLetter.expiry(closing: closing, at: visit.now), printedAt: visit.now,
      settings: visit.site.settings)
  }

  /// Whose head a letter is for, told to whoever has its code.
  private func addressed(by typed: LetterCodeTyped) async throws -> Organisation? {
    try await database.read { db in
      guard let code = CastingLetter.Code(typed: typed.code), let letter = try CastingLetter.with(code, db) else {
        return nil
      }
      return try Organisation.with(ids: [letter.organisation], db).first
    }
  }

  /// - Returns: the consultation in which she casts now.
  private func use(_ typed: LetterCodeTyped, _ visit: PersonVisit, _ db: Transaction) throws -> String {
    guard let code = CastingLetter.Code(typed: typed.code) else { throw CastingLetter.Refusal.noCode }
    guard let letter = try CastingLetter.with(code, db) else {
      throw try CastingLetter.contesting(code, db) == nil ? CastingLetter.Refusal.unknown : .second
    }
    guard typed.isHead else { throw CastingLetter.Refusal.undeclared }
    let now = try visit.visit.clock.now(in: db)
    let isNew = try letter.use(
      by: visit.person.id, actor: visit.person.actor(for: letter.organisation), at: now, db)
    try Session.act(for: letter.organisation, in: visit.person.session, db)
    let given = MandateGiven(
      person: visit.person.id, organisation: letter.organisation, mail: visit.person.mail, language: visit.language,
      site: visit.site, now: now)
    if isNew { for follow in whenGiven { _ = try follow(given, db) } }
    guard let vote = try Vote.with(id: letter.vote, db),
      let consultation = try Consultation.with(id: vote.consultation, db)
    else { throw NotFound() }
    return consultation.slug
  }

  private func codePage(_ visit: Visit, _ typed: LetterCodeTyped, _ refusal: LetterCodePage.Refused?) -> Answer {
    let page = LetterCodePage(
      typed: typed, refusal: refusal, isSignedIn: visit.person != nil, language: visit.language)
    return .page(Page(t("Le code d’une lettre"), status: refusal?.status ?? 200, isNarrow: true, page))
  }
}
