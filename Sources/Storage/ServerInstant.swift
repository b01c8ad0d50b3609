public import Localization

extension Snapshot {
  /// What the clock of the database's server shows now, and not when the transaction began; nil where this process is
  /// the whole of the engine.
  public func serverInstant() throws -> Instant? {
    switch engine {
    case .sqlite: nil
    case .postgresql:
      try value("SELECT CAST(floor(extract(epoch FROM clock_timestamp()) * 1000) AS BIGINT)", as: Instant.self)
    }
  }
}
