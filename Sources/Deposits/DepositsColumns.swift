import Localization
import Platform
import Storage

extension PersonalKind {
  static let drafts = PersonalKind(
    "drafts", t("Vos brouillons"), seconds: 2 * 365 * 86_400, job: "drafts.clearing",
    t("jusqu’à ce que vous les supprimiez, ou deux ans après leur dernier enregistrement."))
  static let contributions = PersonalKind(
    lasting: "contributions", t("Ce que vous publiez au nom d’un organisme"),
    t("publié et conservé comme le reste de la consultation, sous le nom de l’organisme."))
  static let comments = PersonalKind(
    lasting: "comments", t("Vos commentaires"), t("conservés avec la consultation, sans votre nom."))
  static let reports = PersonalKind(
    "reports", t("Vos signalements"), seconds: 365 * 86_400, job: "reports.clearing",
    t("un an. Seuls les instructeurs les lisent."))
  static let follows = PersonalKind(
    lasting: "follows", t("Ce que vous suivez"), t("tant que vous suivez, et que votre compte existe."))
  static let citizens = PersonalKind(
    lasting: "citizens", t("L’adresse de qui suit sans compte"),
    t(
      "tant que vous suivez. Chaque courriel mène à la page où la prendre et l’effacer ; non confirmée, elle est oubliée après trois jours."
    ))
  static let followRequests = PersonalKind(
    "follow-requests", t("Une demande de suivre qui n’est pas confirmée"), seconds: FollowRequest.lifetimeSeconds,
    job: "follows.clearing", t("trois jours."))
}

/// What deposits keep of persons. What an organisation has published is the organisation's: it stays, without a name.
enum DepositsColumns {
  static let declarations: [PersonalDeclaration] =
    (drafts + contributions + comments + follows + attachments + codeposits + [redaction]).map { .table($0) } + [
      .besides(table: "journal", [subject])
    ]

  /// The contribution that an act is about, by what its address holds.
  private static let subject = PersonalColumns.Beside(
    "contribution",
    """
    coalesce(
      (SELECT contribution.token FROM contribution
        WHERE journal.subject_type = 'contribution' AND contribution.id = journal.subject_id),
      (SELECT contribution.token FROM contribution_version
        JOIN contribution ON contribution.id = contribution_version.contribution_id
        WHERE contribution_version.event_id = journal.id))
    """)

  /// What is typed in a draft, by the names of its columns.
  private static let typed: [StaticString] = [
    "title", "today", "for_whom", "existing", "expected", "themes", "code_address", "licence", "maintainer", "users",
    "documentation", "cost", "answers",
  ]
  private static let depositor = PersonalColumns.Beside(
    "organisation", "(SELECT organisation.name FROM organisation WHERE organisation.id = organisation_id)")

  private static let drafts = [
    DeclaredTable(
      "draft",
      impersonal: [
        "id", "token", "publishes_when_confirmed", "revision", "questionnaire_id", "reminded", "saved_from",
        "saved_base",
      ],
      [
        PersonalColumns(
          typed + ["person_id", "organisation_id", "consultation_id", "contribution_id", "rubric", "language"]
            + ["operator_id", "saved_at", "begun_at"],
          .drafts, of: PersonalColumns.ofPerson, beside: [depositor], reserved: .init(typed, where: Draft.readByHer),
          erasure: .deletes(only: Draft.alone), .keeps(t("les brouillons d’un organisme où d’autres que vous agissent"))
        ),
        PersonalColumns(
          ["saved_by"], .drafts, of: { person in "saved_by = \(person) AND person_id <> \(person)" },
          erasure: .keeps(t("les brouillons de vos collègues, que vous avez complétés"))),
      ]),
    DeclaredTable("ended_correction", impersonal: ["token", "contribution_id"]),
    DeclaredTable(
      "draft_conflict", impersonal: ["id", "token", "window_token", "base", "questionnaire_id"],
      [
        PersonalColumns(
          typed + ["person_id", "consultation_id", "rubric", "language", "kept_at"], .drafts,
          of: PersonalColumns.ofPerson, erasure: .deletes())
      ]),
  ]

