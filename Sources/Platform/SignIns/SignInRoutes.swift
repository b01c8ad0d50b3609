import Localization
import Storage

package struct SignInAddress: FixedAddress {
  package static let pattern: StaticString = "/connexion"
  package init() {}
}
struct SignInCodeAddress: FixedAddress {
  static let pattern: StaticString = "/connexion/code"
}
struct WhoAddress: FixedAddress {
  static let pattern: StaticString = "/connexion/qui"
}

/// `/connexion/lien/…`: what the mail carries, and what an invitation prints.
package struct SignInLinkAddress: SecretAddress {
  package static let pattern: StaticString = "/connexion/lien/{secret}"
  package var secret: Secret
  package init(secret: Secret) { self.secret = secret }
}

/// The pages by which one enters.
struct SignInDesk: Sendable {
  let database: Database

  func register(in registry: inout Registry) {
    registry.run(
      Job("sign-ins.clearing", title: t("Effacer les codes et les liens périmés"), everySeconds: 3600) {
        most, now, db in try SignIn.clear(most, at: now, db)
      })
    // Whoever votes must come in first.
    registry.keepOpen(
      [SignInAddress.self, SignInCodeAddress.self, SignInLinkAddress.self, WhoAddress.self], during: .acts)
    registry.get(SignInAddress.self, access: .anyone) { _, visit in
      let page = SignInPage(
        mail: "", returnTo: localPath(visit.query["retour"]), refusal: nil, language: visit.language)
      return .page(Page(t("Se connecter"), isNarrow: true, page))
    }
    registry.post(SignInAddress.self, access: .anyone, input: AddressTyped.self) { _, visit, typed in
      try await ask(typed, visit)
    }
    registry.get(SignInCodeAddress.self, access: .anyone) { _, visit in try await codePage(visit, refusal: nil) }
    registry.post(SignInCodeAddress.self, access: .anyone, input: CodeTyped.self) { _, visit, typed in
      try await typeCode(typed, visit)
    }
    registry.get(SignInLinkAddress.self, access: .anyone) { address, visit in
      try visit.client.mayGuess()
      let found = try await database.read { db in try SignIn.with(link: address.secret, at: visit.now, db) }
      guard let found else { throw failure(visit) }
      let page = SignInLinkPage(link: address.secret, mail: found.mail, language: visit.language)
      return .page(Page(t("Encore un clic"), isNarrow: true, page))
    }
    registry.post(SignInLinkAddress.self, access: .anyone) { address, visit in
      try visit.client.mayGuess()
      let found = try await database.write { db in
        let found = try SignIn.with(link: address.secret, at: visit.now, db)
        try found?.markProved(by: visit.browser, at: visit.now, db)
        return found
      }
      guard let found else { throw failure(visit) }
      return try await enter(found, isShared: false, visit)
    }
    registry.get(WhoAddress.self, access: .anyone) { _, visit in
      let (_, persons) = try await proved(visit)
      return .page(
        Page(
          t("Qui êtes-vous ?"), isNarrow: true,
          WhoPage(persons: persons, name: "", refusal: nil, language: visit.language)))
    }
    registry.post(WhoAddress.self, access: .anyone, input: WhoTyped.self) { _, visit, typed in
      try await choose(typed, visit)
    }
  }

  /// A link that opens nothing is either old or a guess.
  private func failure(_ visit: Visit) -> SignIn.Refusal {
    visit.client.hasFailed()
    return .expired
  }

  private func ask(_ typed: AddressTyped, _ visit: Visit) async throws -> Answer {
    do {
      guard let mail = MailAddress(typed.mail) else { throw SignIn.Refusal.notAnAddress }
      var generator = SystemRandomNumberGenerator()
      let proof = SignIn.Proof(using: &generator)
      let letter = SignInMail(mail: mail.text, proof: proof, language: visit.language, site: visit.site).letter
      try await database.write { db in
        try SignIn.ask(
          mail.text, from: visit.browser, returningTo: typed.returnTo, proof: proof, letter: { _ in letter },
          at: visit.now,
          db)
      }
      return .redirect(to: visit.language.address(SignInCodeAddress().path))
    } catch let refusal as SignIn.Refusal {
      guard !visit.wantsJSON else { throw refusal }
      let page = SignInPage(
        mail: typed.mail, returnTo: typed.returnTo, refusal: refusal, language: visit.language)
      return .page(Page(t("Se connecter"), status: refusal.status, isNarrow: true, page))
    }
  }

