import ArgumentParser
import Foundation
@preconcurrency import Glibc
import Proof

/// Exports of the public log of a vote, which anyone checks with `coporter verify`.
struct ProofCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "proof", abstract: "Le journal public d’un vote, exporté dans un dossier.",
    discussion: "Ce que chaque fichier contient, octet par octet : docs/proof.fr.md.",
    subcommands: [Generate.self, Vectors.self, Measure.self])

  struct Generate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Écrit l’export d’un vote inventé, le même pour la même graine.")

    @Argument(help: "Le dossier, qui ne doit pas exister.")
    var folder: String
    @Option(help: "La graine : un nombre.")
    var seed: UInt64
    @Option(help: "Combien d’organismes votent.")
    var ballots: Int
    @Option(help: "Jusqu’où va le vote : \(Self.list(SyntheticVote.Stage.self)).", transform: { try Self.value($0) })
    var until: SyntheticVote.Stage = .selection
    @Option(help: "La règle : \(Self.list(CountingRule.self)).", transform: { try Self.value($0) })
    var rule: CountingRule = .mesGreedy
    @Option(
      help: "L’utilité : \(Self.list(CountingUtility.self)) (none pour approval).", transform: { try Self.value($0) })
    var utility: CountingUtility?
    @Option(help: "La forme du bulletin : \(Self.list(BallotForm.self)).", transform: { try Self.value($0) })
    var form: BallotForm = .approval
    @Option(help: "Combien de propositions.")
    var propositions = 67
    @Option(help: "Ce qui doit y être faux : \(Self.list(Corruption.self)).", transform: { try Self.value($0) })
    var corruption: Corruption?
    @Option(help: "Un fichier où écrire le récépissé d’un des bulletins.")
    var receipt: String?

    private static func list<Word: CaseIterable & RawRepresentable<String>>(_ type: Word.Type) -> String {
      Word.allCases.map(\.rawValue).joined(separator: ", ")
    }

    private static func value<Word: CaseIterable & RawRepresentable<String>>(_ text: String) throws -> Word {
      guard let word = Word(rawValue: text) else { throw ValidationError("« \(text) » : \(list(Word.self)).") }
      return word
    }

    func validate() throws {
      guard (1...SyntheticVote.mostBallots).contains(ballots) else {
        throw ValidationError("« --ballots » va de 1 à \(SyntheticVote.mostBallots).")
      }
      guard (1...500).contains(propositions) else { throw ValidationError("« --propositions » va de 1 à 500.") }
      guard utility == nil || (rule == .approval) == (utility == CountingUtility.none) else {
        throw ValidationError("« --utility none » va avec « --rule approval », et avec elle seule.")
      }
    }

    func run() throws {
      // An export is made to be published: others may read it.
      umask(0o022)
      let export = ExportFolder(path: folder)
      do {
        try export.make()
        let opened = try vote.write(to: export)
        if let receipt, let opened {
          guard FileManager.default.createFile(atPath: receipt, contents: Data(try opened.receipt(from: export).bytes))
          else { throw ValidationError("« \(receipt) » ne s’écrit pas.") }
        }
      } catch let refusal as ExportFolder.Refusal {
        FileHandle.standardError.write(Data("\(folder) : \(refusal.sentence)\n".utf8))
        throw ExitCode.failure
      }
    }

    private var vote: SyntheticVote {
      var vote = SyntheticVote(seed: seed, ballots: ballots)
      vote.stage = until
      vote.rule = rule
      vote.utility = utility ?? (rule == .approval ? .none : .cost)
      vote.form = form
      vote.corruption = corruption
      vote.propositions = propositions
      return vote
    }
  }

  struct Vectors: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Écrit les valeurs par lesquelles on essaie un vérificateur, une par ligne.")

    func run() {
      for line in ProofVectors.lines { print(String(decoding: line, as: UTF8.self)) }
    }
  }
}
