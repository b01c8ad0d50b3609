import Directory
import Localization
import Storage

/// Who invited to deposit together: an organisation, by somebody in a capacity. Never her name, which is for her
/// colleagues alone.
struct CodepositInviter: Sendable, Equatable {
  var organisation: String
  /// In what capacity she acted for it; nil where her mandate is known no more.
  var kind: Mandate.Kind?

  /// By the numbers of the invitations.
  static func of(_ codeposits: [Codeposit], _ db: Snapshot) throws -> [Int64: CodepositInviter] {
    var found: [Int64: CodepositInviter] = [:]
    try db.forEach(
      """
      SELECT codeposit.id, organisation.name, (
        SELECT mandate.kind FROM mandate
        WHERE mandate.person_id = journal.person_id AND mandate.organisation_id = journal.organisation_id
        ORDER BY mandate.id DESC LIMIT 1)
      FROM codeposit JOIN journal ON journal.id = codeposit.invited_event_id
      JOIN organisation ON organisation.id = journal.organisation_id
      WHERE codeposit.id IN (\(SQL.list(codeposits.map(\.id))))
      """
    ) { row in
      found[try row.next()] = CodepositInviter(organisation: try row.next(), kind: try row.next())
    }
    return found
  }

  /// To the organisation that is invited.
  var sentence: Phrase {
    switch kind {
    case .agent: t("\(organisation) vous y invite, par un de ses agents.")
    case .elected: t("\(organisation) vous y invite, par un de ses élus.")
    case nil: t("\(organisation) vous y invite.")
    }
  }

  /// To those who act for the organisation that invites.
  var note: Phrase? {
    switch kind {
    case .agent: t("invité par un de vos agents")
    case .elected: t("invité par un de vos élus")
    case nil: nil
    }
  }
}
