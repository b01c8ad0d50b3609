public import Localization

extension Snapshot {
  /// What the clock of the database's server showed when this was first asked in a read or in a group of writes, which
  /// is after that group had its turn; nil where this process is the whole of the engine. Writes that share a commit
  /// share it: each of them waited already when it was read.
  public func serverInstant() throws -> Instant? { try connection.serverInstant() }
}
