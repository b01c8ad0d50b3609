extension Snapshot {
  /// By how many milliseconds the clock of the database's server is ahead of this machine's, or behind where negative;
  /// asked once in a read or in a group of writes, which is after that group had its turn. Nil where this process is
  /// the whole of the engine.
  public func serverAdvance() throws -> Int64? { try connection.serverAdvance() }
}
