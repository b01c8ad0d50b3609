import Consultations
import Directory
import HTML
import Localization
import Platform

/// Supporting for several organisations in one act, saying what one would do with it, and taking supports back.
struct SupportPage: Component {
  enum Refused: Sendable {
    case deposit(any Refusal)
    case statement(SupportStatement.Refusal)

    var status: Int {
      switch self {
      case .deposit(let refusal): refusal.status
      case .statement(let refusal): refusal.status
      }
    }
    var sentence: Phrase {
      switch self {
      case .deposit(let refusal): refusal.sentence
      case .statement(let refusal): refusal.sentence
      }
    }
    var statement: SupportStatement.Refusal? { if case .statement(let refusal) = self { refusal } else { nil } }
  }

  var consultation: Consultation
  var contribution: Contribution
  var standings: [Standing]
  /// The organisations that deposit it.
  var depositors: Set<Int64>
  /// Those that support it already.
  var given: Set<Int64>
  /// What those say.
  var statements: [Int64: SupportStatement]
  /// What was typed and refused.
  var typed: SupportTyped
  var openings: Openings
  var refusal: Refused?
  var language: Language

  private var address: ContributionAddress { ContributionAddress(contribution, in: consultation) }
  private var back: String { language.address(address.path) }
  private var others: [Standing] {
    standings.filter { !given.contains($0.organisation) && !depositors.contains($0.organisation) }
  }
  private var able: [Standing] { others.filter { openings.refusal(of: .support, for: $0.organisation) == nil } }
  /// What keeps those that may not.
  private var kept: [Phrase] {
    let refusals = others.compactMap { openings.refusal(of: .support, for: $0.organisation) }
    return refusals.enumerated().filter { place, refusal in refusals.firstIndex(of: refusal) == place }
      .map { $1.sentence }
  }
  private var closed: Phrase { openings.refusal(of: .support, for: nil)?.sentence ?? t("Soutenir") }
  private var supporting: [Standing] { standings.filter { given.contains($0.organisation) } }
  /// Whether what was refused is about a support that stands.
  private var isAboutStanding: Bool {
    able.isEmpty || supporting.contains { typed.organisations.contains(String($0.organisation)) }
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← La contribution") }
    h1 { t("Soutenir") }
    p(.class("lead"), .lang(contribution.text.language.rawValue)) { contribution.text.title }
    if !kept.isEmpty { div(.class("notice")) { for sentence in kept { p { sentence } } } }
    if !openings.isOpen(.support) {
      if kept.isEmpty { div(.class("notice")) { p { closed } } }
    } else {
      if !able.isEmpty {
        GivingForm(
          action: language.address(SupportAddress(address).path), standings: able, typed: typed,
          refusal: isAboutStanding ? nil : refusal)
      } else if supporting.isEmpty, kept.isEmpty {
        div(.class("notice")) { p { t("Un organisme ne soutient pas sa propre contribution.") } }
      }
      if !supporting.isEmpty {
        StatementForm(
          action: language.address(SupportStatementAddress(address).path), standings: supporting,
          statement: refusal == nil ? statement : typed.statement, isChosen: isStating,
          refusal: isAboutStanding ? refusal : nil)
        EndingForm(action: language.address(SupportEndAddress(address).path), standings: supporting)
      }
    }
  }

  private func said(_ standing: Standing) -> SupportStatement {
    statements[standing.organisation] ?? SupportStatement(language: language)
  }
  private var sayTheSame: Bool { supporting.allSatisfy { said($0) == supporting.first.map(said) } }
  /// What they all say, where they say the same.
  private var statement: SupportStatement {
    sayTheSame ? supporting.first.map(said) ?? SupportStatement() : SupportStatement(language: language)
  }
  /// Those that the statement is about: none is chosen for whoever has several that say different things.
  private func isStating(_ standing: Standing) -> Bool {
    refusal == nil ? sayTheSame : typed.organisations.contains(String(standing.organisation))
  }
}

