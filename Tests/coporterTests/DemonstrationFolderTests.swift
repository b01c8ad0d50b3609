import Foundation
import Testing

@testable import coporter

@Suite("The folder of a demonstration")
struct DemonstrationFolderTests {
  @Test("It goes when it is stopped; one that nobody holds goes at the next start, one that is held stays")
  func life() throws {
    let parent = Scratch.place("demonstrations")
    let running = try DemonstrationFolder(in: parent)
    try Data("a".utf8).write(to: running.url.appending(path: "demo.db"))
    // What a process that was killed leaves: its lock is nobody's.
    let abandoned = parent.appending(path: "coporter-demo-killed")
    try FileManager.default.createDirectory(at: abandoned, withIntermediateDirectories: true)
    for name in ["lock", "demo.db"] { try Data().write(to: abandoned.appending(path: name)) }
    let stranger = parent.appending(path: "coporter-demo-notes")
    try FileManager.default.createDirectory(at: stranger, withIntermediateDirectories: true)
    let second = try DemonstrationFolder(in: parent)
    func names() throws -> Set<String> { Set(try FileManager.default.contentsOfDirectory(atPath: parent.path)) }
    let held: Set = [running.url.lastPathComponent, second.url.lastPathComponent]
    #expect(try names() == held.union(["coporter-demo-notes"]))
    #expect(FileManager.default.fileExists(atPath: running.url.appending(path: "demo.db").path))
    let permissions = try FileManager.default.attributesOfItem(atPath: second.url.path)[.posixPermissions] as? Int
    #expect(permissions == 0o700)
    for folder in [running, second] { folder.remove() }
    #expect(try names() == ["coporter-demo-notes"])
  }

  @Test("Where nothing can be written it says so")
  func refused() throws {
    let file = Scratch.place("file")
    try Data().write(to: file)
    #expect(throws: DemonstrationFolder.Refusal.self) { try DemonstrationFolder(in: file) }
    let sentence = DemonstrationFolder.Refusal.unwritable("/rien").description
    #expect(sentence == "La démonstration ne peut rien écrire dans /rien.")
  }
}
