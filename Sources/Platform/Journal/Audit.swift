import Localization
package import Storage

/// The journal as administrators read it: who did what, for whom, when. Nothing of it is ever changed.
enum Audit {
  /// One line, with the name of whoever acted where she still has one.
  struct Record: Sendable, RowDecodable {
    var id: Int64
    var at: Instant
    var person: Int64?
    var name: String?
    var organisation: Int64?
    var through: Event.Through
    var kind: String
    var subjectType: String
    var subject: Int64
    var consultation: Int64?
    var details: String
    var undoes: Int64?

    init(from row: inout Row) throws {
      id = try row.next()
      at = try row.next()
      person = try row.next()
      name = try row.next()
      organisation = try row.next()
      through = try row.next()
      kind = try row.next()
      subjectType = try row.next()
      subject = try row.next()
      consultation = try row.next()
      details = try row.next()
      undoes = try row.next()
    }

    /// `organisation : 12, kind : agent`, from the JSON that we wrote ourselves.
    var shownDetails: String {
      let words = details.filter { !"{}\"".contains($0) }
      return words.split(separator: ",").map { $0.replacing(":", with: "\u{A0}: ") }.joined(separator: ", ")
    }
  }

  /// Those that a filter lets through, the newest first.
  static func records(_ filter: AuditFilter, _ names: JournalNames, limit: Int, _ db: Snapshot) throws -> [Record] {
    try db.rows(
      """
      SELECT journal.id, journal.at, journal.person_id, person.name, journal.organisation_id, journal.through,
        journal.kind, journal.subject_type, journal.subject_id, journal.consultation_id, journal.details,
        journal.undoes_id
      FROM journal LEFT JOIN person ON person.id = journal.person_id
      WHERE \(try filter.condition(names, db)) ORDER BY journal.id DESC LIMIT \(limit)
      """)
  }
}

/// What the audit trail is asked for; it is whole in its address.
struct AuditFilter: Sendable, Equatable {
  /// A part of a name or of an address, or the number of somebody who was erased.
  var person = ""
  /// A part of a name.
  var organisation = ""
  var kind = ""
  var consultation = ""
  /// Days, as browsers send them: `2021-03-15`.
  var from = ""
  var until = ""
  /// Below this line: the next page.
  var before: Int64?

  static let longest = 150
  private static let most = 200

  init() {}

  init(_ fields: FormFields) {
    func text(_ name: String) -> String { String((fields[name] ?? "").prefix(Self.longest)).trimmed }
    person = text("personne")
    organisation = text("organisme")
    kind = text("evenement")
    consultation = text("consultation")
    from = text("du")
    until = text("au")
    before = fields["avant"].flatMap { Int64($0) }
  }

  fileprivate func condition(_ names: JournalNames, _ db: Snapshot) throws -> SQL {
    var conditions: [SQL] = ["1 = 1"]
    if !person.isEmpty { conditions.append("journal.person_id IN (\(SQL.list(try persons(db))))") }
    if !organisation.isEmpty {
      let found = try names.findOrganisations(organisation, Self.most, db)
      conditions.append("journal.organisation_id IN (\(SQL.list(found)))")
    }
    if !kind.isEmpty { conditions.append("journal.kind = \(kind)") }
    if !consultation.isEmpty { conditions.append("journal.consultation_id = \(Int64(consultation) ?? 0)") }
    if let start = ParisTime.instant(from + "T00:00") { conditions.append("journal.at >= \(start)") }
    if let end = ParisTime.endOfDay(until) { conditions.append("journal.at <= \(end.adding(seconds: 1))") }
    if let before { conditions.append("journal.id < \(before)") }
    return conditions.joined(separator: " AND ")
  }

  private func persons(_ db: Snapshot) throws -> [Int64] {
    if let number = Int64(person) { return [number] }
    let (typed, lower) = (SQL.containing(person), SQL.containing(person.lowercased()))
    return try db.values(
      """
      SELECT DISTINCT person.id FROM person LEFT JOIN person_address ON person_address.person_id = person.id
      WHERE person.name LIKE \(typed) ESCAPE '!' OR lower(person.name) LIKE \(lower) ESCAPE '!'
        OR person_address.mail LIKE \(lower) ESCAPE '!'
      ORDER BY person.id LIMIT \(Self.most)
      """)
  }

  /// `?personne=camille&du=2021-03-01`, or nothing.
  var queryString: String {
    let pairs = [
      ("personne", person), ("organisme", organisation), ("evenement", kind), ("consultation", consultation),
      ("du", from), ("au", until), ("avant", before.map { String($0) } ?? ""),
    ].filter { !$0.1.isEmpty }
    guard !pairs.isEmpty else { return "" }
    return "?" + pairs.map { "\($0.0)=\(percentEncoded($0.1))" }.joined(separator: "&")
  }

  func before(_ line: Int64?) -> AuditFilter {
    var filter = self
    filter.before = line
    return filter
  }
}

extension SQL {
  /// A part of a text as `LIKE … ESCAPE '!'` takes it, its own signs escaped.
  package static func containing(_ part: String) -> String {
    "%" + part.replacing("!", with: "!!").replacing("%", with: "!%").replacing("_", with: "!_") + "%"
  }
}

/// How the numbers of the journal are named; given by the rooms that keep what they number.
package struct JournalNames: Sendable {
  package var organisations: @Sendable (_ numbers: [Int64], Snapshot) throws -> [Int64: String] = { _, _ in [:] }
  package var findOrganisations: @Sendable (_ part: String, _ most: Int, Snapshot) throws -> [Int64] = { _, _, _ in [] }
  package var consultations: @Sendable (Snapshot) throws -> [(id: Int64, title: String)] = { _ in [] }
  package init() {}
}
