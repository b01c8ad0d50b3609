import Consultations
import Deposits
import HTML
import Localization
import Platform

/// A proposition in a list, with what feeds it.
struct PropositionEntry: Sendable {
  var proposition: Proposition
  var contributions: Int
  var authorities: Int
  var others: Int
}

/// The propositions that are being made, at the desk.
struct EditedPropositionsPage: Component {
  var consultation: Consultation
  var entries: [PropositionEntry]

  private var queue: String { QueueAddress(consultation).path }
  private var authors: String { AuthorReadingsAddress(consultation).path }
  private var title: Phrase {
    t(entries.count, one: "\(entries.count) proposition", other: "\(entries.count) propositions")
  }

  var body: some Markup {
    a(.class("back"), .href(queue)) { t("← Instruction des contributions") }
    h1 { t("Propositions") }
    p(.class("lead")) {
      t(
        "Ce qui sera soumis au vote. Une proposition naît de contributions regroupées, ou d’une contribution gardée seule."
      )
    }
    p { a(.href(authors)) { t("Relecture par les auteurs") } }
    HTML.section(.class("section")) {
      h2 { title }
      if entries.isEmpty {
        div(.class("empty")) { p { t("Aucune proposition pour l’instant.") } }
      } else {
        ul(.class("list")) {
          for entry in entries {
            PropositionItem(
              entry: entry,
              address: EditedPropositionAddress(consultation, token: entry.proposition.token).path)
          }
        }
      }
    }
  }
}

/// One in a list.
private struct PropositionItem: Component {
  var entry: PropositionEntry
  var address: String

  private var written: String { entry.proposition.wording.language.rawValue }
  private var contributions: Phrase {
    t(
      entry.contributions, one: "\(entry.contributions) contribution",
      other: "\(entry.contributions) contributions")
  }
  private var authorities: Phrase {
    t(
      entry.authorities, one: "\(entry.authorities) collectivité la soutient",
      other: "\(entry.authorities) collectivités la soutiennent")
  }
  private var others: Phrase {
    t(entry.others, one: "\(entry.others) autre organisme", other: "\(entry.others) autres organismes")
  }

  var body: some Markup {
    li(.class("entry")) {
      SupportCount(supports: entry.authorities + entry.others, isMine: false)
      h3(.lang(written)) { a(.href(address)) { entry.proposition.wording.title } }
      div(.class("meta")) {
        span(.class("tag")) { entry.proposition.wording.kind.title }
        span { contributions }
        span { authorities }
        if entry.others > 0 { span { others } }
      }
    }
  }
}

/// One proposition at the desk: its wording, and what feeds it.
struct EditedPropositionPage: Component {
  var consultation: Consultation
  var entry: PropositionEntry
  var feeding: [Feeding]
  /// The version to which its author has corrected the text of some decisions since.
  var newer: [Int64: Int]
  var composition: Composition
  var themes: [Theme]
  var typed: PropositionTyped
  var refusal: (any FieldRefusal)?
  /// Everyone reads an older wording than this one.
  var isPrepared: Bool
  /// Who will be written to when this one is shown.
  var correction: ForeseenCorrection?
  var done: String?

