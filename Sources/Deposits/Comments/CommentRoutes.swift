import Consultations
import Directory
import Localization
import Platform
import Storage

extension DepositsModule {
  func registerComments(in registry: inout Registry) {
    registry.get(CommentsAddress.self, for: ActingVisit.self) { address, visit in
      try await commentPage(address.contribution, .init(visit.visit), visit, refusal: nil)
    }
    registry.post(CommentsAddress.self, for: ActingVisit.self, input: CommentTyped.self) { address, visit, typed in
      do {
        return .redirect(to: try await post(typed, address.contribution, visit))
      } catch let refusal as CommentRefusal {
        return try await visit.visit.refuse(refusal) {
          guard refusal != .withdrawn else {
            return try await lateText(typed.text.text, t("Commenter"), refusal, address.contribution, visit.language)
          }
          return try await commentPage(address.contribution, typed, visit, refusal: refusal)
        }
      } catch let refusal as ParticipationRefusal {
        return try await visit.visit.refuse(refusal) {
          try await commentPage(address.contribution, typed, visit, refusal: refusal)
        }
      }
    }
    registry.get(CommentAddress.self, for: PersonVisit.self) { address, visit in
      try await authorPage(address.place, nil, visit, refusal: nil)
    }
    registry.post(CommentAddress.self, for: PersonVisit.self, input: CommentWordingTyped.self) {
      address, visit, typed in
      do {
        return .redirect(to: try await reword(as: typed.text, address.place, visit))
      } catch let refusal as CommentRefusal {
        return try await visit.visit.refuse(refusal) {
          try await authorPage(address.place, typed.text, visit, refusal: refusal)
        }
      } catch let refusal as ParticipationRefusal {
        return try await visit.visit.refuse(refusal) {
          try await authorPage(address.place, typed.text, visit, refusal: refusal)
        }
      }
    }
    registry.post(CommentWithdrawalAddress.self, for: PersonVisit.self) { address, visit in
      let path = try await database.write { db -> String in
        let found = try Self.own(address.place, visit, db)
        try found.comment.withdraw(by: visit.person.actor(for: found.comment.organisation), at: visit.now, db)
        return try found.path(done: "commentaire-retire", in: visit.language, db)
      }
      return .redirect(to: path)
    }
    registerCommentReports(in: &registry)
  }

  /// A comment with the contribution that it stands under.
  struct FoundComment: Sendable {
    var consultation: Consultation
    var contribution: Contribution
    var comment: Comment

    func path(done: String, in language: Language, _ db: Snapshot) throws -> String {
      comment.path(
        on: ContributionAddress(contribution, in: consultation), page: try CommentThreads.page(of: comment, db),
        done: done, in: language)
    }
  }

  static func comment(at place: CommentPlace, _ db: Snapshot) throws -> FoundComment {
    guard let (consultation, contribution) = try contribution(at: place.contribution, db),
      let comment = try Comment.with(token: place.token, db), comment.contribution == contribution.id
    else { throw NotFound() }
    return FoundComment(consultation: consultation, contribution: contribution, comment: comment)
  }

  /// The visitor's own, or that of an organisation which she acts for, since it stands in its name; anybody else's
  /// answers like one that does not exist.
  private static func own(_ place: CommentPlace, _ visit: PersonVisit, _ db: Snapshot) throws -> FoundComment {
    let found = try comment(at: place, db)
    guard found.comment.isHeld(by: visit.person) else { throw NotFound() }
    return found
  }

  private func post(_ typed: CommentTyped, _ address: ContributionAddress, _ visit: ActingVisit) async throws -> String
  {
    var generator = SystemRandomNumberGenerator()
    let token = typed.token ?? Token(using: &generator).text
    let standing =
      typed.organisation.map { chosen in
        visit.person.standings.first { String($0.organisation) == chosen }
      } ?? visit.mandate
    guard let standing else { throw NotFound() }
    return try await database.write { db in
      guard let (consultation, contribution) = try Self.everContribution(at: address, db) else { throw NotFound() }
      guard try Withdrawal.of(contribution.id, db) == nil else { throw CommentRefusal.withdrawn }
      // A second click finds what the first has done.
      if let posted = try Comment.with(token: token, db) {
        guard posted.person == visit.person.id, posted.contribution == contribution.id else { throw NotFound() }
        let found = FoundComment(consultation: consultation, contribution: contribution, comment: posted)
        return try found.path(done: "commentaire", in: visit.language, db)
      }
      try Openings.of(consultation.id, at: visit.now, db).require(.comment, for: standing.organisation, db)
      var parent: Comment?
      if let answered = typed.parent {
        parent = try Comment.with(token: answered, db)
        guard parent?.contribution == contribution.id else { throw NotFound() }
      }
      let id = try Comment.post(
        typed.text, token: token, on: contribution, under: parent, for: standing.organisation,
        mandate: standing.mandate, by: visit.person.actor(for: standing.organisation), at: visit.now, db)
      guard let comment = try Comment.with(id: id, db) else { throw NotFound() }
      let found = FoundComment(consultation: consultation, contribution: contribution, comment: comment)
      return try found.path(done: "commentaire", in: visit.language, db)
    }
  }

