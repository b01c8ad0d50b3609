import Foundation
import PublicCode
import Storage
import Testing

@testable import Catalogue
@testable import Directory
@testable import Platform

@Suite("A folder of files publiccode.yml becomes sheets", .serialized)
struct SheetFolderTests {
  private static func file(_ name: String, _ licence: String = "AGPL-3.0-or-later") -> String {
    """
    publiccodeYmlVersion: "0.5"
    name: \(name)
    url: https://git.example/\(name).git
    developmentStatus: stable
    softwareType: standalone/web
    platforms: [web]
    legal:
      license: \(licence)
    maintenance:
      type: internal
      contacts:
        - name: Camille
    localisation:
      localisationReady: true
      availableLanguages: [fr]
    description:
      fr:
        shortDescription: Un service pour essayer.
        longDescription: >
          \(String(repeating: "Un service que les communes partagent entre elles. ", count: 12))
        features: [essayer]
    """
  }

  @Test(
    "Each is brought or refused with its place; a trial changes nothing, and the same again makes no version",
    arguments: Engine.available)
  func whole(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let (database, now) = (towns.asking.house.database, towns.asking.time.clock.now())
    let files = [
      SheetFolder.File(name: "a/publiccode.yml", text: Self.file("agenda")),
      SheetFolder.File(name: "b/publiccode.yml", text: Self.file("cartes", "Inconnue-9")),
      SheetFolder.File(name: "c/publiccode.yml", text: "name: [\n"),
    ]
    let folder = SheetFolder(files)
    let trial = try await folder.run(into: database, for: towns.dax.token, at: now, isDry: true)
    #expect(trial.map(\.isRefused) == [false, true, true])
    #expect(try await towns.count("SELECT count(*) FROM sheet") == 0)
    let brought = try await folder.run(into: database, for: towns.dax.token, at: now)
    #expect(brought.map(\.isRefused) == [false, true, true])
    #expect(brought[1].problems.contains { $0.line == 8 && $0.column == 12 })
    #expect(brought[2].problems.first.map { $0.line > 0 && $0.column > 0 } == true)
    #expect(try await towns.count("SELECT count(*) FROM sheet") == 1)
    let again = try await folder.run(into: database, for: towns.dax.token, at: now)
    var isSame = false
    if case .success(.same) = again[0].result { isSame = true }
    #expect(isSame)
    // Maintained by another.
    let other = try await SheetFolder([files[0]]).run(into: database, for: towns.pau.token, at: now)
    var isKept = false
    if case .failure(.keptByOthers) = other[0].result { isKept = true }
    #expect(isKept)
    await #expect(throws: SheetFolder.Refusal.noOrganisation) {
      try await folder.run(into: database, for: "zzzzzzzzzz", at: now)
    }
    await database.close()
  }

  @Test("Files are found in folders below, in their order; one of 50 MB is read no further than is taken")
  func folder() async throws {
    let root = Scratch.place("sheets")
    for name in ["b", "a", "c"] {
      try FileManager.default.createDirectory(at: root.appending(path: name), withIntermediateDirectories: true)
    }
    #expect(throws: SheetFolder.Refusal.noFile) { try SheetFolder(folder: root) }
    try Data(Self.file("agenda").utf8).write(to: root.appending(path: "b/publiccode.yml"))
    try Data(count: 50_000_000).write(to: root.appending(path: "a/publiccode.yml"))
    try Data("rien".utf8).write(to: root.appending(path: "c/autre.yml"))
    let towns = try await Towns.make(.sqlite)
    let brought = try await SheetFolder(folder: root).run(
      into: towns.asking.house.database, for: towns.dax.token, at: towns.asking.time.clock.now())
    #expect(brought.map(\.name) == ["a/publiccode.yml", "b/publiccode.yml"])
    #expect(brought.map(\.isRefused) == [true, false])
    #expect(brought[0].problems.count == 1)
    await towns.asking.house.database.close()
  }
}
