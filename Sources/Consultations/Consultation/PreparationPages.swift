import HTML
import Localization
import Platform

/// All consultations, for administrators.
struct PreparationsPage: Component {
  var consultations: [Consultation]
  var hasDeleted: Bool
  var language: Language

  private var home: String { language.address(AdministrationAddress().path) }
  private var new: String { language.address(NewConsultationAddress().path) }

  var body: some Markup {
    a(.class("back"), .href(home)) { t("← Administration") }
    h1 { t("Consultations") }
    if hasDeleted { div(.class("notice notice-ok"), .role("status")) { p { t("La consultation est supprimée.") } } }
    div(.class("actions")) { a(.class("button button-primary"), .href(new)) { t("Préparer une consultation") } }
    if consultations.isEmpty {
      div(.class("empty")) { p { t("Aucune consultation pour l’instant. Préparez la première.") } }
    } else {
      ul(.class("list plain")) {
        for consultation in consultations { PreparationEntry(consultation: consultation, language: language) }
      }
    }
  }
}

private struct PreparationEntry: Component {
  var consultation: Consultation
  var language: Language
  private var address: String { language.address(PreparationAddress(consultation).path) }
  private var state: Phrase {
    consultation.announcedAt.map { t("Annoncée le \($0, .date)") } ?? t("En préparation : personne d’autre ne la voit")
  }

  var body: some Markup {
    li(.class("entry")) {
      h2(.class("h3")) { a(.href(address)) { consultation.title } }
      div(.class("meta")) { span { state } }
    }
  }
}

/// What is ready of a consultation, and what is lacking before it is announced.
struct PreparationPage: Component {
  var consultation: Consultation
  var phases: [Phase]
  var themes: Int
  /// Whether rubrics invite in the usual words.
  var areUsualRubrics: Bool
  /// Whether who may do what is as in 2021.
  var isUsualTable: Bool
  var remedies: Remedies
  var rules: Rules?
  /// When the calendar changed after they were published.
  var movedAt: Instant?
  var refusal: PreparationRefusal?
  var done: String?
  var language: Language

  private var back: String { language.address(PreparationsAddress().path) }
  private var publicPage: String { language.address(ConsultationAddress(slug: consultation.slug).path) }
  private var announcement: String { language.address(AnnouncementAddress(consultation).path) }
  private var isAnnounced: Bool { consultation.announcedAt != nil }
  private var told: Phrase? {
    switch done {
    case "creation": t("La consultation est créée. Personne d’autre ne la voit avant son annonce.")
    case "presentation": t("La présentation est enregistrée.")
    case "calendrier":
      isAnnounced
        ? t("Le calendrier est changé. Ceux qui déposent en sont avertis par courriel.")
        : t("Le calendrier est enregistré.")
    case "inchange": t("Rien n’a changé : c’est ce qui était enregistré.")
    case "participation": t("La table est enregistrée. Tout le monde la lit sur la page publique.")
    case "recours": t("Le délai de réexamen et la mention des recours sont enregistrés.")
    case "rubriques": t("Les mots des rubriques sont enregistrés.")
    case "themes": t("Les thèmes sont enregistrés.")
    case "reglement": t("Le règlement est publié.")
    case "annonce": t("La consultation est annoncée : tout le monde la voit.")
    default: nil
    }
  }
  private var publicTitle: Phrase { isAnnounced ? t("Voir la page publique") : t("Voir l’aperçu de la page") }
  private var rulesState: Phrase {
    guard let rules else { return t("À publier avant l’annonce") }
    return movedAt == nil
      ? t("Version \(rules.version), publiée le \(rules.publishedAt, .date)")
      : t(
        "Version \(rules.version), publiée le \(rules.publishedAt, .date), avant un changement du calendrier : publiez-en une nouvelle si elle donne des dates"
      )
  }
  private var calendarState: Phrase {
    phases.isEmpty
      ? t("À fixer avant l’annonce") : t(phases.count, one: "\(phases.count) phase", other: "\(phases.count) phases")
  }
  private var tableState: Phrase {
    isUsualTable ? t("La table habituelle") : t("Une table propre à cette consultation")
  }
  private var rubricsState: Phrase {
    areUsualRubrics ? t("Les mots habituels") : t("Des mots propres à cette consultation")
  }
  private var remediesState: Phrase {
    let days = remedies.days
    return remedies.mention.isEmpty
      ? t(days, one: "Un jour ouvré ; aucune mention écrite", other: "\(days) jours ouvrés ; aucune mention écrite")
      : t(days, one: "Un jour ouvré ; mention écrite", other: "\(days) jours ouvrés ; mention écrite")
  }
  private var themesState: Phrase {
    themes == 0 ? t("Aucun pour l’instant") : t(themes, one: "\(themes) thème", other: "\(themes) thèmes")
  }
  private var wordsState: Phrase {
    consultation.english == nil ? t("En français seulement") : t("En français et en anglais")
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Consultations") }
    h1 { consultation.title }
    if let told { div(.class("notice"), .role("status")) { p { told } } }
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    ul(.class("list plain")) {
      PreparationPart(
        title: t("Présentation"), state: wordsState, address: language.address(WordingAddress(consultation).path))
      PreparationPart(
        title: t("Calendrier"), state: calendarState, address: language.address(CalendarAddress(consultation).path))
      PreparationPart(
        title: t("Qui peut faire quoi, et quand"), state: tableState,
        address: language.address(ParticipationEditingAddress(consultation).path))
      PreparationPart(
        title: t("Thèmes"), state: themesState, address: language.address(ThemesAddress(consultation).path))
      PreparationPart(
        title: t("Rubriques"), state: rubricsState, address: language.address(RubricsAddress(consultation).path))
      PreparationPart(
        title: t("Règlement de la démarche"), state: rulesState,
        address: language.address(RulesEditingAddress(consultation).path))
      PreparationPart(
        title: t("Réexamen et voies de recours"), state: remediesState,
        address: language.address(RemediesAddress(consultation).path))
    }
    ClosingWarnings(phases: phases)
    div(.class("actions"), .id("annonce")) {
      if !isAnnounced {
        postForm(.action(announcement)) {
          button(.class("button button-primary"), .type("submit")) { t("Annoncer la consultation") }
        }
      }
      a(.class("button button-secondary"), .href(publicPage)) { publicTitle }
    }
    if !isAnnounced {
      ConsultationDeletion(
        action: language.address(DeletionAddress(consultation).path), isOpen: refusal?.isAboutDeletion ?? false)
    }
  }
}

