import Consultations
import Differences
import Forms
import HTML
import Localization
import Platform

/// The versions of a contribution beside it, and what its organisation may still do.
struct VersionCard: Component {
  var consultation: Consultation
  var contribution: Contribution
  var versions: [Contribution.VersionDate]
  var mayCorrect: Bool
  var mayWithdraw: Bool
  var language: Language
  private var address: ContributionAddress { ContributionAddress(contribution, in: consultation) }
  private var correction: String { language.address(CorrectionAddress(address).path) }
  private var withdrawal: String { language.address(WithdrawalAddress(address).path) }

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("Versions") }
      ul(.class("versions")) {
        for version in versions {
          VersionLine(
            address: address, version: version, isCurrent: version.number == contribution.version, language: language)
        }
      }
      if mayCorrect {
        postForm(.action(correction)) {
          button(.class("button button-secondary"), .type("submit")) { t("Corriger ou compléter") }
        }
      }
      if mayWithdraw { p { a(.href(withdrawal)) { t("Retirer cette contribution") } } }
    }
  }
}

private struct VersionLine: Component {
  var address: ContributionAddress
  var version: Contribution.VersionDate
  var isCurrent: Bool
  var language: Language
  private var link: String { language.address(VersionAddress(address, number: version.number).path) }
  private var label: Phrase { t("Version \(version.number), le \(version.at, .dateAndTime)") }
  private var isOnly: Bool { isCurrent && version.number == 1 }

  var body: some Markup {
    li {
      if isOnly { span { label } } else { a(.href(link)) { label } }
    }
  }
}

/// A version as it was published, after what it changed.
struct VersionPage: Component {
  var consultation: Consultation
  var contribution: Contribution
  var version: Contribution.Version
  var questionnaire: Questionnaire?
  /// An earlier version with which it is compared; nil for the one before it.
  var since: Int?
  /// Since that version.
  var changes: [VersionChange]
  var language: Language
  private var back: String { language.address(ContributionAddress(contribution, in: consultation).path) }
  private var label: Phrase { t("Version \(version.number), le \(version.at, .dateAndTime)") }
  private var isFirst: Bool { version.number == 1 }
  private var compared: Phrase {
    since.map { t("Ce qui a changé depuis la version \($0)") } ?? t("Ce que cette version a changé")
  }
  private var written: String { version.text.language.rawValue }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Version en cours") }
    p(.class("overline")) { label }
    h1(.lang(written)) { version.text.title }
    if !isFirst {
      HTML.section(.class("section"), .labelledBy("changements")) {
        h2(.id("changements")) { compared }
        if changes.isEmpty { p { t("Rien dans le texte : les thèmes, ou la langue.") } }
        for change in changes { ChangeShown(change: change, written: written) }
      }
    }
    HTML.section(.class("section")) {
      if !isFirst { h2 { t("Le texte de cette version") } }
      ContributionBody(
        rubric: contribution.rubric, text: version.text, questionnaire: questionnaire, language: language)
    }
  }
}

private struct ChangeShown: Component {
  var change: VersionChange
  var written: String

  var body: some Markup {
    h3 { change.question }
    p(.class("difference"), .lang(written)) {
      for piece in change.difference.pieces { PieceShown(piece: piece) }
    }
  }
}

/// Told by an underline or a line through, by colour, and in words to whoever listens.
struct PieceShown: Component {
  var piece: TextDifference.Piece

  var body: some Markup {
    switch piece.change {
    case .kept: piece.text
    case .added:
      ins {
        span(.class("visually-hidden")) { t("[ajouté : ") }
        piece.text
        span(.class("visually-hidden")) { t(" fin de l’ajout]") }
      }
    case .removed:
      del {
        span(.class("visually-hidden")) { t("[retiré : ") }
        piece.text
        span(.class("visually-hidden")) { t(" fin du retrait]") }
      }
    }
  }
}
