import Foundation
import HTTPTypes
import MarkupReading
import PublicCode
import Storage
import Testing

@testable import Directory
@testable import Platform

/// Every column of text, from the schema itself: a new one joins by itself (SECURITY 1, 23).
enum TextColumns {
  struct Column: Sendable, Hashable {
    var table: String
    var name: String
    var path: String { "\(table).\(name)" }
  }

  /// What the server alone writes, from closed lists or by its own hand; a stranger's text never comes here.
  private static let shaped: Set<String> = [
    "consultation.slug", "theme.slug", "draft.themes", "contribution_version.themes", "journal.kind",
    "journal.subject_type", "journal.details", "outgoing_mail.fact",
    "outgoing_mail.state", "organisation.intercommunality_siren", "sign_in.return_to", "rules_article.article_key",
    "sheet_category.category", "picked_sentence.field", "unkept_sentence.field", "redaction.field", "part.ranges",
    "wording.themes",
    "rejection.article_key",
    "vote.origin", "vote_head.note", "vote_leaf.line", "roll_entry.identifier", "roll_entry.kind", "ballot.choices",
    "prepared_ballot.choices",
  ]

  static func all(_ db: Snapshot) throws -> [Column] {
    let sql: SQL =
      switch db.engine {
      case .sqlite:
        """
        SELECT s.name, c.name FROM sqlite_schema s, pragma_table_info(s.name) c
        WHERE s.type = 'table' AND c.type = 'TEXT' ORDER BY 1, 2
        """
      case .postgresql:
        """
        SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns
        WHERE table_schema = current_schema() AND data_type = 'text' ORDER BY 1, 2
        """
      }
    let columns = try db.rows(sql) { row in Column(table: try row.next(), name: try row.next()) }
    return columns.filter { $0.table != "migration" && $0.name != "token" && !shaped.contains($0.path) }
  }

  /// Codes and words of closed lists, the names that INSEE gives, and addresses that their own tests make hostile.
  static let unfilled: Set<String> = [
    "commune_movement", "confirmer", "contribution_source", "organisation_merger", "organisation_postcode",
    "participation", "participation_kind", "pause", "regrouping", "unsubscription", "vote_count_order",
  ]

  /// The tables of `columns` in which nothing stands.
  static func empty(_ columns: [Column], _ db: Snapshot) throws -> [String] {
    try Set(columns.map(\.table)).filter { table in
      try db.value("SELECT count(*) FROM \(SQL(text: table))", as: Int64.self) == 0
    }.sorted()
  }

  /// Writes `text` in a column of every row, or of those where it is not null; false where the database refuses it.
  static func fill(_ column: Column, with text: String, in database: Database) async throws -> Bool {
    let update = SQL(text: "UPDATE \(column.table) SET \(column.name) = ")
    // The fields of a form that is kept stand in JSON, which the server writes; its path begins as every path does.
    let (text, number): (String, SQL) =
      switch column.path {
      case "kept_form.fields":
        (String(decoding: try JSONEncoder().encode([["nom", text], [text, text]]), as: UTF8.self), "")
      // A file that the server writes, with a stranger's texts in it.
      case "sheet_version.file":
        (
          PublicSoftware(
            name: text, address: text, licence: text, owner: text, usedBy: [text], language: "fr", short: text,
            long: text, documentation: text
          ).file, ""
        )
      case "kept_form.path": ("/" + text, " || ' ' || CAST(id AS TEXT)")
      default: (text, " || ' ' || CAST(id AS TEXT)")
      }
    let present = SQL(text: " WHERE \(column.name) IS NOT NULL")
    for rows: SQL in ["", present] {
      do {
        try await database.write { db in
          _ = try db.execute("\(update) \(text)\(number)\(rows)")
        }
        return true
      } catch let error as StorageError {
        guard error.constraint != nil else { throw error }
      }
    }
    return false
  }
}

