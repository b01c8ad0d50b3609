import Consultations
import Directory
import HTML
import Localization
import Platform

/// What an operator may prepare: the drafts of its members, and the members that have none.
struct MemberDraftsPage: Component {
  struct Line: Sendable {
    var draft: Draft
    /// Whether nothing is missing for it to be published.
    var isReady: Bool
    var preparers: [DraftPreparer]
  }

  var consultation: Consultation
  var members: [Organisation]
  var drafts: [Line]
  /// How many contributions each has published.
  var published: [Int64: Int]
  var openings: Openings
  var operatorName: String
  var places: Places
  var done: String?
  var language: Language

  private var asking: String { language.address(PreparationsAddress().path) }
  /// Whether a draft may be begun now, to be published now or later.
  private func may(_ rubric: Rubric, _ member: Organisation) -> Bool {
    switch openings.refusal(of: rubric.act, by: member.kind) {
    case nil, .early: true
    case .kind, .never, .late: false
    }
  }
  private func lines(_ member: Organisation) -> [Line] { drafts.filter { $0.draft.organisation == member.id } }

  var body: some Markup {
    p(.class("overline")) { operatorName }
    h1 { t("Brouillons de vos adhérents") }
    p(.class("lead")) { t("Vous complétez ; l’adhérent relit et publie. Il voit que vous avez écrit.") }
    if done == "signale" {
      div(.class("notice notice-ok"), .role("status")) { p { t("L’adhérent est prévenu que ce brouillon l’attend.") } }
    }
    p { a(.href(asking)) { t("Qui vous autorise à préparer") } }
    if members.isEmpty {
      div(.class("empty")) { p { t("Aucun adhérent ne vous autorise pour l’instant.") } }
    }
    for member in members {
      MemberSection(
        consultation: consultation, member: member, lines: lines(member), published: published[member.id] ?? 0,
        rubrics: Rubric.allCases.filter { may($0, member) }, name: places.fullName(of: member), language: language)
    }
  }
}

private struct MemberSection: Component {
  var consultation: Consultation
  var member: Organisation
  var lines: [MemberDraftsPage.Line]
  var published: Int
  var rubrics: [Rubric]
  var name: String
  var language: Language

  private var counted: Phrase {
    t(published, one: "\(published) contribution publiée.", other: "\(published) contributions publiées.")
  }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { name }
      p(.class("help")) { counted }
      if !lines.isEmpty {
        ul(.class("list plain")) {
          for line in lines { MemberDraftEntry(line: line, consultation: consultation, language: language) }
        }
      }
      if !rubrics.isEmpty {
        div(.class("actions")) {
          for rubric in rubrics {
            PreparationBeginning(
              rubric: rubric, consultation: consultation, member: member, name: name, language: language)
          }
        }
      }
    }
  }
}

private struct PreparationBeginning: Component {
  var rubric: Rubric
  var consultation: Consultation
  var member: Organisation
  var name: String
  var language: Language
  private var address: String {
    language.address(MemberDepositAddress(rubric, for: member, in: consultation).path)
  }
  private var sentence: Phrase { rubric == .need ? t("Préparer un besoin") : t("Préparer un service") }
  private var label: Phrase {
    rubric == .need ? t("Préparer un besoin pour \(name)") : t("Préparer un service pour \(name)")
  }
  var body: some Markup {
    a(.class("button button-secondary"), .href(address), .ariaLabel(label)) { sentence }
  }
}

private struct MemberDraftEntry: Component {
  var line: MemberDraftsPage.Line
  var consultation: Consultation
  var language: Language

  private var draft: Draft { line.draft }
  private var address: String {
    language.address(DraftAddress(DraftPlace(consultation: consultation.slug, token: draft.token)).path)
  }
  private var title: Phrase { draft.text.title.isEmpty ? t("Sans titre") : .verbatim(draft.text.title) }
  private var saved: Phrase { t("enregistré le \(draft.savedAt, .dateAndTime)") }
  private var state: Phrase { line.isReady ? t("prêt à publier") : t("à compléter") }

  var body: some Markup {
    li(.class("entry")) {
      h3 { a(.href(address)) { title } }
      div(.class("meta")) {
        span { draft.rubric.title }
        if draft.contribution != nil { span { t("correction") } }
        span(.class(line.isReady ? "tag tag-ok" : "tag")) { state }
        span { saved }
      }
    }
  }
}

/// Beside a draft, for the operator that prepares it.
struct PreparingCard: Component {
  var desk: DepositsModule.DraftDesk
  var language: Language
  private var member: String { desk.depositors.first ?? "" }
  private var sentence: Phrase { t("Vous écrivez au nom de \(desk.standing?.fullName ?? ""), qui y est autorisé.") }
  private var consequence: Phrase { t("\(member) le verra, et seul le publiera.") }
  private var list: String { language.address(MemberDraftsAddress(desk.consultation).path) }

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("Vous préparez pour") }
      p { strong { member } }
      p { sentence }
      p { consequence }
      a(.href(list)) { t("Brouillons de vos adhérents") }
    }
  }
}

/// Beside a draft, for its members: which operators wrote it.
struct PreparersCard: Component {
  var preparers: [DraftPreparer]

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("Préparé pour vous") }
      ul { for preparer in preparers { PreparerLine(preparer: preparer) } }
    }
  }
}

private struct PreparerLine: Component {
  var preparer: DraftPreparer
  private var sentence: Phrase { t("\(preparer.name) y a écrit, en dernier le \(preparer.lastAt, .dateAndTime).") }
  var body: some Markup { li { sentence } }
}

/// Under the preview, for the operator: the member is told that it waits.
struct ReadyForm: Component {
  var place: DraftPlace
  var language: Language
  private var action: String { language.address(DraftReadyAddress(place).path) }

  var body: some Markup {
    postForm(.class("actions"), .action(action)) {
      button(.class("button button-primary"), .type("submit"), .id("pret")) { t("Prévenir l’adhérent que c’est prêt") }
    }
  }
}

/// In one's deposits, for an operator that may prepare.
struct MemberDraftsLink: Component {
  var consultation: Consultation
  var count: Int
  var language: Language
  private var page: String { language.address(MemberDraftsAddress(consultation).path) }
  private var sentence: Phrase {
    t(count, one: "\(count) adhérent vous laisse préparer.", other: "\(count) adhérents vous laissent préparer.")
  }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Pour vos adhérents") }
      p { sentence }
      div(.class("actions")) {
        a(.class("button button-secondary"), .href(page)) { t("Brouillons de vos adhérents") }
      }
    }
  }
}
