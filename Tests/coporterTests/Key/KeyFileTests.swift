import Foundation
import MerkleLog
import Testing

@testable import Votes

@Suite("The file of a signing key")
struct KeyFileTests {
  private let folder = Scratch.place("key")

  @Test("A key is kept for its owner alone, and none is written over it")
  func keeping() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (file, key) = (KeyFile(path: folder.appending(path: "key").path), try SigningKey(name: "vote.exemple.fr"))
    #expect(throws: KeyFile.Refusal.unreadable) { try file.read() }
    try file.write(key)
    #expect(try file.read().verifier == key.verifier)
    let permissions = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
    #expect(permissions == 0o600)
    let other = try SigningKey(name: "vote.exemple.fr")
    #expect(throws: KeyFile.Refusal.exists) { try file.write(other) }
    #expect(try file.read().verifier == key.verifier)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file.path)
    #expect(throws: KeyFile.Refusal.shared) { try file.read() }
    #expect(throws: KeyFile.Refusal.unwritable) { try KeyFile(path: "\(folder.path)/none/key").write(key) }
  }

  @Test("What is no key is refused", arguments: ["", "\n", "not a key", "PRIVATE+KEY+a+00000000+AQ=="])
  func notAKey(text: String) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "key").path
    let isMade = FileManager.default.createFile(
      atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    #expect(isMade)
    #expect(throws: KeyFile.Refusal.notAKey) { try KeyFile(path: path).read() }
  }
}
