import Consultations
import Directory
import Localization
import Platform

/// A contribution as a file gives it, once it was read and found right.
struct ImportedContribution: Sendable {
  /// What names it where it comes from: the same file brings it once.
  var source: String
  var token: String?
  var number: Int?
  var organisation: Int64
  /// Those that deposit it with that one, as equals.
  var others: [Int64] = []
  var rubric: Rubric
  var text: ContributionText
  var publishedAt: Instant
  var version = 1
  var versionAt: Instant
  var withdrawal: (reason: String, at: Instant)?
}

/// Why a line is not brought.
enum ImportRefusal: Error, Equatable {
  case noSource, repeatedSource, noOrganisation, unknownOrganisation, unknownRubric, unreadableDate(String), badNumber
  case future, unpublished, deposited, blotted, otherConsultation, otherOrganisation, unknownAnswers
  case unknownContribution, mayNotSupport
  case text(ContributionText.Refusal)
  case withdrawal(WithdrawalRefusal)
  case statement(SupportStatement.Refusal)

  var sentence: Phrase {
    switch self {
    case .noSource: t("l’identifiant manque.")
    case .repeatedSource: t("cet identifiant est déjà plus haut dans le fichier.")
    case .noOrganisation: t("l’organisme manque : ajoutez une colonne siren ou code_insee, ou --organisation.")
    case .unknownOrganisation: t("cet organisme n’est pas dans l’annuaire.")
    case .unknownRubric: t("la rubrique est besoin ou service.")
    case .unreadableDate(let text): t("« \(text) » n’est pas une date.")
    case .badNumber: t("le numéro n’en est pas un.")
    case .future: t("la date est à venir.")
    case .unpublished: t("elle n’est pas publiée.")
    case .deposited: t("elle a été déposée ici et diffère du fichier : un import ne la change pas.")
    case .blotted: t("un passage en a été retiré dans une autre consultation : un import ne le ramène pas.")
    case .otherConsultation: t("cet identifiant est celui d’une contribution d’une autre consultation.")
    case .otherOrganisation: t("elle est ici celle d’un autre organisme.")
    case .unknownAnswers: t("ses réponses ne sont pas celles des questions de la rubrique.")
    case .unknownContribution: t("la contribution soutenue n’est pas dans cette consultation.")
    case .mayNotSupport: t("un organisme ne soutient pas sa propre contribution.")
    case .text(let refusal): t("\(refusal.field) : \(refusal.sentence)")
    case .withdrawal(let refusal): refusal.sentence
    case .statement(let refusal): refusal.sentence
    }
  }
}

extension Instant {
  /// `2021-03-15T17:12:04Z` (RFC 3339), or as Ruby writes it, `2021-03-15 17:12:04 UTC`; nil for anything else.
  init?(universal text: String) {
    let moment = /([12][0-9]{3})-([0-9]{2})-([0-9]{2})[T ]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?/
    guard let match = text.prefixMatch(of: moment),
      let zone = text[match.range.upperBound...].wholeMatch(of: #/ ?(Z|UTC|[+-][0-9]{2}:?[0-9]{2})/#)?.1,
      let year = Int(match.1), let month = Int(match.2),
      let day = Int(match.3), let hour = Int(match.4), let minute = Int(match.5), let second = Int(match.6),
      (1...12).contains(month), hour < 24, minute < 60, second < 60
    else { return nil }
    var shift = 0
    if zone.hasPrefix("+") || zone.hasPrefix("-") {
      let digits = zone.filter(\.isNumber)
      guard let hours = Int(digits.prefix(2)), let minutes = Int(digits.suffix(2)), hours < 24, minutes < 60 else {
        return nil
      }
      shift = (hours * 3600 + minutes * 60) * (zone.hasPrefix("-") ? -1 : 1)
    }
    // Days since 1970 of a date of the Gregorian calendar, months counted from March.
    let (shifted, count) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
    let days = 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + (153 * count + 2) / 5 + day - 719_469
    let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - shift
    self.init(milliseconds: Int64(seconds) * 1000)
    // A 30 February comes back as another day.
    guard shift != 0 || universal.hasPrefix(text.prefix(10)) else { return nil }
  }
}
