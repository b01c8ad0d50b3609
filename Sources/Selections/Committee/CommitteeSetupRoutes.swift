import Consultations
import Directory
import Localization
import Platform
import Storage
import Votes

struct QuorumTyped: Input {
  static let fields: Set<String> = ["quorum"]
  var quorum: String
  init(_ visit: Visit) { quorum = String((visit.form["quorum"] ?? "").prefix(10)).trimmed }
  var whole: Int { Int(quorum) ?? 0 }
}

struct SeatTyped: Input {
  static let fields: Set<String> = ["adresse", "qualite", "titulaire", "preside"]
  var mail: String
  var body: String
  var titular: String
  var isChair: Bool
  init(_ visit: Visit) {
    mail = String((visit.form["adresse"] ?? "").prefix(300)).trimmed
    body = String((visit.form["qualite"] ?? "").prefix(1000)).trimmed
    titular = String((visit.form["titulaire"] ?? "").prefix(Token.length))
    isChair = visit.form["preside"] == "oui"
  }
  init(body: String) { (mail, self.body, titular, isChair) = ("", body, "", false) }
}

extension SelectionsModule {
  func registerCommitteeSetup(in registry: inout Registry) {
    registry.addToAdministration(
      AdministrationEntry(
        t("Comités de sélection"), path: CommitteesAddress().path,
        summary: t("Qui siège après le vote, à quel quorum, et quand la sélection se publie."), permission: .prepare))
    registry.get(CommitteesAddress.self, permission: .prepare) { _, _ in
      let all = try await database.read { db in try Consultation.announced(db) }
      return .page(Page(t("Comités de sélection"), CommitteesPage(consultations: all)))
    }
    registry.get(CommitteeSetupAddress.self, permission: .prepare) { address, visit in
      try await setupPage(address.consultation, visit, quorum: nil, refusal: nil)
    }
    registry.post(CommitteeSetupAddress.self, permission: .prepare, input: QuorumTyped.self) { address, visit, typed in
      do {
        try await database.write { db in
          guard let consultation = try Consultation.with(slug: address.consultation, db) else { throw NotFound() }
          guard let vote = try Vote.of(consultation.id, db) else { throw CommitteeRefusal.notOpened }
          try Committee.establish(quorum: typed.whole, in: vote, by: visit.actor, at: visit.now, db)
        }
        return .redirect(to: address.path + "?fait=enregistre")
      } catch let refusal as CommitteeRefusal {
        return try await visit.visit.refuse(refusal) {
          try await setupPage(address.consultation, visit, quorum: typed.quorum, refusal: refusal)
        }
      }
    }
    registerInvitations(in: &registry)
  }

  private func registerInvitations(in registry: inout Registry) {
    registry.get(SeatInvitationAddress.self, permission: .prepare) { address, visit in
      try await invitationPage(address, visit, typed: nil, refusal: nil)
    }
    registry.post(SeatInvitationAddress.self, permission: .prepare, input: SeatTyped.self) { address, visit, typed in
      var generator = SystemRandomNumberGenerator()
      let token = Token(using: &generator)
      do {
        let path = try await database.write { db in
          let (consultation, committee, organisation) = try invited(address, db)
          let seat = try Seat.invite(
            .init(
              mail: typed.mail, body: typed.body, organisation: organisation?.id, isChair: typed.isChair,
              titular: typed.titular.isEmpty ? nil : typed.titular),
            token: token, to: committee, by: visit.actor, at: visit.now, db)
          try SeatLetters(consultation: consultation, site: visit.site).invite(seat, at: visit.now, db)
          return CommitteeSetupAddress(consultation).path
        }
        return .redirect(to: path + "?fait=invite")
      } catch let refusal as CommitteeRefusal {
        return try await visit.visit.refuse(refusal) {
          try await invitationPage(address, visit, typed: typed, refusal: refusal)
        }
      }
    }
    registry.post(SeatReminderAddress.self, permission: .prepare) { address, visit in
      try await change(address, visit, "rappel") { consultation, seat, db in
        let reminded = try seat.remind(by: visit.actor, at: visit.now, db)
        try SeatLetters(consultation: consultation, site: visit.site).invite(reminded, at: visit.now, db)
      }
    }
    registry.post(SeatEndAddress.self, permission: .prepare) { address, visit in
      try await change(address, visit, "fin") { _, seat, db in try seat.end(by: visit.actor, at: visit.now, db) }
    }
  }

