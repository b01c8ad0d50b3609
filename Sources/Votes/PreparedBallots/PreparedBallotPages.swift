import Consultations
import Directory
import HTML
import Localization
import Platform

/// The screen of a colleague, or of an operator for hundreds of its members: the same choices for all who are ticked.
struct PreparedBallotsPage: Component {
  struct Line: Sendable {
    var organisation: Organisation
    var prepared: PreparedBallot?
    var isOpened: Bool
  }

  /// How many are listed to be ticked one by one, below what a form has fields for; all are one field.
  static let shown = 250

  var consultation: Consultation
  var vote: Vote
  /// One line alone for a colleague.
  var lines: [Line]
  /// How many the filter lets through, and how many of these have not opened their ballot.
  var total: Int
  var waiting: Int
  /// Nil for a colleague.
  var `operator`: Organisation?
  var filter: PreparedBallotFilter
  /// Those of its members.
  var departments: Set<String>
  /// Whether the operator has a ballot of its own.
  var isOperatorCalled: Bool
  var propositions: [VotedProposition]
  var chosen: Set<String>
  var ticked: Set<String>
  var isForAll: Bool
  var refusal: (any FieldRefusal)?
  var sentence: Phrase?
  var done: String?
  var count: Int
  var now: Instant
  var places: Places
  var language: Language

  private var back: String { language.address(VoteAddress(consultation).path) }
  private var action: String { language.address(BallotPreparationAddress(consultation).path) }
  private var isOpen: Bool { vote.state(at: now) == .open }
  private var paper: String { language.address(PaperBallotAddress(consultation).path) }
  private var own: String { action + "?pour=soi" }
  private var confirmation: Phrase? {
    guard done == "prepare" else { return nil }
    return t(count, one: "\(count) bulletin est préparé.", other: "\(count) bulletins sont préparés.")
  }
  private var lead: Phrase {
    self.operator == nil
      ? t("Le maire ou le président, ou ceux qu’il nomme, décident d’en faire usage ; rien ne compte avant.")
      : t("Les mêmes choix pour tous les adhérents cochés. Chacun décide d’en faire usage ; rien ne compte avant.")
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Le vote") }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    if let sentence { ErrorSummary(field: refusal?.field ?? "choix", sentence: sentence) }
    h1 { t("Préparer un bulletin") }
    p(.class("lead")) { lead }
    p { vote.form.sentence }
    if vote.openedAt != nil { p { a(.href(paper)) { t("Imprimer pour le conseil") } } }
    if isOperatorCalled { p { a(.href(own)) { t("Préparer notre propre bulletin") } } }
    if self.operator != nil, departments.count > 1 {
      PreparedFilterForm(action: action, filter: filter, departments: departments, places: places)
    }
    if !isOpen {
      div(.class("notice")) { p { PreparedBallot.Refusal.notOpen.sentence } }
    } else if waiting == 0 {
      PreparedLines(lines: lines, total: total, ticked: nil, places: places)
    } else {
      postForm(.action(action)) {
        if self.operator == nil { OnlySubject(token: lines.first?.organisation.token ?? "", isOwn: filter.isOwn) }
        if self.operator != nil { AllWaiting(filter: filter, waiting: waiting, isChosen: isForAll) }
        PreparedLines(lines: lines, total: total, ticked: self.operator == nil ? nil : ticked, places: places)
        fieldset(.class("field"), .id("choix")) {
          legend { t("Les propositions") }
          for one in propositions { PreparedChoice(proposition: one, isChosen: chosen.contains(one.name)) }
        }
        div(.class("actions")) {
          button(.class("button button-primary"), .type("submit")) { t("Enregistrer ce qui est préparé") }
        }
      }
    }
  }
}

private struct OnlySubject: Component {
  var token: String
  /// Of an operator that prepares for its members besides.
  var isOwn: Bool
  var body: some Markup {
    input(.type("hidden"), .name("organisme"), .value(token))
    if isOwn { input(.type("hidden"), .name("pour"), .value("soi")) }
  }
}

/// One field for as many members as there are.
private struct AllWaiting: Component {
  var filter: PreparedBallotFilter
  var waiting: Int
  var isChosen: Bool
  private var label: Phrase {
    t(
      waiting, one: "Le seul dont le bulletin n’est pas ouvert",
      other: "Tous ceux dont le bulletin n’est pas ouvert : \(waiting)")
  }

