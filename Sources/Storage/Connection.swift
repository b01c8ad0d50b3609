/// One conversation with an engine, held by one thread at a time. Both engines have this small shape.
protocol Connection: AnyObject {
  var engine: Engine { get }
  /// Whether nothing more can come from it, so that it must be opened anew.
  var isLost: Bool { get }

  /// Runs one statement and shows its rows until `visit` answers false; returns the rows changed.
  @discardableResult
  func run(_ sql: SQL, _ visit: (inout Row) throws -> Bool) throws -> Int
  /// One whose answer nobody needs: it may travel with the next, whose refusal then is that of the first that fails.
  func post(_ sql: SQL) throws
  /// Sends what was only posted so far, and waits for its answers.
  func pay() throws
  /// Drops what was only posted so far, before going back to a savepoint that stands.
  func forget()
  /// The same for a long answer, never held whole in memory. Only for statements that read.
  func stream(_ sql: SQL, _ visit: (inout Row) throws -> Bool) throws
  /// Several statements without values, as in a migration.
  func script(_ text: String) throws

  /// By how many milliseconds the clock of the server was ahead of this machine's when this was first asked in a
  /// transaction; nil where this process is the whole of the engine.
  func serverAdvance() throws -> Int64?
  func beginRead() throws
  func beginWrite() throws
  /// Returns once the transaction is on disk.
  func commit() throws
  func rollback()

  func savepoint() throws
  func releaseSavepoint() throws
  func rollbackToSavepoint() throws

  /// Whether a transaction is still open: an engine may end it by itself on a grave error.
  var isInTransaction: Bool { get }
  /// Work that may follow an answered group, such as a checkpoint.
  func settle() throws
  /// Writes the whole database anew, so that nothing is left of what was deleted; outside of any transaction.
  func rewrite() throws
  func close()
}

extension Connection {
  @discardableResult
  func run(_ sql: SQL) throws -> Int { try run(sql) { _ in true } }
}
