package import Deposits
import Differences
package import Localization
import Platform

/// A contribution that asks for several things is divided: each of its sentences goes to one of the parts, or to none.
/// Each part is then decided by itself. Made by an instructor as long as nothing is decided of the whole; undone like
/// all else, with what was decided of its parts.
package enum Division {
  /// What is given to a part: a sentence, or a few together where there are more than a page can hold.
  package struct Unit: Sendable, Equatable {
    /// The column of the answer in which it stands.
    package var field: String
    package var characters: Range<Int>
    package var text: String
  }

  /// A form can hold 500 fields, and the ranges of a part 4,000 characters.
  static let mostUnits = 300

  /// The sentences of a text, in the order of the page.
  package static func units(of text: ContributionText) -> [Unit] {
    let answers = text.longAnswers
    let cut = ContributionText.longFields.compactMap { field in
      answers[field].map { (field: field, sentences: Sentences($0)) }
    }
    let count = cut.reduce(0) { $0 + $1.sentences.count }
    let together = (count + mostUnits - cut.count - 1) / (mostUnits - cut.count)
    return cut.flatMap { field, sentences in
      let (ranges, texts) = (sentences.ranges, sentences.texts)
      return stride(from: 0, to: ranges.count, by: max(1, together)).map { start in
        let end = min(start + max(1, together), ranges.count)
        return Unit(
          field: field, characters: ranges[start].lowerBound..<ranges[end - 1].upperBound,
          text: texts[start..<end].joined())
      }
    }
  }

  /// The ranges of each part, neighbours joined.
  /// - Parameter choice: the part of each unit, from 1; 0 for none.
  /// - Throws: `DivisionRefusal`.
  package static func parts(
    _ choice: [Int], of units: [Unit]
  ) throws(DivisionRefusal) -> [Part.Ranges] {
    guard choice.count == units.count, choice.allSatisfy((0...Part.most).contains) else { throw .badChoice }
    let count = choice.max() ?? 0
    guard Set(choice).subtracting([0]).count > 1 else { throw .onePart }
    guard Set(choice).isSuperset(of: 1...count) else { throw .emptyPart }
    return (1...count).map { number in
      var ranges: [Part.Ranges.Range] = []
      for (unit, part) in zip(units, choice) where part == number {
        if let last = ranges.last, last.field == unit.field, last.characters.upperBound == unit.characters.lowerBound {
          ranges[ranges.count - 1].characters = last.characters.lowerBound..<unit.characters.upperBound
        } else {
          ranges.append(.init(field: unit.field, characters: unit.characters))
        }
      }
      return Part.Ranges(ranges)
    }
  }
}

package enum DivisionRefusal: FieldRefusal, Equatable, CaseIterable {
  case decided, divided, onePart, emptyPart, badChoice

  package var status: Int {
    switch self {
    case .decided, .divided, .badChoice: 409
    case .onePart, .emptyPart: 422
    }
  }

  package var sentence: Phrase {
    switch self {
    case .decided: t("Une décision porte sur la contribution entière : annulez-la avant de diviser.")
    case .divided: t("Cette contribution est déjà divisée : annulez cette division avant d’en faire une autre.")
    case .onePart: t("Une seule partie n’est pas une division : répartissez les phrases entre deux parties au moins.")
    case .emptyPart: t("Une partie est vide : numérotez les parties de 1 en 1, sans en sauter.")
    case .badChoice: t("Les phrases ne sont plus celles que vous avez réparties. Relisez-les avant de diviser.")
    }
  }

  package var field: String { "phrase-1" }
}