  /// What she published, by the journal: the organisation's, told to her by its title.
  private static let published = PersonalColumns(
    [], .contributions,
    of: { person in
      """
      published_event_id IN (SELECT journal.id FROM journal
        WHERE journal.person_id = \(person) AND journal.kind = 'contribution.published')
      """
    },
    beside: [
      .init("token", "token"), .init("number", "number"),
      .init(
        "title",
        """
        (SELECT contribution_version.title FROM contribution_version
        WHERE contribution_version.contribution_id = contribution.id
          AND contribution_version.number = contribution.version)
        """), depositor, .init("published_at", "published_at"),
    ], erasure: .keeps(t("vos contributions, publiées au nom d’un organisme, sans votre nom")))

  private static let contributions = [
    DeclaredTable("contribution_source", impersonal: ["id", "consultation_id", "contribution_id", "source_key"]),
    DeclaredTable(
      "contribution",
      impersonal: [
        "id", "token", "consultation_id", "number", "organisation_id", "department", "rubric", "published_event_id",
        "published_at", "version", "authority_supports", "other_supports", "supports", "comments",
      ], [published]),
    DeclaredTable(
      "contribution_version",
      impersonal: typed + ["id", "contribution_id", "number", "language", "event_id", "at", "questionnaire_id"]),
    DeclaredTable("shared_service", impersonal: ["id", "contribution_id", "sheet_id", "version", "event_id"]),
    DeclaredTable(
      "service_match",
      impersonal: [
        "id", "contribution_id", "sheet_id", "organisation_id", "proposed_event_id", "proposed_at",
        "confirmed_event_id", "ended_event_id", "is_dismissed",
      ]),
    DeclaredTable("contribution_theme", impersonal: ["id", "contribution_id", "theme_id"]),
    DeclaredTable(
      "support",
      impersonal: ["id", "contribution_id", "organisation_id", "given_event_id", "given_at", "ended_event_id"]),
    DeclaredTable(
      "support_statement",
      impersonal: ["id", "support_id", "language", "experiments", "co_carries", "made_event_id", "ended_event_id"],
      [
        PersonalColumns(
          ["purpose"], .contributions, of: { person in "made_event_id IN (\(acts(of: person)))" },
          erasure: .keeps(t("ce que vous avez écrit en soutenant, au nom d’un organisme, sans lien avec vous")))
      ]),
    DeclaredTable(
      "deposit_figures",
      impersonal: ["id", "consultation_id", "rubric", "contributions", "authority_supports", "other_supports"]),
    DeclaredTable(
      "deposit_department", impersonal: ["id", "consultation_id", "department", "contributions", "organisations"]),
    DeclaredTable(
      "withdrawal",
      impersonal: [
        "id", "contribution_id", "reason_language", "withdrawn_event_id", "withdrawn_at", "ended_event_id",
      ],
      [
        PersonalColumns(
          ["reason"], .contributions, of: { person in "withdrawn_event_id IN (\(acts(of: person)))" },
          erasure: .keeps(t("vos raisons d’un retrait, écrites au nom d’un organisme, sans lien avec vous")))
      ]),
  ]

  /// What somebody did, by the journal.
  private static func acts(of person: Int64) -> SQL {
    "SELECT journal.id FROM journal WHERE journal.person_id = \(person)"
  }

  private static let redaction = DeclaredTable(
    "redaction",
    impersonal: [
      "id", "token", "contribution_id", "place", "place_id", "field", "first_character", "characters", "passage_hash",
      "reason", "reason_language", "origin", "proposed_event_id", "proposed_at", "outcome", "settled_event_id",
      "settled_at", "files",
    ],
    [
      PersonalColumns(
        ["proposed_by"], .contributions, of: { person in "proposed_by = \(person)" },
        erasure: .unlinks("proposed_by = NULL"))
    ])

