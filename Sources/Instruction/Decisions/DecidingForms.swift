import Consultations
import Deposits
import HTML
import Localization
import Platform

/// The four ways to decide, one form each; that which was refused stays open with what was typed.
struct DecidingForms: Component {
  var reading: DecisionReading
  var typed: DecisionTyped
  /// What the author would read is shown above: what is typed stays open.
  var isPreview: Bool
  var chosenReason: UsualReason?
  var refusal: (any Refusal)?
  var queue: String

  private var aside: Phrase {
    reading.isParty
      ? t("Vous agissez pour un organisme qui la dépose : vous ne la traitez pas.")
      : t("Votre déport vous écarte de cette contribution.")
  }
  private var isOpen: Bool { !reading.isDecided && !reading.isVoteOpen && reading.isMine }
  private var division: String? {
    guard reading.parts.isEmpty else { return nil }
    return DivisionAddress(reading.consultation, token: reading.contribution.token).path + queue
  }

  var body: some Markup {
    if isOpen {
      div(.class("card")) {
        h2(.class("h3"), .id("decision")) { t("Décider") }
        if let division { p { a(.href(division)) { t("Diviser en parties…") } } }
        for kind in Decision.Kind.allCases {
          DecidingForm(
            kind: kind, reading: reading, typed: typed, isPreview: isPreview, chosenReason: chosenReason,
            refusal: refusal, queue: queue)
        }
      }
    } else if !reading.isMine {
      div(.class("notice notice-wait")) {
        p { aside }
      }
    } else if reading.isVoteOpen {
      div(.class("notice")) { p { t("Le vote est ouvert : les décisions ne changent plus.") } }
    }
    if !isOpen, let kind = typed.kind, refusal != nil { TypedDecision(kind: kind, typed: typed, reading: reading) }
  }
}

/// The reason, before anything is decided: its places are filled as they will be for the author.
struct ReasonPreview: Component {
  var kind: Decision.Kind
  var reason: String

  private var back: String { "#raison-\(kind.slug)" }

  var body: some Markup {
    div(.class("notice"), .role("status")) {
      h2(.class("h3")) { t("Ce que l’auteur lira") }
      p { strong { kind.title } }
      p(.class("prose")) { reason }
      p { a(.href(back)) { t("Rien n’est encore décidé : modifier la raison, ou décider") } }
    }
  }
}

/// What somebody had prepared when a colleague decided: nothing of it is lost.
private struct TypedDecision: Component {
  var kind: Decision.Kind
  var typed: DecisionTyped
  var reading: DecisionReading

  private var part: Phrase? { typed.part.map { t("Partie \($0)") } }
  private var propositions: [PropositionTitle] {
    kind == .grouped ? reading.propositions.filter { typed.existing.contains($0.token) } : []
  }
  private var new: Phrase? {
    kind == .grouped && typed.isNew && !typed.newTitle.isEmpty
      ? t("Nouvelle proposition : « \(typed.newTitle) »") : .none
  }
  private var addressee: String? {
    kind == .redirected ? reading.addressees.first { $0.token == typed.addressee }?.name : nil
  }
  private var article: Phrase? {
    guard kind == .rejected, let article = reading.articles.first(where: { $0.key == typed.article }) else {
      return nil
    }
    return t("article \(article.number), « \(article.title) »")
  }

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("Ce que vous aviez préparé") }
      p { kind.title }
      if let part { p { part } }
      for one in propositions { PropositionLine(proposition: one, consultation: reading.consultation) }
      if let new { p { new } }
      if let addressee { p { addressee } }
      if let article { p { article } }
      p(.class("prose")) { typed.reason }
    }
  }
}

extension Decision.Kind {
  /// What opens its form.
  var verb: Phrase {
    switch self {
    case .grouped: t("Regrouper")
    case .kept: t("Garder seule")
    case .redirected: t("Réorienter")
    case .rejected: t("Déclarer inéligible")
    }
  }
}

private struct DecidingForm: Component {
  var kind: Decision.Kind
  var reading: DecisionReading
  var typed: DecisionTyped
  var isPreview: Bool
  var chosenReason: UsualReason?
  var refusal: (any Refusal)?
  var queue: String