/// Only before the announcement: afterwards others count on it.
private struct ConsultationDeletion: Component {
  var action: String
  var isOpen: Bool

  var body: some Markup {
    details(.class("section"), .flag("open", isOpen)) {
      summary { t("Supprimer cette consultation") }
      postForm(.action(action)) {
        p { t("Tout ce qui est préparé ici disparaît, et personne ne peut revenir dessus.") }
        Choice(
          .checkbox, "suppression", "oui", t("Supprimer la consultation et tout ce qui y est préparé"), isChosen: false)
        div(.class("actions")) {
          button(.class("button button-danger"), .type("submit")) { t("Supprimer") }
        }
      }
    }
  }
}

private struct PreparationPart: Component {
  var title: Phrase
  var state: Phrase
  var address: String

  var body: some Markup {
    li(.class("entry")) {
      h2(.class("h3")) { a(.href(address)) { title } }
      div(.class("meta")) { span { state } }
    }
  }
}

/// A sentence for each phase that closes when nobody can be reached, or overlaps another: said, not refused.
struct ClosingWarnings: Component {
  var phases: [Phase]

  private var warnings: [Phrase] {
    overlaps + closings
  }
  /// A phase that opens before the one before it has closed.
  private var overlaps: [Phrase] {
    zip(phases, phases.dropFirst()).compactMap { before, after in
      guard let closes = before.closesAt, after.opensAt < closes else { return nil }
      return t(
        "\(after.kind.title) : cette phase s’ouvre le \(after.opensAt, .dateAndTime), avant la clôture de la précédente, le \(closes.adding(seconds: -60), .dateAndTime)."
      )
    }
  }
  private var closings: [Phrase] {
    phases.compactMap { phase in
      guard let closesAt = phase.closesAt, let fault = WorkingHours.fault(closingAt: closesAt) else { return nil }
      let last = closesAt.adding(seconds: -60)
      switch fault {
      case .weekend: return t("\(phase.kind.title) : la clôture tombe en fin de semaine, le \(last, .full).")
      case .holiday: return t("\(phase.kind.title) : la clôture tombe un jour férié, le \(last, .full).")
      case .night: return t("\(phase.kind.title) : à la clôture, le \(last, .full), les mairies sont fermées.")
      }
    }
  }

  var body: some Markup {
    if !warnings.isEmpty {
      div(.class("notice")) { for warning in warnings { p { warning } } }
    }
  }
}

/// The words of a consultation, in both languages.
struct WordingPage: Component {
  /// Nil for a new one.
  var consultation: Consultation?
  var typed: WordingTyped
  var refusal: PreparationRefusal?
  var conflict: PreparationConflict?
  var language: Language

