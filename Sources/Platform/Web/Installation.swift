import Localization
import Storage

/// A random secret made at the first start, on which the tokens of forms depend.
enum Installation {
  static func secret(_ database: Database, at now: Instant) async throws -> [UInt8] {
    try await database.write { db in
      if let secret = try db.value("SELECT secret FROM installation ORDER BY id LIMIT 1", as: [UInt8].self) {
        return secret
      }
      var generator = SystemRandomNumberGenerator()
      let secret = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
      try db.execute("INSERT INTO installation (secret, created_at) VALUES (\(secret), \(now))")
      return secret
    }
  }
}
