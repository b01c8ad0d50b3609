import Directory
import HTML
import Localization
import Platform

/// The table of a consultation, to tick.
struct ParticipationEditingPage: Component {
  var consultation: Consultation
  var typed: ParticipationTyped
  var refusal: ParticipationTableRefusal?
  var conflict: PreparationConflict?
  var language: Language

  private var back: String { language.address(PreparationAddress(consultation).path) }
  private var action: String { language.address(ParticipationEditingAddress(consultation).path) }
  private var revision: String { typed.seen ?? typed.revision }

  var body: some Markup {
    a(.class("back"), .href(back)) { BackTo(consultation.title) }
    h1 { t("Qui peut faire quoi, et quand") }
    p(.class("lead")) {
      t("Cochez, pour chaque acte, les types d’organismes qui le peuvent ; puis dites entre quels moments.")
    }
    postForm(.action(action), .named("novalidate", "")) {
      if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
      SeenRevision(revision: revision, conflict: conflict)
      KindsTable(table: typed.table)
      HTML.section(.class("section")) {
        h2 { t("Quand") }
        p(.class("help")) {
          t("Corriger et retirer s’arrêtent à l’ouverture du vote, même si vous choisissez plus tard.")
        }
        for act in ConsultationAct.allCases { MomentFields(act: act, rule: typed.table[act], refusal: refusal) }
      }
      div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Enregistrer") } }
    }
  }
}

private struct KindsTable: Component {
  var table: Participation

  var body: some Markup {
    HTML.table(.class("table ticks")) {
      caption { t("Qui") }
      thead {
        tr {
          th(.named("scope", "col")) { t("Acte") }
          for kind in OrganisationKind.allCases { KindHeading(kind: kind) }
        }
      }
      tbody { for act in ConsultationAct.allCases { KindsRow(act: act, kinds: table[act].kinds) } }
    }
  }
}

private struct KindHeading: Component {
  var kind: OrganisationKind
  var body: some Markup { th(.named("scope", "col")) { kind.plural } }
}

private struct KindsRow: Component {
  var act: ConsultationAct
  var kinds: Set<OrganisationKind>
  var body: some Markup {
    tr(.id(ParticipationTyped.kinds(act))) {
      th(.named("scope", "row")) { act.title }
      for kind in OrganisationKind.allCases { KindTick(act: act, kind: kind, isTicked: kinds.contains(kind)) }
    }
  }
}

private struct KindTick: Component {
  var act: ConsultationAct
  var kind: OrganisationKind
  var isTicked: Bool
  private var name: String { ParticipationTyped.kinds(act) }
  private var id: String { "\(name)-\(kind.slug)" }
  private var hidden: Phrase { t("\(act.title) : ") }

  var body: some Markup {
    td {
      label(.class("tick"), .for(id)) {
        input(.type("checkbox"), .id(id), .name(name), .value(kind.slug), .checked(isTicked))
        span {
          span(.class("visually-hidden")) { hidden }
          kind.plural
        }
      }
    }
  }
}

private struct MomentFields: Component {
  var act: ConsultationAct
  var rule: Participation.Rule
  var refusal: ParticipationTableRefusal?

  private static let moments: [Choices.Option] = CalendarMoment.all.map { .init($0.slug, $0.title) }
  private var opens: String { ParticipationTyped.opens(act) }
  private var refused: Phrase? { refusal?.field == opens ? refusal?.sentence : nil }

  var body: some Markup {
    fieldset(.class("field")) {
      legend { act.title }
      div(.class("filters")) {
        Choices(opens, t("Dès"), Self.moments, chosen: rule.opens.slug, refusal: refused)
        Choices(ParticipationTyped.ends(act), t("Jusqu’à"), Self.moments, chosen: rule.ends.slug)
      }
    }
  }
}

/// The same table for everybody, with the dates that the calendar gives it.
struct ParticipationPage: Component {
  var consultation: Consultation
  var table: Participation
  var openings: Openings
  var hasRules: Bool
  var language: Language

  private var back: String { language.address(ConsultationAddress(slug: consultation.slug).path) }
  private var rules: String { language.address(RulesAddress(consultation).path) }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Consultation") }
    h1 { t("Qui peut faire quoi, et quand") }
    p(.class("lead")) { t("Les heures sont celles de Paris.") }
    for act in ConsultationAct.allCases { ActEntry(act: act, kinds: table[act].kinds, openings: openings) }
    if hasRules { p { a(.href(rules)) { t("Lire le règlement de la démarche") } } }
  }
}

private struct ActEntry: Component {
  var act: ConsultationAct
  var kinds: Set<OrganisationKind>
  var openings: Openings

  private var isOpen: Bool { !kinds.isEmpty && openings.isOpen(act) }
  private var able: [OrganisationKind] { OrganisationKind.allCases.filter(kinds.contains) }
  private var times: Phrase {
    guard let span = openings.span(of: act) else { return t("Pas de date dans le calendrier pour l’instant.") }
    guard let last = span.ends?.adding(seconds: -60) else {
      return t("Dès le \(span.opens, .dateAndTime).")
    }
    return t("Du \(span.opens, .dateAndTime) au \(last, .dateAndTime).")
  }

  var body: some Markup {
    HTML.section(.class("card"), .id(act.slug)) {
      h2(.class("h3")) {
        act.title
        " "
        if isOpen { span(.class("badge")) { t("en cours") } }
      }
      if kinds.isEmpty {
        p { t("Personne.") }
      } else if able.count == OrganisationKind.allCases.count {
        p { t("Tous les organismes.") }
      } else {
        ul(.class("tags")) { for kind in able { KindTag(kind: kind) } }
      }
      p(.class("meta")) { times }
    }
  }
}

private struct KindTag: Component {
  var kind: OrganisationKind
  var body: some Markup { li(.class("tag")) { kind.plural } }
}
