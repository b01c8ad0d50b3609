import Consultations
import Deposits
import Directory
import HTML
import Instruction
import Localization
import Platform
import Proof
import Votes

/// The selection: its two lists, what goes against the vote and why, what is not taken, and the minutes.
struct PublishedSelectionPage: Component {
  var selection: PublishedSelection
  var hasGroups: Bool
  var language: Language

  private var consultation: Consultation { selection.consultation }
  private var groups: String { language.address(WorkingGroupsAddress(consultation).path) }
  private var home: String { language.address(ConsultationAddress(slug: consultation.slug).path) }
  private var minutes: String { language.address(PublishedMinutesAddress(consultation).path) }
  private var lead: Phrase {
    let committee = selection.committee
    return t(
      selection.selected,
      one: "Une proposition retenue, pour \(Int(committee.spent)) euros sur \(Int(committee.envelope)).",
      other:
        "\(selection.selected) propositions retenues, pour \(Int(committee.spent)) euros sur \(Int(committee.envelope))."
    )
  }
  private var published: Phrase? { selection.minutes.publishedAt.map { t("Publiée le \($0, .date)") } }

  var body: some Markup {
    a(.class("back"), .href(home)) { t("← Consultation") }
    h1 { t("La sélection") }
    p(.class("lead")) { lead }
    if let published { p(.class("meta")) { published } }
    div(.class("columns")) {
      div {
        SelectionTable(list: .develop, selection: selection, language: language)
        SelectionTable(list: .scaleUp, selection: selection, language: language)
        SelectionTable(list: .none, selection: selection, language: language)
      }
      aside(.ariaLabel(t("Repères"))) {
        SelectionFigures(committee: selection.committee)
        div(.class("card")) {
          h2(.class("h3")) { t("Relevé de décisions") }
          p { t("Qui était là, les voix, les motifs, les montants.") }
          p { a(.href(minutes)) { t("Lire le relevé de décisions") } }
        }
        if hasGroups {
          div(.class("card")) {
            h2(.class("h3")) { t("Groupes de travail") }
            p { a(.href(groups)) { t("Ce qu’ils ont étudié, et ce qu’ils en retiennent") } }
          }
        }
        SelectionBodies(bodies: selection.bodies, criteria: selection.criteria)
        SelectionFiles(consultation: consultation, language: language)
      }
    }
  }
}

private struct SelectionTable: Component {
  var list: SelectionList
  var selection: PublishedSelection
  var language: Language

  private var lines: [PublishedSelection.Line] { selection.lines(in: list) }
  private var title: Phrase {
    switch list {
    case .develop: t("À développer")
    case .scaleUp: t("À généraliser")
    case .none: t("Non retenues")
    }
  }

  var body: some Markup {
    if !lines.isEmpty {
      HTML.section(.class("section"), .id(list.slug)) {
        h2 { title }
        div(.class("scroll"), .named("tabindex", "0"), .role("region"), .ariaLabel(title)) {
          table(.class("table")) {
            thead {
              tr {
                th(.named("scope", "col")) { t("Proposition") }
                th(.class("number"), .named("scope", "col")) { t("Choix") }
                th(.class("number"), .named("scope", "col")) { t("Note sur 100") }
                th(.class("number"), .named("scope", "col")) { t("Montant (euros)") }
              }
            }
            tbody {
              for line in lines {
                SelectionRow(line: line, consultation: selection.consultation, language: language)
              }
            }
          }
        }
      }
    }
  }
}

private struct SelectionRow: Component {
  var line: PublishedSelection.Line
  var consultation: Consultation
  var language: Language

  private var page: String {
    language.address(Proposition.path(token: line.voted.proposition.name, in: consultation))
  }
  private var place: Phrase {
    line.voted.place.map { t("Retenue par le vote, à la place \($0)") } ?? t("Non retenue par le vote")
  }
  private var reason: String? { line.ruling.flatMap { $0.goesAgainst ? $0.reason : nil } }
  private var mean: String { line.mean.map { "\(($0.tenths + 5) / 10)" } ?? "—" }
  private var amount: Int { Int(line.ruling?.amount ?? 0) }

  var body: some Markup {
    tr {
      th(.named("scope", "row")) {
        a(.href(page), .lang("fr")) { line.voted.proposition.title }
        p(.class("help")) { place }
        if let reason {
          p { strong { t("Pourquoi s’écarter du vote :") } }
          p(.lang("fr")) { reason }
        }
      }
      td(.class("number")) { line.voted.supports }
      td(.class("number")) { mean }
      td(.class("number")) { amount }
    }
  }
}

private struct SelectionFigures: Component {
  var committee: Committee

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("Enveloppe") }
      dl(.class("figures")) {
        EnvelopeFigure(label: t("En tout (euros)"), value: Int(committee.envelope))
        EnvelopeFigure(label: t("Attribué"), value: Int(committee.spent))
        EnvelopeFigure(label: t("Reste"), value: Int(committee.remains))
      }
    }
  }
}

private struct SelectionBodies: Component {
  var bodies: [Seat]
  var criteria: [Criterion]

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("Le comité de sélection") }
      ul { for seat in bodies { BodyLine(seat: seat) } }
      h3 { t("Ses critères, et leurs poids") }
      ol(.lang("fr")) { for criterion in criteria { WeightLine(criterion: criterion) } }
    }
  }
}

private struct BodyLine: Component {
  var seat: Seat

