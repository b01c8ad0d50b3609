import ArgumentParser
import Foundation
import Logging
import Platform
import Storage

/// Opens a database, brings it to the level of this program, and closes it once `body` is done, or has failed.
/// A trial brings it to no level: it wants it there already.
/// - Parameter mayCreate: whether a file that is not there yet is made; else its name is taken for a mistake.
func withDatabase<Result>(
  _ name: String, isTrial: Bool = false, mayCreate: Bool = false, _ body: (Database) async throws -> Result
) async throws -> Result {
  if !mayCreate, let file = Database.file(of: name), !FileManager.default.fileExists(atPath: file) {
    throw ValidationError("La base \(file) n’existe pas : vérifiez --database. Rien n’a été créé.")
  }
  if isTrial { try await refuseUnlessAtLevel(name) }
  let database = try Database.open(name, logger: Logger(label: "coporter"))
  do {
    if !isTrial { try await database.bringToLevel(of: modules(database)) }
    let result = try await body(database)
    await database.close()
    return result
  } catch {
    await database.close()
    throw error
  }
}

private func refuseUnlessAtLevel(_ name: String) async throws {
  let reading = try Database.open(name, readOnly: true, logger: Logger(label: "coporter"))
  let isAtLevel = try await reading.isAtLevel(migrations(of: modules(reading)))
  await reading.close()
  guard isAtLevel else {
    throw ValidationError("Cette base n’est pas à jour : lancez une fois le serveur ou l’import sans --dry-run.")
  }
}
