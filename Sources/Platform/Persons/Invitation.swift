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
}