  private func change(
    _ address: some AddressOfThing, _ visit: PersonVisit, _ word: String,
    _ body: @escaping @Sendable (Consultation, Seat, Transaction) throws -> Void
  ) async throws -> Answer {
    do {
      try await database.write { db in
        guard let consultation = try Consultation.with(slug: address.consultation, db),
          let committee = try Committee.of(consultation.id, db), let seat = try Seat.with(token: address.token, db),
          seat.committee == committee.id
        else { throw NotFound() }
        try body(consultation, seat, db)
      }
      return .redirect(to: CommitteeSetupAddress(consultation: address.consultation).path + "?fait=" + word)
    } catch let refusal as CommitteeRefusal {
      return try await visit.visit.refuse(refusal) {
        try await setupPage(address.consultation, visit, quorum: nil, refusal: refusal)
      }
    }
  }

  private func invited(
    _ address: SeatInvitationAddress, _ db: Snapshot
  ) throws -> (Consultation, Committee, Organisation?) {
    guard let consultation = try Consultation.with(slug: address.consultation, db),
      let committee = try Committee.of(consultation.id, db)
    else { throw NotFound() }
    guard let token = address.organisation else { return (consultation, committee, nil) }
    guard let organisation = try Organisation.with(token: token, db) else { throw NotFound() }
    return (consultation, committee, organisation)
  }

  private func invitationPage(
    _ address: SeatInvitationAddress, _ visit: PersonVisit, typed: SeatTyped?, refusal: CommitteeRefusal?
  ) async throws -> Answer {
    let page = try await database.read { db in
      let (consultation, committee, organisation) = try invited(address, db)
      let seats = try Seat.all(in: committee.id, db)
      return SeatInvitationPage(
        consultation: consultation, organisation: organisation, titulars: seats.filter { $0.rank == .titular },
        hasChair: seats.contains(where: \.isChair),
        typed: typed ?? SeatTyped(body: organisation.map(register.places.fullName) ?? ""), refusal: refusal)
    }
    return .page(Page(t("Inviter un membre"), status: refusal?.status ?? 200, isNarrow: true, page))
  }

  func setupPage(
    _ slug: String, _ visit: PersonVisit, quorum: String?, refusal: (any FieldRefusal)?
  ) async throws -> Answer {
    let query = String((visit.visit.query["q"] ?? "").prefix(Limits.searchCharacters)).trimmed
    let found = query.isEmpty ? [] : await register.find(query, limit: 10)
    let places = register.places
    let page = try await database.read { db -> CommitteeSetupPage? in
      guard let consultation = try Consultation.with(slug: slug, db) else { return nil }
      let committee = try Committee.of(consultation.id, db)
      return CommitteeSetupPage(
        consultation: consultation, committee: committee, criteria: try committee?.criteria(db) ?? [],
        seats: try committee.map { try Seat.all(in: $0.id, db) } ?? [],
        names: try committee.map { try Seat.names(in: $0.id, db) } ?? [:],
        quorum: quorum ?? committee.map { String($0.quorum) } ?? "", query: query,
        found: try Organisation.with(ids: found, db), places: places,
        publication: try committee.map { try PublicationState(of: $0, db) }, refusal: refusal,
        done: visit.visit.query["fait"])
    }
    guard let page else { throw NotFound() }
    return .page(Page(t("Comité de sélection"), status: refusal?.status ?? 200, isNarrow: true, page))
  }
}