  private var revision: String { typed.seen ?? typed.revision }
  var title: Phrase { consultation == nil ? t("Préparer une consultation") : t("Présentation") }
  private var back: String {
    language.address(consultation.map { PreparationAddress($0).path } ?? PreparationsAddress().path)
  }
  private var action: String {
    language.address(consultation.map { WordingAddress($0).path } ?? NewConsultationAddress().path)
  }
  private var backTitle: Phrase { consultation.map { .verbatim($0.title) } ?? t("Consultations") }

  var body: some Markup {
    a(.class("back"), .href(back)) { BackTo(backTitle) }
    h1 { title }
    postForm(.action(action), .named("novalidate", "")) {
      if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
      SeenRevision(revision: revision, conflict: conflict)
      WordingFields(words: typed.words, suffix: "", refusal: refusal)
      details(.flag("open", !typed.english.title.isEmpty)) {
        summary { t("En anglais") }
        WordingFields(words: typed.english, suffix: "-anglais", refusal: refusal)
      }
      div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Enregistrer") } }
    }
    if !typed.words.presentation.isEmpty { PresentationPreview(text: typed.words.presentation) }
  }
}

/// What a way back says: where it leads.
struct BackTo: Component {
  var place: Phrase
  init(_ place: Phrase) { self.place = place }
  init(_ place: String) { self.place = .verbatim(place) }
  private var words: Phrase { t("← \(place)") }
  var body: some Markup { words }
}

private struct WordingFields: Component {
  var words: Consultation.Wording
  var suffix: String
  var refusal: PreparationRefusal?

  private func refusal(of name: String) -> Phrase? {
    refusal?.field == name + suffix ? refusal?.sentence : nil
  }

  var body: some Markup {
    TextField(
      "titre" + suffix, t("Titre"), value: words.title, longest: Consultation.Wording.longestTitle,
      refusal: refusal(of: "titre"))
    TextArea(
      "accroche" + suffix, t("Accroche"), value: words.lead, longest: Consultation.Wording.longestLead, rows: 2,
      help: t("Une ou deux phrases sous le titre."), refusal: refusal(of: "accroche"), isOptional: true)
    TextField(
      "organisateur" + suffix, t("Organisateur"), value: words.organiser,
      longest: Consultation.Wording.longestOrganiser, refusal: refusal(of: "organisateur"))
    TextArea(
      "presentation" + suffix, t("Présentation"), value: words.presentation,
      longest: Consultation.Wording.longestPresentation, rows: 10, help: t("En Markdown."),
      refusal: refusal(of: "presentation"), isOptional: true)
  }
}

private struct PresentationPreview: Component {
  var text: String
  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Aperçu de la présentation") }
      div(.class("prose")) { Markdown(text, under: 2) }
    }
  }
}

/// The phases of a consultation, each with its opening and its closing.
struct CalendarPage: Component {
  var consultation: Consultation
  var typed: CalendarTyped
  var refusal: CalendarRefusal?
  var conflict: PreparationConflict?
  /// What later rooms say of it.
  var notices: [AnyMarkup]
  var language: Language

  private var revision: String { typed.seen ?? typed.revision }
  private var back: String { language.address(PreparationAddress(consultation).path) }
  private var action: String { language.address(CalendarAddress(consultation).path) }
  private var warned: Phrase {
    consultation.announcedAt == nil
      ? t("Les heures sont celles de Paris. Laissez vide une phase qui n’a pas lieu.")
      : t(
        "La consultation est annoncée : tout changement est affiché, et ceux qui déposent en sont avertis par courriel."
      )
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { BackTo(consultation.title) }
    h1 { t("Calendrier") }
    p(.class("lead")) { warned }
    for notice in notices { notice }
    postForm(.action(action), .named("novalidate", "")) {
      if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
      SeenRevision(revision: revision, conflict: conflict)
      for kind in PhaseKind.allCases { PhaseFields(kind: kind, typed: typed, refusal: refusal) }
      div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Enregistrer") } }
    }
  }
}

private struct PhaseFields: Component {
  var kind: PhaseKind
  var typed: CalendarTyped
  var refusal: CalendarRefusal?

  private var opening: String { CalendarTyped.opening(kind) }
  private var closing: String { CalendarTyped.closing(kind) }
  private func refusal(of name: String) -> Phrase? { refusal?.field == name ? refusal?.sentence : nil }

  var body: some Markup {
    fieldset(.class("field")) {
      legend { kind.title }
      div(.class("filters")) {
        TextField(
          opening, t("Ouvre le"), kind: .moment, value: typed.typed[opening] ?? "", longest: 20,
          refusal: refusal(of: opening))
        TextField(
          closing, t("Ferme après"), kind: .moment, value: typed.typed[closing] ?? "", longest: 20,
          refusal: refusal(of: closing))
      }
    }
  }
}
