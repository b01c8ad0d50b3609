import Localization
import Platform
import Storage

extension PersonalKind {
  static let committees = PersonalKind(
    lasting: "committees", t("Votre siège dans un comité de sélection"),
    t("conservé avec la consultation, sans votre adresse une fois votre compte effacé."))
}

/// What the committee keeps of persons: who holds a seat, and where she was invited. Grades, voices and presences are
/// those of the body that the seat stands for; the public minutes name bodies alone.
enum SelectionsColumns {
  static let declarations: [PersonalDeclaration] = tables.map { .table($0) } + [letters]

  /// Letters of invitation that wait: her address stands in them.
  private static let letters = PersonalDeclaration.mention(table: "outgoing_mail") { person in
    """
    fact IN (SELECT 'committee-seat/' || token || '/' || letters FROM committee_seat
      WHERE person_id = \(person) AND accepted_event_id IS NULL)
    """
  }

  private static let tables = [
    DeclaredTable(
      "committee",
      impersonal: [
        "id", "consultation_id", "vote_id", "quorum", "envelope", "spent", "rules_version", "made_event_id",
      ]),
    DeclaredTable(
      "committee_seat",
      impersonal: [
        "id", "token", "committee_id", "organisation_id", "titular_id", "invited_event_id", "letters",
        "accepted_event_id", "ended_event_id",
      ],
      [
        PersonalColumns(
          ["person_id", "mail"], .committees, of: PersonalColumns.ofPerson, erasure: .blanks("mail = ''"), .ends),
        PersonalColumns(
          ["body", "rank", "is_chair", "invited_at"], .committees, of: PersonalColumns.ofPerson,
          erasure: .keeps(t("le siège que vous aviez, sans votre adresse"))),
      ]),
    DeclaredTable("grade_sheet", impersonal: ["id", "seat_id", "proposition_id", "comment", "saved_at"]),
    DeclaredTable("grade", impersonal: ["id", "sheet_id", "criterion", "value"]),
    DeclaredTable("grade_sending", impersonal: ["id", "seat_id", "event_id", "sent_at"]),
    DeclaredTable(
      "committee_recusal",
      impersonal: ["id", "seat_id", "proposition_id", "event_id", "declared_at", "ended_event_id"]),
    DeclaredTable(
      "sitting",
      impersonal: [
        "id", "token", "committee_id", "place", "current_id", "opened_event_id", "opened_at", "closed_event_id",
        "closed_at",
      ]),
    DeclaredTable(
      "presence", impersonal: ["id", "sitting_id", "seat_id", "state", "proposition_id", "event_id", "said_at"]),
    DeclaredTable(
      "ruling",
      impersonal: [
        "id", "token", "committee_id", "sitting_id", "proposition_id", "list", "amount", "reason", "goes_against",
        "is_casting", "quorum", "event_id", "made_at", "ended_event_id",
      ]),
    DeclaredTable(
      "rejected_ruling",
      impersonal: [
        "id", "token", "sitting_id", "proposition_id", "list", "amount", "pros", "cons", "abstained", "event_id",
        "made_at", "ended_event_id",
      ]),
    DeclaredTable("ruling_voice", impersonal: ["id", "ruling_id", "seat_id", "voice", "is_remote"]),
    DeclaredTable(
      "minutes",
      impersonal: [
        "id", "committee_id", "opening", "closing", "edited_event_id", "signed_event_id", "signed_at", "document",
        "pdf_size", "publishes_at", "published_event_id", "published_at", "told_through", "is_told",
        "document_hash",
      ]),
    DeclaredTable(
      "working_group",
      impersonal: [
        "id", "token", "committee_id", "title", "meetings", "summary", "made_event_id", "edited_at", "ended_event_id",
      ]),
    DeclaredTable("working_group_proposition", impersonal: ["id", "group_id", "proposition_id"]),
    DeclaredTable("minutes_piece", impersonal: ["id", "minutes_id", "number", "bytes"]),
  ]
}