  private var action: String { DecisionAddress(reading.consultation, token: reading.contribution.token).path }
  private var isTyped: Bool { typed.kind == kind && (refusal != nil || isPreview) }
  private var isOpen: Bool { isTyped || chosenReason?.kind == kind }
  private var version: String { String(isTyped ? typed.version : reading.contribution.version) }
  private var title: Phrase { kind.verb }
  /// Another name than that of what opens the form, for whoever goes from button to button.
  private var button: Phrase {
    switch kind {
    case .grouped: t("Regrouper cette contribution")
    case .kept: t("Garder cette contribution seule")
    case .redirected: t("Réorienter cette contribution")
    case .rejected: t("Déclarer cette contribution inéligible")
    }
  }
  private var preview: Phrase { t("Aperçu de la raison : \(title)") }
  private var reason: String {
    if isTyped { return typed.reason }
    if let chosenReason, chosenReason.kind == kind { return chosenReason.text }
    return reading.reasons.first { $0.kind == kind }?.text ?? UsualReason.supplied(kind)
  }
  private var refused: Phrase? {
    guard isTyped, let refusal = refusal as? any FieldRefusal, refusal.field == "raison" else { return nil }
    return refusal.sentence
  }
  private var others: [UsualReason] { reading.reasons.filter { $0.kind == kind } }
  private var undecided: [Part] {
    reading.parts.filter { part in !reading.decisions.contains { $0.decision.part == part.id } }
  }
  private var id: String { "raison-\(kind.slug)" }

  var body: some Markup {
    details(.class("deciding"), .flag("open", isOpen), .named("name", "decider"), .named("data-key", kind.slug)) {
      summary { title }
      postForm(.action(action), .named("novalidate", "")) {
        input(.type("hidden"), .name("decision"), .value(kind.slug))
        input(.type("hidden"), .name("version"), .value(version))
        QueueField(queue: queue)
        if !reading.parts.isEmpty {
          PartField(id: "partie-\(kind.slug)", parts: undecided, words: reading.words, chosen: typed.part)
        }
        TargetFields(kind: kind, reading: reading, typed: isTyped ? typed : DecisionTyped(), refusal: refusal)
        ReasonField(
          id: id, value: reason, label: t("La raison, pour l’auteur"),
          help: t("Tout le monde la lira. {titre}, {numero}, {organisme} et {choix} se remplissent seuls."),
          refusal: refused)
        UsualReasonLinks(
          reasons: others, address: DecidingAddress(reading.consultation, token: reading.contribution.token).path,
          queue: queue)
        div(.class("actions")) {
          HTML.button(.class("button button-primary"), .type("submit")) { button }
          HTML.button(
            .class("button button-quiet"), .type("submit"), .name("geste"), .value("apercu"), .ariaLabel(preview)
          ) { t("Aperçu de la raison") }
        }
      }
    }
  }
}

/// Which part of a contribution that is divided.
private struct PartField: Component {
  var id: String
  var parts: [Part]
  var words: [Int64: PartWords]
  var chosen: Int?

  /// What was typed of a part that a colleague has decided since is not sent for another.
  private var isGone: Bool { chosen.map { number in !parts.contains { $0.number == number } } ?? false }

  var body: some Markup {
    div(.class("field")) {
      label(.for(id)) { t("Quelle partie ?") }
      select(.id(id), .name("partie")) {
        if isGone { option(.value("")) { t("Choisir…") } }
        for part in parts {
          PartOption(number: part.number, words: words[part.id], isChosen: part.number == chosen)
        }
      }
    }
  }
}

/// The reason, with the places that will be filled.
struct ReasonField: Component {
  var id: String
  var value: String
  var label: Phrase
  var help: Phrase
  var refusal: Phrase?

  private var helpID: String { id + "-aide" }
  private var described: String { refusal == nil ? helpID : "\(helpID) \(id)-erreur" }

  var body: some Markup {
    div(.class("field")) {
      HTML.label(.for(id)) { label }
      p(.class("help"), .id(helpID)) { help }
      if let refusal { p(.class("error"), .id(id + "-erreur")) { refusal } }
      textarea(
        .id(id), .name("raison"), .rows(6), .describedBy(described), .invalid(refusal != nil)
      ) { value }
    }
  }
}

