import Localization
import Platform

/// What the catalogue keeps: services and organisations, nothing of persons. What a file says of persons is left out
/// before it is kept (`PublicSoftware.impersonal`), and whom to ask is a service or a function (`DeclarationRefusal`).
enum CatalogueColumns {
  static let declarations: [PersonalDeclaration] = tables.map { .table($0) }

  private static let tables = [
    DeclaredTable(
      "sheet",
      impersonal: [
        "id", "token", "code_key", "version", "name", "summary", "summary_language", "licence", "is_open", "users",
        "made_event_id", "made_at", "event_id", "changed_at",
      ]),
    DeclaredTable(
      "sheet_version", impersonal: ["id", "sheet_id", "number", "file", "organisation_id", "event_id", "at"]),
    DeclaredTable("sheet_category", impersonal: ["id", "sheet_id", "category"]),
    DeclaredTable(
      "sheet_maintainer", impersonal: ["id", "sheet_id", "organisation_id", "begun_event_id", "ended_event_id"]),
    DeclaredTable(
      "sheet_removal", impersonal: ["id", "sheet_id", "reason", "event_id", "removed_at", "ended_event_id"]),
    DeclaredTable(
      "declaration",
      impersonal: [
        "id", "sheet_id", "organisation_id", "kind", "since", "version", "contact", "event_id", "declared_at",
        "ended_event_id",
      ]),
  ]
}
