import HTML
import Localization
import Platform

/// How the members of an operator stand: what was asked, what was answered.
struct PreparationTable: Sendable {
  struct Line: Sendable {
    var member: Organisation
    var preparation: Preparation?
    var state: Preparation.State
    /// Whether it may be asked now.
    var isAskable: Bool
  }

  var lines: [Line]

  func count(_ state: Preparation.State) -> Int { lines.count(where: { $0.state == state }) }
  var asked: Int { lines.count - count(.notAsked) }
  var askable: Int { lines.count(where: \.isAskable) }

  init(members: [Organisation], newest: [Int64: Preparation], at now: Instant) {
    let alphabetical = members.map { (Slug.make($0.name), $0) }.sorted { ($0.0, $0.1.id) < ($1.0, $1.1.id) }
    lines = alphabetical.map { _, member in
      guard let preparation = newest[member.id] else {
        return Line(member: member, preparation: nil, state: .notAsked, isAskable: true)
      }
      return Line(
        member: member, preparation: preparation, state: preparation.state(at: now),
        isAskable: preparation.mayAskAgain(at: now))
    }
  }
}

/// An operator's members: asking them, all in one act, reminding, ending.
struct PreparationsPage: Component {
  static let shown = 400

  var `operator`: Organisation
  var table: PreparationTable
  var only: Preparation.State?
  /// The last day of what is asked, as a browser types it.
  var day: String
  var remindable: Int
  var chosen: Set<String>
  var refusal: PreparationRefusal?
  var done: String?
  var count: Int?
  var places: Places
  var language: Language

  private var page: String { language.address(PreparationsAddress().path) }
  private var export: String { language.address(PreparationsExportAddress().path) }
  private var name: String { places.fullName(of: `operator`) }
  private var told: Phrase? {
    let count = count ?? 0
    switch done {
    case "demande":
      return t(
        count, one: "La demande est partie à \(count) adhérent.", other: "La demande est partie à \(count) adhérents.")
    case "rappel": return t(count, one: "\(count) adhérent est relancé.", other: "\(count) adhérents sont relancés.")
    case "fin": return t("L’autorisation est terminée. L’adhérent garde ses brouillons.")
    default: return nil
    }
  }
  private var shown: [PreparationTable.Line] {
    Array(table.lines.filter { only == nil || $0.state == only }.prefix(Self.shown))
  }

  var body: some Markup {
    p(.class("overline")) { name }
    h1 { t("Vos adhérents") }
    p(.class("lead")) {
      t("Demandez-leur l’autorisation de préparer leurs brouillons : vous les complétez, eux seuls les publient.")
    }
    if let told { div(.class("notice notice-ok"), .role("status")) { p { told } } }
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    PreparationFigures(table: table, page: page)
    if remindable > 0 { PreparationReminding(count: remindable, language: language) }
    postForm(.class("section"), .action(page)) {
      if table.askable > 0 {
        TextField(
          "jusque", t("Autorisation demandée jusqu’au"), kind: .date, value: day, longest: 10,
          help: t("Deux ans au plus ; chaque adhérent peut choisir un jour plus proche."),
          refusal: refusal?.field == "jusque" ? refusal?.sentence : nil)
        div(.class("actions")) {
          button(.class("button button-primary"), .type("submit")) { t("Demander aux adhérents cochés") }
          button(.class("button button-secondary"), .type("submit"), .name("tous"), .value("1")) {
            t("Demander à tous ceux qui peuvent l’être")
          }
        }
      }
      HTML.table(.class("table"), .id("adherents")) {
        thead {
          tr {
            th(.named("scope", "col")) { t("Adhérent") }
            th(.named("scope", "col")) { t("Autorisation") }
          }
        }
        tbody {
          for line in shown {
            PreparationRow(
              line: line, name: places.fullName(of: line.member), isChosen: chosen.contains(line.member.token),
              language: language)
          }
        }
      }
    }
    p { a(.href(export), .named("download", "")) { t("Télécharger ce tableau (CSV)") } }
  }
}

private struct PreparationFigures: Component {
  var table: PreparationTable
  var page: String

  var body: some Markup {
    dl(.class("figures wide")) {
      PreparationFigure(label: t("Demandées"), value: table.asked, address: page)
      for state in [Preparation.State.accepted, .refused, .silent, .notAsked] {
        PreparationFigure(
          label: state.title, value: table.count(state), address: page + "?etat=" + state.rawValue)
      }
    }
  }
}

private struct PreparationFigure: Component {
  var label: Phrase
  var value: Int
  var address: String

  var body: some Markup {
    div {
      dt { a(.href(address)) { label } }
      dd { value }
    }
  }
}

private struct PreparationReminding: Component {
  var count: Int
  var language: Language
  private var action: String { language.address(PreparationRemindersAddress().path) }
  private var label: Phrase {
    t(count, one: "Relancer \(count) adhérent sans réponse", other: "Relancer \(count) adhérents sans réponse")
  }

  var body: some Markup {
    postForm(.class("actions"), .action(action)) {
      button(.class("button button-secondary"), .type("submit")) { label }
    }
  }
}

