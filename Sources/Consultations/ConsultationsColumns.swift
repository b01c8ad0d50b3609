import Platform

/// The frame of a consultation keeps nothing of persons.
enum ConsultationsColumns {
  static let declarations: [PersonalDeclaration] = tables.map { .table($0) }

  private static let tables = [
    DeclaredTable(
      "consultation",
      impersonal: [
        "id", "slug", "title", "lead", "organiser", "created_at", "title_english", "lead_english", "organiser_english",
        "presentation", "presentation_english", "announced_at",
      ]),
    DeclaredTable("phase", impersonal: ["id", "consultation_id", "kind", "opens_at", "closes_at"]),
    DeclaredTable("theme", impersonal: ["id", "consultation_id", "slug", "title", "title_english", "position"]),
    DeclaredTable("rules", impersonal: ["id", "consultation_id", "version", "title", "published_at"]),
    DeclaredTable(
      "rules_article", impersonal: ["id", "rules_id", "number", "article_key", "title", "text", "is_self_check"]),
    DeclaredTable(
      "questionnaire",
      impersonal: [
        "id", "consultation_id", "rubric", "version", "definition", "published_event_id", "published_at",
      ]),
    DeclaredTable(
      "calendar_change",
      impersonal: [
        "id", "consultation_id", "kind", "earlier_opens_at", "earlier_closes_at", "opens_at", "closes_at", "event_id",
        "at", "told_at",
      ]),
    DeclaredTable(
      "remedies",
      impersonal: ["id", "consultation_id", "days", "mention", "mention_english", "event_id", "established_at"]),
    DeclaredTable(
      "rubric_invitation",
      impersonal: [
        "id", "consultation_id", "rubric", "title", "title_english", "lead", "lead_english", "event_id",
        "established_at",
      ]),
    DeclaredTable("participation", impersonal: ["id", "consultation_id", "act", "opens_with", "ends_with"]),
    DeclaredTable("participation_kind", impersonal: ["id", "participation_id", "kind"]),
  ]
}
