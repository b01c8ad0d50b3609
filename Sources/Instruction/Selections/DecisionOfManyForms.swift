import Consultations
import Deposits
import HTML
import Localization
import Platform

/// One decision, one reason: a form for each kind that many can take, with the reason that serves most.
struct DecisionOfManyForms: Component {
  var page: SelectionPage

  /// « Gardée seule » is decided one by one.
  static let kinds: [Decision.Kind] = [.grouped, .redirected, .rejected]

  var body: some Markup {
    HTML.section(.class("section")) {
      h2(.id("decision")) { t("Décider de toutes ensemble") }
      for kind in Self.kinds { DecisionOfManyForm(kind: kind, page: page) }
    }
  }
}

private struct DecisionOfManyForm: Component {
  var kind: Decision.Kind
  var page: SelectionPage

  private var action: String { SelectionDecisionAddress(page.consultation).path }
  private var isChosen: Bool { page.typed?.kind == kind }
  /// Sent, and not only offered by a link.
  private var isTyped: Bool { isChosen && page.many != nil }
  private var typed: DecisionTyped { isChosen ? page.typed ?? DecisionTyped() : DecisionTyped() }
  private var chosenReason: UsualReason? { page.chosenReason.flatMap { $0.kind == kind ? $0 : nil } }
  private var isOpen: Bool { isChosen || chosenReason != nil }
  private var title: Phrase { kind.verb }
  private var button: Phrase { t("Voir ce qui sera fait : \(title)") }
  private var its: [UsualReason] { page.reasons.filter { $0.kind == kind } }
  private var reason: String {
    isTyped ? typed.reason : chosenReason?.text ?? its.first?.text ?? UsualReason.supplied(kind)
  }
  private var id: String { "raison-\(kind.slug)" }
  private var queue: String {
    typed.newTitle.isEmpty
      ? "?decision=\(kind.slug)" : "?decision=\(kind.slug)&nouvelle=\(percentEncoded(typed.newTitle))"
  }
  private var refused: (field: String, sentence: Phrase)? {
    guard isTyped, let refusal = page.refusal as? any FieldRefusal else { return nil }
    return (refusal.field, refusal.sentence)
  }
  private var reasonRefusal: Phrase? { refused?.field == "raison" ? refused?.sentence : nil }

  var body: some Markup {
    details(.class("deciding"), .flag("open", isOpen), .named("name", "decider")) {
      summary { title }
      postForm(.action(action), .named("novalidate", "")) {
        input(.type("hidden"), .name("decision"), .value(kind.slug))
        TargetOfMany(kind: kind, page: page, typed: typed, refused: refused)
        ReasonField(
          id: id, value: reason, label: t("La raison, pour les auteurs"),
          help: t("Chaque auteur la lira. {titre}, {numero}, {organisme} et {choix} se remplissent pour chacune."),
          refusal: reasonRefusal)
        UsualReasonLinks(reasons: its, address: SelectionAddress(page.consultation).path, queue: queue)
        div(.class("actions")) {
          HTML.button(.class("button button-secondary"), .type("submit"), .ariaLabel(button)) {
            t("Voir ce qui sera fait")
          }
        }
      }
    }
  }
}

/// What each kind asks for besides its reason.
private struct TargetOfMany: Component {
  var kind: Decision.Kind
  var page: SelectionPage
  var typed: DecisionTyped
  var refused: (field: String, sentence: Phrase)?

  private func sentence(_ field: String) -> Phrase? { refused?.field == field ? refused?.sentence : nil }
  private var propositions: [Choices.Option] {
    [Choices.Option("", t("Une nouvelle proposition"))]
      + page.propositions.map { Choices.Option($0.token, .verbatim($0.title)) }
  }
  private var addressees: [Choices.Option] {
    [Choices.Option("", t("Choisir…"))] + page.addressees.map { Choices.Option($0.token, .verbatim($0.name)) }
  }
  private var articles: [Choices.Option] {
    [Choices.Option("", t("Choisir…"))]
      + page.articles.map { Choices.Option($0.key, t("\($0.number). \($0.title)")) }
  }

  var body: some Markup {
    switch kind {
    case .grouped:
      Choices(
        "proposition", t("Dans quelle proposition ?"), propositions, chosen: typed.propositions.first ?? "",
        refusal: sentence("proposition"))
      TextField(
        "nouvelle", t("Titre de la nouvelle proposition"), value: typed.newTitle,
        longest: Proposition.Wording.longestTitle, refusal: sentence("titre"), isOptional: true)
    case .kept: Nothing()
    case .redirected:
      Choices(
        "guichet", t("Vers quel guichet ?"), addressees, chosen: typed.addressee, refusal: sentence("guichet"))
    case .rejected:
      Choices(
        "article", t("D’après quel article du règlement ?"), articles, chosen: typed.article,
        refusal: sentence("article"))
    }
  }
}
