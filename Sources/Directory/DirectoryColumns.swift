import Localization
import Platform
import Storage

extension PersonalKind {
  static let mandates = PersonalKind(
    lasting: "mandates", t("Pour qui vous agissez, et comment c’est prouvé"),
    t("tant que la consultation et ses actes sont conservés."))
  static let requests = PersonalKind(
    "requests", t("Vos demandes : agir pour un organisme, ajouter un organisme"), seconds: 365 * 86_400,
    job: "requests.clearing", t("un an."))
  static let registeredHeads = PersonalKind(
    lasting: "registered-heads", t("Le maire ou le président, selon le répertoire national des élus"),
    t("jusqu’au fichier suivant de ce répertoire, qui le remplace."))
  static let preparationLinks = PersonalKind(
    lasting: "preparation-links", t("Le lien d’un courriel sur une autorisation de préparer"),
    t("jusqu’à un mois après la fin de cette autorisation."))
}

/// What the directory keeps of persons.
enum DirectoryColumns {
  static let declarations: [PersonalDeclaration] =
    (geography + [registeredHead, mandate, mandateRequest, organisationRequest, confirmer] + preparations).map {
      .table($0)
    } + [
      letters, .besides(table: "journal", [organisationName]),
    ]

  static let organisationName = PersonalColumns.Beside(
    "organisation", "(SELECT organisation.name FROM organisation WHERE organisation.id = organisation_id)")

  /// Bodies, their official mailboxes and what the public files say of them: of nobody.
  private static let geography = [
    DeclaredTable(
      "organisation",
      impersonal: [
        "id", "token", "kind", "name", "genitive", "siren", "insee_code", "population", "department", "region",
        "intercommunality_siren", "longitude", "latitude", "website", "source", "created_at",
      ]),
    DeclaredTable("organisation_mailbox", impersonal: ["id", "organisation_id", "mail", "source", "dated"]),
    DeclaredTable("organisation_domain", impersonal: ["id", "organisation_id", "domain", "source", "dated"]),
    DeclaredTable("organisation_member", impersonal: ["id", "operator_id", "member_id", "source", "dated"]),
    DeclaredTable("organisation_postcode", impersonal: ["id", "organisation_id", "postcode"]),
    DeclaredTable(
      "commune_movement",
      impersonal: [
        "id", "movement", "effective_on", "code_before", "name_before", "code_after", "name_after", "article_after",
      ]),
    DeclaredTable(
      "organisation_merger",
      impersonal: ["id", "organisation_id", "into_id", "effective_on", "given_event_id", "ended_event_id"]),
  ]

  /// Open data of the State, of holders of a public office: whoever acts as elected there reads what it says.
  private static let registeredHead = DeclaredTable(
    "registered_head", impersonal: ["id"],
    [
      PersonalColumns(
        ["organisation_id", "family_name", "given_name", "since_at"], .registeredHeads,
        of: { person in
          "organisation_id IN (SELECT organisation_id FROM mandate WHERE person_id = \(person) AND kind = 'elected')"
        },
        beside: [organisationName],
        erasure: .keeps(t("ce que le répertoire national des élus publie du maire ou du président")))
    ])

  private static let mandate = DeclaredTable(
    "mandate", impersonal: ["id", "given_event_id", "ended_event_id"],
    [
      PersonalColumns(
        ["person_id", "organisation_id", "kind", "method", "ends_at"], .mandates, of: PersonalColumns.ofPerson,
        beside: [organisationName], erasure: .ends)
    ])

  private static let mandateRequest = DeclaredTable(
    "mandate_request", impersonal: ["id", "token", "code_hash", "wrong_tries", "settled_event_id"],
    [
      PersonalColumns(
        ["person_id", "organisation_id", "kind", "mail", "language", "message", "asked_at", "sent_to", "outcome"],
        .requests, of: PersonalColumns.ofPerson, beside: [organisationName], erasure: .deletes())
    ])

  private static let organisationRequest = DeclaredTable(
    "organisation_request", impersonal: ["id", "token", "settled_event_id"],
    [
      PersonalColumns(
        ["person_id", "name", "kind", "siren", "website", "mail", "language", "asked_at", "outcome"], .requests,
        of: PersonalColumns.ofPerson, erasure: .deletes())
    ])

  private static let confirmer = DeclaredTable(
    "confirmer",
    impersonal: ["id", "token", "organisation_id", "territory", "code", "given_event_id", "ended_event_id"])

  private static let preparations = [
    DeclaredTable(
      "preparation",
      impersonal: [
        "id", "token", "operator_id", "member_id", "scope", "has_ballots", "asked_event_id", "asked_at", "written_at",
        "letters", "until_at", "answer", "answered_event_id", "answered_at", "ended_event_id", "ended_at",
      ]),
    DeclaredTable(
      "preparation_link", impersonal: ["id", "preparation_id", "link_hash"],
      [
        PersonalColumns(
          ["person_id", "sent_at"], .preparationLinks, of: PersonalColumns.ofPerson, erasure: .deletes())
      ]),
  ]

  /// Letters to a mailbox or to colleagues about what she asked: her name and her address stand in them.
  private static let letters = PersonalDeclaration.mention(table: "outgoing_mail") { person in
    """
    fact IN (
      SELECT 'mandate-request/' || token || '/code' FROM mandate_request WHERE person_id = \(person)
      UNION ALL SELECT 'mandate-request/' || token || '/asked' FROM mandate_request WHERE person_id = \(person))
    """
  }

  /// Forgets requests that have had their time, and the letters about them, whose text names who asked.
  static func clearRequests(_ most: Int, at now: Instant, _ db: Transaction) throws -> Int {
    guard let old = PersonalKind.requests.oldest(at: now) else { return 0 }
    let asked = try db.execute(
      """
      DELETE FROM mandate_request WHERE id IN (
        SELECT id FROM mandate_request WHERE asked_at < \(old) ORDER BY id LIMIT \(most))
      """)
    let missing = try db.execute(
      """
      DELETE FROM organisation_request WHERE id IN (
        SELECT id FROM organisation_request WHERE asked_at < \(old) ORDER BY id LIMIT \(most))
      """)
    return max(asked, missing)
  }
}