  private var publication: String {
    WordingPublicationAddress(consultation, token: entry.proposition.token).path
  }
  private var told: Phrase? {
    let letters = correction?.letters ?? 0
    return letters > 0
      ? t(letters, one: "\(letters) courriel partira.", other: "\(letters) courriels partiront.") : .none
  }
  private var confirmation: Phrase? {
    switch done {
    case "redigee": t("La proposition est enregistrée.")
    case "sources-perdues":
      t("La proposition est enregistrée. Une phrase reprise y a été modifiée : elle n’indique plus sa source.")
    case "publiee": t("Ce texte est désormais celui que tout le monde lit.")
    case "recomposee": t("C’est fait : voici la proposition et ce qui l’alimente.")
    default: nil
    }
  }
  private var back: String { EditedPropositionsAddress(consultation).path }
  private var authors: String { DraftReadingAddress(consultation, token: entry.proposition.token).path }
  private var composing: String { CompositionAddress(consultation, token: entry.proposition.token).path }
  private var corrections: [Int64: String] {
    var found: [Int64: String] = [:]
    for one in feeding where !one.contribution.isWithdrawn {
      let page = ContributionAddress(one.contribution, in: consultation).path
      found[one.decision.id] = newer[one.decision.id].map { "\(page)/versions/\($0)?depuis=\(one.decision.version)" }
    }
    return found
  }
  private var withoutText: Int { feeding.count { $0.isWithoutText(composition) } }
  private var missing: Phrase {
    t(
      withoutText, one: "Une contribution est regroupée sans reprise de texte.",
      other: "\(withoutText) contributions sont regroupées sans reprise de texte.")
  }
  private var regrouping: String { RegroupingAddress(consultation, token: entry.proposition.token).path }
  private var action: String { EditedPropositionAddress(consultation, token: entry.proposition.token).path }
  private var written: String { entry.proposition.wording.language.rawValue }
  private var languages: [Choices.Option] { [.init("fr", t("Français")), .init("en", t("Anglais"))] }
  private func sentence(_ field: String) -> Phrase? { refusal?.field == field ? refusal?.sentence : nil }
  private var kinds: [Choices.Option] { Proposition.Kind.allCases.map { Choices.Option($0.rawValue, $0.title) } }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Propositions") }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    if let refusal { DeskRefusal(refusal: refusal, anchor: (refusal as? PropositionRefusal)?.field) }
    h1(.lang(written)) { entry.proposition.wording.title }
    FedBy(entry: entry)
    if isPrepared {
      div(.class("notice notice-wait")) {
        p { t("Ce texte n’est pas encore public : tout le monde lit le précédent.") }
        if let told { p { told } }
        if let correction { ForeseenCorrectionLines(correction: correction) }
        postForm(.action(publication)) {
          button(.class("button button-secondary"), .type("submit")) { t("Publier ce texte") }
        }
      }
    }
    div(.class("columns")) {
      div {
        postForm(.action(action), .named("novalidate", "")) {
          input(.type("hidden"), .name("lu"), .value(typed.read.text))
          TextField(
            "titre", t("Titre"), value: typed.wording.title, longest: Proposition.Wording.longestTitle,
            refusal: sentence("titre"))
          TextArea(
            "texte", t("Texte"), value: typed.wording.text, longest: Proposition.Wording.longestText, rows: 12,
            refusal: sentence("texte"))
          Choices("langue", t("Langue du texte"), languages, chosen: typed.wording.language.rawValue)
          Choices("genre", t("Suite envisagée"), kinds, chosen: typed.wording.kind.rawValue)
          ThemeBoxes(themes: themes, chosen: typed.wording.themes, refusal: sentence("themes"))
          CostFields(typed: typed, refusal: refusal)
          div(.class("actions")) {
            button(.class("button button-primary"), .type("submit")) { t("Enregistrer") }
          }
        }
      }
      aside(.ariaLabel(t("Ce qui l’alimente"))) {
        FeedingList(
          feeding: feeding, composition: composition, address: { DecidingAddress(consultation, token: $0).path },
          corrections: corrections, title: t("Ce qui l’alimente"))
        if withoutText > 0 { p { missing } }
        p { a(.href(authors)) { t("Relecture par les auteurs…") } }
        p { a(.href(composing)) { t("Composer côte à côte…") } }
        p { a(.href(regrouping)) { t("Déplacer, séparer ou fusionner…") } }
      }
    }
  }
}

/// How many contributions and distinct organisations stand behind it.
struct FedBy: Component {
  var entry: PropositionEntry

  private var contributions: Phrase {
    t(
      entry.contributions, one: "\(entry.contributions) contribution l’alimente",
      other: "\(entry.contributions) contributions l’alimentent")
  }
  private var authorities: Phrase {
    t(
      entry.authorities, one: "\(entry.authorities) collectivité la soutient",
      other: "\(entry.authorities) collectivités la soutiennent")
  }
  private var others: Phrase {
    t(entry.others, one: "\(entry.others) autre organisme", other: "\(entry.others) autres organismes")
  }

  var body: some Markup {
    div(.class("meta")) {
      span(.class("tag")) { entry.proposition.wording.kind.title }
      span { contributions }
      span { authorities }
      if entry.others > 0 { span { others } }
    }
  }
}

private struct ThemeBoxes: Component {
  var themes: [Theme]
  var chosen: [String]
  var refusal: Phrase?

  var body: some Markup {
    fieldset(.class("field"), .id("themes")) {
      legend { t("Thèmes") }
      if let refusal { p(.class("error")) { refusal } }
      for theme in themes {
        Choice(.checkbox, "theme", theme.slug, .verbatim(theme.title), isChosen: chosen.contains(theme.slug))
      }
    }
  }
}

private struct CostFields: Component {
  var typed: PropositionTyped
  var refusal: (any FieldRefusal)?

  private func sentence(_ field: String) -> Phrase? { refusal?.field == field ? refusal?.sentence : nil }

  var body: some Markup {
    TextField(
      "cout-bas", t("Coût le plus bas, en euros"), kind: .digits, value: typed.lowest, longest: 15,
      refusal: sentence("cout-bas"), isOptional: true)
    TextField(
      "cout-haut", t("Coût le plus haut, en euros"), kind: .digits, value: typed.highest, longest: 15,
      isOptional: true)
    TextField(
      "cout-source", t("D’où vient cette fourchette"), value: typed.wording.costSource,
      longest: Proposition.Wording.longestSource, refusal: sentence("cout-source"), isOptional: true)
    TextField(
      "cout-retenu", t("Coût retenu pour le vote, en euros"), kind: .digits, value: typed.retained, longest: 15,
      help: t("Le seul coût affiché lors du vote. Sans lui, le projet ne peut pas être envoyé à ses auteurs."),
      refusal: sentence("cout-retenu"),
      isOptional: true)
  }
}