  var body: some Markup {
    input(.type("hidden"), .name("departement"), .value(filter.department))
    fieldset(.class("field")) {
      legend { t("Pour qui") }
      Choice(
        .checkbox, "tous", "oui", label, help: t("Sinon, cochez-les un par un."), isChosen: isChosen)
    }
  }
}

private struct PreparedFilterForm: Component {
  var action: String
  var filter: PreparedBallotFilter
  var departments: Set<String>
  var places: Places
  private var options: [Choices.Option] {
    [.init("", t("Tous"))]
      + departments.sorted().map { .init($0, .verbatim("\(places.departmentName($0)) (\($0))")) }
  }

  var body: some Markup {
    form(.method("get"), .action(action)) {
      Choices("departement", t("Département"), options, chosen: filter.department)
      div(.class("actions")) { button(.class("button button-secondary"), .type("submit")) { t("Filtrer") } }
    }
  }
}

private struct PreparedChoice: Component {
  var proposition: VotedProposition
  var isChosen: Bool
  private var cost: Phrase { .euros(proposition.cost) }

  var body: some Markup {
    Choice(.checkbox, "choix", proposition.name, .verbatim(proposition.title), help: cost, isChosen: isChosen)
  }
}

/// For whom: what was prepared, and who has opened its ballot; never what it holds.
private struct PreparedLines: Component {
  var lines: [PreparedBallotsPage.Line]
  var total: Int
  /// Nil where there is nothing to tick.
  var ticked: Set<String>?
  var places: Places
  private var more: Phrase? {
    let left = total - lines.count
    return left > 0
      ? t(left, one: "Et \(left) autre, non montré.", other: "Et \(left) autres, non montrés.") : .none
  }

  var body: some Markup {
    table(.class("table"), .id("organismes")) {
      thead {
        tr {
          th(.named("scope", "col")) { t("Collectivité") }
          th(.named("scope", "col")) { t("Bulletin") }
        }
      }
      tbody {
        for line in lines {
          PreparedRow(line: line, name: places.fullName(of: line.organisation), ticked: ticked)
        }
      }
    }
    if let more { p { more } }
  }
}

private struct PreparedRow: Component {
  var line: PreparedBallotsPage.Line
  var name: String
  var ticked: Set<String>?

  private var token: String { line.organisation.token }
  private var field: String { "organisme-" + token }
  private var isTickable: Bool { ticked != nil && !line.isOpened }
  private var state: Phrase {
    if line.isOpened { return t("Ouvert par la collectivité") }
    return line.prepared.map { t("Préparé le \($0.preparedAt, .dateAndTime), \($0.choices.count) choix") }
      ?? t("Rien n’est préparé")
  }

  var body: some Markup {
    tr {
      th(.named("scope", "row")) {
        if isTickable {
          div(.class("choice")) {
            input(
              .type("checkbox"), .id(field), .name("organisme"), .value(token),
              .checked(ticked?.contains(token) ?? false))
            label(.for(field)) { name }
          }
        } else {
          name
        }
      }
      td { state }
    }
  }
}

/// What was prepared, before the ballot is opened: taken up as it is in one act, or left.
struct PreparedOffer: Component {
  var consultation: Consultation
  var prepared: PreparedBallot
  /// Who prepared it: an operator, or a colleague by her name.
  var preparer: String
  /// How many of the choices the operator itself asked for.
  var own: Int
  var propositions: [VotedProposition]
  var language: Language

  private var action: String { language.address(BallotOpeningAddress(consultation).path) }
  private var chosen: [VotedProposition] { propositions.filter { prepared.choices.contains($0.name) } }
  private var said: Phrase {
    guard prepared.operator != nil, own > 0 else {
      return t("Préparé par \(preparer) le \(prepared.preparedAt, .dateAndTime).")
    }
    return t(
      own, one: "Préparé par \(preparer), qui porte \(own) des propositions choisies.",
      other: "Préparé par \(preparer), qui porte \(own) des propositions choisies.")
  }

  var body: some Markup {
    HTML.section(.class("card")) {
      h2(.class("h3")) { t("Un bulletin est préparé") }
      p { said }
      ul { for one in chosen { li(.lang("fr")) { one.title } } }
      postForm(.action(action)) {
        input(.type("hidden"), .name("prepare"), .value(String(prepared.id)))
        button(.class("button button-primary"), .type("submit")) { t("Ouvrir et reprendre tel que préparé") }
      }
      p(.class("help")) { t("Ces choix comptent alors, et peuvent être changés jusqu’à la clôture.") }
    }
  }
}
