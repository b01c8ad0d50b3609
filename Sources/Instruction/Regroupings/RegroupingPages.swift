import Consultations
import Deposits
import HTML
import Localization
import Platform

/// What will be done of a proposition, before it is.
struct RegroupingSummary: Sendable {
  var kind: Regrouping.Kind
  var decisions: Int
  /// How many of those are published: their authors are written to.
  var published: Int
  var target: String
}

/// To move contributions of a proposition to another, to make a new one of them, or to merge it into another: what
/// is wanted, then what will be done, then done.
struct RegroupingPage: Component {
  var consultation: Consultation
  var proposition: Proposition
  var feeding: [Feeding]
  var others: [Proposition]
  var typed: RegroupingTyped
  var refusal: (any Refusal)?
  var summary: RegroupingSummary?

  private var back: String { EditedPropositionAddress(consultation, token: proposition.token).path }
  private var action: String { RegroupingAddress(consultation, token: proposition.token).path }
  private var read: String { SeenRows(feeding.map(\.decision.id)).text }
  private func sentence(_ field: String) -> Phrase? {
    guard let refusal = refusal as? any FieldRefusal, refusal.field == field else { return nil }
    return refusal.sentence
  }
  private var options: [Choices.Option] {
    [Choices.Option("", t("Choisir…"))] + others.map { Choices.Option($0.token, .verbatim($0.wording.title)) }
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Proposition") }
    if let refusal { DeskRefusal(refusal: refusal) }
    h1 { t("Recomposer une proposition") }
    p(.class("lead")) { proposition.wording.title }
    if let summary {
      RegroupingSummaryCard(summary: summary, typed: typed, read: read, action: action, back: back)
    }
    postForm(.action(action), .named("novalidate", "")) {
      input(.type("hidden"), .name("lu"), .value(read))
      RegroupingKinds(chosen: typed.kind)
      FeedingBoxes(feeding: feeding, chosen: typed.decisions, refusal: sentence("contributions"))
      Choices(
        "proposition", t("L’autre proposition"), options, chosen: typed.proposition,
        help: t("Pour déplacer ou pour fusionner."), refusal: sentence("proposition"), isOptional: true)
      TextField(
        "nouvelle", t("Titre de la nouvelle proposition"), value: typed.title,
        longest: Proposition.Wording.longestTitle, help: t("Pour séparer."), refusal: sentence("nouvelle"),
        isOptional: true)
      TextArea(
        "raison", t("La raison, pour les auteurs"), value: typed.reason, longest: Decision.longestReason, rows: 6,
        help: t("Tout le monde la lira. {titre}, {numero}, {organisme} et {choix} se remplissent seuls."),
        refusal: sentence("raison"))
      div(.class("actions")) {
        button(.class("button button-secondary"), .type("submit")) { t("Voir ce qui sera fait") }
      }
    }
  }
}

private struct RegroupingKinds: Component {
  var chosen: Regrouping.Kind?

  private func isChosen(_ kind: Regrouping.Kind) -> Bool { kind == chosen }

  var body: some Markup {
    fieldset(.class("field"), .id("gestes")) {
      legend { t("Que faire ?") }
      Choice(
        .radio, "geste", Regrouping.Kind.moved.slug,
        t("Déplacer les contributions choisies dans une autre proposition"), isChosen: isChosen(.moved))
      Choice(
        .radio, "geste", Regrouping.Kind.split.slug,
        t("Séparer les contributions choisies dans une nouvelle proposition"), isChosen: isChosen(.split))
      Choice(
        .radio, "geste", Regrouping.Kind.merged.slug,
        t("Fusionner toute la proposition avec une autre"),
        help: t(
          "L’autre garde son titre, et son texte s’augmente de celui-ci. Les contributions choisies ne comptent pas : toutes la rejoignent."
        ),
        isChosen: isChosen(.merged))
    }
  }
}

/// What feeds a proposition, each with its box.
struct FeedingBoxes: Component {
  var feeding: [Feeding]
  var chosen: [String]
  var refusal: Phrase?

  var body: some Markup {
    fieldset(.class("field"), .id("contributions")) {
      legend { t("Contributions") }
      if let refusal { p(.class("error")) { refusal } }
      for one in feeding {
        Choice(
          .checkbox, "decision", one.decision.token, one.title, help: one.mention,
          isChosen: chosen.contains(one.decision.token))
      }
    }
  }
}

private struct RegroupingSummaryCard: Component {
  var summary: RegroupingSummary
  var typed: RegroupingTyped
  var read: String
  var action: String
  var back: String

  private var what: Phrase {
    let (count, target) = (summary.decisions, summary.target)
    return switch summary.kind {
    case .moved:
      t(
        count, one: "\(count) contribution alimentera « \(target) ».",
        other: "\(count) contributions alimenteront « \(target) ».")
    case .split:
      t(
        count, one: "\(count) contribution fera la nouvelle proposition « \(target) ».",
        other: "\(count) contributions feront la nouvelle proposition « \(target) ».")
    case .merged:
      t(
        count, one: "\(count) contribution rejoindra « \(target) » ; cette proposition-ci disparaîtra.",
        other: "\(count) contributions rejoindront « \(target) » ; cette proposition-ci disparaîtra.")
    }
  }
  private var letters: Phrase {
    t(
      summary.published, one: "Une décision est publiée : ses auteurs seront prévenus du changement.",
      other: "\(summary.published) décisions sont publiées : leurs auteurs seront prévenus du changement.")
  }
  private var kind: String { typed.kind?.slug ?? "" }

  var body: some Markup {
    div(.class("notice")) {
      h2(.class("h3")) { t("Voici ce qui sera fait") }
      p { what }
      if summary.published > 0 { p { letters } }
      p { t("Tout pourra être annulé.") }
      postForm(.action(action)) {
        input(.type("hidden"), .name("vu"), .value("1"))
        input(.type("hidden"), .name("lu"), .value(read))
        input(.type("hidden"), .name("geste"), .value(kind))
        input(.type("hidden"), .name("proposition"), .value(typed.proposition))
        input(.type("hidden"), .name("nouvelle"), .value(typed.title))
        input(.type("hidden"), .name("raison"), .value(typed.reason))
        for decision in typed.decisions { input(.type("hidden"), .name("decision"), .value(decision)) }
        div(.class("actions")) {
          button(.class("button button-primary"), .type("submit")) { t("Recomposer ainsi") }
          a(.class("button button-secondary"), .href(back)) { t("Ne rien changer") }
        }
      }
    }
  }
}
