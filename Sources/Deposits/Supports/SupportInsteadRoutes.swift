import Consultations
import Directory
import Localization
import Platform
import Storage

/// `…/brouillons/8f3k29qrst/soutien/5m2c8w1xyz`: supporting a contribution rather than publishing a draft.
struct SupportInsteadAddress: Address {
  static let pattern: StaticString = "/consultations/{consultation}/brouillons/{draft}/soutien/{contribution}"
  var place: DraftPlace
  var contribution: String

  init(_ place: DraftPlace, contribution: String) {
    self.place = place
    self.contribution = contribution
  }
  init(segments: [String]) throws(NotFound) {
    place = try DraftPlace(segments)
    guard segments.count == 3, let token = Token(prefixOf: segments[2]) else { throw NotFound() }
    contribution = token.text
  }
  var segments: [String] { place.segments + [contribution] }
}

/// What is posted with the support.
struct SupportInsteadTyped: Input {
  static let fields: Set<String> = ["texte", "langue", "jeton"]
  var comment: CommentText
  var token: String?

  init(_ visit: Visit) {
    comment = CommentText(visit.form, pageLanguage: visit.language)
    token = visit.form["jeton"].flatMap { Token(prefixOf: $0)?.text }
  }
}

extension DepositsModule {
  func registerSupportInstead(in registry: inout Registry) {
    registry.get(SupportInsteadAddress.self, for: PersonVisit.self) { address, visit in
      try await insteadPage(address, nil, visit, refusal: nil)
    }
    registry.post(SupportInsteadAddress.self, for: PersonVisit.self, input: SupportInsteadTyped.self) {
      address, visit, typed in
      do {
        return .redirect(to: try await supportInstead(address, typed, visit))
      } catch let refusal as CommentRefusal {
        return try await visit.visit.refuse(refusal) {
          try await insteadPage(address, typed, visit, refusal: refusal)
        }
      } catch let refusal as DepositRefusal {
        return try await visit.visit.refuse(refusal) {
          try await insteadPage(address, typed, visit, refusal: refusal)
        }
      } catch let refusal as ParticipationRefusal {
        return try await visit.visit.refuse(refusal) {
          try await insteadPage(address, typed, visit, refusal: refusal)
        }
      }
    }
  }

  /// The desk of the draft, and the contribution; the draft is one's own, and belongs to whom it would support for.
  private func instead(
    _ address: SupportInsteadAddress, _ visit: PersonVisit, _ db: Snapshot
  ) throws -> (DraftDesk, Contribution, Standing)? {
    guard let desk = try desk(address.place, visit, db), let draft = desk.draft, draft.contribution == nil,
      desk.decides,
      let contribution = try Contribution.with(token: address.contribution, db),
      contribution.consultation == desk.consultation.id, try Withdrawal.of(contribution.id, db) == nil
    else { return nil }
    guard let standing = desk.standing else { throw MandateNeeded() }
    return (desk, contribution, standing)
  }

  private func insteadPage(
    _ address: SupportInsteadAddress, _ typed: SupportInsteadTyped?, _ visit: PersonVisit,
    refusal: (any Refusal)?
  ) async throws -> Answer {
    var generator = SystemRandomNumberGenerator()
    let token = typed?.token ?? Token(using: &generator).text
    let page = try await database.read { db -> SupportInsteadPage? in
      guard let (desk, contribution, standing) = try instead(address, visit, db) else { return nil }
      let written = SupportInstead.comment(from: desk.draft?.text ?? ContributionText())
      return SupportInsteadPage(
        consultation: desk.consultation, contribution: contribution, place: desk.place, standing: standing,
        comment: typed?.comment ?? written, token: token,
        mayComment: desk.openings.refusal(of: .comment, for: standing.organisation) == nil, refusal: refusal,
        language: visit.language)
    }
    guard let page else { throw NotFound() }
    return .page(
      Page(
        t("Soutenir plutôt"), status: refusal?.status ?? 200, section: AllContributionsAddress().path, isNarrow: true,
        page))
  }

  /// Gives the support with its comment; where the contribution is.
  private func supportInstead(
    _ address: SupportInsteadAddress, _ typed: SupportInsteadTyped, _ visit: PersonVisit
  ) async throws -> String {
    var generator = SystemRandomNumberGenerator()
    let token = typed.token ?? Token(using: &generator).text
    let path = try await database.write { db -> String? in
      guard let (desk, contribution, standing) = try instead(address, visit, db) else { return nil }
      let act = SupportInstead(
        contribution: contribution, standing: standing, isAuthority: desk.openings.isAuthority(standing.organisation),
        comment: typed.comment, token: token)
      try act.give(
        in: visit.language, by: visit.person.actor(for: standing.organisation), desk.openings, at: visit.now, db)
      return ContributionAddress(contribution, in: desk.consultation).path + "?fait=soutien"
    }
    guard let path else { throw NotFound() }
    return visit.language.address(path)
  }
}