  private func reword(as text: CommentText, _ place: CommentPlace, _ visit: PersonVisit) async throws -> String {
    try await database.write { db in
      let found = try Self.own(place, visit, db)
      guard found.comment.isReworded(by: visit.person) else { throw NotFound() }
      try Openings.of(found.consultation.id, at: visit.now, db)
        .require(.comment, for: found.comment.organisation, db)
      try found.comment.reword(
        as: text, by: visit.person.actor(for: found.comment.organisation), at: visit.now, db)
      return try found.path(done: "commentaire-modifie", in: visit.language, db)
    }
  }

  private func commentPage(
    _ address: ContributionAddress, _ typed: CommentTyped, _ visit: ActingVisit, refusal: (any Refusal)?
  ) async throws -> Answer {
    let answered = typed.parent ?? visit.visit.query["reponse"]
    let page = try await database.read { db -> CommentPage in
      guard let (consultation, contribution) = try Self.contribution(at: address, db) else { throw NotFound() }
      let parent = try answered.flatMap { try Comment.with(token: $0, db) }
      guard parent.map({ $0.contribution == contribution.id }) ?? true else { throw NotFound() }
      guard parent?.isShown ?? true || refusal != nil else { throw NotFound() }
      let speaker = try Organisation.with(ids: parent.map { [$0.organisation] } ?? [], db).first
      return CommentPage(
        consultation: consultation, contribution: contribution, parent: parent,
        speaker: speaker.map(register.places.fullName) ?? "",
        form: CommentForm(
          action: visit.language.address(CommentsAddress(address).path), standings: visit.person.standings,
          chosen: typed.organisation ?? String(visit.mandate.organisation), parent: parent?.token,
          token: typed.token, text: typed.text, refusal: refusal, isReply: parent != nil),
        openings: try Openings.of(consultation.id, for: visit.person.standings, at: visit.now, db),
        language: visit.language)
    }
    return .page(
      Page(
        page.title, status: refusal?.status ?? 200, section: AllContributionsAddress().path, isNarrow: true, page))
  }

  private func authorPage(
    _ place: CommentPlace, _ typed: CommentText?, _ visit: PersonVisit, refusal: (any Refusal)?
  ) async throws -> Answer {
    let page = try await database.read { db -> CommentAuthorPage in
      let found = try Self.own(place, visit, db)
      guard !found.comment.isWithdrawn else { throw NotFound() }
      let openings = try Openings.of(found.consultation.id, for: visit.person.standings, at: visit.now, db)
      let isOpen = openings.refusal(of: .comment, for: found.comment.organisation) == nil
      return CommentAuthorPage(
        consultation: found.consultation, contribution: found.contribution, comment: found.comment,
        text: typed ?? found.comment.text,
        mayReword: found.comment.isReworded(by: visit.person) && isOpen && found.comment.isRewordable(at: visit.now),
        isOwn: found.comment.person == visit.person.id, refusal: refusal,
        language: visit.language)
    }
    return .page(
      Page(
        page.title, status: refusal?.status ?? 200, section: AllContributionsAddress().path,
        isNarrow: true, page))
  }

  // MARK: Reports

  private func registerCommentReports(in registry: inout Registry) {
    registry.get(CommentReportAddress.self, for: PersonVisit.self) { address, visit in
      try await reportPage(address.place, nil, visit, refusal: nil)
    }
    registry.post(CommentReportAddress.self, for: PersonVisit.self, input: CommentReportTyped.self) {
      address, visit, typed in
      do {
        let path = try await database.write { db -> String in
          let found = try Self.comment(at: address.place, db)
          guard let ground = typed.ground else { throw CommentRefusal.noGround }
          try CommentReport.make(
            of: found.comment, on: ground, message: typed.message, by: visit.person.id, actor: visit.actor,
            at: visit.now, db)
          return try found.path(done: "signale", in: visit.language, db)
        }
        return .redirect(to: path)
      } catch let refusal as CommentRefusal {
        return try await visit.visit.refuse(refusal) {
          try await reportPage(address.place, typed, visit, refusal: refusal)
        }
      }
    }
  }

  private func reportPage(
    _ place: CommentPlace, _ typed: CommentReportTyped?, _ visit: PersonVisit, refusal: CommentRefusal?
  ) async throws -> Answer {
    let page = try await database.read { db -> CommentReportPage in
      let found = try Self.comment(at: place, db)
      guard found.comment.isShown || refusal != nil else { throw NotFound() }
      return CommentReportPage(
        consultation: found.consultation, contribution: found.contribution, comment: found.comment,
        ground: typed?.ground, message: typed?.message ?? "", refusal: refusal, language: visit.language)
    }
    return .page(
      Page(
        t("Signaler un commentaire"), status: refusal?.status ?? 200, section: AllContributionsAddress().path,
        isNarrow: true, page))
  }
}
