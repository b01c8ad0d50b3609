import Directory
package import HTML
package import Localization
import Platform

/// The home page of a consultation: what it asks, its calendar, how long remains, who is called to take part.
struct ConsultationPage: Component {
  var consultation: Consultation
  var phases: [Phase]
  var panels: [ConsultationPanel]
  var hasRules: Bool
  /// What became of the calendar, the newest first.
  var changes: [CalendarChange]
  /// Other consultations that were announced.
  var others: [Consultation]
  /// The clock of the organisation that one acts for, where it is not that of Paris.
  var clock: WallClock?
  var now: Instant
  var language: Language

  private var words: Consultation.Wording { consultation.wording(in: language).words }
  private var written: String { consultation.wording(in: language).language.rawValue }
  private var open: Phase? { phases.first { $0.state(at: now) == .open && $0.closesAt != nil } }

  var body: some Markup {
    if consultation.announcedAt == nil {
      div(.class("notice")) { p { t("Aperçu : personne d’autre ne voit cette consultation avant son annonce.") } }
    }
    p(.class("overline"), .lang(written)) { words.organiser }
    h1(.lang(written)) { words.title }
    p(.class("lead"), .lang(written)) { words.lead }
    Calendar(phases: phases, now: now)
    div(.class("columns")) {
      div {
        if !words.presentation.isEmpty { Presentation(text: words.presentation, written: written) }
        for panel in panels { panel.main }
      }
      aside(.ariaLabel(t("Repères"))) {
        if let open { TimeLeft(phase: open, clock: clock, now: now) }
        if !changes.isEmpty { CalendarChanges(changes: changes) }
        for panel in panels { panel.aside }
        RulesCard(consultation: consultation, hasRules: hasRules, language: language)
        FindYourself(language: language)
        if !others.isEmpty { OtherConsultations(consultations: others, language: language) }
      }
    }
  }
}

/// What the consultation says at length: folded, since what one comes to do stands below.
private struct Presentation: Component {
  var text: String
  var written: String

  var body: some Markup {
    details(.class("presentation")) {
      summary { t("Présentation de la démarche") }
      div(.class("prose"), .lang(written)) { Markdown(text, under: 1) }
    }
  }
}

private struct CalendarChanges: Component {
  var changes: [CalendarChange]

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("Le calendrier a changé") }
      ul { for change in changes { CalendarChangeLine(change: change) } }
    }
  }
}

private struct CalendarChangeLine: Component {
  var change: CalendarChange
  private var date: Phrase { t("Annoncé le \(change.at, .date)") }

  var body: some Markup {
    li {
      change.sentence
      " "
      span(.class("meta")) { date }
    }
  }
}

private struct OtherConsultations: Component {
  var consultations: [Consultation]
  var language: Language

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("Autres consultations") }
      ul { for consultation in consultations { ConsultationLink(consultation: consultation, language: language) } }
    }
  }
}

private struct ConsultationLink: Component {
  var consultation: Consultation
  var language: Language
  private var address: String { language.address(ConsultationAddress(slug: consultation.slug).path) }
  private var title: String { consultation.wording(in: language).words.title }
  private var written: String { consultation.wording(in: language).language.rawValue }
  var body: some Markup { li { a(.href(address), .lang(written)) { title } } }
}

private struct RulesCard: Component {
  var consultation: Consultation
  var hasRules: Bool
  var language: Language
  private var address: String { language.address(RulesAddress(consultation).path) }
  private var participation: String { language.address(ParticipationAddress(consultation).path) }

  var body: some Markup {
    div(.class("card")) {
      if hasRules {
        h2(.class("h3")) { t("Règlement de la démarche") }
        p { t("Qui peut déposer, ce qui est écarté et pourquoi, comment les propositions sont choisies.") }
        p { a(.href(address)) { t("Lire le règlement") } }
      }
      p { a(.href(participation)) { t("Qui peut faire quoi, et quand") } }
    }
  }
}

private struct FindYourself: Component {
  var language: Language
  private var search: String { language.address(OrganisationsAddress().path) }

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("Et ma commune ?") }
      p { t("Ce qu’elle a demandé, ce qu’elle soutient. Chaque collectivité a sa page.") }
      OrganisationSearchForm(query: "", action: search, language: language)
    }
  }
}

/// Shown while nobody has opened a consultation yet.
package struct NoConsultationPage: Component {
  var language: Language

  package init(language: Language) { self.language = language }

  private var search: String { language.address(OrganisationsAddress().path) }

  package var body: some Markup {
    h1 { t("Aucune consultation pour l’instant") }
    p(.class("lead")) { t("La prochaine paraîtra ici. D’ici là, vérifiez que votre collectivité est dans l’annuaire.") }
    OrganisationSearchForm(query: "", action: search, language: language)
  }
}

private struct Calendar: Component {
  var phases: [Phase]
  var now: Instant

  var body: some Markup {
    ol(.class("phases"), .ariaLabel(t("Calendrier de la consultation"))) {
      for phase in phases { CalendarStep(phase: phase, now: now) }
    }
  }
}

private struct CalendarStep: Component {
  var phase: Phase
  var now: Instant

  private var state: Phase.State { phase.state(at: now) }
  private var isOpen: Bool { state == .open }
  private var style: String {
    switch state {
    case .ahead: "todo"
    case .open: "current"
    case .over: "done"
    }
  }
  private var dates: Phrase {
    guard let closesAt = phase.closesAt else { return t("dès le \(phase.opensAt, .dayAndMonth)") }
    return t("\(phase.opensAt, .dayAndMonth) – \(closesAt.adding(seconds: -1), .dayAndMonth)")
  }

  /// How much of the phase has gone: a drawing of our own, with numbers alone.
  private var bar: String {
    let gone = phase.percentGone(at: now)
    return """
      <svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true" focusable="false">\
      <rect class="part" width="\(gone)" height="1"/></svg>
      """
  }

  var body: some Markup {
    li(.class(style), .ariaCurrent(isOpen ? "step" : nil)) {
      UnsafelyUnescaped(unsafelyUnescaped: bar)
      span {
        strong { phase.kind.title }
        " "
        if isOpen { span(.class("badge")) { t("en cours") } }
      }
      " "
      span(.class("when")) { dates }
    }
  }
}

private struct TimeLeft: Component {
  var phase: Phase
  var clock: WallClock?
  var now: Instant

  private var hours: Int { Int((phase.closesAt ?? now).seconds(since: now) / 3600) }
  private var remaining: Phrase {
    if hours < 1 { return t("Il reste moins d’une heure") }
    if hours < 48 { return t(hours, one: "Il reste \(hours) heure", other: "Il reste \(hours) heures") }
    let days = hours / 24
    return t(days, one: "Il reste \(days) jour", other: "Il reste \(days) jours")
  }
  private var gone: String { String(phase.percentGone(at: now)) }
  private var lastMinute: Instant { (phase.closesAt ?? now).adding(seconds: -60) }
  private var local: Phrase? { clock.map { t("Chez vous : \(lastMinute, .full, on: $0).") } }
  private var closing: Phrase {
    t("\(phase.kind.title) : jusqu’au \(lastMinute, .full) (heure de Paris).")
  }

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { remaining }
      p { closing }
      if let local { p { local } }
      progress(.class("progress"), .value(gone), .named("max", "100"), .ariaHidden()) {}
    }
  }
}
