import HTTPTypes
import Testing

@testable import Directory
@testable import Platform
@testable import Storage

/// A, and B who tries what she did.
struct Twins {
  var towns: Towns
  var a: Browser
  var b: Browser
  /// B’s address, and the organisation for which he acts.
  var mail: String
  var organisation: Organisation
  /// Where the journey begins in what A has sent.
  var first: Int

  typealias Sent = (method: HTTPRequest.Method, path: String, body: String)

  /// Lets B try first what A is about to do, where that ends or publishes something.
  func precede(_ acts: [String]) {
    a.isAbout = { method, path, body in
      guard method == .post, acts.contains(where: path.contains) else { return }
      try await expectNothing(of: [(method, path, body)])
    }
  }

  /// All that A has sent, sent by B.
  func expectNothing() async throws { try await expectNothing(of: Array(a.sent.dropFirst(first))) }

  func expectNothing(of requests: [Sent]) async throws {
    let before = try await rows()
    let published: SQL = "SELECT count(*) FROM contribution_version WHERE title = \(TwinTests.secret)"
    let isPublic = try await towns.count(published) > 0
    let token = try await b.token()
    for sent in requests {
      let name = "\(sent.method.rawValue) \(sent.path) \(sent.body.prefix(120))"
      let answered: Answered
      if sent.method == .get {
        answered = try await b.get(sent.path)
      } else {
        let body = sent.body.replacing(/_form=[0-9a-f]+/, with: "_form=\(token)")
        answered = try await b.post(sent.path, raw: body)
      }
      #expect(answered.status < 500, "\(name)")
      // What B typed himself comes back to him; what A has kept does not.
      let typed = sent.method == .post && sent.body.contains(TwinTests.secret)
      if !typed, !isPublic { #expect(!answered.text.contains(TwinTests.secret), "\(name) tells the secret") }
      #expect(!answered.text.contains("a@wanadoo.fr"), "\(name) tells the address")
    }
    let after = try await rows()
    // What B adds to a log takes nothing from it.
    let added = after.subtracting(before).filter { row in !Self.logs.contains { row.hasPrefix($0 + ":") } }
    for row in before.subtracting(after).union(added).sorted() { Issue.record("B has changed \(row)") }
  }

  /// Every row of every table that is neither B’s nor a note of what he did.
  private func rows() async throws -> Set<String> {
    try await towns.asking.house.database.read { [mail, organisation] db in
      let person = try Person.all(with: mail, db).first?.id ?? 0
      let belongings = Self.belongings(person, organisation.id, mail)
      var rows: Set<String> = []
      for var table in try Catalogue.tables(of: db) where !Self.notes.contains(table.name) {
        let moving = Self.moving[table.name] ?? []
        table.columns.removeAll { moving.contains($0) }
        var sql = SQL(text: "SELECT \(table.columnList) FROM \(table.quoted) WHERE 1 = 1")
        for (column, his) in belongings where table.columns.contains(column) {
          let name = SQL(text: CatalogueTable.quote(column))
          sql = "\(sql) AND (\(name) IS NULL OR \(name) NOT IN (\(his)))"
        }
        try db.forEach(sql) { row in rows.insert("\(table.name): \(try row.all())") }
      }
      return rows
    }
  }

  /// What says that a row is B’s, or his organisation’s: he may do there as he likes.
  private static func belongings(
    _ person: Int64, _ organisation: Int64, _ mail: String
  ) -> [(column: String, his: SQL)] {
    let contributions: SQL = "SELECT id FROM contribution WHERE organisation_id = \(organisation)"
    let drafts: SQL = "SELECT id FROM draft WHERE person_id = \(person) OR organisation_id = \(organisation)"
    let files: SQL =
      "SELECT id FROM attachment WHERE draft_id IN (\(drafts)) OR contribution_id IN (\(contributions))"
    return [
      ("person_id", "\(person)"), ("organisation_id", "\(organisation)"), ("mail", "\(mail)"),
      ("follower_id", "SELECT id FROM follower WHERE person_id = \(person)"), ("contribution_id", contributions),
      ("draft_id", drafts), ("comment_id", "SELECT id FROM comment WHERE person_id = \(person)"),
      ("attachment_id", files),
    ]
  }

  /// Where what B does is noted under his name, and where all that is published is counted.
  private static let notes: Set<String> = [
    "journal", "outgoing_mail", "kept_form", "deposit_figures", "deposit_department",
  ]
  /// Where each adds what is his.
  private static let logs: Set<String> = ["vote_leaf"]
  /// What counts the lines of such a log.
  private static let moving: [String: Set<String>] = ["vote": ["leaves", "last_at"]]
}

extension Row {
  /// Its columns, whatever their types.
  mutating func all() throws -> String {
    var values: [String] = []
    for _ in 0..<columnCount { values.append(String(describing: try next(Value.self))) }
    return values.joined(separator: "|")
  }
}