@Suite("Hostile text in every column", .serialized)
struct HostileColumnsTests {
  @Test(
    "Whatever stands in the database, every page in every role shows it harmless", arguments: Engine.available)
  func pages(engine: Engine) async throws {
    let cast = try await Cast.make(engine)
    let database = cast.towns.asking.house.database
    let columns = try await database.read { db in try TextColumns.all(db) }
    #expect(columns.count > 50)
    // Something stands in each table, or it would not be looked at: a new one is filled in Cast.
    let empty = try await database.read { db in try TextColumns.empty(columns, db) }
    #expect(Set(empty).isSubset(of: TextColumns.unfilled), "\(empty)")
    var filled: Set<TextColumns.Column> = []
    for (turn, text) in HostileText.columns.enumerated() {
      for column in columns {
        if try await TextColumns.fill(column, with: text, in: database) { filled.insert(column) }
      }
      let house = try await cast.reopened()
      // What would act where it is not escaped is looked at by all, on one engine: the pages are the same on both.
      let shares = engine == .postgresql ? 4 : turn < 2 ? 1 : 2
      for role in Soak.share(of: Cast.Role.allCases, turn, among: shares) { try await look(house, role, text) }
    }
    // Refused by the database: closed lists of words, codes of one length.
    let refused = Set(columns.map(\.name)).subtracting(filled.map(\.name)).sorted()
    #expect(
      Set(refused).isSubset(of: [
        "answer", "audience", "ballot", "function", "origin", "place", "reason_language", "kind", "ground", "language",
        "method", "outcome", "reading", "rhythm", "rubric", "rule", "scope", "since", "siren", "state", "step",
        "through", "ties", "utility", "dated", "list", "rank", "voice",
      ]), "\(refused)")
    await cast.close()
  }

  private func look(_ house: Cast, _ role: Cast.Role, _ text: String) async throws {
    let program = "/api/v1" + Towns.home
    let token = (house.contribution.split(separator: "/").last ?? "").prefix(10)
    let starts = [
      "/", "/en", house.kept, house.addresseePage, program, program + "/reglement", program + "/chiffres",
      program + "/contributions",
      "\(program)/contributions/\(token)", "\(program)/contributions/\(token)/versions",
      "\(program)/contributions/\(token)/soutiens", "\(program)/contributions/\(token)/commentaires",
    ]
    let seen = try await Crawl(browser: house[role], eachShape: Soak.rounds(2, whole: 20), starts: starts).pages()
    let pages = seen.filter { $0.answered.fields[.contentType]?.hasPrefix("text/html") == true }
    #expect(pages.count > 15)
    for page in seen {
      let name = "\(page.path) as \(role) with \(text.prefix(20))"
      #expect(page.answered.status < 500, "\(name)")
      let location = page.answered.fields[.location] ?? "/"
      #expect(location.hasPrefix("/") && !location.hasPrefix("//"), "\(name): \(location)")
      if page.answered.fields[.contentType]?.hasPrefix("text/html") == true {
        let troubles = MarkupReader.troubles(in: page.answered.text)
        #expect(troubles == [], "\(name)")
      } else {
        #expect(FormatReader.troubles(in: page.answered) == [], "\(name)")
      }
    }
    let types = Set(seen.map { FormatReader.type(of: $0.answered) })
    #expect(types.isSuperset(of: ["text/csv", "application/json", "application/atom+xml"]))
    // What was typed before one entered is offered again to whoever typed it.
    if role == .person { #expect(pages.contains { $0.path == house.kept && $0.answered.status == 200 }) }
    // Somewhere it is shown, or nothing was looked at.
    if role == .administrator { #expect(pages.contains { $0.answered.text.contains("alert(") || text.first != "\"" }) }
  }

  @Test("What a program is given is JSON that says exactly what is kept", arguments: HostileText.columns)
  func suggestions(text: String) async throws {
    let cast = try await Cast.make(.sqlite)
    let name = "Zwqcommune " + text
    let dax = cast.towns.dax.id
    try await cast.towns.asking.house.database.write { db in
      try db.execute("UPDATE organisation SET name = \(name) WHERE id = \(dax)")
    }
    struct Suggestion: Decodable { var label: String, href: String }
    let answered = try await cast.reopened().towns.asking.get("/organismes/suggestions?q=zwqcommune")
    #expect(answered.fields[.contentType] == "application/json" && answered.fields[.xContentTypeOptions] == "nosniff")
    let suggestions = try JSONDecoder().decode([Suggestion].self, from: Data(answered.text.utf8))
    #expect(suggestions.map(\.label) == [name])
    #expect(
      suggestions[0].href.hasPrefix("/organismes/") && suggestions[0].href.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
    await cast.close()
  }

  @Test("The reader of pages sees what a browser would")
  func reader() {
    let page = "<!DOCTYPE html><p class=a title='x>y'>1 < 2<TEXTAREA><img></textarea><a href=\"/b&amp;c\" checked>"
    #expect(MarkupReader.elements(in: page).map(\.name) == ["p", "textarea", "a"])
    #expect(MarkupReader.elements(in: page)[0]["title"] == "x>y")
    #expect(MarkupReader.elements(in: page)[2]["href"] == "/b&c")
    for bad in [
      "<p>\(HostileText.markup)</p>", "<a href=\"javascript:alert(1)\">", "<a href=\"//mal.example\">", "<p onclick=x>",
      "<script src=\"https://mal.example/x.js\"></script>", "<form action=\"https://mal.example\">", "<base href=/>",
    ] { #expect(MarkupReader.troubles(in: bad) != [], "\(bad)") }
    #expect(MarkupReader.troubles(in: "<p title=\"&quot;&#39;&gt;\">&lt;img src=x&gt;</p>") == [])
  }
}
