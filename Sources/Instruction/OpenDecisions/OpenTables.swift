import Consultations
package import Deposits
import Localization
import Platform
import Storage

extension InstructionModule {
  /// What was decided and what will be voted on, among the open data of a consultation.
  package static let openTables = [decisionTable, propositionTable]

  private static let decisionTable = LaterTable(
    "decisions", t("Décisions"), OpenDecision.fields,
    count: { consultation, db in try OpenDecision.count(in: consultation.id, db) },
    rows: { consultation, after, limit, base, db in
      try OpenDecision.some(in: consultation, after: after, limit: limit, nil, db).map { one in
        LaterTable.Row(place: one.decision.id, cells: one.cells(base))
      }
    },
    newest: { consultation, limit, db in
      try OpenDecision.some(in: consultation, limit: limit, isNewest: true, nil, db).map { one in
        LaterTable.Entry(
          title: "n° \(one.contribution.number) · \(one.decision.kind.slug)", path: one.page + "#" + one.decision.token,
          publishedAt: one.decision.publishedAt ?? one.decision.at, summary: one.decision.reason, language: .french)
      }
    })

  private static let propositionTable = LaterTable(
    "propositions", t("Propositions"), OpenProposition.fields,
    count: { consultation, db in try Proposition.published(in: consultation.id, db).count },
    rows: { consultation, after, limit, base, db in
      try OpenProposition.some(in: consultation, after: after, limit: limit, base, band: nil, db).map { one in
        LaterTable.Row(place: one.proposition.id, cells: one.cells)
      }
    },
    newest: { consultation, limit, db in
      try OpenProposition.newest(in: consultation, limit: limit, db)
    })
}

extension OpenDecision {
  static let fields: [OpenDataField] = [
    OpenDataField("identifiant", .string, t("Identifiant de la décision, le même pour toujours")),
    OpenDataField("contribution_numero", .integer, t("Numéro de la contribution dans la consultation")),
    OpenDataField("contribution_identifiant", .string, t("Identifiant de la contribution")),
    OpenDataField("adresse", .string, t("Adresse de la page de la contribution")),
    OpenDataField("partie", .integer, t("Numéro de la partie, si la contribution est divisée")),
    OpenDataField("version", .integer, t("Version de la contribution sur laquelle porte la décision")),
    OpenDataField("decision", .string, t("regroupee, gardee, reorientee ou ineligible")),
    OpenDataField("raison", .string, t("La raison donnée à l’auteur")),
    OpenDataField("publiee_le", .datetime, t("Date de publication (UTC)")),
    OpenDataField(
      "propositions", .string, t("Identifiants des propositions qu’elle alimente, séparés par des espaces")),
    OpenDataField("guichet", .string, t("D’une réorientation : le guichet destinataire")),
    OpenDataField("guichet_page", .string, t("D’une réorientation : la page du guichet")),
    OpenDataField("guichet_reponse", .string, t("D’une réorientation : prend, refuse ou besoin")),
    OpenDataField("guichet_reponse_texte", .string, t("D’une réorientation : ce que le guichet a répondu")),
    OpenDataField("guichet_reponse_le", .datetime, t("D’une réorientation : date de cette réponse (UTC)")),
    OpenDataField("article", .integer, t("D’une inéligibilité : l’article du règlement")),
    OpenDataField("reglement_version", .integer, t("D’une inéligibilité : la version du règlement")),
    OpenDataField("reexamen_demande_le", .datetime, t("Date à laquelle son réexamen a été demandé (UTC)")),
    OpenDataField("reexamen", .string, t("De ce réexamen : en-cours ou maintenue")),
    OpenDataField("reexamen_repondu_le", .datetime, t("Date de la réponse à ce réexamen (UTC)")),
    OpenDataField("reexamen_raison", .string, t("La raison pour laquelle la décision est maintenue")),
    OpenDataField(
      "reexamen_change_le", .datetime,
      t("Si elle remplace une décision changée après réexamen : date de ce changement (UTC)")),
  ]

  func cells(_ base: String) -> [OpenDataCell] {
    let head: [OpenDataCell] = [
      .text(decision.token), .number(contribution.number), .text(contribution.token), .text(base + page),
      part.map { .number($0) } ?? .missing, .number(decision.version), .text(decision.kind.slug),
      .text(decision.reason), .text(decision.publishedAt?.universal),
    ]
    let named: [OpenDataCell] = [
      .text(propositions.map(\.token).joined(separator: " ")), .text(addressee?.name), .text(addressee?.webPage),
      .text(answer?.kind.slug), .text(answer?.text), .text(answer?.at.universal),
      article.map { .number($0.article.number) } ?? .missing, article.map { .number($0.version) } ?? .missing,
    ]
    let again: [OpenDataCell] = [
      .text(asked?.at.universal), .text(reexamination), .text(upheld?.at.universal), .text(upheld?.reason),
      .text(changedAt?.universal),
    ]
    return head + named + again
  }
}
