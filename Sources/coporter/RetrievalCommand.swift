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
      let grouped = ContinuousClock.now
      let agreement = GroupingEvaluation.BCubed(texts)
      let ended = ContinuousClock.now
      let result = Result(
        hitAt1: evaluation.hitAt1, hitAt5: evaluation.hitAt5,
        bCubed: .init(precision: agreement.precision, recall: agreement.recall, f: agreement.f),
        oneMoreSeconds: Self.oneMore(texts), groupingSeconds: (ended - grouped) / .seconds(1),
        seconds: (ended - begun) / .seconds(1))
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      print(String(decoding: try encoder.encode(result), as: UTF8.self))
    }

    /// How long it takes to take one more text in, beside all these, and to find its five nearest.
    private static func oneMore(_ texts: [GroupingEvaluation.Labelled]) -> Double {
      var index = LikenessIndex()
      for (place, labelled) in texts.enumerated() { index.insert(.init(title: labelled.text), id: Int64(place)) }
      index.settle()
      let begun = ContinuousClock.now
      let times = 100
      for (place, labelled) in texts.prefix(times).enumerated() {
        let text = LikenessIndex.Text(title: labelled.text)
        index.insert(text, id: Int64(texts.count + place))
        _ = index.nearest(to: text, limit: 5)
      }
      return (ContinuousClock.now - begun) / .seconds(1) / Double(min(times, max(1, texts.count)))
    }

    private struct Result: Encodable {
      var hitAt1: Double
      var hitAt5: Double
      var bCubed: BCubed
      var oneMoreSeconds: Double
      var groupingSeconds: Double
      var seconds: Double

      struct BCubed: Encodable {
        var precision: Double
        var recall: Double
        var f: Double
      }

      private enum CodingKeys: String, CodingKey {
        case hitAt1 = "hit_at_1"
        case hitAt5 = "hit_at_5"
        case bCubed = "b_cubed"
        case oneMoreSeconds = "one_more_seconds"
        case groupingSeconds = "grouping_seconds"
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
