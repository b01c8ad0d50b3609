package import Localization
package import Platform
package import Storage

/// All that one run brings to the directory: an edition of the register, and the files that an administrator supplies.
/// In one transaction: all of it, or nothing.
package struct DirectoryImport: Sendable {
  /// An edition of the register; nil leaves the geography alone.
  package var entries: [RegisterEntry]?
  /// INSEE's movements of communes; they need an edition, which they bring up to date.
  package var movements: CSV?
  package var contacts: CSV?
  package var members: CSV?
  package var postcodes: CSV?
  /// A file of the national register of elected members.
  package var heads: CSV?

  package init(entries: [RegisterEntry]? = nil) { self.entries = entries }

  package struct Result: Sendable, Equatable {
    package var register: RegisterImport?
    package var movements: FileImport?
    package var contacts: FileImport?
    package var members: FileImport?
    package var postcodes: FileImport?
    package var heads: FileImport?

    /// Whether nothing was there to change.
    package var isEmpty: Bool {
      let files = [movements, contacts, members, postcodes, heads]
      return register?.isEmpty ?? true && files.allSatisfy { ($0?.changes ?? 0) == 0 }
    }
  }

  /// - Parameter isDry: tells what would change, and changes nothing.
  /// - Throws: `RegisterError` with the file and the line of the first value that cannot be.
  package func run(
    into database: Database, by actor: Actor, at now: Instant, isDry: Bool = false
  ) async throws -> Result {
    let movements = try movements.map { try Movement.all(in: $0) }
    do {
      return try await database.write { db in
        let result = try apply(movements, by: actor, at: now, db)
        if isDry { throw Undone(result: result) }
        if !result.isEmpty {
          try Event("directory.imported", on: .init("directory", 0), by: actor, at: now).record(db)
        }
        return result
      }
    } catch let undone as Undone {
      return undone.result
    }
  }

  private struct Undone: Error { var result: Result }

  private func apply(
    _ new: [Movement]?, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> Result {
    var result = Result()
    result.movements = try new.map { try Movement.keep($0, db) }
    if let entries {
      let history = CommuneHistory(try Movement.all(db), until: ParisTime(now).isoDay)
      result.register = try RegisterImport.run(entries, history, by: actor, at: now, db)
    }
    result.contacts = try contacts.map { try ContactImport.run($0, db) }
    result.members = try members.map { try MemberImport.run($0, db) }
    result.postcodes = try postcodes.map { try PostcodeImport.run($0, db) }
    result.heads = try heads.map { try HeadImport.run($0, db) }
    return result
  }
}

extension ParisTime {
  /// `2026-11-24`.
  fileprivate var isoDay: String {
    ([String(year)] + [month, day].map { $0 < 10 ? "0\($0)" : "\($0)" }).joined(separator: "-")
  }
}
