import Consultations
import Differences
import Forms
import Localization

/// What changed in one answer from a version to the next.
struct VersionChange: Sendable {
  var question: Phrase
  var difference: TextDifference

  /// A version with the extra questions that it answers.
  struct Whole {
    var text: ContributionText
    var questionnaire: Questionnaire?
  }

  /// The answers that changed, in the order of the page.
  static func all(
    from old: Whole, to new: Whole, _ rubric: Rubric, in language: Language, _ catalogue: Catalogue
  ) -> [VersionChange] {
    let pairs = fields(old.text, new.text, rubric) + answers(old, new, language, catalogue)
    return pairs.map { VersionChange(question: $0.0, difference: TextDifference(from: $0.1, to: $0.2)) }
      .filter { !$0.difference.isEmpty }
  }

  private typealias Pair = (Phrase, String, String)

  private static func fields(_ old: ContributionText, _ new: ContributionText, _ rubric: Rubric) -> [Pair] {
    let text: [Pair] = [
      (t("Titre"), old.title, new.title), (Questions.today(rubric), old.today, new.today),
      (Questions.forWhom(rubric), old.forWhom, new.forWhom), (Questions.existing(rubric), old.existing, new.existing),
      (Questions.expected(rubric), old.expected, new.expected),
    ]
    guard rubric == .service else { return text }
    let sheet: [Pair] = [
      (t("Maintenu par"), old.service.maintainer, new.service.maintainer),
      (t("Utilisé par"), old.service.users, new.service.users),
      (t("Code source"), old.service.codeAddress, new.service.codeAddress),
      (t("Licence"), old.service.licence, new.service.licence),
      (t("Documentation"), old.service.documentation, new.service.documentation),
      (t("Coût pour une collectivité de plus"), old.service.cost, new.service.cost),
    ]
    return text + sheet
  }

  /// Each by the words of the newer version, or of the older one for a question that is asked no more.
  private static func answers(_ old: Whole, _ new: Whole, _ language: Language, _ catalogue: Catalogue) -> [Pair] {
    func told(_ whole: Whole) -> [(key: String, label: String, text: String)] {
      (whole.questionnaire?.understood(whole.text.answers) ?? []).map { question, answer in
        (
          question.key, question.label.text(in: language),
          answer.told(in: language, question).text(in: language, catalogue)
        )
      }
    }
    let (before, after) = (told(old), told(new))
    let kept: [Pair] = after.map { answer in
      (.verbatim(answer.label), before.first { $0.key == answer.key }?.text ?? "", answer.text)
    }
    let gone: [Pair] = before.filter { answer in !after.contains { $0.key == answer.key } }.map { answer in
      (.verbatim(answer.label), answer.text, "")
    }
    return kept + gone
  }
}