private struct GivingForm: Component {
  var action: String
  var standings: [Standing]
  var typed: SupportTyped
  var refusal: SupportPage.Refused?

  private var firstField: String { "organisme-\(standings.first?.organisation ?? 0)" }
  private var field: String { refusal?.statement?.field ?? firstField }
  private func isChosen(_ standing: Standing) -> Bool {
    standings.count == 1 || typed.organisations.contains(String(standing.organisation))
  }

  var body: some Markup {
    postForm(.action(action)) {
      if let refusal { ErrorSummary(field: field, sentence: refusal.sentence) }
      Organisations(title: t("Pour quels organismes ?"), standings: standings, isChosen: isChosen)
      details(.flag("open", refusal?.statement != nil)) {
        summary { t("Dire ce que vous en feriez (facultatif)") }
        StatementFields(statement: typed.statement, refusal: refusal?.statement)
      }
      div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Soutenir") } }
    }
  }
}

/// The organisations that one acts for, to be ticked.
private struct Organisations: Component {
  var title: Phrase
  var standings: [Standing]
  var isChosen: @Sendable (Standing) -> Bool

  var body: some Markup {
    fieldset(.class("field")) {
      legend { title }
      for standing in standings {
        Choice(
          .checkbox, "organisme", String(standing.organisation), .verbatim(standing.fullName),
          isChosen: isChosen(standing))
      }
    }
  }
}

private struct StatementFields: Component {
  var statement: SupportStatement
  var refusal: SupportStatement.Refusal?

  var body: some Markup {
    TextArea(
      "usage", t("Ce que vous en feriez"), value: statement.purpose, longest: SupportStatement.longestPurpose, rows: 3,
      help: t("Publié sous le nom de l’organisme."), refusal: refusal?.sentence, isOptional: true)
    fieldset(.class("field")) {
      legend { t("Et vous seriez…") }
      Choice(.checkbox, "pret", "experimenter", t("prêts à expérimenter"), isChosen: statement.experiments)
      Choice(
        .checkbox, "pret", "co-porter", t("prêts à co-porter"), help: t("À y travailler avec l’organisme déposant."),
        isChosen: statement.coCarries)
    }
  }
}

/// What one would do with it, for supports that stand.
private struct StatementForm: Component {
  var action: String
  var standings: [Standing]
  var statement: SupportStatement
  var isChosen: @Sendable (Standing) -> Bool
  var refusal: SupportPage.Refused?

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Ce que vous en feriez") }
      postForm(.action(action)) {
        if let refusal { ErrorSummary(field: "usage", sentence: refusal.sentence) }
        if standings.count == 1 {
          for standing in standings { OrganisationInUse(standing: standing) }
        } else {
          for standing in standings { OrganisationChoice(standing: standing, isChosen: isChosen(standing)) }
        }
        input(.type("hidden"), .name("langue"), .value(statement.language.rawValue))
        StatementFields(statement: statement, refusal: refusal?.statement)
        div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Enregistrer") } }
      }
    }
  }
}

private struct OrganisationInUse: Component {
  var standing: Standing
  private var row: String { String(standing.organisation) }
  var body: some Markup {
    input(.type("hidden"), .name("organisme"), .value(row))
    p(.class("help")) { standing.fullName }
  }
}

private struct OrganisationChoice: Component {
  var standing: Standing
  var isChosen: Bool
  private var id: String { "precision-\(standing.organisation)" }
  private var row: String { String(standing.organisation) }
  var body: some Markup {
    div(.class("choice")) {
      input(.type("checkbox"), .id(id), .name("organisme"), .value(row), .checked(isChosen))
      div { label(.for(id)) { standing.fullName } }
    }
  }
}

private struct EndingForm: Component {
  var action: String
  var standings: [Standing]

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Soutiens donnés") }
      postForm(.action(action)) {
        Organisations(title: t("Quels soutiens retirer ?"), standings: standings, isChosen: { _ in false })
        div(.class("actions")) {
          button(.class("button button-secondary"), .type("submit")) { t("Retirer ces soutiens") }
        }
      }
    }
  }
}
