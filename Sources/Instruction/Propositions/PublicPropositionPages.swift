import Consultations
import Deposits
import Foundation
import HTML
import Localization
import Platform

/// The propositions that everyone may read.
struct PropositionsPage: Component {
  var consultation: Consultation
  var entries: [PropositionEntry]
  /// What the contributions that make them are decided to be, where only those were asked for.
  var kind: Decision.Kind?
  var language: Language

  private var home: String { language.address(ConsultationAddress(slug: consultation.slug).path) }
  private var all: String { language.address(PropositionsAddress(consultation).path) }
  private var title: Phrase {
    t(entries.count, one: "\(entries.count) proposition", other: "\(entries.count) propositions")
  }

  var body: some Markup {
    a(.class("back"), .href(home)) { t("← Consultation") }
    h1 { t("Propositions") }
    p(.class("lead")) {
      t("Les contributions qui expriment la même attente forment ensemble une proposition, qui est soumise au vote.")
    }
    if let kind {
      p {
        strong { OutcomeChoice.kind(kind).title }
        " · "
        a(.href(all)) { t("Voir toutes les propositions") }
      }
    }
    HTML.section(.class("section")) {
      h2 { title }
      if entries.isEmpty {
        div(.class("empty")) { p { t("Aucune proposition n’est publiée pour l’instant.") } }
      } else {
        ul(.class("list")) {
          for entry in entries { PublicPropositionItem(consultation: consultation, entry: entry, language: language) }
        }
      }
    }
  }
}

private struct PublicPropositionItem: Component {
  var consultation: Consultation
  var entry: PropositionEntry
  var language: Language

  private var address: String {
    language.address(PropositionAddress(consultation, token: entry.proposition.token).path)
  }
  private var written: String { entry.proposition.wording.language.rawValue }

  var body: some Markup {
    li(.class("entry")) {
      SupportCount(supports: entry.authorities + entry.others, isMine: false)
      h3(.lang(written)) { a(.href(address)) { entry.proposition.wording.title } }
      FedBy(entry: entry)
    }
  }
}

/// One proposition, as everyone reads it.
struct PropositionPage: Component {
  var consultation: Consultation
  var entry: PropositionEntry
  var feeding: [Feeding]
  var composition: Composition
  var text: SourcedText
  var sources: [NamedSource]
  var themes: [Theme]
  /// Of later rooms.
  var panels: [AnyMarkup]
  var language: Language

  private var wording: Proposition.Wording { entry.proposition.wording }
  private var written: String { wording.language.rawValue }
  private var back: String { language.address(PropositionsAddress(consultation).path) }
  private func version(_ contribution: ContributionSummary, _ number: Int) -> String {
    let page = ContributionAddress(contribution, in: consultation).path
    return language.address(contribution.isWithdrawn ? page : "\(page)/versions/\(number)")
  }
  private var its: [Theme] { themes.filter { wording.themes.contains($0.slug) } }
  private var range: Phrase? {
    wording.cost.map { t("De \($0.lowerBound) à \($0.upperBound) euros, d’après \(wording.costSource).") }
  }
  private var retained: Phrase? { wording.retainedCost.map { t("Coût retenu pour le vote : \($0) euros.") } }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Propositions") }
    h1(.lang(written)) { wording.title }
    FedBy(entry: entry)
    if !its.isEmpty {
      div(.class("meta")) { for theme in its { span(.class("tag")) { theme.title(in: language) } } }
    }
    div(.class("columns")) {
      div {
        for panel in panels { panel }
        SourcedProse(text: text, sources: sources, written: wording.language) { version($0, $1) }
        if let range { p { range } }
        if let retained { p { strong { retained } } }
      }
      aside(.ariaLabel(t("Contributions"))) {
        FeedingList(
          feeding: feeding, composition: composition,
          address: { [consultation, language] token in
            language.address(ContributionsAddress(consultation).path + "/" + token)
          }, title: t("Les contributions qu’elle réunit"))
      }
    }
  }
}
