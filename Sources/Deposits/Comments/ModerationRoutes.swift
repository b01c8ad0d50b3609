import Consultations
import Directory
import Localization
import Platform
import Storage

extension Permission {
  static let moderate = Permission("comments.moderate", [.instructor])
}

extension DepositsModule {
  private static let shownToModerators = 100

  func registerModeration(in registry: inout Registry) {
    registry.addToMenu(
      NavigationEntry(t("Commentaires signalés"), path: ModerationAddress().path), for: .moderate)
    registry.get(ModerationAddress.self, permission: .moderate) { _, visit in
      let page = try await database.read { db in
        let reported = try ModeratedComment.reported(limit: Self.shownToModerators, db)
        let hidden = try ModeratedComment.hidden(limit: Self.shownToModerators, db)
        return ModerationPage(
          reported: reported, hidden: hidden, speakers: try speakers(reported + hidden, db),
          done: visit.visit.query["fait"], now: visit.now)
      }
      return .page(Page(t("Commentaires signalés"), page))
    }
    registry.get(CommentModerationAddress.self, permission: .moderate) { address, visit in
      try await moderationPage(address.token, "", visit, refusal: nil)
    }
    registry.post(CommentHidingAddress.self, permission: .moderate, input: CommentHidingTyped.self) {
      address, visit, typed in
      try await decide(address.token, typed.reason, visit, done: "masque") { comment, db in
        try CommentHiding.hide(comment, because: typed.reason, by: visit.actor, at: visit.now, db)
        try Self.tellAuthor(of: comment, because: typed.reason, visit, db)
      }
    }
    registry.post(CommentHidingEndAddress.self, permission: .moderate) { address, visit in
      try await decide(address.token, "", visit, done: "affiche") { comment, db in
        try CommentHiding.end(of: comment, by: visit.actor, at: visit.now, db)
      }
    }
    registry.post(CommentKeepingAddress.self, permission: .moderate) { address, visit in
      try await decide(address.token, "", visit, done: "maintenu") { comment, db in
        try CommentReport.dismiss(of: comment, by: visit.actor, at: visit.now, db)
      }
    }
  }

  private func decide(
    _ token: String, _ reason: String, _ visit: PersonVisit, done: String,
    _ decision: @escaping @Sendable (Comment, Transaction) throws -> Void
  ) async throws -> Answer {
    do {
      try await database.write { db in
        guard let comment = try Comment.with(token: token, db) else { throw NotFound() }
        try decision(comment, db)
      }
      return .redirect(to: ModerationAddress().path + "?fait=\(done)")
    } catch let refusal as CommentRefusal {
      return try await visit.visit.refuse(refusal) {
        try await moderationPage(token, reason, visit, refusal: refusal)
      }
    }
  }

  /// The names of those who speak, by their rows.
  private func speakers(_ moderated: [ModeratedComment], _ db: Snapshot) throws -> [Int64: String] {
    let ids = Set(moderated.map(\.comment.organisation)).sorted()
    var names: [Int64: String] = [:]
    for organisation in try Organisation.with(ids: ids, db) {
      names[organisation.id] = register.places.fullName(of: organisation)
    }
    return names
  }

  private func moderationPage(
    _ token: String, _ reason: String, _ visit: PersonVisit, refusal: CommentRefusal?
  ) async throws -> Answer {
    let page = try await database.read { db -> CommentModerationPage in
      guard let comment = try Comment.with(token: token, db),
        let contribution = try Contribution.with(ids: [comment.contribution], db).first,
        let consultation = try Consultation.with(id: contribution.consultation, db)
      else { throw NotFound() }
      let moderated = ModeratedComment(comment: comment, since: nil, reports: 0)
      return CommentModerationPage(
        contribution: try ContributionMention(contribution, in: consultation, db), comment: comment,
        speaker: try speakers([moderated], db)[comment.organisation] ?? "", wordings: try comment.wordings(db),
        reports: try CommentReport.waiting(of: comment.id, db), reason: reason, refusal: refusal, now: visit.now)
    }
    return .page(Page(t("Modérer un commentaire"), status: refusal?.status ?? 200, isNarrow: true, page))
  }

  /// By mail, with the reason: nobody should find out by chance.
  private static func tellAuthor(
    of comment: Comment, because reason: String, _ visit: PersonVisit, _ db: Transaction
  ) throws {
    guard let person = comment.person, let mail = try Person.mail(of: person, db),
      let contribution = try Contribution.with(ids: [comment.contribution], db).first,
      let consultation = try Consultation.with(id: contribution.consultation, db)
    else { return }
    let site = visit.site
    let mention = try ContributionMention(contribution, in: consultation, db)
    let path = comment.text.language.address(mention.address.path)
    try OutgoingMail(
      fact: "comment/\(comment.token)/hidden/\(visit.now.milliseconds)", to: mail, person: person,
      in: comment.text.language, of: site, subject: t("Votre commentaire a été masqué"),
      [
        t("Bonjour,"),
        t("Un instructeur a masqué votre commentaire sur « \(mention.title) »."),
        t("Motif : \(reason)"),
        .verbatim(site.settings.baseAddress + path),
        site.settings.helpLine,
      ]
    ).queue(db, at: visit.now)
  }
}
