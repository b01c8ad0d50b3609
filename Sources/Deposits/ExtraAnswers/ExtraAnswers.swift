import Consultations
import Forms
import Localization
import Platform
import Storage

/// Names of the fields that answer the extra questions of a rubric: `question-` and the key of the question. For a body
/// of the directory, the one that was chosen stands beside what was typed: by the script while one types
/// (`.organisme`), or among those that the page offers (`.choix`).
enum ExtraAnswers {
  static let prefix = "question-"
  static let found = ".organisme"
  static let offered = ".choix"

  static func read(_ form: FormFields) -> Answers {
    var typed: [String: [String]] = [:]
    var (found, offered): ([String: String], [String: String]) = ([:], [:])
    for (name, value) in form.pairs where name.hasPrefix(prefix) {
      let key = String(name.dropFirst(prefix.count))
      if key.hasSuffix(Self.found) {
        found[String(key.dropLast(Self.found.count))] = ContributionText.line(value)
      } else if key.hasSuffix(Self.offered) {
        offered[String(key.dropLast(Self.offered.count))] = ContributionText.line(value)
      } else if key.utf8.count <= Questionnaire.longestKey {
        typed[key, default: []].append(ContributionText.text(value))
      }
    }
    for (key, values) in typed where !values.joined().isEmpty {
      if let chosen = offered[key], !chosen.isEmpty {
        typed[key] = [chosen]
      } else if let chosen = found[key], !chosen.isEmpty {
        typed[key] = values + [chosen]
      }
    }
    return Answers(typed)
  }
}

extension ContributionText {
  /// The questions that it answers, in their version.
  func asked(_ db: Snapshot) throws -> Questionnaire? {
    try questionnaire.flatMap { try RubricQuestionnaire.with(id: $0, db) }?.questionnaire
  }
}

extension AnswerRefusal {
  var sentence: Phrase {
    switch self {
    case .missing: t("Cette question attend une réponse.")
    case .tooLong: t("Cette réponse est trop longue.")
    case .unknownOption: t("Choisissez dans la liste.")
    case .tooManyOptions: t("Vous avez choisi trop de réponses.")
    case .notANumber: t("Écrivez un nombre, comme 1 250 ou 3,5.")
    case .tooSmall: t("Ce nombre est trop petit.")
    case .tooLarge: t("Ce nombre est trop grand.")
    case .notAnAmount: t("Écrivez un montant en euros, comme 1 250,50.")
    case .notADate: t("Écrivez une date, comme 28/02/2021.")
    case .notAPage: t("Écrivez l’adresse complète, avec https://.")
    case .unknownAuthority: t("Cet organisme n’est pas dans l’annuaire.")
    case .ambiguousAuthority: t("Plusieurs organismes peuvent être celui-là : choisissez le bon dans la liste.")
    case .unknownFile: t("Choisissez l’une des pièces jointes de cette contribution.")
    }
  }
}

extension Wording {
  func text(in language: Language) -> String { text(inEnglish: language == .english) }
}

extension GivenAnswer {
  /// As a page shows it, a paragraph or more.
  func told(in language: Language, _ question: Question) -> Phrase {
    switch self {
    case .text(let text), .page(let text), .authority(let text): return .verbatim(text)
    // Its description stands in the place of the token wherever the reader may open it.
    case .file(let text):
      return Token(prefixOf: text)?.text == text
        ? t("Une pièce jointe réservée aux instructeurs, ou retirée") : .verbatim(text)
    case .choice(let option): return .verbatim(option.label.text(in: language))
    case .choices(let options):
      return .verbatim(options.map { $0.label.text(in: language) }.joined(separator: ", "))
    case .number(let thousandths):
      let number = Self.decimals(thousandths, of: 1_000, in: language)
      guard case .number(_, _, let unit?) = question.type else { return number }
      return t("\(number) \(unit.text(in: language))")
    case .amount(let cents): return t("\(Self.decimals(cents, of: 100, in: language)) €")
    case .date(let year, let month, let day):
      return t("\(ParisTime.instant(year: year, month: month, day: day, hour: 12), .date)")
    }
  }

  /// A whole part as the language groups it, then what is left without its last zeros.
  private static func decimals(_ value: Int64, of unit: Int64, in language: Language) -> Phrase {
    let whole = Int(value / unit)
    var rest = abs(value % unit)
    guard rest != 0 else { return t("\(whole)") }
    var digits = unit == 1_000 ? 3 : 2
    while unit == 1_000, rest % 10 == 0 {
      rest /= 10
      digits -= 1
    }
    let written = String(rest)
    let decimals = String(repeating: "0", count: max(0, digits - written.count)) + written
    let sign = value < 0 && whole == 0 ? "-" : ""
    return language == .french ? t("\(sign)\(whole),\(decimals)") : .verbatim("\(sign)\(whole).\(decimals)")
  }
}