private struct PreparationRow: Component {
  var line: PreparationTable.Line
  var name: String
  var isChosen: Bool
  var language: Language

  private var token: String { line.member.token }
  private var field: String { "adherent-" + token }
  private var end: String { language.address(PreparationsEndAddress().path) }
  private var endLabel: Phrase { t("Mettre fin à l’autorisation de \(name)") }
  private var isEndable: Bool { line.state == .accepted || line.state == .silent }
  private var detail: Phrase? {
    guard let preparation = line.preparation else { return nil }
    switch line.state {
    case .accepted: return t("jusqu’au \(preparation.until, .date)")
    case .refused: return preparation.answeredAt.map { t("le \($0, .date)") }
    case .silent: return t("dernier courriel le \(preparation.writtenAt, .date)")
    case .ended: return t("le \(min(preparation.endedAt ?? preparation.until, preparation.until), .date)")
    case .notAsked: return nil
    }
  }

  var body: some Markup {
    tr {
      th(.named("scope", "row")) {
        if line.isAskable {
          div(.class("choice")) {
            input(.type("checkbox"), .id(field), .name("adherent"), .value(token), .checked(isChosen))
            label(.for(field)) { name }
          }
        } else {
          name
        }
      }
      td {
        line.state.title
        if let detail { div(.class("help")) { detail } }
        if isEndable, let preparation = line.preparation {
          button(
            .class("button button-quiet"), .type("submit"), .name("autorisation"), .value(preparation.token),
            .named("formaction", end), .ariaLabel(endLabel)
          ) { t("Mettre fin") }
        }
      }
    }
  }
}

/// What ending means for a member, before it is done.
struct PreparationEndPage: Component {
  var preparation: Preparation
  var name: String
  var language: Language

  var title: Phrase { t("Mettre fin à l’autorisation de \(name)") }
  private var back: String { language.address(PreparationsAddress().path) }
  private var action: String { language.address(PreparationsEndAddress().path) }
  private var meaning: Phrase {
    preparation.answer == .accepted
      ? t("Vous ne verrez plus ses brouillons ; il les garde. Vous pourrez lui redemander cette autorisation.")
      : t("La demande prend fin, et son lien ne mène plus à rien. Vous pourrez la refaire.")
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Vos adhérents") }
    h1 { title }
    p(.class("lead")) { meaning }
    postForm(.action(action)) {
      input(.type("hidden"), .name("autorisation"), .value(preparation.token))
      input(.type("hidden"), .name("confirmation"), .value("oui"))
      div(.class("actions")) {
        button(.class("button button-danger"), .type("submit")) { t("Mettre fin") }
        a(.class("button button-secondary"), .href(back)) { t("Ne rien changer") }
      }
    }
  }
}

/// What one's organisations are asked, and what they have answered.
struct MyPreparationsPage: Component {
  var preparations: [Preparation]
  var organisations: [Organisation]
  var now: Instant
  var places: Places
  var language: Language

  private var back: String { language.address(GettingInAddress().path) }
  private func name(_ id: Int64) -> String {
    organisations.first { $0.id == id }.map { places.fullName(of: $0) } ?? ""
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Agir pour un organisme") }
    h1 { t("Autorisations de préparer") }
    p(.class("lead")) { t("Un opérateur dont vous êtes adhérent peut préparer vos brouillons, si vous l’y autorisez.") }
    if preparations.isEmpty {
      div(.class("empty")) { p { t("Personne ne vous demande rien, et personne ne prépare pour vous.") } }
    } else {
      ul(.class("list plain")) {
        for preparation in preparations {
          MyPreparationEntry(
            preparation: preparation, operatorName: name(preparation.operator), memberName: name(preparation.member),
            state: preparation.state(at: now), language: language)
        }
      }
    }
  }
}

private struct MyPreparationEntry: Component {
  var preparation: Preparation
  var operatorName: String
  var memberName: String
  var state: Preparation.State
  var language: Language
  private var address: String { language.address(PreparationAddress(token: preparation.token).path) }
  private var title: Phrase { t("\(operatorName), pour \(memberName)") }

  var body: some Markup {
    li(.class("entry")) {
      h2(.class("h3")) { a(.href(address)) { title } }
      div(.class("meta")) { span { state.title } }
    }
  }
}

/// The ways to these pages from that of one's organisations.
struct PreparationLinks: Component {
  /// Whether one of her organisations has members.
  var isOperator: Bool
  /// How many preparations concern one's organisations.
  var count: Int
  var language: Language
  private var members: String { language.address(PreparationsAddress().path) }
  private var mine: String { language.address(MyPreparationsAddress().path) }
  private var label: Phrase {
    t(count, one: "Voir \(count) autorisation de préparer", other: "Voir \(count) autorisations de préparer")
  }

  var body: some Markup {
    if isOperator || count > 0 {
      HTML.section(.class("section")) {
        h2 { t("Préparer pour un autre") }
        div(.class("actions")) {
          if isOperator { a(.class("button button-secondary"), .href(members)) { t("Vos adhérents") } }
          if count > 0 { a(.class("button button-secondary"), .href(mine)) { label } }
        }
      }
    }
  }
}
