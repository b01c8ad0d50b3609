import Foundation
import HTTPTypes
import Localization
import Storage
import Testing

@testable import Consultations
@testable import Deposits
@testable import Directory
@testable import Instruction
@testable import Platform
@testable import Storage

/// Somebody who has left something behind in every table that keeps anything of persons, and a word of her own in each
/// personal column.
struct PersonEverywhere {
  static let word = "zwqcanari"
  /// In what erasure leaves.
  static let lasting = "zwqreste"
  static let mail = "zwqcanari@wanadoo.fr"

  var cast: Cast
  var browser: Browser
  var id: Int64
  var database: Database { cast.towns.asking.house.database }

  static func make(_ engine: Engine) async throws -> PersonEverywhere {
    let cast = try await Cast.make(engine)
    let browser = Browser(cast.towns.asking)
    // What she sends before she signs in, in the same browser.
    _ = try await browser.post("/organismes/demande", ["nom": word])
    try await browser.enter(mail, as: "\(word) nom")
    let found = try await cast.towns.asking.house.database.read { db in try Person.all(with: mail, db).first?.id }
    let made = PersonEverywhere(cast: cast, browser: browser, id: try #require(found))
    try await made.act()
    try await made.instruct()
    try await made.write()
    try await made.vote()
    try await made.sit()
    return made
  }

  /// What is done through pages.
  private func act() async throws {
    let (towns, word) = (cast.towns, Self.word)
    let (id, now) = (id, towns.asking.time.clock.now())
    // Before she acts for anybody: hers alone.
    let draft = try await towns.begin(browser)
    let text = [
      "rubrique": "besoin", "titre": word, "aujourdhui": word, "pour-qui": word, "existant": word, "attendu": word,
      "action": "enregistrer",
    ]
    _ = try await browser.post(draft, text)
    _ = try await browser.post(draft + "/pieces-jointes", ["description": word], file: SampleFiles.pdf(word))
    try await database.write { db in
      try Mandate.give(
        to: id, for: towns.guild.id, as: .agent, by: .demonstration, actor: .command, at: now, db)
      try Role.give(.instructor, to: id, by: .command, at: now, db)
    }
    _ = try await browser.post("/compte/adresses", ["adresse": "zwqcanari2@wanadoo.fr"])
    let comments = cast.contribution + "/commentaires"
    let posted = try await browser.post(comments, ["texte": "Un commentaire.", "organisme": "\(towns.guild.id)"])
    #expect(posted.status == 303)
    let reported = try await database.read { db in
      try db.value(
        "SELECT token FROM comment WHERE person_id <> \(id) AND withdrawn_event_id IS NULL ORDER BY id LIMIT 1",
        as: String.self)
    }
    _ = try await browser.post(comments + "/\(reported ?? "")/signalement", ["motif": "other", "message": word])
    _ = try await browser.post("/organismes/\(towns.dax.token)-dax/suivi", [:])
    _ = try await browser.post(cast.contribution + "/caviardage", ["passage": "Un agenda", "motif": "Un nom."])
    _ = try await browser.post(towns.address(towns.dax), ["fonction": "agent", "preuve": "personne", "message": word])
    let missing = ["nom": word, "sorte": "syndicate", "siren": "552100554", "site": "https://syndicat.example"]
    _ = try await browser.post("/organismes/demande", missing)
    _ = try await Browser(towns.asking).post(cast.contribution + "/suivi", ["adresse": Self.mail])
  }

  /// What only accidents and time would write.
  private func write() async throws {
    let (id, now) = (id, cast.towns.asking.time.clock.now())
    try await database.write { db in
      let mail = try db.value("SELECT max(id) FROM outgoing_mail", as: Int64.self) ?? 0
      try RefusingAddress.note(Self.mail, in: mail, said: .bounce, answer: Self.word, at: now, db)
      try db.execute("INSERT INTO unsubscription (mail, made_at) VALUES (\(Self.mail), \(now))")
      try db.execute("INSERT INTO dormancy (person_id, warned_at) VALUES (\(id), \(now))")
      // What a support says, and why something was taken back: written by whoever did it.
      let hers: SQL = "(SELECT max(id) FROM journal WHERE person_id = \(id))"
      try db.execute("UPDATE support_statement SET made_event_id = \(hers)")
      try db.execute("UPDATE withdrawal SET withdrawn_event_id = \(hers)")
      let follower = try Follower.make(person: nil, mail: Self.mail, .french, rhythm: .weekly, db)
      let event = try Event("follow.begun", on: .init("follower", follower), by: .link, at: now).record(db)
      try db.execute(
        """
        INSERT INTO follow (follower_id, organisation_id, started_event_id)
        SELECT \(follower), min(id), \(event) FROM organisation
        """)
      try db.execute(
        """
        INSERT INTO preparation_link (preparation_id, person_id, link_hash, sent_at)
        SELECT min(id), \(id), \(Array("zwq".utf8)), \(now) FROM preparation
        """)
      if let draft: Draft = try db.first("SELECT \(Draft.columns) FROM draft WHERE person_id = \(id)") {
        try DraftConflict.keep(
          draft.text, seen: DraftSeen(revision: 0), draft.token, draft.rubric, in: draft.consultation, by: id, at: now,
          db)
        // A colleague's draft that she has completed.
        try db.execute(
          """
          UPDATE draft SET saved_by = \(id) WHERE id = (SELECT min(id) FROM draft WHERE person_id <> \(id))
          """)
      }
    }
  }

  /// What she does as an instructor.
  private func instruct() async throws {
    let (id, now) = (id, cast.towns.asking.time.clock.now())
    let token = String(cast.contribution.split(separator: "/").last?.prefix(10) ?? "")
    let desk = Towns.home + "/instruction/contributions/\(token)"
    #expect(try await browser.post(desk + "/note", ["note": "À relire."]).status == 303)
    #expect(try await browser.post(desk + "/deport", [:]).status == 303)
    let view = ["nom": "Ma vue", "suite": "?onglet=a-faire"]
    #expect(try await browser.post(Towns.home + "/instruction/vues", view).status == 303)
    let ticked = ["ligne": token, "choisie": token]
    #expect(try await browser.post(Towns.home + "/instruction/selection", ticked).status == 303)
    try await database.write { db in
      let actor = Actor(person: id, through: .session)
      guard let contribution = try Contribution.with(token: token, db) else { return }
      try Assignment.give([(contribution.id, id)], in: contribution.consultation, by: actor, at: now, db)
      try db.execute("UPDATE decision SET person_id = \(id)")
      let event = try Event("decision.read-again", on: .init("contribution", contribution.id), by: actor, at: now)
        .record(db)
      try db.execute(
        """
        INSERT INTO second_reading (decision_id, person_id, event_id, read_at)
        SELECT min(id), \(id), \(event), \(now) FROM decision
        """)
      try db.execute("UPDATE reexamination SET person_id = \(id)")
      try db.execute("UPDATE blind_reading SET person_id = \(id)")
      try db.execute("UPDATE author_remark SET person_id = \(id)")
      try db.execute("UPDATE remark_reply SET person_id = \(id)")
      try db.execute("UPDATE reexamination_answer SET person_id = \(id)")
    }
  }

  /// A word in a personal column.
  struct Planted: Sendable {
    var table: String
    var column: String
    var word: String
    /// Whether erasure leaves it, by what is declared.
    var stays: Bool
  }

  /// Writes a word of its own in each personal column of text of her rows; those of closed lists are left.
  func plant() async throws -> [Planted] {
    var planted: [Planted] = []
    let texts = Set(try await database.read { db in try TextColumns.everything(db) })
    for table in cast.towns.asking.house.declarations.compactMap(\.table) {
      // What is told beside alone has no column where a word would stand.
      for columns in table.personal where !columns.columns.isEmpty {
        let rows = Self.rows(of: columns, id)
        let name = SQL(stringLiteral: table.name)
        let count = try await database.read { db in
          try db.value("SELECT count(*) FROM \(name) WHERE \(rows)", as: Int.self) ?? 0
        }
        #expect(count > 0, "nothing in \(table.name) is hers: have her leave something in PersonEverywhere")
        for column in columns.columns {
          let place = "\(table.name).\(column)"
          // Her address and what tells whose a row is stay as they are: the word is in it already.
          guard texts.contains(place), !["mail", "recipient", "fact"].contains(column.description) else { continue }
          let stays = columns.erasure.allSatisfy { if case .keeps = $0 { true } else { false } }
          let word = (stays ? Self.lasting : Self.word) + "-\(table.name)-\(column)"
          let set = SQL(stringLiteral: column)
          do {
            try await database.write { db in _ = try db.execute("UPDATE \(name) SET \(set) = \(word) WHERE \(rows)") }
            planted.append(Planted(table: "\(table.name)", column: "\(column)", word: word, stays: stays))
          } catch let error as StorageError { if error.constraint == nil { throw error } }
        }
      }
    }
    return planted
  }

  /// `table.column` of every column of text that is declared personal.
  func personalTexts() async throws -> [String] {
    let texts = Set(try await database.read { db in try TextColumns.everything(db) })
    let declared = cast.towns.asking.house.declarations.compactMap(\.table).flatMap { table in
      table.personal.flatMap { columns in columns.columns.map { "\(table.name).\($0)" } }
    }
    return declared.filter(texts.contains)
  }

  /// Hers, and where only some of hers go, those.
  private static func rows(of columns: PersonalColumns, _ person: Int64) -> SQL {
    var rows = columns.owner(person)
    for step in columns.erasure {
      if case .deletes(let only?) = step { rows = "(\(rows)) AND \(only(person))" }
    }
    return rows
  }
}

extension TextColumns {
  /// `table.column` of every column of text.
  static func everything(_ db: Snapshot) throws -> [String] {
    let sql: SQL =
      switch db.engine {
      case .sqlite:
        """
        SELECT s.name || '.' || c.name FROM sqlite_schema s, pragma_table_info(s.name) c
        WHERE s.type = 'table' AND c.type = 'TEXT'
        """
      case .postgresql:
        """
        SELECT CAST(table_name AS TEXT) || '.' || CAST(column_name AS TEXT) FROM information_schema.columns
        WHERE table_schema = current_schema() AND data_type = 'text'
        """
      }
    return try db.values(sql)
  }
}

extension Database {
  /// Where a word stands in any row: `table.column`.
  func places(of word: String) async throws -> Set<String> {
    try await read { db in
      var places: Set<String> = []
      let sought = Array(word.utf8)
      for table in try Catalogue.tables(of: db) {
        try db.forEach(table.selection) { row in
          for column in table.columns {
            switch try row.next(Value.self) {
            case .text(let text) where text.lowercased().contains(word): places.insert("\(table.name).\(column)")
            case .blob(let bytes) where bytes.contains(sought): places.insert("\(table.name).\(column)")
            default: break
            }
          }
        }
      }
      return places
    }
  }

  /// The bytes of its files on disk; none for a server.
  var fileBytes: Data {
    guard case .file(let path) = location else { return Data() }
    return ["", "-wal", "-shm", "-journal"].reduce(into: Data()) { bytes, suffix in
      bytes += (try? Data(contentsOf: URL(filePath: path + suffix))) ?? Data()
    }
  }
}
