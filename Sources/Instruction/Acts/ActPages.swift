import Consultations
import HTML
import Localization
import Platform

/// What was done at the desk and can be undone, the newest first.
struct ActsPage: Component {
  var consultation: Consultation
  var acts: [Act]
  /// The last of them, after which older ones are shown.
  var older: Int64?
  var isMine: Bool
  var done: String?

  private var queue: String { QueueAddress(consultation).path }
  private var address: String { ActsAddress(consultation).path }
  private var other: String { isMine ? address : address + "?qui=moi" }
  private var otherTitle: Phrase { isMine ? t("Voir les actes de tous") : t("Voir les miens seulement") }
  private var olderPage: String? {
    older.map { isMine ? "\(address)?qui=moi&avant=\($0)" : "\(address)?avant=\($0)" }
  }

  var body: some Markup {
    a(.class("back"), .href(queue)) { t("← Instruction des contributions") }
    DeskConfirmation(done: done)
    h1 { t("Ce qui a été fait") }
    p(.class("lead")) {
      t("Tout ce qui est fait ici peut être annulé, même plusieurs jours après. Rien ne se perd.")
    }
    nav(.ariaLabel(t("De qui"))) { a(.href(other)) { otherTitle } }
    if acts.isEmpty {
      div(.class("empty")) { p { t("Rien n’a encore été fait.") } }
    } else {
      ul(.class("list plain")) { for act in acts { ActLine(act: act, consultation: consultation) } }
      if let olderPage { p { a(.href(olderPage)) { t("Plus anciens") } } }
    }
  }
}

/// Before something is undone: what goes with it.
struct ActPage: Component {
  var consultation: Consultation
  var act: Act
  var dependents: [Act]
  /// The contribution that it is about.
  var contribution: (token: String, number: Int, title: String)?
  /// How many published decisions fall: their authors are written to.
  var published: Int
  /// How many replies to remarks of authors it undoes.
  var replies: Int
  /// How many decisions it made.
  var decisions: Int
  /// The tab and the filters from which one came.
  var queue: String
  var refusal: (any Refusal)?

  private var action: String { ActAddress(consultation, event: act.event).path }
  private var back: String { ActsAddress(consultation).path }
  private var item: String? {
    contribution.map { DecidingAddress(consultation, token: $0.token).path + queue }
  }
  private var unchanged: String { item ?? back }
  private var who: Phrase { act.who }
  private var seen: String { SeenRows(dependents.map(\.event)).text }
  private var about: Phrase? { contribution.map { t("Contribution n° \($0.number), « \($0.title) »") } }
  private var others: Phrase {
    t(
      dependents.count, one: "Un autre acte en dépend : il sera annulé aussi.",
      other: "\(dependents.count) autres actes en dépendent : ils seront annulés aussi.")
  }
  private var many: Phrase {
    t(
      decisions, one: "Cet acte a pris une décision.",
      other: "Cet acte a pris \(decisions) décisions d’un coup : toutes seront annulées.")
  }
  private var letters: Phrase {
    t(
      published, one: "La décision est publiée : les auteurs seront prévenus de son annulation.",
      other: "\(published) décisions sont publiées : les auteurs seront prévenus de leur annulation.")
  }
  private var remarks: Phrase {
    t(
      replies, one: "L’auteur de la remarque sera prévenu que la réponse est annulée.",
      other: "Les auteurs de \(replies) remarques seront prévenus que la réponse est annulée.")
  }
  private var button: Phrase {
    t(dependents.count + 1, one: "Annuler cet acte", other: "Annuler ces \(dependents.count + 1) actes")
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Ce qui a été fait") }
    if let refusal { DeskRefusal(refusal: refusal) }
    h1 { t("Annuler") }
    p(.class("lead")) { act.sentence }
    div(.class("about")) {
      if let about, let item { p { a(.href(item)) { about } } }
      p(.class("help")) { who }
    }
    if !dependents.isEmpty {
      div(.class("notice notice-wait")) {
        p { others }
        ul { for dependent in dependents { DependentAct(act: dependent) } }
      }
    }
    if decisions > 1 { div(.class("notice notice-wait")) { p { many } } }
    if published > 0 { div(.class("notice notice-wait")) { p { letters } } }
    if replies > 0 { div(.class("notice notice-wait")) { p { remarks } } }
    DeskKeys()
    postForm(.action(action)) {
      input(.type("hidden"), .name("vu"), .value(seen))
      QueueField(queue: queue)
      div(.class("actions")) {
        HTML.button(.class("button button-danger"), .type("submit"), .key(.undo), .keyAsks) { button }
        a(.class("button button-secondary"), .href(unchanged)) { t("Ne rien changer") }
      }
    }
  }
}

private struct DependentAct: Component {
  var act: Act
  private var who: Phrase { act.who }
  var body: some Markup {
    li {
      span { act.sentence }
      " "
      span(.class("help")) { who }
    }
  }
}
