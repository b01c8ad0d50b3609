package import Localization
import Platform
package import Storage

/// A body that is missing from the directory and that somebody asks for: there are 11,000 syndicates. Accepted by an
/// instructor, who makes the organisation, or refused; both answer by mail.
package struct OrganisationRequest: Sendable, Equatable, RowDecodable {
  package var id: Int64
  package var token: String
  package var person: Int64
  package var name: String
  package var kind: OrganisationKind
  package var siren: String
  package var website: String
  package var mail: String
  package var language: Language
  package var askedAt: Instant
  package var isSettled: Bool

  static let longestName = 300
  static let longestWebsite = 300
  /// Open requests of one person.
  static let most = 10
  /// Those of the official geography come with the product.
  static let kinds: [OrganisationKind] = [.syndicate, .operator, .association, .state]

  private static let columns: SQL = """
    id, token, person_id, name, kind, siren, website, mail, language, asked_at,
    CASE WHEN outcome IS NULL THEN 0 ELSE 1 END
    """

  package init(from row: inout Row) throws {
    id = try row.next()
    token = try row.next()
    person = try row.next()
    name = try row.next()
    kind = try row.next()
    siren = try row.next()
    website = try row.next()
    mail = try row.next()
    language = Language(rawValue: try row.next()) ?? .french
    askedAt = try row.next()
    let settled: Int64 = try row.next()
    isSettled = settled == 1
  }

  package enum Refusal: FieldRefusal, Equatable, CaseIterable {
    case noName, longName, noKind, wrongSiren, knownSiren, wrongWebsite, tooMany, settled

    package var status: Int {
      switch self {
      case .settled: 409
      case .tooMany: 429
      default: 422
      }
    }

    package var sentence: Phrase {
      switch self {
      case .noName: t("Donnez le nom de cet organisme.")
      case .longName: t("Ce nom est trop long : 300 caractères au plus.")
      case .noKind: t("Choisissez le type d’organisme.")
      case .wrongSiren: t("Ce n’est pas un numéro SIREN : neuf chiffres, dont le dernier vérifie les autres.")
      case .knownSiren: t("Cet organisme est déjà dans l’annuaire, ou déjà demandé : cherchez-le par son numéro SIREN.")
      case .wrongWebsite: t("Cette adresse de site n’est pas complète. Exemple : https://www.syndicat.fr")
      case .tooMany: t("Dix de vos demandes attendent déjà une réponse. Attendez un peu.")
      case .settled: t("Cette demande a déjà eu sa réponse.")
      }
    }

    package var field: String {
      switch self {
      case .noName, .longName, .tooMany, .settled: "nom"
      case .noKind: "sorte"
      case .wrongSiren, .knownSiren: "siren"
      case .wrongWebsite: "site"
      }
    }
  }

  /// What a form asks for, checked.
  struct Asking: Sendable, Equatable {
    var name = ""
    var kind: OrganisationKind?
    var siren = ""
    var website = ""

    /// The first thing that cannot be.
    var refusal: Refusal? {
      if name.isEmpty { return .noName }
      if name.unicodeScalars.count > OrganisationRequest.longestName { return .longName }
      guard let kind, OrganisationRequest.kinds.contains(kind) else { return .noKind }
      if !OrganisationRequest.isSiren(siren) { return .wrongSiren }
      if !OrganisationRequest.isWebsite(website) { return .wrongWebsite }
      return nil
    }
  }

  /// Nine digits whose last is the key of Luhn's formula (ISO/IEC 7812-1, annex B), as INSEE gives them.
  static func isSiren(_ text: String) -> Bool {
    let digits = text.utf8.map { Int($0) - 48 }
    guard digits.count == 9, digits.allSatisfy({ (0...9).contains($0) }), digits.contains(where: { $0 > 0 }) else {
      return false
    }
    let sum = digits.reversed().enumerated().reduce(0) { sum, item in
      let doubled = item.offset % 2 == 1 ? item.element * 2 : item.element
      return sum + (doubled > 9 ? doubled - 9 : doubled)
    }
    return sum % 10 == 0
  }

  /// Nothing, or an address of the web with a domain.
  static func isWebsite(_ text: String) -> Bool {
    guard !text.isEmpty else { return true }
    guard text.utf8.count <= longestWebsite else { return false }
    return text.wholeMatch(of: /https?:\/\/[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)+(:[0-9]{1,5})?(\/[!-~]*)?/) != nil
  }

  static func with(token: String, _ db: Snapshot) throws -> OrganisationRequest? {
    try db.first("SELECT \(columns) FROM organisation_request WHERE token = \(token)")
  }

  /// Those that wait, the oldest first.
  static func waiting(limit: Int, _ db: Snapshot) throws -> [OrganisationRequest] {
    try db.rows(
      "SELECT \(columns) FROM organisation_request WHERE outcome IS NULL ORDER BY asked_at, id LIMIT \(limit)")
  }

  static func ask(
    _ asking: Asking, token: Token, by person: SignedIn, in language: Language, actor: Actor, at now: Instant,
    _ db: Transaction
  ) throws {
    if let refusal = asking.refusal { throw refusal }
    let known = try db.value(
      """
      SELECT count(*) FROM (
        SELECT siren FROM organisation WHERE siren = \(asking.siren)
        UNION ALL SELECT siren FROM organisation_request WHERE siren = \(asking.siren) AND outcome IS NULL) AS known
      """, as: Int.self)
    guard known == 0 else { throw Refusal.knownSiren }
    let open = try db.value(
      "SELECT count(*) FROM organisation_request WHERE person_id = \(person.id) AND outcome IS NULL", as: Int.self)
    guard open ?? 0 < most else { throw Refusal.tooMany }
    let id = try db.insert(
      """
      INSERT INTO organisation_request (token, person_id, name, kind, siren, website, mail, language, asked_at)
      VALUES (\(token.text), \(person.id), \(asking.name), \(asking.kind?.rawValue ?? ""), \(asking.siren),
        \(asking.website), \(person.mail), \(language.rawValue), \(now)) RETURNING id
      """)
    try Event("organisation.asked", on: .init("organisation-request", id), by: actor, at: now).record(db)
  }

  /// Makes the organisation. A name that begins with an article is written with a small one within a sentence: « Le
  /// Sitiv », « du Sitiv ».
  func accept(token: Token, by actor: Actor, at now: Instant, _ db: Transaction) throws -> Organisation? {
    guard !isSettled else { throw Refusal.settled }
    let begins = ["Le ", "La ", "Les ", "L’"].contains { name.hasPrefix($0) }
    let article = begins ? name.prefix(1).lowercased() + name.dropFirst() : name
    let row = try db.insert(
      """
      INSERT INTO organisation (token, kind, name, genitive, siren, website, source, created_at)
      VALUES (\(token.text), \(kind.rawValue), \(name), \(FrenchName(body: name, article: article).genitive), \(siren),
        \(website.isEmpty ? nil : website), \(OrganisationSource.request), \(now)) RETURNING id
      """)
    let event = try Event(
      "organisation.created", on: .init("organisation", row), by: actor, at: now, details: [("request", .number(id))]
    ).record(db)
    try settle(as: "accepted", event: event, db)
    return try Organisation.with(ids: [row], db).first
  }

  func refuse(by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard !isSettled else { throw Refusal.settled }
    let event = try Event("organisation.refused", on: .init("organisation-request", id), by: actor, at: now).record(db)
    try settle(as: "refused", event: event, db)
  }

  private func settle(as outcome: String, event: Int64, _ db: Transaction) throws {
    try db.execute(
      "UPDATE organisation_request SET outcome = \(outcome), settled_event_id = \(event) WHERE id = \(id)")
  }
}
