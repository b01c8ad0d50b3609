import Consultations
import Directory
import HTML
import Localization
import Platform

/// One's drafts, and what one's organisation has deposited and supported.
struct MyDepositsPage: Component {
  var consultation: Consultation
  var drafts: [Draft]
  var conflicts: [DraftConflict]
  /// Whether her organisation is one of those that have many services.
  var hasManyServices: Bool
  /// How many let one of her organisations prepare.
  var members: Int
  /// To deposit with others, for those of her organisations.
  var invitations: [Codeposit]
  /// Of what they invite to deposit, by their numbers.
  var titles: [Int64: Phrase]
  var inviters: [Int64: CodepositInviter]
  var published: [ContributionEntryContent]
  var supported: [ContributionEntryContent]
  /// Those that her organisation has taken back.
  var withdrawn: [Contribution]
  var words: RubricInvitations
  var openings: Openings
  var person: SignedIn
  var done: String?
  var language: Language

  private var name: String { person.standing?.fullName ?? "" }
  private var gettingIn: String { language.address(GettingInAddress().path) }

  var body: some Markup {
    if person.standing != nil { p(.class("overline")) { name } }
    h1 { t("Mes dépôts") }
    if done == "supprime" {
      div(.class("notice notice-ok"), .role("status")) { p { t("Le brouillon est supprimé.") } }
    }
    if person.standing == nil {
      div(.class("notice")) {
        p { t("Vous n’agissez encore pour aucun organisme. Rédigez dès maintenant, prouvez-le avant de publier.") }
        p { a(.href(gettingIn)) { t("Trouver mon organisme") } }
      }
    }
    Ways(
      consultation: consultation, words: words, openings: openings, standing: person.standing, language: language)
    if hasManyServices { ServiceFolderLink(consultation: consultation, language: language) }
    if !invitations.isEmpty {
      InvitationList(invitations: invitations, titles: titles, inviters: inviters, language: language)
    }
    if members > 0 { MemberDraftsLink(consultation: consultation, count: members, language: language) }
    if !conflicts.isEmpty { ConflictList(conflicts: conflicts, consultation: consultation, language: language) }
    HTML.section(.class("section")) {
      h2 { t("Brouillons") }
      if drafts.isEmpty {
        div(.class("empty")) {
          p { t("Aucun brouillon. Ce que vous commencez s’enregistre seul et se retrouve ici.") }
        }
      } else {
        ul(.class("list plain")) {
          for draft in drafts { DraftEntry(draft: draft, consultation: consultation, language: language) }
        }
      }
    }
    if !published.isEmpty {
      HTML.section(.class("section")) {
        h2 { t("Contributions publiées") }
        ContributionList(consultation: consultation, entries: published, language: language)
      }
    }
    if !withdrawn.isEmpty {
      HTML.section(.class("section")) {
        h2 { t("Contributions retirées") }
        ul(.class("list plain")) {
          for one in withdrawn { WithdrawnEntry(contribution: one, consultation: consultation, language: language) }
        }
      }
    }
    if !supported.isEmpty {
      HTML.section(.class("section")) {
        h2 { t("Contributions soutenues") }
        ContributionList(consultation: consultation, entries: supported, language: language)
      }
    }
  }
}

private struct WithdrawnEntry: Component {
  var contribution: Contribution
  var consultation: Consultation
  var language: Language
  private var address: String {
    language.address(ContributionAddress(bare: contribution, in: consultation).path)
  }
  private var number: Phrase { t("Contribution n° \(contribution.number), retirée") }

  var body: some Markup {
    li(.class("entry")) {
      h3(.lang(contribution.text.language.rawValue)) { a(.href(address)) { contribution.text.title } }
      div(.class("meta")) { span { number } }
    }
  }
}

private struct DraftEntry: Component {
  var draft: Draft
  var consultation: Consultation
  var language: Language
  private var address: String {
    language.address(DraftAddress(DraftPlace(consultation: consultation.slug, token: draft.token)).path)
  }
  private var title: Phrase { draft.text.title.isEmpty ? t("Sans titre") : .verbatim(draft.text.title) }
  private var saved: Phrase { t("enregistré le \(draft.savedAt, .dateAndTime)") }

  var body: some Markup {
    li(.class("entry")) {
      h3 { a(.href(address)) { title } }
      div(.class("meta")) {
        span { draft.rubric.title }
        if draft.contribution != nil { span { t("correction") } }
        span { saved }
      }
    }
  }
}