  private func codePage(_ visit: Visit, refusal: SignIn.Refusal?) async throws -> Answer {
    let newest = try await database.read { db in try SignIn.newest(for: visit.browser, db) }
    guard let newest else { return .redirect(to: visit.language.address(SignInAddress().path)) }
    let page = SignInCodePage(
      mail: newest.mail, isLate: visit.now.seconds(since: newest.askedAt) >= 120, refusal: refusal,
      settings: visit.site.settings, language: visit.language)
    return .page(Page(t("Tapez le code reçu"), status: refusal?.status ?? 200, isNarrow: true, page))
  }

  private func typeCode(_ typed: CodeTyped, _ visit: Visit) async throws -> Answer {
    try visit.client.mayGuess()
    let result = try await database.write { db in
      try SignIn.prove(code: typed.code, in: visit.browser, at: visit.now, db)
    }
    switch result {
    case .success(let signIn): return try await enter(signIn, isShared: typed.isShared, visit)
    case .failure(let refusal):
      visit.client.hasFailed()
      return try await visit.refuse(refusal) { try await codePage(visit, refusal: refusal) }
    }
  }

  /// The only person of an address enters at once; a newcomer, or one of several, says who she is.
  private func enter(_ signIn: SignIn, isShared: Bool, _ visit: Visit) async throws -> Answer {
    let persons = try await database.read { db in try Person.all(with: signIn.mail, db) }
    guard persons.count == 1, !isShared, let person = persons.first else {
      return .redirect(to: visit.language.address(WhoAddress().path))
    }
    return try await start(signIn, visit) { _ in person.id }
  }

  private func proved(_ visit: Visit) async throws -> (SignIn, [Person]) {
    let found = try await database.read { db -> (SignIn, [Person])? in
      guard let signIn = try SignIn.proved(by: visit.browser, at: visit.now, db) else { return nil }
      return (signIn, try Person.all(with: signIn.mail, db))
    }
    guard let found else { throw SignIn.Refusal.expired }
    return found
  }

  private func choose(_ typed: WhoTyped, _ visit: Visit) async throws -> Answer {
    let (signIn, persons) = try await proved(visit)
    if let token = typed.person {
      guard let person = persons.first(where: { $0.token == token }) else { throw NotFound() }
      return try await start(signIn, visit) { _ in person.id }
    }
    let name: String
    do throws(SignIn.Refusal) {
      name = try typed.checked()
    } catch {
      guard !visit.wantsJSON else { throw error }
      let page = WhoPage(persons: persons, name: typed.name, refusal: error, language: visit.language)
      return .page(Page(t("Qui êtes-vous ?"), status: error.status, isNarrow: true, page))
    }
    var generator = SystemRandomNumberGenerator()
    let token = Token(using: &generator)
    return try await start(signIn, visit) { db in
      try Person.create(
        name: name, mail: signIn.mail, token: token, through: .link, at: visit.now, db)
    }
  }

  private func start(
    _ signIn: SignIn, _ visit: Visit, _ person: @escaping @Sendable (Transaction) throws -> Int64
  ) async throws -> Answer {
    var generator = SystemRandomNumberGenerator()
    let secret = Secret(using: &generator)
    let expiresAt = try await database.write { db in
      guard try SignIn.proved(by: visit.browser, at: visit.now, db)?.id == signIn.id else {
        throw SignIn.Refusal.expired
      }
      try signIn.end(at: visit.now, db)
      return try Session.start(
        secret, person: try person(db), mail: signIn.mail, browser: visit.userAgent, through: .link, at: visit.now, db)
    }
    // It outlives the session: what is sent later from an open page is known by it, and kept.
    let cookie = SetCookie(
      name: .session, secret: secret,
      maximumAgeSeconds: expiresAt.seconds(since: visit.now) + Session.rememberedSeconds)
    return .setting([cookie], .redirect(to: visit.language.address(localPath(signIn.returnTo))))
  }
}

/// A path of this site, or the home page: a redirection never leaves the site (SECURITY 2).
package func localPath(_ path: String?) -> String {
  guard let path, path.hasPrefix("/"), !path.hasPrefix("//"), path.utf8.count <= 500,
    path.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") })
  else { return "/" }
  return path
}
