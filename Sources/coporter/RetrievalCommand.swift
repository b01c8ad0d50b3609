import ArgumentParser
import Foundation
import Retrieval

struct RetrievalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retrieval", abstract: "La recherche des textes qui se ressemblent.", subcommands: [Evaluate.self])

  struct Evaluate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Mesure si des textes qu’on a groupés se retrouvent les uns par les autres.",
      discussion: "Les groupes ne servent qu’à juger. Écrit du JSON ; n’ouvre aucune base.")

    @Option(help: "Un fichier de lignes JSON, chacune avec « text » et « group » (docs/data-formats.md).")
    var grouping: String

    func run() throws {
      let texts = try Self.texts(of: grouping)
      let begun = ContinuousClock.now
      let evaluation = GroupingEvaluation(texts)
      guard evaluation.asked > 0 else {
        throw ValidationError("Aucun texte de « \(grouping) » n’en a un autre dans son groupe.")
      }
      let result = Result(
        hitAt1: evaluation.hitAt1, hitAt5: evaluation.hitAt5, seconds: (ContinuousClock.now - begun) / .seconds(1))
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      print(String(decoding: try encoder.encode(result), as: UTF8.self))
    }

    private struct Result: Encodable {
      var hitAt1: Double
      var hitAt5: Double
      var seconds: Double

      private enum CodingKeys: String, CodingKey {
        case hitAt1 = "hit_at_1"
        case hitAt5 = "hit_at_5"
        case seconds
      }
    }

    private struct Line: Decodable {
      var text: String
      var group: String
    }

    private static func texts(of file: String) throws -> [GroupingEvaluation.Labelled] {
      guard let bytes = try? Data(contentsOf: URL(filePath: file)) else {
        throw ValidationError("« \(file) » ne peut pas être lu.")
      }
      let decoder = JSONDecoder()
      return try bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated().compactMap { place, line in
        guard line.contains(where: { $0 > 0x20 }) else { return nil }
        guard let read = try? decoder.decode(Line.self, from: line) else {
          throw ValidationError("« \(file) », ligne \(place + 1) : il faut un objet avec « text » et « group ».")
        }
        return GroupingEvaluation.Labelled(text: read.text, group: read.group)
      }
    }
  }
}
