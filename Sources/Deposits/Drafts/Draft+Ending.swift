import Localization
import Platform
import Storage

/// Drafts that end with their author, or by time.
extension Draft {
  /// Those that nobody else would find: hers, where no colleague acts for the organisation and none deposits with it;
  /// what she began for a member is the member's.
  static let alone: PersonCondition = { person in
    """
    person_id = \(person) AND operator_id IS NULL AND (organisation_id IS NULL OR NOT EXISTS (
      SELECT 1 FROM mandate WHERE mandate.organisation_id = draft.organisation_id
        AND mandate.person_id <> \(person) AND mandate.ended_event_id IS NULL))
    AND NOT EXISTS (SELECT 1 FROM codeposit WHERE codeposit.draft_id = draft.id AND \(Codeposit.stands))
    """
  }

  /// Those that she began whose text is hers to take away: she saved it last, it belongs to nobody else, or she acts
  /// for the organisation whose it is. What colleagues have written since her mandate ended is the organisation's.
  static let readByHer: PersonCondition = { person in
    """
    (saved_by = \(person) OR organisation_id IS NULL OR EXISTS (
      SELECT 1 FROM mandate WHERE mandate.organisation_id = draft.organisation_id
        AND mandate.person_id = \(person) AND mandate.ended_event_id IS NULL))
    """
  }

  static let filesAlone: PersonCondition = { person in "draft_id IN (\(idsAlone(person)))" }
  static let rowsOfFilesAlone: PersonCondition = { person in
    "attachment_id IN (SELECT id FROM attachment WHERE draft_id IN (\(idsAlone(person))))"
  }

  static func idsAlone(_ person: Int64) -> SQL { "SELECT draft.id FROM draft WHERE \(alone(person))" }

  /// Deletes those that nobody has saved for two years, with their files, and what was kept apart of them.
  static func clear(_ most: Int, at now: Instant, _ db: Transaction) throws -> Int {
    guard let old = PersonalKind.drafts.oldest(at: now) else { return 0 }
    let drafts: [Draft] = try db.rows(
      "SELECT \(columns) FROM draft WHERE saved_at < \(old) ORDER BY id LIMIT \(most)")
    for draft in drafts { try draft.delete(db) }
    let apart = try db.execute(
      """
      DELETE FROM draft_conflict WHERE id IN (
        SELECT id FROM draft_conflict WHERE kept_at < \(old) ORDER BY id LIMIT \(most))
      """)
    return max(drafts.count, apart)
  }
}