  var body: some Markup {
    li {
      span(.lang("fr")) { seat.title }
      if seat.isChair {
        ", "
        t("préside")
      }
    }
  }
}

private struct WeightLine: Component {
  var criterion: Criterion
  private var line: String { "\(criterion.title) : \(criterion.weight)" }
  var body: some Markup { li { line } }
}

private struct SelectionFiles: Component {
  var consultation: Consultation
  var language: Language

  private var csv: String { "/consultations/\(consultation.slug)/donnees/\(SelectionsModule.tableName).csv" }
  private var json: String { "/consultations/\(consultation.slug)/donnees/\(SelectionsModule.tableName).json" }
  private var feed: String {
    language.address("/consultations/\(consultation.slug)/donnees/\(SelectionsModule.tableName).atom")
  }

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("Données ouvertes") }
      ul {
        li { a(.href(csv)) { "CSV" } }
        li { a(.href(json)) { "JSON" } }
        li { a(.href(feed)) { t("Flux Atom") } }
      }
    }
  }
}

/// The minutes that were signed, with what lets anyone check them.
struct PublishedMinutesPage: Component {
  var selection: PublishedSelection
  var document: String
  /// Of what was signed.
  var hash: String
  /// The same, as the log writes it.
  var logged: String
  /// Whether a passage was blotted out of it since.
  var isBlotted: Bool
  var language: Language

  private var consultation: Consultation { selection.consultation }
  private var back: String { language.address(SelectionAddress(consultation).path) }
  private var file: String { MinutesFileAddress(consultation, .text).path }
  private var signed: String { MinutesFileAddress(consultation, .signed).path }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← La sélection") }
    if language != .french { p(.class("help")) { t("Le relevé est en français, seul texte qui fait foi.") } }
    // Its own title is that of the page.
    div(.class("prose"), .lang("fr")) { Markdown(document, under: 0) }
    HTML.section(.class("section")) {
      h2 { t("Vérifier ce relevé") }
      p { t("L’empreinte SHA-256 du fichier est la dernière ligne du journal public du vote.") }
      p { code(.class("hash")) { hash } }
      p { t("La même, comme le journal l’écrit, en base64 :") }
      p { code(.class("hash")) { logged } }
      if isBlotted {
        p(.class("notice")) { t("Un passage a été retiré depuis la signature : l’empreinte est celle du texte signé.") }
      }
      div(.class("actions")) {
        a(.class("button button-secondary"), .href(file)) { t("Télécharger le relevé") }
        if selection.minutes.pdfSize != nil {
          a(.class("button button-secondary"), .href(signed)) { t("Télécharger le relevé signé (PDF)") }
        }
      }
    }
  }
}

/// On the home page of a consultation, once its selection is published.
struct HomeSelection: Component {
  var selection: PublishedSelection
  var language: Language

  private var page: String { language.address(SelectionAddress(selection.consultation).path) }
  private var count: Phrase {
    t(
      selection.selected, one: "Une proposition retenue dans l’enveloppe.",
      other: "\(selection.selected) propositions retenues dans l’enveloppe.")
  }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("La sélection") }
      p { count }
      div(.class("actions")) { a(.class("button button-primary"), .href(page)) { t("Voir la sélection") } }
    }
  }
}

/// On the page of a proposition: what the committee decided of it.
struct SelectedNotice: Component {
  var line: PublishedSelection.Line
  var consultation: Consultation
  var language: Language

  private var page: String { language.address(SelectionAddress(consultation).path) }
  private var decided: Phrase {
    line.list == .none
      ? t("Le comité de sélection ne l’a pas retenue.")
      : t("Retenue par le comité de sélection : \(line.list.title), \(Int(line.ruling?.amount ?? 0)) euros.")
  }
  private var reason: String? { line.ruling.flatMap { $0.goesAgainst ? $0.reason : nil } }

  var body: some Markup {
    div(.class(line.list != .none ? "notice notice-ok" : "notice")) {
      p { strong { decided } }
      if let reason {
        p { t("Pourquoi s’écarter du vote :") }
        p(.lang("fr")) { reason }
      }
      p { a(.href(page)) { t("Toute la sélection") } }
    }
  }
}

/// On the page of an organisation: what it obtained.
struct OrganisationSelection: Component {
  var consultation: Consultation
  var ties: [(line: PublishedSelection.Line, tie: SelectionLetters.Tie)]
  var language: Language

  private var page: String { language.address(SelectionAddress(consultation).path) }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Ce que ses demandes ont obtenu") }
      ul(.class("list plain")) {
        for one in ties {
          ObtainedLine(line: one.line, tie: one.tie, consultation: consultation, language: language)
        }
      }
      p { a(.href(page)) { t("Toute la sélection") } }
    }
  }
}

private struct ObtainedLine: Component {
  var line: PublishedSelection.Line
  var tie: SelectionLetters.Tie
  var consultation: Consultation
  var language: Language

  private var address: String {
    language.address(Proposition.path(token: line.voted.proposition.name, in: consultation))
  }
  private var role: Phrase { tie.hasDeposited ? t("déposée, seul ou avec d’autres") : t("soutenue") }
  private var amount: Phrase? {
    line.list == .none ? .none : t("\(Int(line.ruling?.amount ?? 0)) euros")
  }

  var body: some Markup {
    li(.class("entry brief")) {
      h3(.lang("fr")) { a(.href(address)) { line.voted.proposition.title } }
      div(.class("meta")) {
        span(.class("tag")) { line.list.title }
        if let amount { span { amount } }
        span { role }
      }
    }
  }
}
