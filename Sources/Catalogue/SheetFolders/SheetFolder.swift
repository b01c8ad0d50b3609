import Directory
package import Foundation
package import Localization
import Platform
package import PublicCode
package import Storage

/// The services of an organisation, brought into the catalogue from a folder of files `publiccode.yml`: each becomes
/// the sheet of its code, or a version more of it; one that cannot is told, and keeps nobody else out.
package struct SheetFolder: Sendable {
  package struct File: Sendable {
    package var name: String
    package var text: String
    package init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// What became of a file.
  package struct Brought: Sendable, Equatable {
    package var name: String
    package var result: Result<Sheet.Outcome, SheetRefusal>

    package var isRefused: Bool { if case .failure = result { true } else { false } }

    /// What is wrong in it, each with its place.
    package var problems: [Problem] {
      if case .failure(.unreadable(let problems)) = result { problems } else { [] }
    }
  }

  package enum Refusal: Error, Equatable, CaseIterable {
    case noOrganisation, noFile

    package var sentence: Phrase {
      switch self {
      case .noOrganisation: t("Aucun organisme n’a cet identifiant ou ce SIREN.")
      case .noFile: t("Aucun fichier publiccode.yml n’est dans ce dossier.")
      }
    }
  }

  private var files: [File]

  package init(_ files: [File]) { self.files = files }

  /// Finds `publiccode.yml` in a folder and in those below it, in the order of their names.
  /// - Throws: `Refusal.noFile`, or what reading throws.
  package init(folder: URL) throws {
    let found = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    let names = found.filter { ["publiccode.yml", "publiccode.yaml"].contains($0.split(separator: "/").last ?? "") }
    guard !names.isEmpty else { throw Refusal.noFile }
    files = try names.sorted().map { name in
      // One byte more than what is taken says that there is more.
      let handle = try FileHandle(forReadingFrom: folder.appending(path: name))
      let bytes = try handle.read(upToCount: PublicSoftware.longestFile + 1) ?? Data()
      try handle.close()
      return File(name: name, text: String(decoding: bytes, as: UTF8.self))
    }
  }

  private struct Undone: Error { var brought: [Brought] }

  /// - Parameters:
  ///   - organisation: which maintains them: its token or its SIREN.
  ///   - isDry: says what would be done, and changes nothing.
  /// - Returns: what became of each file, in their order.
  /// - Throws: `Refusal.noOrganisation`.
  package func run(
    into database: Database, for organisation: String, at now: Instant, isDry: Bool = false
  ) async throws -> [Brought] {
    do {
      return try await database.write { db in
        let brought = try run(for: organisation, at: now, db)
        if isDry { throw Undone(brought: brought) }
        return brought
      }
    } catch let undone as Undone {
      return undone.brought
    }
  }

  private func run(for organisation: String, at now: Instant, _ db: Transaction) throws -> [Brought] {
    let found = try Organisation.with(token: organisation, db) ?? Organisation.withSiren(organisation, db)
    guard let found else { throw Refusal.noOrganisation }
    var generator = SystemRandomNumberGenerator()
    let actor = Actor(person: nil, organisation: found.id, through: .command)
    return try files.map { file in
      do {
        let read = try SheetText(reading: file.text)
        let outcome = try read.bring(
          for: found.id, token: Token(using: &generator), by: actor, at: now, db)
        return Brought(name: file.name, result: .success(outcome))
      } catch let refusal as SheetRefusal {
        return Brought(name: file.name, result: .failure(refusal))
      }
    }
  }
}
