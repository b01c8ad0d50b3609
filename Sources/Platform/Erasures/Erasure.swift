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
        case .blanks(let assignments): try db.execute("UPDATE \(name) SET \(assignments) WHERE \(hers)")
        case .ends:
          try db.execute(
            "UPDATE \(name) SET ended_event_id = \(event) WHERE \(hers) AND ended_event_id IS NULL")
        case .keeps: break
        }
      }
    }
  }

  /// What goes, by the title of its kind, each once.
  var going: [Phrase] {
    distinct(columns.filter { columns in columns.erasure.contains { $0.isEnding } }.map(\.kind.title))
  }

  /// What stays, with why.
  var staying: [Phrase] {
    distinct(
      columns.flatMap(\.erasure).compactMap { step in if case .keeps(let why) = step { why } else { nil } })
  }

  private var columns: [PersonalColumns] { declarations.compactMap(\.table).flatMap(\.personal) }

  private func distinct(_ phrases: [Phrase]) -> [Phrase] {
    var known: Set<Phrase> = []
    return phrases.filter { known.insert($0).inserted }
  }
}

extension PersonalColumns.Erasure {
  fileprivate var isEnding: Bool { if case .keeps = self { false } else { true } }
}
