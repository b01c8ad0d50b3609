import Consultations
import Directory
import Forms
import HTML
import Localization
import Platform

/// What stays at the address of a contribution that was taken back.
struct TombstonePage: Component {
  var consultation: Consultation
  var contribution: Contribution
  var withdrawal: Withdrawal
  var organisation: Organisation
  /// Those that deposited with it.
  var others: [Organisation]
  var redactions: [Redaction]
  /// Whether the reader may ask that a passage of its reason be blotted out.
  var mayRedact: Bool
  /// For one of those who deposited it.
  var kept: KeptText?
  var isDone: Bool
  var language: Language

  private var list: String { language.address(ContributionsAddress(consultation).path) }
  private var title: Phrase { Self.title(contribution) }
  private var published: Phrase { t("publiée le \(contribution.publishedAt, .date)") }
  private var withdrawn: Phrase { t("retirée le \(withdrawal.at, .date)") }

  static func title(_ contribution: Contribution) -> Phrase { t("Contribution n° \(contribution.number), retirée") }

  var body: some Markup {
    a(.class("back"), .href(list)) { t("← Contributions") }
    if isDone {
      div(.class("notice notice-ok"), .role("status")) { p { t("La contribution est retirée.") } }
    }
    h1 { title }
    div(.class("meta")) {
      for one in [organisation] + others { DepositorName(organisation: one, language: language) }
      span { published }
      span { withdrawn }
    }
    div(.class("prose")) {
      p { t("L’organisme qui l’avait déposée l’a retirée. Son texte et ses soutiens ne sont plus montrés ni comptés.") }
      h2 { t("La raison qu’il en donne") }
      p(.lang(withdrawal.language.rawValue)) { withdrawal.reason }
    }
    RedactionNotes(redactions: redactions)
    if mayRedact {
      RedactionLink(address: ContributionAddress(bare: contribution, in: consultation), language: language)
    }
    if let kept {
      KeptTextSection(
        kept: kept, rubric: contribution.rubric, address: ContributionAddress(bare: contribution, in: consultation),
        language: language)
    }
  }
}

/// The text of a contribution that was taken back, and whether it may be put back on line now.
struct KeptText: Sendable {
  var text: ContributionText
  var questionnaire: Questionnaire?
  var mayPutBack: Bool
}

/// What those who deposited it still read.
private struct KeptTextSection: Component {
  var kept: KeptText
  var rubric: Rubric
  var address: ContributionAddress
  var language: Language
  private var putBack: String { language.address(WithdrawalEndAddress(address).path) }
  private var file: String { language.address(KeptTextAddress(address).path) }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Votre texte, que vous seuls lisez encore") }
      if !kept.mayPutBack {
        p { t("Le calendrier ne permet plus de la remettre en ligne.") }
      }
      div(.class("actions")) {
        if kept.mayPutBack {
          postForm(.action(putBack)) {
            button(.class("button button-primary"), .type("submit")) { t("Remettre en ligne") }
          }
        }
        a(.class("button button-secondary"), .href(file)) { t("Télécharger le texte (Markdown)") }
      }
      h3(.lang(kept.text.language.rawValue)) { kept.text.title }
      ContributionBody(rubric: rubric, text: kept.text, questionnaire: kept.questionnaire, language: language)
    }
  }
}

/// Words that came too late, to be copied.
struct LateTextPage: Component {
  var title: Phrase
  var sentence: Phrase
  var text: String
  var back: String
  private static let rows = 8

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← La contribution") }
    h1 { title }
    div(.class("notice notice-bad"), .role("alert")) { p { sentence } }
    TextArea(
      "texte", t("Votre texte, à copier"), value: text, longest: ContributionText.longestText, rows: Self.rows)
  }
}

/// Taking a contribution back, with its reason.
struct WithdrawalPage: Component {
  var consultation: Consultation
  var contribution: Contribution
  var reason: String
  var refusal: (any Refusal)?
  var language: Language

  private var address: ContributionAddress { ContributionAddress(contribution, in: consultation) }
  private var back: String { language.address(address.path) }
  private var action: String { language.address(WithdrawalAddress(address).path) }
  private var supporters: Phrase {
    let count = contribution.supports
    return t(count, one: "\(count) soutien ne comptera plus.", other: "\(count) soutiens ne compteront plus.")
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Contribution") }
    h1 { t("Retirer cette contribution") }
    p(.class("lead"), .lang(contribution.text.language.rawValue)) { contribution.text.title }
    div(.class("notice notice-wait")) {
      p { t("Son texte disparaîtra du site ; son numéro et la raison resteront, à la même adresse.") }
      if contribution.supports > 0 { p { supporters } }
      p {
        t(
          "Votre organisme continuera de lire le texte et, tant que les corrections sont ouvertes, pourra la remettre en ligne avec ses soutiens."
        )
      }
    }
    if let refusal { ErrorSummary(field: "raison", sentence: refusal.sentence) }
    postForm(.action(action), .named("novalidate", "")) {
      TextArea(
        "raison", t("Pourquoi ?"), value: reason, longest: Withdrawal.longestReason, rows: 3,
        help: t("Tout le monde lira cette raison. N’y nommez personne."), refusal: refusal?.sentence)
      div(.class("actions")) {
        button(.class("button button-danger"), .type("submit")) { t("Retirer") }
        a(.class("button button-secondary"), .href(back)) { t("Ne rien changer") }
      }
    }
  }
}
