import Consultations
import HTML
import Instruction
import Localization
import Platform

/// What else one may do with a ballot that is open.
struct BallotWays: Component {
  var consultation: Consultation
  var language: Language

  private var rule: String { language.address(VoteRuleAddress(consultation).path) }
  private var paper: String { language.address(PaperBallotAddress(consultation).path) }

  var body: some Markup {
    p(.class("actions")) {
      a(.href(rule)) { t("Comment on compte, avec un exemple") }
      a(.href(paper)) { t("Imprimer pour le conseil") }
    }
  }
}

/// Looks for propositions; what is chosen stays chosen.
struct BallotFilterForm: Component {
  var consultation: Consultation
  var filter: BallotFilter
  var themes: [Theme]
  var language: Language

  private var action: String { language.address(BallotAddress(consultation).path) }
  private var themeOptions: [Choices.Option] {
    [.init("", t("Tous"))] + themes.map { .init($0.slug, .verbatim($0.title(in: language))) }
  }
  private var orders: [Choices.Option] { BallotFilter.Order.allCases.map { .init($0.rawValue, $0.title) } }

  var body: some Markup {
    form(.method("get"), .action(action), .role("search")) {
      label(.for("q")) { t("Chercher dans les propositions") }
      div(.class("search-form")) {
        div(.class("field")) {
          input(.type("search"), .id("q"), .name("q"), .value(filter.query), .maxlength(Limits.searchCharacters))
        }
        button(.class("button button-secondary"), .type("submit")) { t("Chercher") }
      }
      div(.class("filters wide")) {
        Choices("theme", t("Thème"), themeOptions, chosen: filter.theme)
        Choices("tri", t("Ordre"), orders, chosen: filter.order.rawValue)
        button(.class("button button-secondary"), .type("submit")) { t("Filtrer") }
      }
    }
  }
}

struct ChoosingForm: Component {
  var consultation: Consultation
  var vote: Vote
  var propositions: [BallotProposition]
  var filter: BallotFilter
  var chosen: Set<String>
  var standing: Ballot
  var language: Language

  private var shown: [BallotProposition] { filter.shown(propositions) }
  /// Chosen, and not in the list that is shown.
  private var kept: [String] {
    let names = Set(shown.map(\.proposition.name))
    return chosen.filter { !names.contains($0) }.sorted()
  }
  private var found: Phrase? {
    guard !filter.isEmpty else { return nil }
    return t(shown.count, one: "\(shown.count) proposition.", other: "\(shown.count) propositions.")
  }
  private var whole: String { language.address(BallotAddress(consultation).path) }
  private var action: String { filter.isEmpty ? whole : whole + "?" + filter.queryString }
  private var failed: Phrase {
    t("Ce choix n’est pas enregistré : vérifiez votre connexion, puis appuyez sur « Enregistrer ces choix ».")
  }

  var body: some Markup {
    if let found {
      p(.role("status")) {
        found
        " "
        a(.href(whole)) { t("Toutes les propositions") }
      }
    }
    postForm(.action(action), .id("choix"), .flag("data-ballot"), .named("data-failed", phrase: failed)) {
      input(.type("hidden"), .name("vu"), .value(String(standing.number)))
      for name in kept { input(.type("hidden"), .name("choix"), .value(name)) }
      ul(.class("list plain ballot")) {
        for proposition in shown {
          PropositionChoice(
            consultation: consultation, shown: proposition, isChosen: chosen.contains(proposition.proposition.name),
            language: language)
        }
      }
      BallotFoot(vote: vote, choices: standing.choices, propositions: propositions.map(\.proposition))
    }
  }
}

/// What counts now, at the foot of the window: one line, which unfolds to what is still allowed and what is chosen.
private struct BallotFoot: Component {
  var vote: Vote
  var choices: [String]
  var propositions: [VotedProposition]

  private var state: BallotState { BallotState(vote: vote, choices: choices, propositions: propositions) }
  private var chosen: [VotedProposition] { propositions.filter { choices.contains($0.name) } }

  var body: some Markup {
    div(.class("ballot-state")) {
      details {
        summary { span(.role("status"), .flag("data-ballot-counted")) { state.counted } }
        p(.flag("data-ballot-state")) {
          state.left
          " "
          if let money = state.money { money }
        }
        ul(.flag("data-ballot-chosen")) { for one in chosen { li(.lang("fr")) { one.title } } }
      }
      button(.class("button button-primary"), .type("submit")) { t("Enregistrer ces choix") }
    }
  }
}

private struct PropositionChoice: Component {
  var consultation: Consultation
  var shown: BallotProposition
  var isChosen: Bool
  var language: Language

  private var proposition: VotedProposition { shown.proposition }
  private var id: String { "choix-\(proposition.name)" }
  private var page: String {
    language.address(Proposition.path(token: proposition.name, in: consultation))
  }
  private var cost: Phrase { .euros(proposition.cost) }

  var body: some Markup {
    li(.class("entry")) {
      div(.class("choice")) {
        input(.type("checkbox"), .id(id), .name("choix"), .value(proposition.name), .checked(isChosen))
        div {
          label(.for(id), .lang("fr")) { proposition.title }
          p(.class("three-lines"), .lang("fr")) { proposition.beginning }
          div(.class("meta")) {
            span { cost }
            span { proposition.kind.title }
            if shown.isOwn { span(.class("tag tag-ok")) { t("vos services l’ont demandée") } }
            if shown.isSupported { span(.class("tag tag-ok")) { t("vous l’avez soutenue") } }
            a(.href(page)) { t("Lire, et voir les soutiens") }
          }
        }
      }
    }
  }
}