  private static let comments = [
    DeclaredTable(
      "comment",
      impersonal: [
        "id", "token", "contribution_id", "parent_id", "organisation_id", "mandate_id", "posted_event_id", "version",
        "withdrawn_event_id",
      ],
      [
        PersonalColumns(
          ["person_id", "posted_at"], .comments, of: PersonalColumns.ofPerson, beside: [depositor],
          erasure: .unlinks("person_id = NULL, mandate_id = NULL"))
      ]),
    DeclaredTable(
      "comment_version", impersonal: ["id", "comment_id", "number", "language", "event_id"],
      [
        PersonalColumns(
          ["text", "at"], .comments,
          of: { person in "comment_id IN (SELECT id FROM comment WHERE person_id = \(person))" },
          erasure: .keeps(t("vos commentaires, publiés au nom d’un organisme, sans lien avec vous")))
      ]),
    DeclaredTable(
      "comment_hiding",
      impersonal: ["id", "comment_id", "reason", "hidden_event_id", "hidden_at", "ended_event_id"]),
    DeclaredTable(
      "comment_report", impersonal: ["id", "comment_id", "reported_event_id", "settled_event_id"],
      [
        PersonalColumns(
          ["person_id", "ground", "message", "reported_at"], .reports, of: PersonalColumns.ofPerson,
          erasure: .deletes())
      ]),
  ]

  private static let follows = [
    DeclaredTable(
      "follower", impersonal: ["id", "told_event_id", "seen_event_id", "told_at", "due_at"],
      [
        PersonalColumns(
          ["person_id", "language", "rhythm"], .follows, of: PersonalColumns.ofPerson, erasure: .deletes()),
        PersonalColumns(
          ["mail"], .citizens, of: { person in "mail IN (\(Person.ownMails(person)))" }, erasure: .deletes()),
      ]),
    DeclaredTable(
      "follow", impersonal: ["id", "follower_id", "started_event_id", "ended_event_id"],
      [
        PersonalColumns(
          ["contribution_id", "organisation_id"], .follows,
          of: { person in
            """
            follower_id IN (SELECT id FROM follower WHERE person_id = \(person)
              OR mail IN (\(Person.ownMails(person))))
            """
          },
          beside: [
            depositor,
            .init("contribution", "(SELECT contribution.token FROM contribution WHERE id = contribution_id)"),
          ], erasure: .deletes())
      ]),
    DeclaredTable(
      "follow_request", impersonal: ["id", "link_hash"],
      [
        PersonalColumns(
          ["mail", "language", "contribution_id", "organisation_id", "asked_at"], .followRequests,
          of: { person in "mail IN (\(Person.ownMails(person)))" }, beside: [depositor], erasure: .deletes())
      ]),
    DeclaredTable("follow_watermark", impersonal: ["id", "event_id"]),
  ]

  private static let codeposits = [
    DeclaredTable(
      "codeposit",
      impersonal: [
        "id", "token", "draft_id", "contribution_id", "organisation_id", "invited_event_id", "invited_at",
        "accepted_event_id", "accepted_at", "ended_event_id", "outcome",
      ], goes: { person in "draft_id IN (\(Draft.idsAlone(person)))" })
  ]

  private static let attachments = [
    DeclaredTable(
      "attachment",
      impersonal: [
        "id", "token", "draft_id", "contribution_id", "audience", "kind", "mark", "size", "received", "whole_at",
        "published_event_id", "ended_event_id",
      ],
      [
        PersonalColumns(
          ["sent_by", "description", "begun_at"], .contributions, of: { person in "sent_by = \(person)" },
          erasure: .deletes(only: Draft.filesAlone), .unlinks("sent_by = NULL"),
          .keeps(t("les pièces jointes publiées au nom d’un organisme, sans lien avec vous")))
      ], goes: { person in "draft_id IN (\(Draft.idsAlone(person)))" }),
    DeclaredTable(
      "attachment_piece", impersonal: ["attachment_id", "number", "bytes"], goes: Draft.rowsOfFilesAlone),
    DeclaredTable(
      "attachment_removal", impersonal: ["draft_id", "attachment_id"],
      goes: { person in "draft_id IN (\(Draft.idsAlone(person)))" }),
    DeclaredTable(
      "attachment_text", impersonal: ["id", "attachment_id", "event_id", "reading", "is_cut", "text"],
      goes: Draft.rowsOfFilesAlone),
  ]
}
