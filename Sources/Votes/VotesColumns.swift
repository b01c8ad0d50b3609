import Localization
import Platform
import Storage

extension PersonalKind {
  static let castingRights = PersonalKind(
    lasting: "casting-rights", t("Votre droit de voter pour un organisme, et comment c’est prouvé"),
    t("conservé avec le vote, sans votre nom une fois votre compte effacé."))
  static let preparedBallots = PersonalKind(
    lasting: "prepared-ballots", t("Les bulletins que vous avez préparés, et pour qui"),
    t("conservé avec le vote, sans votre nom une fois votre compte effacé."))
  static let voteSignatures = PersonalKind(
    lasting: "vote-signatures", t("Ce que vous avez signé pendant un vote : incidents, bulletins contestés, tirage"),
    t("conservé avec le vote, sans votre nom une fois votre compte effacé."))
}

/// What the vote keeps of persons: who may cast for an organisation, and what ties a line of the log to her. A ballot
/// is the organisation's.
enum VotesColumns {
  static let declarations: [PersonalDeclaration] = tables.map { .table($0) } + [letters]

  /// Letters to a mailbox or to instructors about what she asked, and whether she casts: her name stands in them, and
  /// her address in some.
  private static let letters = PersonalDeclaration.mention(table: "outgoing_mail") { person in
    """
    fact IN (SELECT 'right-request/' || token || '/code' FROM right_request WHERE person_id = \(person)
      UNION ALL SELECT 'right-request/' || token || '/asked' FROM right_request WHERE person_id = \(person)
      UNION ALL SELECT 'right-request/' || token || '/refused' FROM right_request WHERE person_id = \(person)
      UNION ALL SELECT 'right-request/' || token || '/refused/mailbox' FROM right_request WHERE person_id = \(person)
      UNION ALL SELECT 'casting-right/' || id || '/given' FROM casting_right WHERE person_id = \(person)
      UNION ALL SELECT 'casting-right/' || id || '/given/mailbox' FROM casting_right WHERE person_id = \(person)
      UNION ALL SELECT 'casting-right/' || id || '/ended' FROM casting_right WHERE person_id = \(person)
      UNION ALL SELECT 'casting-right/' || id || '/ended/mailbox' FROM casting_right WHERE person_id = \(person)
      UNION ALL SELECT 'casting-right/' || id || '/head-ended' FROM casting_right WHERE person_id = \(person))
    """
  }

  private static let stays = t("le droit de voter que vous aviez, sans votre nom")

  private static let signed = t("ce que vous avez signé pendant un vote, sans votre nom")

  private static let organisationName = PersonalColumns.Beside(
    "organisation", "(SELECT organisation.name FROM organisation WHERE organisation.id = organisation_id)")

