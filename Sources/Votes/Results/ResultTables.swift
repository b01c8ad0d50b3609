import Consultations
import Deposits
import HTML
import Localization
import Platform
import Proof

/// Propositions in the order of the result, each with how many chose it, what it costs and, where it is not selected,
/// why.
struct ResultLines: Component {
  var title: Phrase
  var lines: [Results.Line]
  var vote: Vote
  var consultation: Consultation
  var language: Language

  private var most: Int { lines.map(\.supports).max() ?? 0 }

  var body: some Markup {
    if !lines.isEmpty {
      HTML.section(.class("section")) {
        h2 { title }
        div(.class("scroll"), .named("tabindex", "0"), .role("region"), .ariaLabel(title)) {
          table(.class("table")) {
            thead {
              tr {
                th(.named("scope", "col")) { t("Proposition") }
                th(.class("number"), .named("scope", "col")) { t("Choix") }
                th(.class("number"), .named("scope", "col")) { t("Coût (euros)") }
              }
            }
            tbody {
              for line in lines {
                ResultRow(line: line, most: most, vote: vote, consultation: consultation, language: language)
              }
            }
          }
        }
      }
    }
  }
}

private struct ResultRow: Component {
  var line: Results.Line
  var most: Int
  var vote: Vote
  var consultation: Consultation
  var language: Language

  private var page: String { language.address(PropositionResultAddress(consultation, line.proposition).path) }
  private var place: String { line.place.map { "\($0). " } ?? "" }

  var body: some Markup {
    tr {
      th(.named("scope", "row")) {
        place
        a(.href(page), .lang("fr")) { line.proposition.title }
        ShareBar(count: line.supports, most: most)
        if line.place == nil { p(.class("help")) { line.reason(vote) } }
      }
      td(.class("number")) { line.supports }
      td(.class("number")) { Int(line.proposition.cost) }
    }
  }
}

extension Results.Line {
  /// Why it is not selected.
  func reason(_ vote: Vote) -> Phrase {
    obstacle?.reason
      ?? t("Non retenue : choisie par moins de \(Int(vote.form.minimum)) collectivités")
  }
}

/// How many ballots have so many choices.
struct BallotSizes: Component {
  var sizes: [Int]
  private var most: Int { sizes.max() ?? 0 }
  private var title: Phrase { t("Combien de choix porte un bulletin") }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { title }
      div(.class("scroll"), .named("tabindex", "0"), .role("region"), .ariaLabel(title)) {
        table(.class("table")) {
          thead {
            tr {
              th(.named("scope", "col")) { t("Choix") }
              th(.class("number"), .named("scope", "col")) { t("Bulletins") }
            }
          }
          tbody { for (size, count) in sizes.enumerated() { SizeRow(size: size, count: count, most: most) } }
        }
      }
    }
  }
}

private struct SizeRow: Component {
  var size: Int
  var count: Int
  var most: Int
  private var label: Phrase { size == 0 ? t("Blancs") : .verbatim(String(size)) }

  var body: some Markup {
    tr {
      th(.named("scope", "row")) {
        label
        ShareBar(count: count, most: most)
      }
      td(.class("number")) { count }
    }
  }
}

/// Ballots counted by how the right to cast was proved; those that came from the mailbox which prepared them stand on a
/// line of their own.
struct MethodsCard: Component {
  var breakdown: Breakdown
  private var methods: [(Phrase, Int)] {
    ProofMethod.allCases.compactMap { method in breakdown.methods[method].map { (method.title, $0) } }
  }

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("Comment le droit de voter a été prouvé") }
      dl(.class("figures")) {
        for method in methods { MethodLine(label: method.0, value: method.1) }
        MethodLine(label: t("depuis la boîte qui avait préparé le bulletin"), value: breakdown.fromPreparer)
        for one in breakdown.unchanged { MethodLine(label: one.label, value: one.ballots) }
      }
    }
  }
}

extension Breakdown.Unchanged {
  fileprivate var label: Phrase {
    preparer.map { t("tels que \($0) les avait préparés") } ?? t("tels qu’un collègue les avait préparés")
  }
}

private struct MethodLine: Component {
  var label: Phrase
  var value: Int

  var body: some Markup {
    div {
      dt { label }
      dd { value }
    }
  }
}
