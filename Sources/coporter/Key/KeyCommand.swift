import ArgumentParser
import Foundation
import MerkleLog
import Votes

/// The key by which a public log is signed: kept in a file, outside the database.
struct KeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key", abstract: "La clé qui signe le journal public.",
    discussion: "Ce que la clé signe, et comment on le vérifie : docs/merkle-log.md.",
    subcommands: [New.self, Public.self, Succeed.self, Adopt.self])

  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Fait une clé, la garde dans un fichier que son propriétaire seul peut lire, et écrit sa part publique."
    )

    @Argument(help: "Le nom du journal, son adresse sans « https:// » : vote.exemple.fr/2026.")
    var name: String
    @Option(help: "Le fichier de la clé, qui ne doit pas exister.")
    var file: String

    func run() throws {
      guard !name.contains("://"), let key = try? SigningKey(name: name) else {
        throw ValidationError(
          "« \(name) » : un nom est fait de lettres sans accents et de signes, sans espace ni « + » ni « https:// ».")
      }
      try KeyCommand.refusing(file) { () throws(KeyFile.Refusal) in try KeyFile(path: file).write(key) }
      print(key.verifier.text)
    }
  }

  struct Public: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Écrit la part publique d’une clé.")

    @Option(help: "Le fichier de la clé.")
    var file: String

    func run() throws { print(try KeyCommand.key(file).verifier.text) }
  }

  struct Succeed: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Écrit l’acte, signé des deux clés, par lequel une clé en remplace une autre.")

    @Argument(help: "La dernière tête du journal, signée de l’ancienne clé.")
    var head: String
    @Option(help: "Le fichier de l’ancienne clé.")
    var old: String
    @Option(help: "Le fichier de la nouvelle.")
    var new: String

    func run() throws {
      let (old, new) = (try KeyCommand.key(old), try KeyCommand.key(new))
      guard let bytes = FileManager.default.contents(atPath: head), let note = try? SignedNote(bytes: Array(bytes)),
        (try? note.verify([old.verifier])) != nil, let checkpoint = try? Checkpoint(text: note.text)
      else { throw ValidationError("« \(head) » n’est pas une tête signée de l’ancienne clé.") }
      guard let succession = try? Succession.signed(at: checkpoint, from: old, to: new) else {
        throw ValidationError("La nouvelle clé est l’ancienne.")
      }
      print(String(decoding: succession.bytes, as: UTF8.self), terminator: "")
    }
  }

  private static func key(_ path: String) throws -> SigningKey {
    try refusing(path) { () throws(KeyFile.Refusal) in try KeyFile(path: path).read() }
  }

  private static func refusing<Value>(_ path: String, _ act: () throws(KeyFile.Refusal) -> Value) throws -> Value {
    do {
      return try act()
    } catch {
      FileHandle.standardError.write(Data("\(path) : \(error.sentence)\n".utf8))
      throw ExitCode.failure
    }
  }
}
