package import Localization
package import Storage

/// What lets the first administrator in, and every instructor after her: a role, and a link good for one week.
package enum Invitation {
  /// The person is made if nobody uses this address; otherwise the first who does receives the role.
  /// - Returns: the link's secret, kept nowhere.
  package static func write(
    to mail: MailAddress, named name: String, role: RoleKind, at now: Instant, in database: Database
  ) async throws -> Secret {
    var generator = SystemRandomNumberGenerator()
    let link = Secret(using: &generator)
    let token = Token(using: &generator)
    try await database.write { db in
      let known = try Person.all(with: mail.text, db).first?.id
      let person =
        try known ?? Person.create(name: name, mail: mail.text, token: token, through: .command, at: now, db)
      try Role.give(role, to: person, by: .command, at: now, db)
      try SignIn.invite(mail.text, link: link, at: now, db)
    }
    return link
  }

  /// Invites from the administrator's page. Somebody who is known enters as she does, and is told by mail: a link to
  /// her account is in nobody else's hands. Somebody new gets a link, by mail or by the hand of the administrator.
  /// - Returns: the link's secret when the administrator hands it over.
  static func invite(
    _ mail: MailAddress, named name: String, role: RoleKind, isMailed: Bool, by actor: Actor, of site: Site,
    at now: Instant, in database: Database
  ) async throws -> Secret? {
    var generator = SystemRandomNumberGenerator()
    let link = Secret(using: &generator)
    let token = Token(using: &generator)
    return try await database.write { db in
      let known = try Person.all(with: mail.text, db)
      guard known.count <= 1 else { throw Role.Refusal.sharedAddress }
      let person =
        try known.first?.id ?? Person.create(name: name, mail: mail.text, token: token, by: actor, at: now, db)
      guard try Role.give(role, to: person, by: actor, at: now, db) else { throw Role.Refusal.alreadyHeld }
      if known.isEmpty { try SignIn.invite(mail.text, link: link, at: now, db) }
      guard isMailed || !known.isEmpty else { return link }
      try letter(role, to: mail, person: person, link: known.isEmpty ? link : nil, token: token, of: site)
        .queue(db, at: now)
      return nil
    }
  }

  private static func letter(
    _ role: RoleKind, to address: MailAddress, person: Int64, link: Secret?, token: Token, of site: Site
  ) -> OutgoingMail {
    let path = link.map { SignInLinkAddress(secret: $0).path } ?? SignInAddress().path
    let entering =
      link == nil ? t("Entrez comme d’habitude :") : t("Entrez par ce lien, qui vaut sept jours et sert une fois :")
    var mail = OutgoingMail(
      fact: "invitation/\(token.text)", to: address.text, person: person, priority: .signIn, in: .french, of: site,
      subject: t("Votre rôle sur \(site.settings.siteName) : \(role.title)"),
      [
        t("Bonjour,"),
        t("Un administrateur de \(site.settings.siteName) vous a donné un rôle : \(role.title)."),
        entering,
        .verbatim(site.settings.baseAddress + path),
        site.settings.helpLine,
      ])
    mail.worthSeconds = SignIn.invitationSeconds
    return mail
  }
}
