import Localization
import Platform

extension PersonalKind {
  static let authorRemarks = PersonalKind(
    lasting: "author-remarks", t("Vos réponses sur des projets de proposition"),
    t("conservées avec la consultation, sans votre nom une fois votre compte effacé. Elles ne sont pas publiées."))
  static let instruction = PersonalKind(
    lasting: "instruction", t("Ce que vous faites comme instructeur"),
    t("conservé avec la consultation, sans votre nom une fois votre compte effacé."))
  static let reexaminations = PersonalKind(
    lasting: "reexaminations", t("Vos demandes de réexamen"),
    t("conservées avec la consultation, sans votre nom une fois votre compte effacé. Elles ne sont pas publiées."))
}

/// What instruction keeps of persons: who decided, read again, noted, stood aside. What is decided of contributions
/// is the consultation's: it stays, without a name.
enum InstructionColumns {
  static let declarations: [PersonalDeclaration] = tables.map { .table($0) }

  private static let stays = t("ce que vous avez fait comme instructeur, sans votre nom")

  private static func done(_ columns: [StaticString], erasure: PersonalColumns.Erasure) -> PersonalColumns {
    PersonalColumns(columns, .instruction, of: PersonalColumns.ofPerson, erasure: erasure)
  }

  private static let tables = [
    DeclaredTable(
      "separation",
      impersonal: [
        "id", "consultation_id", "first_contribution_id", "second_contribution_id", "event_id", "separated_at",
        "ended_event_id",
      ]),
    DeclaredTable(
      "addressee",
      impersonal: ["id", "token", "consultation_id", "name", "mail", "page", "event_id", "made_at", "ended_event_id"]),
    // The mail and the answers of a body, not of a person.
    DeclaredTable("addressee_link", impersonal: ["id", "decision_id", "days", "link_hash", "sent_at"]),
    DeclaredTable(
      "addressee_answer", impersonal: ["id", "decision_id", "kind", "text", "language", "event_id", "answered_at"]),
    DeclaredTable(
      "reported_refusal",
      impersonal: ["id", "decision_id", "organisation_id", "text", "language", "event_id", "reported_at"]),
    DeclaredTable(
      "proposition", impersonal: ["id", "token", "consultation_id", "event_id", "made_at", "ended_event_id"]),
    DeclaredTable(
      "wording",
      impersonal: [
        "id", "proposition_id", "previous_id", "title", "text", "kind", "themes", "lowest_cost", "highest_cost",
        "cost_source", "retained_cost", "event_id", "written_at", "ended_event_id", "language",
      ]),
    DeclaredTable(
      "picked_sentence",
      impersonal: [
        "id", "wording_id", "contribution_id", "version", "field", "first_character", "end_character",
      ]),
    DeclaredTable("unkept_reason", impersonal: ["id", "wording_id", "contribution_id", "reason"]),
    DeclaredTable(
      "unkept_sentence",
      impersonal: [
        "id", "wording_id", "contribution_id", "version", "field", "first_character", "end_character", "reason",
      ]),
    DeclaredTable("wording_publication", impersonal: ["id", "wording_id", "event_id", "published_at"]),
    DeclaredTable(
      "part",
      impersonal: [
        "id", "contribution_id", "version", "number", "ranges", "event_id", "divided_at", "ended_event_id",
      ]),
    DeclaredTable(
      "decision",
      impersonal: [
        "id", "token", "consultation_id", "part_id", "version", "reason", "event_id", "ended_event_id",
      ], [done(["person_id", "contribution_id", "kind", "decided_at"], erasure: .keeps(stays))]),
    DeclaredTable(
      "regrouping",
      impersonal: [
        "id", "consultation_id", "kind", "from_proposition_id", "to_proposition_id", "event_id", "made_at",
        "ended_event_id",
      ]),
    DeclaredTable("grouping", impersonal: ["id", "decision_id", "proposition_id"]),
    DeclaredTable("redirection", impersonal: ["id", "decision_id", "addressee_id"]),
    DeclaredTable("rejection", impersonal: ["id", "decision_id", "rules_version", "article_key"]),
    DeclaredTable(
      "second_reading", impersonal: ["id", "event_id", "ended_event_id"],
      [done(["person_id", "decision_id", "read_at"], erasure: .keeps(stays))]),
    DeclaredTable(
      "blind_reading", impersonal: ["id", "event_id"],
      [done(["person_id", "decision_id", "kind", "read_at"], erasure: .keeps(stays))]),
    DeclaredTable("decision_publication", impersonal: ["id", "decision_id", "event_id", "published_at"]),
    DeclaredTable(
      "publication_order",
      impersonal: ["id", "consultation_id", "due_at", "event_id", "done_event_id", "ended_event_id"]),
    DeclaredTable(
      "reexamination", impersonal: ["id", "language", "event_id"],
      [
        PersonalColumns(
          ["person_id", "organisation_id", "decision_id", "text", "asked_at"], .reexaminations,
          of: PersonalColumns.ofPerson,
          erasure: .keeps(t("vos demandes de réexamen, faites au nom d’un organisme, sans votre nom")))
      ]),
    DeclaredTable(
      "reexamination_answer", impersonal: ["id", "reason", "event_id", "ended_event_id"],
      [done(["person_id", "reexamination_id", "kind", "answered_at"], erasure: .keeps(stays))]),
    DeclaredTable(
      "author_reading_rule", impersonal: ["id", "consultation_id", "days", "event_id", "set_at"]),
    DeclaredTable(
      "author_reading", impersonal: ["id", "proposition_id", "wording_id", "due_at", "event_id", "sent_at"]),
    DeclaredTable(
      "author_remark", impersonal: ["id", "language", "event_id"],
      [
        PersonalColumns(
          ["person_id", "author_reading_id", "organisation_id", "kind", "text", "answered_at"], .authorRemarks,
          of: PersonalColumns.ofPerson,
          erasure: .keeps(
            t("vos réponses sur des projets de proposition, faites au nom d’un organisme, sans votre nom")))
      ]),
    DeclaredTable(
      "remark_reply", impersonal: ["id", "text", "wording_id", "event_id", "ended_event_id"],
      [done(["person_id", "author_remark_id", "kind", "replied_at"], erasure: .keeps(stays))]),
    DeclaredTable(
      "recusal", impersonal: ["id", "event_id", "ended_event_id"],
      [done(["person_id", "contribution_id", "declared_at"], erasure: .ends)]),
    DeclaredTable(
      "desk_selection", impersonal: ["id"],
      [done(["person_id", "contribution_id", "selected_at"], erasure: .deletes())]),
    DeclaredTable(
      "saved_view", impersonal: ["id", "token", "consultation_id", "event_id", "ended_event_id"],
      [done(["person_id", "name", "filters", "kept_at"], erasure: .deletes())]),
    DeclaredTable(
      "single_reading", impersonal: ["id", "consultation_id", "event_id", "begun_at", "ended_event_id"]),
    DeclaredTable(
      "assignment", impersonal: ["id", "event_id", "ended_event_id"],
      [done(["person_id", "contribution_id", "assigned_at"], erasure: .ends)]),
    DeclaredTable(
      "instruction_note", impersonal: ["id", "contribution_id", "text", "event_id", "ended_event_id"],
      [done(["person_id", "written_at"], erasure: .keeps(stays))]),
    DeclaredTable(
      "usual_reason",
      impersonal: ["id", "token", "consultation_id", "kind", "title", "text", "event_id", "made_at", "ended_event_id"]),
  ]
}