  private static let tables = [
    DeclaredTable(
      "vote",
      impersonal: [
        "id", "consultation_id", "ballot", "most", "budget", "rule", "utility", "ties", "minimum", "draw",
        "draw_numbers", "departments", "regions", "prepared_event_id", "opened_event_id", "opened_at", "closes_at",
        "closed_event_id",
        "closed_at", "counted_event_id", "counted_at", "origin", "leaves", "last_at", "sealed", "suspended_event_id",
        "lost_leaves",
      ]),
    DeclaredTable(
      "vote_proposition", impersonal: ["id", "vote_id", "proposition_id", "name", "kind", "cost", "leaf"]),
    DeclaredTable("vote_text", impersonal: ["id", "vote_id", "leaf", "nonce", "title", "text", "withdrawn_leaf"]),
    DeclaredTable(
      "roll_entry",
      impersonal: ["id", "vote_id", "organisation_id", "identifier", "kind", "region", "department", "stratum"]),
    DeclaredTable(
      "casting_right",
      impersonal: [
        "id", "vote_id", "head_right_id", "leaf", "granted_event_id", "ended_event_id", "grant_untold", "end_untold",
      ],
      [
        PersonalColumns(
          ["person_id", "organisation_id", "function", "method", "until_at", "granted_at"], .castingRights,
          of: PersonalColumns.ofPerson, beside: [organisationName], erasure: .keeps(stays))
      ]),
    DeclaredTable(
      "right_request", impersonal: ["id", "token", "vote_id", "code_hash", "wrong_tries", "refusal_untold"],
      [
        PersonalColumns(
          ["person_id", "organisation_id", "asked_at", "sent_to", "outcome"], .castingRights,
          of: PersonalColumns.ofPerson, beside: [organisationName], erasure: .keeps(stays))
      ]),
    DeclaredTable(
      "right_confirmation", impersonal: ["id", "event_id"],
      [
        PersonalColumns(
          ["person_id", "request_id"], .castingRights, of: PersonalColumns.ofPerson, erasure: .keeps(stays))
      ]),
    DeclaredTable(
      "right_end_signature", impersonal: ["id", "event_id"],
      [
        PersonalColumns(
          ["person_id", "right_id", "reason"], .castingRights, of: PersonalColumns.ofPerson, erasure: .keeps(stays))
      ]),
    DeclaredTable(
      "person_salt", impersonal: ["id", "vote_id"],
      [
        PersonalColumns(
          ["person_id", "leaf", "nonce"], .castingRights, of: PersonalColumns.ofPerson, erasure: .deletes())
      ]),
    DeclaredTable(
      "attendance",
      impersonal: ["id", "vote_id", "organisation_id", "method", "from_preparer", "leaf", "came_at", "event_id"]),
    DeclaredTable(
      "ballot",
      impersonal: [
        "id", "vote_id", "organisation_id", "number", "right_id", "choices", "nonce", "leaf", "cast_at", "event_id",
        "replaced_event_id", "told_at",
      ]),
    DeclaredTable(
      "prepared_ballot", impersonal: ["id", "vote_id", "operator_id", "choices", "event_id", "replaced_event_id"],
      [
        PersonalColumns(
          ["person_id", "organisation_id", "prepared_at"], .preparedBallots, of: PersonalColumns.ofPerson,
          beside: [organisationName], erasure: .keeps(t("ce que vous avez préparé pour un vote, sans votre nom")))
      ]),
    DeclaredTable(
      "ballot_decision",
      impersonal: [
        "id", "vote_id", "organisation_id", "right_id", "kind", "number", "dated_at", "document_size", "told_at",
        "event_id", "replaced_event_id", "withdrawal_reason", "withdrawn_event_id",
      ]),
    DeclaredTable(
      "casting_letter",
      impersonal: [
        "id", "vote_id", "organisation_id", "code_hash", "contest_hash", "printed_at", "expires_at",
        "printed_event_id", "used_event_id", "replaced_event_id",
      ]),
    DeclaredTable("ballot_decision_piece", impersonal: ["id", "decision_id", "number", "bytes"]),
    DeclaredTable("vote_mailing", impersonal: ["id", "vote_id", "step", "entry", "finished_at"]),
    DeclaredTable(
      "vote_count_order",
      impersonal: ["id", "vote_id", "due_at", "event_id", "done_event_id", "failure", "ended_event_id"]),
    DeclaredTable("contest_link", impersonal: ["id", "vote_id", "organisation_id", "link_hash", "sent_at"]),
    DeclaredTable(
      "contest",
      impersonal: [
        "id", "token", "vote_id", "organisation_id", "ballot_id", "method", "leaf", "made_at", "event_id", "outcome",
        "settled_at", "settled_event_id",
      ]),
    DeclaredTable(
      "contest_signature", impersonal: ["id", "event_id"],
      [
        PersonalColumns(
          ["person_id", "contest_id", "outcome"], .voteSignatures, of: PersonalColumns.ofPerson,
          erasure: .keeps(signed))
      ]),
    DeclaredTable(
      "incident",
      impersonal: [
        "id", "token", "vote_id", "title", "text", "closes_at", "written_event_id", "leaf", "published_at",
        "published_event_id", "ended_event_id",
      ],
      [
        PersonalColumns(
          ["author_id", "written_at"], .voteSignatures, of: { "author_id = \($0)" }, erasure: .keeps(signed)),
        PersonalColumns(
          ["signer_id"], .voteSignatures, of: { "signer_id = \($0)" }, erasure: .keeps(signed)),
      ]),
    DeclaredTable(
      "vote_draw",
      impersonal: [
        "id", "token", "vote_id", "held_at", "numbers", "source", "written_event_id", "leaf", "published_at",
        "published_event_id", "ended_event_id",
      ],
      [
        PersonalColumns(
          ["author_id", "written_at"], .voteSignatures, of: { "author_id = \($0)" }, erasure: .keeps(signed)),
        PersonalColumns(
          ["signer_id"], .voteSignatures, of: { "signer_id = \($0)" }, erasure: .keeps(signed)),
      ]),
    DeclaredTable("vote_leaf", impersonal: ["id", "vote_id", "number", "line"]),
    DeclaredTable("vote_tile", impersonal: ["id", "vote_id", "level", "place", "hashes"]),
    DeclaredTable(
      "third_party_verification",
      impersonal: [
        "id", "token", "vote_id", "name", "run_at", "report", "size", "recorded_event_id", "ended_event_id",
      ]),
    DeclaredTable("vote_head", impersonal: ["id", "vote_id", "size", "note", "signed_at"]),
  ]
}
