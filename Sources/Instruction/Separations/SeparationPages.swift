import Consultations
import Deposits
import HTML
import Localization
import Platform

/// The pairs that are not proposed together again, each of which can be again.
struct SeparationsPage: Component {
  struct Pair: Sendable {
    var first: ContributionSummary
    var second: ContributionSummary
    var at: Instant
  }

  var consultation: Consultation
  var pairs: [Pair]
  /// Groups that were refused, the newest first.
  var groups: [RefusedGroup]
  var refusal: SeparationRefusal?
  var done: String?

  /// All of a group at once.
  struct RefusedGroup: Sendable {
    var event: Int64
    var contributions: [ContributionSummary]
    var at: Instant
  }

  private var back: String { ProposedGroupsAddress(consultation).path }
  private var confirmation: Phrase? {
    done == "reprise" ? t("C’est annulé : les deux contributions peuvent de nouveau être rapprochées.") : .none
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Groupes proposés") }
    h1 { t("Contributions séparées") }
    p(.class("lead")) { t("Aucun groupe proposé ne tient ensemble deux contributions séparées.") }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    if let refusal { div(.class("notice notice-wait"), .role("alert")) { p { refusal.sentence } } }
    if pairs.isEmpty, groups.isEmpty {
      div(.class("empty")) { p { t("Aucune contribution n’a été séparée d’une autre.") } }
    } else {
      ul(.class("list plain")) {
        for group in groups { SeparatedGroup(group: group, consultation: consultation) }
        for pair in pairs { SeparatedPair(pair: pair, consultation: consultation) }
      }
    }
  }
}

private struct SeparatedGroup: Component {
  var group: SeparationsPage.RefusedGroup
  var consultation: Consultation

  private var since: Phrase { t("groupe refusé le \(group.at, .dateAndTime)") }
  private var undo: String { ActAddress(consultation, event: group.event).path }

  var body: some Markup {
    li(.class("entry")) {
      for one in group.contributions { PairLine(contribution: one, consultation: consultation) }
      div(.class("meta")) { span { since } }
      p { a(.href(undo)) { t("Rapprocher de nouveau…") } }
    }
  }
}

private struct SeparatedPair: Component {
  var pair: SeparationsPage.Pair
  var consultation: Consultation

  private var action: String { SeparationEndAddress(consultation).path }
  private var since: Phrase { t("séparées le \(pair.at, .dateAndTime)") }
  private var again: Phrase {
    t("Rapprocher de nouveau les n° \(pair.first.number) et \(pair.second.number)")
  }

  var body: some Markup {
    li(.class("entry")) {
      PairLine(contribution: pair.first, consultation: consultation)
      PairLine(contribution: pair.second, consultation: consultation)
      div(.class("meta")) { span { since } }
      postForm(.class("actions"), .action(action)) {
        input(.type("hidden"), .name("contribution"), .value(pair.first.token))
        input(.type("hidden"), .name("autre"), .value(pair.second.token))
        button(.class("button button-secondary"), .type("submit"), .ariaLabel(again)) { t("Rapprocher de nouveau") }
      }
    }
  }
}

private struct PairLine: Component {
  var contribution: ContributionSummary
  var consultation: Consultation

  private var address: String { ContributionAddress(contribution, in: consultation).path }
  private var withdrawn: Phrase { t("Contribution n° \(contribution.number), retirée") }

  var body: some Markup {
    p {
      if contribution.isWithdrawn {
        a(.href(address)) { withdrawn }
      } else {
        a(.lang(contribution.language.rawValue), .href(address)) { contribution.title }
      }
      " "
      span { contribution.organisationName }
    }
  }
}

/// Beside a text of a group: it is not the same as the one at its centre.
struct SeparationForm: Component {
  var contribution: ContributionSummary
  var central: ContributionSummary
  var consultation: Consultation
  var fineness: Fineness
  var page: Int

  private var action: String { SeparationAddress(consultation).path }
  private var sentence: Phrase {
    t("Séparer « \(contribution.title) » de « \(central.title) »")
  }

  var body: some Markup {
    postForm(.action(action)) {
      input(.type("hidden"), .name("contribution"), .value(contribution.token))
      input(.type("hidden"), .name("autre"), .value(central.token))
      input(.type("hidden"), .name("finesse"), .value(String(fineness.hundredths)))
      input(.type("hidden"), .name("page"), .value(String(page)))
      button(.class("button button-secondary"), .type("submit"), .ariaLabel(sentence)) { t("Séparer") }
    }
  }
}
