import Consultations
import HTML
import Instruction
import Localization
import Platform
import Votes

/// The working groups as everyone reads them.
struct WorkingGroupsPage: Component {
  var consultation: Consultation
  var groups: [WorkingGroup]
  /// By their numbers.
  var propositions: [Int64: VotedProposition]
  /// In the calendar, where it has one.
  var phase: Phase?
  var language: Language

  private var home: String { language.address(ConsultationAddress(slug: consultation.slug).path) }
  private var dates: Phrase? { phase.map(WorkingGroup.dates) }

  var body: some Markup {
    a(.class("back"), .href(home)) { t("← Consultation") }
    h1 { t("Groupes de travail") }
    if let dates { p(.class("lead")) { dates } }
    p {
      t("Entre le vote et la sélection, ils étudient certaines propositions. Ils ne décident pas : le comité les lit.")
    }
    for group in groups {
      WorkingGroupSection(
        consultation: consultation, group: group,
        propositions: group.words.propositions.compactMap { propositions[$0] }, language: language)
    }
  }
}

private struct WorkingGroupSection: Component {
  var consultation: Consultation
  var group: WorkingGroup
  var propositions: [VotedProposition]
  var language: Language

  private var edited: Phrase { t("À jour au \(group.editedAt, .date)") }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2(.lang("fr")) { group.words.title }
      p(.class("meta")) { edited }
      h3 { t("Les propositions qu’il étudie") }
      ul { for proposition in propositions { StudiedProposition(consultation, proposition, language) } }
      if !group.words.meetingLines.isEmpty {
        h3 { t("Ses réunions") }
        ul(.lang("fr")) { for meeting in group.words.meetingLines { li { meeting } } }
      }
      if !group.words.summary.isEmpty {
        h3 { t("Ce qu’il en retient") }
        div(.class("prose"), .lang("fr")) { Markdown(group.words.summary, under: 3) }
      }
    }
  }
}

private struct StudiedProposition: Component {
  var proposition: VotedProposition
  private var page: String

  init(_ consultation: Consultation, _ proposition: VotedProposition, _ language: Language) {
    self.proposition = proposition
    page = language.address(Proposition.path(token: proposition.name, in: consultation))
  }

  var body: some Markup { li(.lang("fr")) { a(.href(page)) { proposition.title } } }
}

extension WorkingGroup {
  /// When the calendar has them work.
  static func dates(of phase: Phase) -> Phrase {
    guard let closesAt = phase.closesAt else { return t("Ils travaillent dès le \(phase.opensAt, .date).") }
    return t("Ils travaillent du \(phase.opensAt, .date) au \(closesAt.adding(seconds: -1), .date).")
  }
}

/// In the room of the committee: when they work, and what they have written.
struct WorkingGroupsCard: Component {
  var attendant: Attendant
  var phase: Phase?
  var count: Int

  private var consultation: Consultation { attendant.consultation }
  private var dates: Phrase? { phase.map(WorkingGroup.dates) }
  private var page: String { WorkingGroupsAddress(consultation).path }
  private var desk: String { WorkingGroupsDeskAddress(consultation).path }
  private var told: Phrase { t(count, one: "Ce qu’écrit \(count) groupe", other: "Ce qu’écrivent \(count) groupes") }

  var body: some Markup {
    if phase != nil || count > 0 || attendant.leads {
      div(.class("card")) {
        h2(.class("h3")) { t("Groupes de travail") }
        if let dates { p { dates } }
        if count > 0 { p { a(.href(page)) { told } } }
        if attendant.leads { p { a(.href(desk)) { t("Tenir les groupes de travail") } } }
      }
    }
  }
}

/// On the home page of a consultation, until its selection is published.
struct HomeWorkingGroups: Component {
  var consultation: Consultation
  var count: Int
  var language: Language

  private var page: String { language.address(WorkingGroupsAddress(consultation).path) }
  private var told: Phrase {
    t(
      count, one: "\(count) groupe étudie des propositions avant que le comité décide.",
      other: "\(count) groupes étudient des propositions avant que le comité décide.")
  }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Groupes de travail") }
      p { told }
      p { a(.href(page)) { t("Ce qu’ils étudient, et ce qu’ils en retiennent") } }
    }
  }
}

/// Where whoever leads the committee makes the groups.
struct WorkingGroupsDeskPage: Component {
  var attendant: Attendant
  var groups: [WorkingGroup]
  var propositions: [VotedProposition]
  var typed: WorkingGroup.Words
  var refusal: WorkingGroup.Refusal?
  var done: String?

