import Localization
import Storage

/// The end of what the house keeps of a person: asked by herself, or by the time that her account has slept. It cannot
/// be undone. What she published in the name of an organisation is the organisation's and stays, without her.
struct Erasure: Sendable {
  var declarations: [PersonalDeclaration]

  enum Refusal: Platform.Refusal, Equatable, CaseIterable {
    case lastAdministrator, unconfirmed

    var status: Int {
      switch self {
      case .lastAdministrator: 409
      case .unconfirmed: 422
      }
    }
    var sentence: Phrase {
      switch self {
      case .lastAdministrator:
        t("Vous êtes le dernier administrateur : donnez d’abord ce rôle à quelqu’un d’autre.")
      case .unconfirmed: t("Cochez la case pour confirmer : rien n’a été effacé.")
      }
    }
  }

  /// Erases a person: what the rooms declare is deleted, emptied or ended, from the last table to the first.
  func erase(_ person: Int64, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    let others = try db.value(
      "SELECT count(*) FROM role WHERE kind = 'administrator' AND ended_event_id IS NULL AND person_id <> \(person)",
      as: Int.self)
    if try Role.held(by: person, db).contains(.administrator), others == 0 { throw Refusal.lastAdministrator }
    let event = try Event("person.erased", on: .init("person", person), by: actor, at: now).record(db)
    for declaration in declarations.reversed() {
      switch declaration {
      case .table(let table): try erase(person, from: table, event: event, db)
      case .mention(let table, let rows):
        try db.execute("DELETE FROM \(SQL(stringLiteral: table)) WHERE \(rows(person))")
      case .besides: break
      }
    }
    try Destruction.note(event, at: now, db)
  }

  private func erase(_ person: Int64, from table: DeclaredTable, event: Int64, _ db: Transaction) throws {
    let name = SQL(stringLiteral: table.name)
    if let goes = table.goes { try db.execute("DELETE FROM \(name) WHERE \(goes(person))") }
    for columns in table.personal {
      let hers = columns.owner(person)
      for step in columns.erasure {
        switch step {
        case .deletes(let only):
          try db.execute("DELETE FROM \(name) WHERE \(hers) AND \(only.map { $0(person) } ?? "1 = 1")")
        case .blanks(let assignments), .unlinks(let assignments):
          try db.execute("UPDATE \(name) SET \(assignments) WHERE \(hers)")
        case .ends:
          try db.execute(
            "UPDATE \(name) SET ended_event_id = \(event) WHERE \(hers) AND ended_event_id IS NULL")
        case .keeps: break
        }
      }
    }
  }

  /// What erasure would do to what is kept of a person, each kind told once.
  struct Told: Sendable {
    var going: [Phrase] = []
    var staying: [Phrase] = []
  }

  /// - Returns: of what she has rows of, what goes and what stays.
  func told(_ person: Int64, _ db: Snapshot) throws -> Told {
    var told = Told()
    for table in declarations.compactMap(\.table) {
      for columns in table.personal { try tell(columns, of: table, person, in: &told, db) }
    }
    told.going = distinct(told.going)
    told.staying = distinct(told.staying)
    return told
  }

  private func tell(
    _ columns: PersonalColumns, of table: DeclaredTable, _ person: Int64, in told: inout Told, _ db: Snapshot
  ) throws {
    let title = columns.kind.title
    func has(_ rows: SQL) throws -> Bool {
      try db.value("SELECT 1 FROM \(SQL(stringLiteral: table.name)) WHERE \(rows) LIMIT 1", as: Int.self) != nil
    }
    var rest = columns.owner(person)
    for step in columns.erasure {
      guard try has(rest) else { return }
      switch step {
      case .deletes(let only):
        let rows = only.map { $0(person) } ?? "1 = 1"
        if try has("\(rest) AND \(rows)") { told.going.append(title) }
        rest = "\(rest) AND NOT (\(rows))"
      case .blanks: told.going.append(title)
      case .unlinks: told.going.append(t("\(title) : seul votre lien, leur texte reste"))
      case .ends: told.going.append(t("\(title) : cela prend fin"))
      case .keeps(let why): told.staying.append(why)
      }
    }
  }

  private func distinct(_ phrases: [Phrase]) -> [Phrase] {
    var known: Set<Phrase> = []
    return phrases.filter { known.insert($0).inserted }
  }
}
