import Catalogue
import Consultations
import HTML
import Localization
import Platform

/// Beside a contribution that shares a service: its sheet, and whether a correction may go on to it.
struct SheetCard: Component {
  var sheet: Sheet
  /// Where it is brought up to date, where that is offered.
  var update: String?
  var language: Language
  private var address: String { language.address(SheetAddress(sheet).path) }
  private var updating: String { language.address(update ?? "") }

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("Sa fiche au catalogue") }
      p { a(.href(address)) { sheet.name } }
      if update != nil {
        p { t("La contribution a changé depuis. La fiche, elle, n’a pas bougé.") }
        div(.class("actions")) {
          a(.class("button button-secondary"), .href(updating)) { t("Mettre la fiche à jour ?") }
        }
      }
    }
  }
}

/// What deposits say of a service, on its sheet.
struct SheetPanel: Component {
  var needs: MatchedNeeds?
  var shares: SharingContributions?
  var body: some Markup {
    if let needs { needs }
    if let shares { shares }
  }
}

/// On a sheet: who shared it, in which consultation.
struct SharingContributions: Component {
  struct Share: Sendable {
    var consultation: Consultation
    var contribution: Contribution
    var organisation: String
  }

  var shares: [Share]
  var language: Language

  var body: some Markup {
    section(.class("section")) {
      h2 { t("Partagé dans une consultation") }
      ul(.class("plain")) { for share in shares { SharingLine(share: share, language: language) } }
    }
  }
}

private struct SharingLine: Component {
  var share: SharingContributions.Share
  var language: Language
  private var address: String {
    language.address(ContributionAddress(share.contribution, in: share.consultation).path)
  }
  private var wording: (words: Consultation.Wording, language: Language) { share.consultation.wording(in: language) }
  private var title: String { share.contribution.text.title }
  private var written: String { share.contribution.text.language.rawValue }

  var body: some Markup {
    li {
      a(.lang(written), .href(address)) { title }
      div(.class("meta")) {
        span { share.organisation }
        span(.lang(wording.language.rawValue)) { wording.words.title }
      }
    }
  }
}

/// What a correction would change in the sheet, to be taken or left.
struct SheetUpdatePage: Component {
  var consultation: Consultation
  var contribution: Contribution
  var sheet: Sheet
  var differences: [SharedService.Difference]
  var language: Language

  private var back: String { language.address(ContributionAddress(contribution, in: consultation).path) }
  private var action: String {
    language.address(SheetUpdateAddress(ContributionAddress(contribution, in: consultation)).path)
  }
  private var fiche: String { language.address(SheetAddress(sheet).path) }
  private var version: String { String(contribution.version) }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Contribution") }
    h1 { t("Mettre la fiche à jour ?") }
    p(.class("lead")) { t("La fiche vit sa vie : elle ne prend de la contribution que ce que vous décidez.") }
    p { a(.href(fiche)) { sheet.name } }
    if differences.isEmpty { p { t("La fiche dit déjà tout ce que dit la contribution.") } }
    for difference in differences { DifferenceBlock(difference: difference) }
    postForm(.class("section"), .action(action)) {
      input(.type("hidden"), .name("version"), .value(version))
      div(.class("actions")) {
        button(.class("button button-primary"), .type("submit"), .name("choix"), .value("prendre")) {
          t("Mettre la fiche à jour")
        }
        button(.class("button button-secondary"), .type("submit"), .name("choix"), .value("laisser")) {
          t("Laisser la fiche comme elle est")
        }
      }
    }
  }
}

private struct DifferenceBlock: Component {
  var difference: SharedService.Difference
  var body: some Markup {
    section(.class("section")) {
      h2(.class("h3")) { difference.title }
      if !difference.before.isEmpty { p { del { difference.before } } }
      p { ins { difference.after } }
    }
  }
}