  private var consultation: Consultation { attendant.consultation }
  private var back: String { CommitteeAddress(consultation).path }
  private var confirmation: Phrase? {
    switch done {
    case "fait": t("Le groupe est créé, et public.")
    case "enregistre": t("Le groupe est enregistré.")
    case "fin": t("Le groupe n’est plus montré.")
    default: nil
    }
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Comité de sélection") }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    h1 { t("Tenir les groupes de travail") }
    p(.class("lead")) { t("Ce que vous écrivez ici est public dès que vous l’enregistrez.") }
    if !groups.isEmpty {
      ul(.class("list plain")) { for group in groups { DeskEntry(consultation: consultation, group: group) } }
    }
    HTML.section(.class("section")) {
      h2 { t("Un groupe de plus") }
      WorkingGroupForm(
        action: WorkingGroupsDeskAddress(consultation).path, propositions: propositions, typed: typed, refusal: refusal,
        send: t("Créer ce groupe"))
    }
  }
}

private struct DeskEntry: Component {
  var consultation: Consultation
  var group: WorkingGroup

  private var page: String { WorkingGroupAddress(consultation, token: group.token).path }
  private var count: Phrase {
    let count = group.words.propositions.count
    return t(count, one: "\(count) proposition", other: "\(count) propositions")
  }

  var body: some Markup {
    li(.class("entry brief")) {
      h2(.class("h3")) { a(.href(page)) { group.words.title } }
      div(.class("meta")) { span { count } }
    }
  }
}

/// One group, to be changed.
struct WorkingGroupPage: Component {
  var consultation: Consultation
  var group: WorkingGroup
  var propositions: [VotedProposition]
  var typed: WorkingGroup.Words
  var refusal: WorkingGroup.Refusal?

  private var back: String { WorkingGroupsDeskAddress(consultation).path }
  private var end: String { WorkingGroupEndAddress(consultation, token: group.token).path }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Groupes de travail") }
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    h1 { group.words.title }
    WorkingGroupForm(
      action: WorkingGroupAddress(consultation, token: group.token).path, propositions: propositions, typed: typed,
      version: group.words.version, refusal: refusal, send: t("Enregistrer"))
    if refusal == .changed { SavedGroup(group: group) }
    postForm(.class("section"), .action(end)) {
      p { t("Un groupe créé par erreur n’est plus montré ; le journal garde la trace de sa création.") }
      div(.class("actions")) {
        button(.class("button button-secondary"), .type("submit")) { t("Ne plus montrer ce groupe") }
      }
    }
  }
}

/// What somebody else has saved meanwhile, beside what was typed.
private struct SavedGroup: Component {
  var group: WorkingGroup
  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Ce qui est enregistré") }
      p { group.words.title }
      ul { for line in group.words.meetingLines { li { line } } }
      div(.class("prose")) { Markdown(group.words.summary, under: 2) }
    }
  }
}

private struct WorkingGroupForm: Component {
  var action: String
  var propositions: [VotedProposition]
  var typed: WorkingGroup.Words
  /// Of what is changed; nil for a group that is made.
  var version: String?
  var refusal: WorkingGroup.Refusal?
  var send: Phrase

  private func sentence(_ field: String) -> Phrase? { refusal?.field == field ? refusal?.sentence : nil }

  var body: some Markup {
    postForm(.action(action), .named("novalidate", "")) {
      if let version { input(.type("hidden"), .name("version"), .value(version)) }
      TextField(
        "titre", t("Titre"), value: typed.title, longest: WorkingGroup.longestTitle, refusal: sentence("titre"))
      StudiedChoices(propositions: propositions, chosen: Set(typed.propositions), refusal: sentence("proposition"))
      TextArea(
        "reunions", t("Ses réunions"), value: typed.meetings, longest: WorkingGroup.longestMeetings, rows: 3,
        help: t("Une par ligne : le jour, l’heure, le lieu ou l’adresse de la visioconférence."),
        refusal: sentence("reunions"), isOptional: true)
      TextArea(
        "synthese", t("Ce qu’il en retient"), value: typed.summary, longest: WorkingGroup.longestSummary, rows: 10,
        help: t("En Markdown, sans nom de personne."), refusal: sentence("synthese"), isOptional: true)
      div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { send } }
    }
  }
}

private struct StudiedChoices: Component {
  var propositions: [VotedProposition]
  var chosen: Set<Int64>
  var refusal: Phrase?

  var body: some Markup {
    fieldset(
      .class("field"), .id("proposition"), .named("tabindex", "-1"),
      .describedBy(refusal == nil ? nil : "proposition-erreur")
    ) {
      legend { t("Les propositions qu’il étudie") }
      if let refusal { p(.class("error"), .id("proposition-erreur")) { refusal } }
      for proposition in propositions {
        Choice(
          .checkbox, "proposition", proposition.name, .verbatim(proposition.title),
          isChosen: chosen.contains(proposition.proposition))
      }
    }
  }
}
