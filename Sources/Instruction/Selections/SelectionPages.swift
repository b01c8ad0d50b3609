import Consultations
import Deposits
import HTML
import Localization
import Platform

/// What one has ticked, and one decision for all of it: what will be done is shown before.
struct SelectionPage: Component {
  /// How many are shown of what is ticked.
  static let shown = 100

  var consultation: Consultation
  var total: Int
  var shown: [ContributionSummary]
  var propositions: [Proposition]
  var addressees: [Addressee]
  var articles: [Rules.Article]
  var typed: DecisionTyped?
  /// What the decision that is typed would take.
  var many: DecisionOfMany?
  /// The reason as the author of the first would read it.
  var example: String?
  var refusal: (any Refusal)?
  var done: String?

  private var queue: String { QueueAddress(consultation).path }
  private var action: String { SelectionAddress(consultation).path }
  private var assignment: String { AssignmentsAddress(consultation).path + "?selection=moi" }
  private var list: String { queue + "?selection=moi" }
  private var count: Phrase {
    t(total, one: "\(total) contribution cochée.", other: "\(total) contributions cochées.")
  }
  private var more: Phrase? {
    let hidden = total - shown.count
    return hidden > 0 ? t(hidden, one: "Et une autre.", other: "Et \(hidden) autres.") : nil
  }
  private var confirmation: Phrase? {
    switch done {
    case "decidees": t("Les décisions sont prises. Elles s’annulent ensemble, d’un seul geste.")
    case "selection": t("Votre sélection est vidée.")
    case "groupe":
      t("Le groupe a rejoint votre sélection : donnez le titre et la raison, puis voyez ce qui sera fait.")
    default: nil
    }
  }

  var body: some Markup {
    a(.class("back"), .href(queue)) { t("← Instruction des contributions") }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    if let refusal { DeskRefusal(refusal: refusal) }
    h1 { t("Ma sélection") }
    p(.class("lead")) { count }
    if total > 0 {
      if let many, let typed, refusal == nil {
        SummaryOfMany(consultation: consultation, many: many, typed: typed, example: example)
      }
      ul(.class("list plain")) { for one in shown { SelectedLine(contribution: one, consultation: consultation) } }
      if let more { p { more } }
      div(.class("actions")) {
        a(.class("button button-secondary"), .href(assignment)) { t("Les confier…") }
        a(.class("button button-secondary"), .href(list)) { t("Les voir dans la file") }
      }
      postForm(.action(action)) {
        input(.type("hidden"), .name("geste"), .value("vider"))
        button(.class("button button-quiet"), .type("submit")) { t("Vider ma sélection") }
      }
      DecisionOfManyForm(page: self)
    }
  }
}

private struct SelectedLine: Component {
  var contribution: ContributionSummary
  var consultation: Consultation

  private var address: String { DecidingAddress(consultation, token: contribution.token).path }
  private var title: String { "\(contribution.number). \(contribution.title)" }

  var body: some Markup {
    li(.class("entry brief")) {
      a(.lang(contribution.language.rawValue), .href(address)) { title }
      div(.class("meta")) { span { contribution.organisationName } }
    }
  }
}

/// What will be done, before it is.
private struct SummaryOfMany: Component {
  var consultation: Consultation
  var many: DecisionOfMany
  var typed: DecisionTyped
  var example: String?

  private var action: String { SelectionDecisionAddress(consultation).path }
  private var first: Phrase? { many.taken.first.map { t("Pour la n° \($0.contribution.number), l’auteur lira :") } }
  private var seen: String { many.seen.text }
  private var kind: Phrase { typed.kind?.title ?? nil }
  private var what: Phrase {
    many.taken.isEmpty
      ? SelectionRefusal.nothing.sentence
      : t(
        many.taken.count, one: "Une contribution recevra cette décision : \(kind).",
        other: "\(many.taken.count) contributions recevront cette décision : \(kind).")
  }
  private var left: Phrase {
    t(many.left.count, one: "Une reste comme elle est :", other: "\(many.left.count) restent comme elles sont :")
  }
  private var fields: [(name: String, value: String)] {
    [("decision", typed.kind?.slug ?? "")] + typed.propositions.map { ("proposition", $0) }
      + [
        ("nouvelle", typed.newTitle), ("guichet", typed.addressee), ("article", typed.article),
        ("raison", typed.reason), ("vu", seen),
      ]
  }

