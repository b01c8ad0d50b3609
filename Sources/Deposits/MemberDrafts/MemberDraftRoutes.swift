import Consultations
import Directory
import Localization
import Platform
import Storage

extension DepositsModule {
  func registerMemberDrafts(in registry: inout Registry) {
    registry.get(MemberDraftsAddress.self, for: ActingVisit.self) { address, visit in
      try await memberDrafts(address, visit)
    }
    registry.get(MemberDepositAddress.self, for: ActingVisit.self) { address, visit in
      var generator = SystemRandomNumberGenerator()
      let place = DraftPlace(consultation: address.consultation, token: Token(using: &generator).text)
      let query = "?rubrique=\(address.rubric.slug)&pour=\(address.organisation.token)"
      return .redirect(to: visit.language.address(DraftAddress(place).path) + query)
    }
    registry.post(DraftReadyAddress.self, for: PersonVisit.self) { address, visit in
      try await tellReady(address.place, visit)
    }
  }

  /// The member for which a draft is begun, and for which operator, where the address or the form says so.
  func preparing(_ visit: PersonVisit, _ db: Snapshot) throws -> (member: Organisation, standing: Standing)? {
    guard let token = Self.memberNamed(by: visit),
      let member = try Organisation.with(token: token, db),
      let standing = try visit.person.preparing(for: member.id, at: visit.now, db)
    else { return nil }
    return (member, standing)
  }

  /// Its token, as the address or the form has it.
  static func memberNamed(by visit: PersonVisit) -> String? { visit.visit.query["pour"] ?? visit.form["pour"] }

  private func memberDrafts(_ address: MemberDraftsAddress, _ visit: ActingVisit) async throws -> Answer {
    let page = try await database.read { db -> MemberDraftsPage? in
      guard let consultation = try Consultation.with(slug: address.consultation, db),
        let acting = try Organisation.with(ids: [Self.operating(visit, db)], db).first
      else { return nil }
      let members = try Organisation.with(
        ids: try Preparation.members(of: acting.id, at: visit.now, db), db
      ).sorted { $0.name < $1.name }
      guard !members.isEmpty || visit.visit.query["fait"] != nil else { return nil }
      let drafts = try Draft.all(of: members.map(\.id), in: consultation.id, limit: 500, db)
      return MemberDraftsPage(
        consultation: consultation, members: members,
        drafts: try drafts.map { draft in
          MemberDraftsPage.Line(
            draft: draft, isReady: try draft.refusalToPublish(db) == nil,
            preparers: try DraftPreparer.all(of: draft.id, db))
        },
        published: try Contribution.counts(by: members.map(\.id), in: consultation.id, db),
        openings: try Openings.of(consultation.id, at: visit.now, db),
        operatorName: register.places.fullName(of: acting), places: register.places,
        done: visit.visit.query["fait"], language: visit.language)
    }
    guard let page else { throw NotFound() }
    return .page(Page(t("Brouillons de vos adhérents"), section: MyDepositsAddress().path, page))
  }

  /// The organisation in use, or another for which the visitor acts where that one may prepare for nobody.
  private static func operating(_ visit: ActingVisit, _ db: Snapshot) throws -> Int64 {
    let mine = [visit.mandate.organisation] + visit.person.standings.map(\.organisation)
    return try mine.first { try !Preparation.members(of: $0, at: visit.now, db).isEmpty } ?? visit.mandate.organisation
  }

  /// Told once for each revision, to those who act for the member, or to its official mailbox.
  private func tellReady(_ place: DraftPlace, _ visit: PersonVisit) async throws -> Answer {
    let path = try await database.write { db -> String? in
      guard let consultation = try Consultation.with(slug: place.consultation, db),
        let draft = try Draft.with(token: place.token, db), draft.consultation == consultation.id,
        case .operator(let standing)? = try draft.part(of: visit.person, at: visit.now, db),
        let organisation = draft.organisation
      else { return nil }
      if let refusal = try draft.refusalToPublish(db) { throw refusal }
      for contact in try OrganisationContact.nearest(to: organisation, at: visit.now, db) {
        let language = try contact.person.map { try self.language(of: $0, db) } ?? .french
        let address = visit.site.settings.baseAddress + language.address(DraftAddress(place).path)
        try OutgoingMail(
          fact: "draft/\(draft.token)/ready/\(draft.revision)", to: contact.mail, person: contact.person, in: language,
          of: visit.site, subject: t("Un brouillon attend votre relecture : \(draft.text.title)"),
          [
            t("Bonjour,"),
            t("\(standing.fullName) a préparé pour vous « \(draft.text.title) »."),
            t("Relisez ce texte, changez-le si vous voulez, puis publiez-le ; vous seul le pouvez :"),
            .verbatim(address), visit.site.settings.helpLine,
          ]
        ).queue(db, at: visit.now)
      }
      try Event(
        "draft.ready", on: .init("draft", draft.id), by: visit.person.actor(for: standing.organisation),
        at: visit.now, consultation: consultation.id, details: [("member", .number(organisation))]
      ).record(db)
      return MemberDraftsAddress(consultation).path
    }
    guard let path else { throw NotFound() }
    return .redirect(to: visit.language.address(path) + "?fait=signale")
  }
}