struct UsualReasonLinks: Component {
  var reasons: [UsualReason]
  var address: String
  var queue: String

  private func link(_ reason: UsualReason) -> String {
    let start = queue.isEmpty ? "?" : queue + "&"
    return "\(address)\(start)raison=\(reason.token)#decision"
  }

  var body: some Markup {
    if reasons.count > 1 {
      p(.class("help")) { t("Reprendre une raison type :") }
      ul {
        for reason in reasons { li { a(.href(link(reason))) { reason.title } } }
      }
    }
  }
}

/// What each kind asks for besides its reason.
private struct TargetFields: Component {
  var kind: Decision.Kind
  var reading: DecisionReading
  var typed: DecisionTyped
  var refusal: (any Refusal)?

  private var refused: (field: String, sentence: Phrase)? {
    guard typed.kind == kind, let refusal = refusal as? any FieldRefusal else { return nil }
    return (refusal.field, refusal.sentence)
  }
  private func sentence(_ field: String) -> Phrase? { refused?.field == field ? refused?.sentence : nil }
  /// What is wrong with the wording of a new proposition is wrong with its title: all else comes from the contribution.
  private var titleRefusal: Phrase? { refusal is PropositionRefusal ? refused?.sentence : nil }
  private var addressees: [Choices.Option] {
    [Choices.Option("", t("Choisir…"))]
      + reading.addressees.map { Choices.Option($0.token, .verbatim($0.name)) }
  }
  private var articles: [Choices.Option] {
    [Choices.Option("", t("Choisir…"))]
      + reading.articles.map { Choices.Option($0.key, t("\($0.number). \($0.title)")) }
  }
  private var desks: String { AddresseesAddress(reading.consultation).path }

  var body: some Markup {
    switch kind {
    case .grouped:
      GroupingFields(
        reading: reading, typed: typed, refusal: sentence("proposition"), titleRefusal: titleRefusal)
    case .kept: p { t("Elle devient une proposition à elle seule, avec son titre et son texte.") }
    case .redirected:
      Choices(
        "guichet", t("Vers quel guichet ?"), addressees, chosen: typed.addressee, refusal: sentence("guichet"))
      p { a(.href(desks)) { t("Ajouter un guichet") } }
    case .rejected:
      Choices(
        "article", t("D’après quel article du règlement ?"), articles, chosen: typed.article,
        refusal: sentence("article"))
    }
  }
}

/// The proposition that it joins: the likely ones first, or a new one.
private struct GroupingFields: Component {
  var reading: DecisionReading
  var typed: DecisionTyped
  var refusal: Phrase?
  var titleRefusal: Phrase?

  private var title: String { typed.newTitle.isEmpty ? reading.contribution.text.title : typed.newTitle }
  private var first: String {
    if let typed = typed.propositions.first { return typed }
    return typed.kind == nil ? reading.likely.first?.token ?? "" : ""
  }
  private var second: String { typed.propositions.dropFirst().first ?? "" }
  private var rest: [PropositionTitle] {
    reading.propositions.filter { one in !reading.likely.contains { $0.id == one.id } }
  }
  private var options: [Choices.Option] {
    (reading.likely + rest).map { Choices.Option($0.token, .verbatim($0.title)) }
  }

  var body: some Markup {
    Choices(
      "proposition", t("Dans quelle proposition ?"), [Choices.Option("", t("Une nouvelle proposition"))] + options,
      chosen: first,
      help: reading.likely.isEmpty ? .none : t("Celles des contributions les plus proches viennent d’abord."),
      refusal: refusal)
    TextField(
      "nouvelle", t("Titre de la nouvelle proposition"), value: title, longest: Proposition.Wording.longestTitle,
      refusal: titleRefusal, isOptional: true)
    if !reading.propositions.isEmpty {
      details {
        summary { t("Dans une seconde proposition aussi") }
        div(.class("field")) {
          label(.for("proposition-2")) { t("Seconde proposition") }
          select(.id("proposition-2"), .name("proposition")) {
            option(.value("")) { t("Aucune") }
            for one in reading.propositions {
              option(.value(one.token), .selected(one.token == second)) { one.title }
            }
          }
        }
      }
    }
  }
}
