package import Storage

extension Movement: RowDecodable {
  private static let columns: SQL = """
    movement, effective_on, code_before, name_before, code_after, name_after, article_after
    """

  package init(from row: inout Row) throws {
    kind = try row.next()
    effectiveOn = try row.next()
    codeBefore = try row.next()
    nameBefore = try row.next()
    codeAfter = try row.next()
    nameAfter = try row.next()
    articleAfter = try row.next()
  }

  /// All those known.
  static func all(_ db: Snapshot) throws -> [Movement] { try db.rows("SELECT \(columns) FROM commune_movement") }

  /// Keeps those that are not known yet.
  static func keep(_ movements: [Movement], _ db: Transaction) throws -> FileImport {
    var result = FileImport()
    var known = Set(try all(db))
    for movement in movements {
      guard known.insert(movement).inserted else {
        result.unchanged += 1
        continue
      }
      // INSEE corrects names: the newer file is right.
      let isNew =
        try db.value(
          """
          SELECT id FROM commune_movement
          WHERE effective_on = \(movement.effectiveOn) AND movement = \(movement.kind)
            AND code_before = \(movement.codeBefore) AND code_after = \(movement.codeAfter)
          """, as: Int64.self) == nil
      try db.execute(
        """
        INSERT INTO commune_movement (\(columns))
        VALUES (\(movement.kind), \(movement.effectiveOn), \(movement.codeBefore), \(movement.nameBefore),
          \(movement.codeAfter), \(movement.nameAfter), \(movement.articleAfter))
        ON CONFLICT (effective_on, movement, code_before, code_after)
          DO UPDATE SET name_before = excluded.name_before, name_after = excluded.name_after,
            article_after = excluded.article_after
        """)
      if isNew { result.created += 1 } else { result.updated += 1 }
    }
    return result
  }
}
