import Localization
import Storage

/// `/administration/personnes`: who holds a role of the installation.
struct PersonsAddress: FixedAddress {
  static let pattern: StaticString = "/administration/personnes"
}

struct InvitationAddress: FixedAddress {
  static let pattern: StaticString = "/administration/personnes/invitation"
}

struct RoleAddress: TokenAddress {
  static let pattern: StaticString = "/administration/personnes/{person}/roles"
  var token: String
}

struct RoleEndAddress: TokenAddress {
  static let pattern: StaticString = "/administration/personnes/{person}/roles/fin"
  var token: String
}

/// What the form of an invitation sent.
struct InvitationForm: Input {
  static let fields: Set<String> = ["adresse", "nom", "role", "courriel"]
  var mail = ""
  var name = ""
  var role: RoleKind?
  var isMailed = true

  init() {}

  init(_ visit: Visit) {
    let form = visit.form
    mail = (form["adresse"] ?? "").trimmed
    name = (form["nom"] ?? "").trimmed
    role = form["role"].flatMap { RoleKind(rawValue: $0) }
    isMailed = form["courriel"] == "oui"
  }
}

/// Which role is given or ended.
struct RoleInput: Input {
  static let fields: Set<String> = ["role"]
  var kind: RoleKind?
  init(_ visit: Visit) { kind = visit.form["role"].flatMap { RoleKind(rawValue: $0) } }
}

/// Where administrators invite, give roles and end them.
struct PersonDesk: Sendable {
  let database: Database

  func register(in registry: inout Registry) {
    registry.addToAdministration(
      AdministrationEntry(
        t("Personnes et rôles"), path: PersonsAddress().path,
        summary: t("Inviter des instructeurs et des administrateurs, donner et retirer leur rôle."),
        permission: .administer))
    registry.get(PersonsAddress.self, permission: .administer) { _, visit in
      try await page(visit, done: visit.visit.query["fait"])
    }
    registry.post(InvitationAddress.self, permission: .administer, input: InvitationForm.self) { _, visit, typed in
      try await invite(typed, visit)
    }
    registry.post(RoleAddress.self, permission: .administer, input: RoleInput.self) { address, visit, input in
      try await change(input, of: address.token, visit, done: "role") { kind, person, db in
        guard try Role.give(kind, to: person, by: visit.actor, at: visit.now, db) else {
          throw Role.Refusal.alreadyHeld
        }
      }
    }
    registry.post(RoleEndAddress.self, permission: .administer, input: RoleInput.self) { address, visit, input in
      try await change(input, of: address.token, visit, done: "fin") { kind, person, db in
        try Role.end(kind, of: person, by: visit.actor, at: visit.now, db)
      }
    }
  }

  private func page(
    _ visit: PersonVisit, typed: InvitationForm = .init(), refusal: Role.Refusal? = nil, link: String? = nil,
    done: String? = nil
  ) async throws -> Answer {
    let holders = try await database.read { db in try Role.holders(db) }
    let page = PersonsPage(
      holders: holders, typed: typed, refusal: refusal, link: link, done: done, language: visit.language)
    return .page(Page(t("Personnes et rôles"), status: refusal?.status ?? 200, isNarrow: true, page))
  }

  private func invite(_ typed: InvitationForm, _ visit: PersonVisit) async throws -> Answer {
    do {
      guard let mail = MailAddress(typed.mail) else { throw Role.Refusal.notAnAddress }
      guard typed.name.unicodeScalars.count <= Person.longestName else { throw Role.Refusal.longName }
      guard let role = typed.role else { throw Role.Refusal.noRole }
      let invited = try await Invitation.invite(
        mail, named: typed.name.isEmpty ? mail.local : typed.name, role: role, isMailed: typed.isMailed,
        by: visit.actor, of: visit.site, at: visit.now, in: database)
      guard let link = invited else {
        return .redirect(to: visit.language.address(PersonsAddress().path) + "?fait=courriel")
      }
      return try await page(visit, link: visit.site.settings.baseAddress + SignInLinkAddress(secret: link).path)
    } catch let refusal as Role.Refusal {
      return try await visit.visit.refuse(refusal) { try await page(visit, typed: typed, refusal: refusal) }
    }
  }

  private func change(
    _ input: RoleInput, of token: String, _ visit: PersonVisit, done: String,
    _ act: @escaping @Sendable (RoleKind, Int64, Transaction) throws -> Void
  ) async throws -> Answer {
    do {
      guard let kind = input.kind else { throw Role.Refusal.noRole }
      try await database.write { db in
        guard let person = try Person.with(token: token, db) else { throw NotFound() }
        try act(kind, person.id, db)
      }
      return .redirect(to: visit.language.address(PersonsAddress().path) + "?fait=" + done)
    } catch let refusal as Role.Refusal {
      return try await visit.visit.refuse(refusal) { try await page(visit, refusal: refusal) }
    }
  }
}