  var body: some Markup {
    div(.class("notice")) {
      h2(.class("h3")) { t("Voici ce qui sera fait") }
      p { what }
      if let first, let example {
        p { first }
        p(.class("prose")) { example }
      }
      if !many.left.isEmpty {
        p { left }
        ul { for one in many.left { LeftLine(number: one.contribution.number, why: one.why) } }
      }
      if !many.taken.isEmpty {
        postForm(.action(action)) {
          for field in fields { input(.type("hidden"), .name(field.name), .value(field.value)) }
          button(.class("button button-primary"), .type("submit")) { t("Décider ainsi") }
        }
      }
    }
  }
}

private struct LeftLine: Component {
  var number: Int
  var why: Phrase
  private var sentence: Phrase { t("n° \(number) : \(why)") }
  var body: some Markup { li { sentence } }
}

/// One decision, one reason.
private struct DecisionOfManyForm: Component {
  var page: SelectionPage

  private var typed: DecisionTyped { page.typed ?? DecisionTyped() }
  private var action: String { SelectionDecisionAddress(page.consultation).path }
  private func sentence(_ field: String) -> Phrase? {
    guard let refusal = page.refusal as? any FieldRefusal, refusal.field == field else { return nil }
    return refusal.sentence
  }
  private var kinds: [Choices.Option] {
    [Choices.Option("", t("Choisir…"))]
      + [Decision.Kind.grouped, .redirected, .rejected].map { Choices.Option($0.slug, $0.title) }
  }
  private var propositions: [Choices.Option] {
    [Choices.Option("", t("Une nouvelle proposition"))]
      + page.propositions.map { Choices.Option($0.token, .verbatim($0.wording.title)) }
  }
  private var addressees: [Choices.Option] {
    [Choices.Option("", t("Choisir…"))] + page.addressees.map { Choices.Option($0.token, .verbatim($0.name)) }
  }
  private var articles: [Choices.Option] {
    [Choices.Option("", t("Choisir…"))]
      + page.articles.map { Choices.Option($0.key, t("\($0.number). \($0.title)")) }
  }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Décider de toutes ensemble") }
      postForm(.action(action), .named("novalidate", "")) {
        Choices(
          "decision", t("Quelle décision ?"), kinds, chosen: typed.kind?.slug ?? "", refusal: sentence("decision"))
        Choices(
          "proposition", t("Pour regrouper : dans quelle proposition ?"), propositions,
          chosen: typed.propositions.first ?? "", refusal: sentence("proposition"))
        TextField(
          "nouvelle", t("Titre de la nouvelle proposition"), value: typed.newTitle,
          longest: Proposition.Wording.longestTitle, refusal: sentence("titre"), isOptional: true)
        Choices(
          "guichet", t("Pour réorienter : vers quel guichet ?"), addressees, chosen: typed.addressee,
          refusal: sentence("guichet"))
        Choices(
          "article", t("Pour déclarer inéligible : d’après quel article ?"), articles, chosen: typed.article,
          refusal: sentence("article"))
        TextArea(
          "raison", t("La raison, pour les auteurs"), value: typed.reason, longest: Decision.longestReason,
          help: t("Chaque auteur la lira. {titre}, {numero}, {organisme} et {choix} se remplissent pour chacune."),
          refusal: sentence("raison"))
        div(.class("actions")) {
          button(.class("button button-secondary"), .type("submit")) { t("Voir ce qui sera fait") }
        }
      }
    }
  }
}
