import Localization
import Storage

/// All that the house keeps of a person, as one file of JSON: each kind with its period, and the rows that are hers.
struct PersonalExport {
  var person: Int64
  var declarations: [PersonalDeclaration]
  var catalogue: Catalogue
  var language: Language
  /// What the file of a demonstration warns of; nil where all is true.
  var band: String?

  /// Rows of one table.
  private struct Found {
    var table: String
    var names: [String]
    var rows: [[Value]]
  }

  func json(at now: Instant, _ db: Snapshot) throws -> [UInt8] {
    var kinds: [PersonalKind] = []
    var found: [String: [Found]] = [:]
    var besides: [String: [PersonalColumns.Beside]] = [:]
    for case .besides(let table, let values) in declarations { besides[table.description, default: []] += values }
    for table in declarations.compactMap(\.table) {
      for columns in table.personal {
        if found[columns.kind.name] == nil { kinds.append(columns.kind) }
        found[columns.kind.name, default: []].append(
          try rows(of: columns, in: table, beside: besides[table.name.description] ?? [], db))
      }
    }
    var writer = JSONWriter()
    var members: [(name: String, write: (inout JSONWriter) -> Void)] = [
      ("exported_at", { $0.text(now.universal) }),
      (
        "kinds",
        { writer in writer.list(kinds) { kind, writer in write(kind, found[kind.name] ?? [], to: &writer) } }
      ),
    ]
    if let band { members.insert(("warning", { $0.text(band) }), at: 0) }
    writer.object(members)
    return writer.bytes
  }

  private func rows(
    of columns: PersonalColumns, in table: DeclaredTable, beside later: [PersonalColumns.Beside], _ db: Snapshot
  ) throws -> Found {
    let beside = columns.beside + later
    // A number means nothing to her: what it stands for is beside.
    let shown = columns.columns.map(\.description).filter { !$0.hasSuffix("_id") && !$0.hasSuffix("_by") }
    let own = columns.columns.filter { shown.contains($0.description) }.map { column -> SQL in
      let value = SQL(stringLiteral: column)
      guard let reserved = columns.reserved, reserved.columns.contains(where: { $0.description == column.description })
      else { return value }
      return "CASE WHEN \(reserved.isHers(person)) THEN \(value) END"
    }
    let all = own + beside.map(\.value)
    let names = shown + beside.map(\.name.description)
    guard !all.isEmpty else { return Found(table: table.name.description, names: [], rows: []) }
    let rows = try db.rows(
      """
      SELECT \(all.joined(separator: ", ")) FROM \(SQL(stringLiteral: table.name))
      WHERE \(columns.owner(person))
      """
    ) { row in try names.map { _ in try row.next(Value.self) } }
    return Found(table: table.name.description, names: names, rows: rows)
  }

  private func write(_ kind: PersonalKind, _ found: [Found], to writer: inout JSONWriter) {
    writer.object([
      ("kind", { $0.text(kind.title.text(in: language, catalogue)) }),
      ("kept", { $0.text(kind.sentence.text(in: language, catalogue)) }),
      (
        "records",
        { writer in
          let records = found.flatMap { found in found.rows.map { (found, $0) } }
          writer.list(records) { record, writer in
            var members: [(name: String, write: (inout JSONWriter) -> Void)] = [
              ("table", { $0.text(record.0.table) })
            ]
            for (name, value) in zip(record.0.names, record.1) {
              members.append((name, { Self.write(value, named: name, to: &$0) }))
            }
            writer.object(members)
          }
        }
      ),
    ])
  }

  /// An instant is told as a date: its column says so by its name.
  private static func write(_ value: Value, named name: String, to writer: inout JSONWriter) {
    switch value {
    case .null, .blob: writer.null()
    case .integer(let number) where name == "at" || name.hasSuffix("_at") || name == "since":
      writer.text(Instant(milliseconds: number).universal)
    case .integer(let number): writer.integer(number)
    case .real(let number): writer.append(unchecked: String(number))
    case .text(let text): writer.text(text)
    }
  }
}
