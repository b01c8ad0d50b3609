import Consultations
import Directory
import Localization
import Platform
import Storage

/// The decision behind the ballot of the organisation that one acts for.
struct BallotDecisionAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/vote/bulletin/decision"
  var consultation: String
}

/// Its document, for those who cast.
struct BallotDocumentAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/vote/bulletin/decision/document"
  var consultation: String
}

/// The same for everyone, once the result is public: by the name of the organisation in the log.
struct PublicDocumentAddress: Address {
  static let pattern: StaticString = "/consultations/{consultation}/vote/bulletins/{identifiant}/document"
  var consultation: String
  var identifier: String

  init(_ consultation: Consultation, _ identifier: String) {
    self.consultation = consultation.slug
    self.identifier = identifier
  }
  init(segments: [String]) throws(NotFound) {
    guard segments.count == 2 else { throw NotFound() }
    (consultation, identifier) = (segments[0], segments[1])
  }
  var segments: [String] { [consultation, identifier] }
}

/// What is told of the decision; its document comes with the form.
struct BallotDecisionTyped: Input {
  static let fields: Set<String> = ["decision", "numero", "date", "sans-document"]
  var told: BallotDecision.Told
  init(_ visit: Visit) {
    told = BallotDecision.Told(
      kind: visit.form["decision"].flatMap { BallotDecision.Kind(rawValue: $0) },
      number: (visit.form["numero"] ?? "").trimmed, date: (visit.form["date"] ?? "").trimmed,
      dropsDocument: visit.form["sans-document"] != nil)
  }
}

extension VotesModule {
  func registerBallotDecisions(in registry: inout Registry) {
    registry.get(BallotDecisionAddress.self, for: ActingVisit.self) { address, visit in
      try await decisionPage(address.consultation, visit, typed: nil, refusal: nil)
    }
    registry.post(
      BallotDecisionAddress.self, for: ActingVisit.self, input: BallotDecisionTyped.self,
      sending: .file(longest: BallotDecision.largestDocument)
    ) { address, visit, typed in
      do {
        var told = typed.told
        told.document = try await document(visit)
        try await write { [told] db in
          let (_, vote) = try found(address.consultation, db)
          try BallotDecision.tell(
            told, in: vote.id, for: visit.mandate.organisation, by: visit.actor, on: visit.visit.clock, db)
        }
        let page = BallotAddress(consultation: address.consultation).path
        return .redirect(to: visit.visit.language.address(page) + "?fait=decision#decision")
      } catch let refusal as BallotDecision.Refusal {
        return try await visit.visit.refuse(refusal) {
          try await decisionPage(address.consultation, visit, typed: typed.told, refusal: refusal)
        }
      } catch let refusal as Ballot.Refusal {
        return try await visit.visit.refuse(refusal) {
          try await decisionPage(
            address.consultation, visit, typed: typed.told, refusal: nil, status: refusal.status)
        }
      }
    }
    registry.get(BallotDocumentAddress.self, for: ActingVisit.self) { address, visit in
      let decision = try await database.read { db in
        let (_, vote) = try found(address.consultation, db)
        let organisation = visit.mandate.organisation
        guard try CastingRight.live(of: visit.person.id, for: organisation, in: vote.id, at: visit.now, db) != nil
        else { throw NotFound() }
        return try BallotDecision.standing(of: [organisation], in: vote.id, db)[organisation]
      }
      return try sent(decision, isPrivate: true)
    }
    registry.get(PublicDocumentAddress.self, access: .anyone) { address, _ in
      let decision = try await database.read { db in
        let (_, vote) = try found(address.consultation, db)
        guard vote.countedAt != nil else { throw NotFound() }
        return try BallotDecision.standing(of: address.identifier, in: vote.id, db)
      }
      return try sent(decision, isPrivate: false)
    }
  }

  /// The document that came with the form; empty where none did.
  private func document(_ visit: ActingVisit) async throws -> [UInt8] {
    do { return try await visit.visit.file?.whole() ?? [] } catch RequestRefusal.bodyTooLarge {
      throw BallotDecision.Refusal.largeDocument
    }
  }

  private func sent(_ decision: BallotDecision?, isPrivate: Bool) throws -> Answer {
    guard let decision, let size = decision.documentSize else { throw NotFound() }
    return .stream(
      StreamAnswer(type: "application/pdf", downloadName: "decision.pdf", length: size, isPrivate: isPrivate) {
        [database] number in try await database.read { db in try decision.piece(number, db) }
      })
  }

  private func decisionPage(
    _ slug: String, _ visit: ActingVisit, typed: BallotDecision.Told?, refusal: BallotDecision.Refusal?,
    status: Int? = nil
  ) async throws -> Answer {
    let page = try await database.read { db -> BallotDecisionPage? in
      let (consultation, vote) = try found(slug, db)
      let id = visit.mandate.organisation
      guard let organisation = try Organisation.with(ids: [id], db).first else { return nil }
      let right = try CastingRight.live(of: visit.person.id, for: id, in: vote.id, at: visit.now, db)
      let told = right == nil ? nil : try BallotDecision.standing(of: [id], in: vote.id, db)[id]
      return BallotDecisionPage(
        consultation: consultation, organisation: organisation, decision: told,
        obstacle: try obstacle(vote, right, organisation: id, at: visit.now, db),
        typed: typed ?? told.map(BallotDecision.Told.init) ?? BallotDecision.Told(), refusal: refusal,
        language: visit.visit.language)
    }
    guard let page else { throw NotFound() }
    let shown = refusal?.status ?? status ?? 200
    return .page(Page(t("La décision derrière le bulletin"), status: shown, isNarrow: true, page))
  }

  /// Why nothing can be told now, as the write would say it.
  private func obstacle(
    _ vote: Vote, _ right: CastingRight?, organisation: Int64, at now: Instant, _ db: Snapshot
  ) throws -> Ballot.Refusal? {
    guard vote.openedAt != nil, let closes = vote.closesAt else { return .notOpen }
    guard vote.state(at: now) == .open else { return .closed(closes) }
    guard try vote.calls(organisation, db) else { return .notCalled }
    guard right != nil else { return .noRight }
    guard try Contest.live(of: organisation, in: vote.id, db) == nil else { return .contested }
    return try Ballot.standing(of: organisation, in: vote.id, db) == nil ? .notOpened : nil
  }
}

extension BallotDecision.Told {
  /// As the form shows again what stands.
  init(_ decision: BallotDecision) {
    self.init(
      kind: decision.kind, number: decision.number,
      date: decision.datedAt.map { String(ParisTime($0).typed.prefix(10)) } ?? "")
  }
}

extension IncomingFile {
  /// All of it, for files that are small enough to be held.
  /// - Throws: as `next()`.
  func whole() async throws -> [UInt8] {
    var bytes: [UInt8] = []
    while let piece = try await next() { bytes += piece }
    return bytes
  }
}
