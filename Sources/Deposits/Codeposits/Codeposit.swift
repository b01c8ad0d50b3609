import Consultations
import Directory
package import Localization
import Platform
import Storage

/// An organisation that deposits with the one that leads, as its equal.
///
/// Invited by the lead, upon a draft or a contribution; confirmed, or declined, by somebody who holds the mandate of
/// the organisation that is invited. Its members then write the draft and correct what is published; the lead alone
/// publishes and withdraws. Who declined may change its mind. It ends when that organisation leaves, when the lead
/// takes back what nobody has answered, or with a contribution that is withdrawn before an answer. It outlives the
/// mandate of whoever accepted: it is the organisation's, and without anybody to act for it, its official mailbox is
/// told.
package struct Codeposit: Sendable, Equatable {
  package var id: Int64
  package var token: String
  package var draft: Int64?
  package var contribution: Int64?
  package var organisation: Int64
  package var invitedAt: Instant
  package var acceptedAt: Instant?
  package var outcome: Outcome?

  package enum Outcome: String, Sendable, ColumnCodable, CaseIterable {
    case declined
    case takenBack = "taken-back"
    case left, lapsed
  }

  package var isWaiting: Bool { acceptedAt == nil && outcome == nil }
  package var isStanding: Bool { acceptedAt != nil && outcome == nil }

  /// How many organisations may deposit one text together, besides the lead.
  static let most = 20
  /// How many invitations an organisation sends in a day: each is a mail to people who asked for nothing.
  static let mostInDay = 50
}

package enum CodepositRefusal: FieldRefusal, Equatable, CaseIterable {
  case nobodyChosen, isLead, alreadyInvited, declined, tooMany, tooManyToday, merged, closed, settled, noOrganisation,
    wrongKind

  package var status: Int {
    switch self {
    case .settled: 409
    case .tooManyToday: 429
    default: 422
    }
  }

  package var sentence: Phrase {
    switch self {
    case .nobodyChosen: t("Cochez au moins un organisme.")
    case .isLead: t("Cet organisme porte déjà le dépôt.")
    case .alreadyInvited: t("Un des organismes cochés est déjà invité.")
    case .declined: t("Un des organismes cochés a décliné : lui seul peut revenir sur sa réponse.")
    case .tooMany: t("Un dépôt réunit vingt co-déposants au plus.")
    case .tooManyToday: t("Votre organisme a envoyé cinquante invitations depuis hier. Attendez demain.")
    case .merged: t("Une des communes cochées en a rejoint une autre : invitez celle-ci.")
    case .closed: t("Il est trop tard : les co-déposants ne changent plus.")
    case .settled: t("Cette invitation a déjà reçu une réponse, ou a été reprise.")
    case .wrongKind: t("Dans cette consultation, un organisme de ce type ne dépose pas.")
    case .noOrganisation: t("Pour inviter, agissez d’abord pour l’organisme qui porte ce dépôt.")
    }
  }

  package var field: String { "organisme" }
}

/// What is deposited together: a draft, or the contribution that it has become.
enum Deposited: Sendable {
  case draft(Draft)
  case contribution(Contribution)

  /// The organisation that leads.
  var lead: Int64? {
    switch self {
    case .draft(let draft): draft.organisation
    case .contribution(let contribution): contribution.organisation
    }
  }
  var consultation: Int64 {
    switch self {
    case .draft(let draft): draft.consultation
    case .contribution(let contribution): contribution.consultation
    }
  }
  var rubric: Rubric {
    switch self {
    case .draft(let draft): draft.rubric
    case .contribution(let contribution): contribution.rubric
    }
  }
  var text: ContributionText {
    switch self {
    case .draft(let draft): draft.text
    case .contribution(let contribution): contribution.text
    }
  }
  /// - Throws: `CodepositRefusal.wrongKind` where organisations of a kind do not deposit, whatever the calendar says.
  func require(_ kind: OrganisationKind, _ openings: Openings) throws {
    if case .kind? = openings.refusal(of: rubric.act, by: kind) { throw CodepositRefusal.wrongKind }
  }

  var title: Phrase { text.title.isEmpty ? t("sans titre") : .verbatim(text.title) }
  var subject: Event.Subject {
    switch self {
    case .draft(let draft): .init("draft", draft.id)
    case .contribution(let contribution): .init("contribution", contribution.id)
    }
  }

  /// Whether who deposits may still change: of a contribution until decisions are near, of a draft until the deposit is
  /// over.
  func isOpen(_ openings: Openings) -> Bool {
    switch self {
    case .draft(let draft): !openings.isOver(draft.rubric.act)
    case .contribution: openings.isOpen(.withdrawal)
    }
  }
}
