@testable import Storage

/// A conversation that counts what is read through it, and else is the one that it was given.
final class CountedConnection: Connection {
  private let connection: any Connection
  /// How many statements asked for rows.
  private(set) var reads = 0

  init(_ connection: any Connection) { self.connection = connection }

  private func count(_ sql: SQL) {
    if sql.text.hasPrefix("SELECT") { reads += 1 }
  }

  var engine: Engine { connection.engine }
  var isLost: Bool { connection.isLost }
  var isInTransaction: Bool { connection.isInTransaction }

  @discardableResult
  func run(_ sql: SQL, _ visit: (inout Row) throws -> Bool) throws -> Int {
    count(sql)
    return try connection.run(sql, visit)
  }
  func stream(_ sql: SQL, _ visit: (inout Row) throws -> Bool) throws {
    count(sql)
    try connection.stream(sql, visit)
  }
  func post(_ sql: SQL) throws { try connection.post(sql) }
  func pay() throws { try connection.pay() }
  func forget() { connection.forget() }
  func script(_ text: String) throws { try connection.script(text) }
  func serverAdvance() throws -> Int64? { try connection.serverAdvance() }

  func beginRead() throws { try connection.beginRead() }
  func beginWrite() throws { try connection.beginWrite() }
  func commit() throws { try connection.commit() }
  func rollback() { connection.rollback() }
  func savepoint() throws { try connection.savepoint() }
  func releaseSavepoint() throws { try connection.releaseSavepoint() }
  func rollbackToSavepoint() throws { try connection.rollbackToSavepoint() }
  func settle() throws { try connection.settle() }
  func rewrite() throws { try connection.rewrite() }
  func close() { connection.close() }
}
