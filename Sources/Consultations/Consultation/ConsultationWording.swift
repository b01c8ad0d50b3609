import Localization
import Platform

/// The words of a consultation as an administrator types them.
struct WordingTyped: PreparedPart {
  static let fields: Set<String> = [
    "titre", "accroche", "organisateur", "presentation", "titre-anglais", "accroche-anglais", "organisateur-anglais",
    "presentation-anglais", revisionField,
  ]
  var words: Consultation.Wording
  var english: Consultation.Wording
  var seen: String?

  init(_ visit: Visit) {
    seen = visit.form[Self.revisionField]
    func words(_ suffix: String) -> Consultation.Wording {
      func typed(_ name: String) -> String { (visit.form[name + suffix] ?? "").trimmed }
      return .init(
        title: typed("titre"), lead: typed("accroche"), organiser: typed("organisateur"),
        presentation: typed("presentation"))
    }
    self.words = words("")
    english = words("-anglais")
  }

  init(_ consultation: Consultation) {
    words = consultation.words
    english = consultation.english ?? .init(title: "", lead: "", organiser: "")
  }

  init() {
    words = .init(title: "", lead: "", organiser: "")
    english = words
  }

  /// Nil where nothing is written in English.
  var translation: Consultation.Wording? { english.title.isEmpty ? nil : english }

  var lines: [PreparedLine] {
    [
      PreparedLine("titre", t("Titre"), words.title),
      PreparedLine("accroche", t("Accroche"), words.lead),
      PreparedLine("organisateur", t("Organisateur"), words.organiser),
      PreparedLine("presentation", t("Présentation"), words.presentation),
      PreparedLine("titre-anglais", t("Titre, en anglais"), english.title),
      PreparedLine("accroche-anglais", t("Accroche, en anglais"), english.lead),
      PreparedLine("organisateur-anglais", t("Organisateur, en anglais"), english.organiser),
      PreparedLine("presentation-anglais", t("Présentation, en anglais"), english.presentation),
    ]
  }

  /// In the order of the page.
  var refusal: PreparationRefusal? {
    if words.title.isEmpty { return .noTitle }
    if words.organiser.isEmpty { return .noOrganiser }
    let isHalf = english.title.isEmpty != english.organiser.isEmpty
    let isEmpty = english.title.isEmpty && english.lead.isEmpty && english.presentation.isEmpty
    if isHalf || (english.title.isEmpty && !isEmpty) { return .halfEnglish }
    for words in [words, english] {
      if words.title.unicodeScalars.count > Consultation.Wording.longestTitle { return .longTitle }
      if words.lead.unicodeScalars.count > Consultation.Wording.longestLead { return .longLead }
      if words.organiser.unicodeScalars.count > Consultation.Wording.longestOrganiser { return .longOrganiser }
      if words.presentation.unicodeScalars.count > Consultation.Wording.longestPresentation { return .longPresentation }
    }
    return nil
  }
}

/// Why a consultation is not prepared as asked, or not announced.
enum PreparationRefusal: FieldRefusal, Equatable, CaseIterable {
  case noTitle, longTitle, longLead, noOrganiser, longOrganiser, longPresentation, halfEnglish
  case noDeposit, noRules, lateRules, alreadyAnnounced, noTheme, halfTheme, tooManyThemes, longTheme, usedTheme
  case unconfirmedDeletion, stillUsed

  var status: Int {
    switch self {
    case .alreadyAnnounced, .stillUsed: 409
    default: 422
    }
  }

  var isAboutDeletion: Bool { self == .unconfirmedDeletion || self == .stillUsed }

  var field: String {
    switch self {
    case .noTitle, .longTitle: "titre"
    case .longLead: "accroche"
    case .noOrganiser, .longOrganiser: "organisateur"
    case .longPresentation: "presentation"
    case .halfEnglish: "titre-anglais"
    case .noDeposit, .noRules, .lateRules, .alreadyAnnounced: "annonce"
    case .noTheme, .halfTheme, .tooManyThemes, .longTheme, .usedTheme: "theme-1"
    case .unconfirmedDeletion, .stillUsed: "suppression-oui"
    }
  }

  var sentence: Phrase {
    switch self {
    case .noTitle: t("Donnez un titre à la consultation.")
    case .longTitle: t("Le titre dépasse 150 caractères.")
    case .longLead: t("L’accroche dépasse 500 caractères.")
    case .noOrganiser: t("Dites qui organise la consultation.")
    case .longOrganiser: t("Le nom de l’organisateur dépasse 150 caractères.")
    case .longPresentation: t("La présentation dépasse 20 000 caractères.")
    case .halfEnglish: t("En anglais, donnez au moins le titre et l’organisateur, ou ne remplissez rien.")
    case .noDeposit: t("Fixez d’abord les dates du dépôt.")
    case .noRules: t("Publiez d’abord le règlement : il est connu avant l’ouverture du dépôt.")
    case .lateRules: t("Le dépôt ouvrirait avant que le règlement soit connu : donnez-lui une ouverture à venir.")
    case .alreadyAnnounced: t("Cette consultation est déjà annoncée.")
    case .noTheme: t("Donnez au moins un thème.")
    case .halfTheme: t("Chaque thème a un nom en français et un nom en anglais.")
    case .tooManyThemes: t("Une consultation a trente thèmes au plus.")
    case .longTheme: t("Le nom d’un thème dépasse 100 caractères.")
    case .unconfirmedDeletion: t("Cochez la case pour confirmer : rien n’a été supprimé.")
    case .stillUsed: t("Des travaux y sont déjà rattachés, à l’instruction par exemple : elle ne se supprime plus.")
    case .usedTheme: t("Un thème que portent des contributions ne se retire pas : renommez-le.")
    }
  }
}
