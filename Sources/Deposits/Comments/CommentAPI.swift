import Consultations
import Directory
import Localization
import Platform
import Storage

/// A comment as the API tells it: the words of one that was taken back or hidden are not given.
struct CommentTold: Sendable {
  var comment: Comment
  /// The token of the comment that it answers.
  var parent: String?
  var organisation: OrganisationTold

  static let shape = Shape<CommentTold>("Commentaire", head + words)

  private static let head: [Field<CommentTold>] = [
    .text("identifiant", t("Identifiant, le même pour toujours")) { $0.comment.token },
    .optionalText("en_reponse_a", t("Identifiant du commentaire auquel il répond")) { $0.parent },
    .one("organisme", t("Au nom de qui"), OrganisationTold.shape) { $0.organisation },
    .instant("publie_le", t("Date de publication")) { $0.comment.postedAt },
  ]
  private static let words: [Field<CommentTold>] = [
    .choice("etat", t("affiche, retire par son auteur ou masque par la modération"), among: states) { told in
      if told.comment.isWithdrawn { return states[1] }
      return told.comment.isHidden ? states[2] : states[0]
    },
    .optionalText("texte", t("Texte, en Markdown")) { $0.comment.isShown ? $0.comment.text.text : nil },
    .optionalChoice("langue", t("Langue du texte : fr ou en"), among: Language.allCases.map(\.rawValue)) { told in
      told.comment.isShown ? told.comment.text.language.rawValue : nil
    },
    .optionalText("motif_masquage", t("Pourquoi la modération l’a masqué")) { told in
      told.comment.isWithdrawn ? nil : told.comment.hidingReason
    },
  ]
  private static let states = ["affiche", "retire", "masque"]

  /// The oldest first, with the answers to them.
  static func of(
    _ contribution: Int64, after cursor: Cursor?, limit: Int, _ site: Site, _ db: Snapshot
  ) throws -> [CommentTold] {
    let rows = try db.rows(
      """
      SELECT \(Comment.columns), parent.token FROM \(Comment.source)
      LEFT JOIN comment AS parent ON parent.id = comment.parent_id
      WHERE comment.contribution_id = \(contribution) AND comment.id > \(cursor?.id ?? 0)
      ORDER BY comment.id LIMIT \(limit)
      """
    ) { row in (comment: try Comment(from: &row), parent: try row.next(String?.self)) }
    var organisations: [Int64: OrganisationTold] = [:]
    let speakers = Set(rows.map(\.comment.organisation)).sorted()
    for organisation in try Organisation.with(ids: speakers, db) {
      organisations[organisation.id] = OrganisationTold(organisation, site)
    }
    return rows.compactMap { row in
      organisations[row.comment.organisation].map {
        CommentTold(comment: row.comment, parent: row.parent, organisation: $0)
      }
    }
  }
}

/// `/api/v1/consultations/services-2021/contributions/8f3k29qrst/commentaires`
struct CommentsAPIAddress: AddressOfContribution {
  static let pattern: StaticString = "/api/v1/consultations/{consultation}/contributions/{contribution}/commentaires"
  var contribution: ContributionAddress
}

extension DepositsModule {
  func registerCommentsAPI(in registry: inout Registry) {
    registry.answer(
      CommentsAPIAddress.self, "commentaires", t("Les commentaires d’une contribution, le plus ancien d’abord"),
      segments: ContributionAddress.parameters, parameters: Paging.parameters,
      with: CommentTold.shape.page(named: "Commentaires")
    ) { address, asked, visit in
      let told = try await database.read { db -> Paged<CommentTold>? in
        guard let (_, contribution) = try Self.contribution(at: address.contribution, db) else { return nil }
        let comments = try CommentTold.of(
          contribution.id, after: asked[Paging.cursor], limit: asked.pageSize + 1, visit.site, db)
        let total = try db.value(
          "SELECT count(*) FROM comment WHERE contribution_id = \(contribution.id)", as: Int.self)
        return asked.page(of: comments, total: total ?? 0, address, visit.site) { Cursor(id: $0.comment.id) }
      }
      guard let told else { throw NotFound() }
      return told
    }
  }
}
