import HTTPTypes
import Hummingbird
import Localization
import Storage

/// Who comes in: cookies, the token of forms, and what becomes of those who must first sign in.
struct Door: Sendable {
  let database: Database
  /// Makes the tokens of this installation worth nothing in another (SECURITY 14).
  let installation: [UInt8]
  let standings: StandingLoader
  let settings: Settings

  // MARK: Cookies

  /// With https, `__Host-` keeps a neighbouring site from setting it (RFC 6265bis §4.1.3.2).
  private func name(_ name: SetCookie.Name) -> String { settings.isSecure ? "__Host-\(name.rawValue)" : name.rawValue }

  private func secret(_ cookie: SetCookie.Name, of request: Request) -> Secret? {
    let wanted = (name(cookie) + "=").utf8
    for field in request.headers[values: .cookie] {
      for part in field.utf8.split(separator: UInt8(ascii: ";")) {
        let pair = part.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        guard pair.starts(with: wanted) else { continue }
        return Secret(String(Substring(pair.dropFirst(wanted.count))).trimmed)
      }
    }
    return nil
  }

  /// What the browser carries, or what it will if the page needs it.
  func browser(of request: Request) -> Secret {
    var generator = SystemRandomNumberGenerator()
    return secret(.browser, of: request) ?? Secret(using: &generator)
  }

  /// Whether the request carries a session, live or not.
  func isSignedIn(_ request: Request) -> Bool { secret(.session, of: request) != nil }

  /// Who asks, where somebody is signed in, and what the site refuses now.
  func seen(by request: Request, at now: Instant) async throws -> (person: SignedIn?, pause: Pause.Step?) {
    guard let secret = secret(.session, of: request) else {
      // What needs no database is shown without it.
      return (nil, (try? await database.read { db in try Pause.step(db) }) ?? nil)
    }
    return try await database.read { db in
      (try Session.person(holding: secret, at: now, standings: standings, db), try Pause.step(db))
    }
  }

  func field(setting cookie: SetCookie) -> HTTPField {
    let secure = settings.isSecure ? "; Secure" : ""
    let age = cookie.secret == nil ? 0 : cookie.maximumAgeSeconds
    let value = cookie.secret?.text ?? ""
    return HTTPField(
      name: .setCookie, value: "\(name(cookie.name))=\(value); Path=/; Max-Age=\(age); HttpOnly; SameSite=Lax\(secure)")
  }

  func field(keeping browser: Secret) -> HTTPField {
    field(setting: SetCookie(name: .browser, secret: browser, maximumAgeSeconds: 40 * 86_400))
  }

  // MARK: Forms

  /// Where a form carries its token, and where a program may.
  static let tokenField = "_form"
  private static let tokenHeader = HTTPField.Name("X-Form-Token")

  /// Bound to the browser, to the session if there is one, and to this installation; written anew in each page, so that
  /// the length of a compressed page says nothing of it (BREACH).
  func formToken(for visit: Visit) -> String {
    var generator = SystemRandomNumberGenerator()
    let numbers = (0..<(Self.tokenBytes + 7) / 8).map { _ in generator.next() as UInt64 }
    let mask = numbers.withUnsafeBytes { Array($0.prefix(Self.tokenBytes)) }
    let token = formToken(for: visit.browser, session: visit.person?.session ?? 0)
    return hexadecimal(mask + zip(mask, token).map { $0 ^ $1 })
  }

  private static let tokenBytes = 20

  private func formToken(for browser: Secret, session: Int64) -> [UInt8] {
    Array(browser.hash(for: "form", with: installation + Array("form \(session)".utf8)).prefix(Self.tokenBytes))
  }

  /// What was written in a page, without its mask; nothing for what never was a token.
  private static func unmasked(_ written: String) -> [UInt8] {
    let both = bytes(hexadecimal: written) ?? []
    guard both.count == 2 * tokenBytes else { return [] }
    return zip(both.prefix(tokenBytes), both.suffix(tokenBytes)).map { $0 ^ $1 }
  }

  /// Refuses what another site posts. A page of a session that has ended meanwhile is known by its token: what it posts
  /// is kept for after the sign-in, and nothing else is done with it. If the same person has signed in again meanwhile,
  /// her older page is as good as a new one.
  func check(_ visit: Visit, _ request: Request) async throws {
    guard visit.method != .get else { return }
    let site = request.headers[Self.secFetchSite]
    guard site == nil || site == "same-origin" || site == "none" else { throw RequestRefusal.formToken }
    if site == nil, let origin = request.headers[.origin], origin != settings.baseAddress {
      throw RequestRefusal.formToken
    }
    let sent = visit.form[Self.tokenField] ?? Self.tokenHeader.flatMap { request.headers[$0] } ?? ""
    let typed = Self.unmasked(sent)
    let isOf = { (session: Int64) in areEqualInConstantTime(typed, formToken(for: visit.browser, session: session)) }
    if isOf(visit.person?.session ?? 0) { return }
    if let person = visit.person {
      let earlier = try await database.read { db in try Session.numbers(of: person.id, db) }
      guard earlier.contains(where: isOf) else { throw RequestRefusal.formToken }
      return
    }
    guard let held = secret(.session, of: request),
      let ended = try await database.read({ db in try Session.number(of: held, db) }), isOf(ended)
    else { throw RequestRefusal.formToken }
    throw SignInNeeded()
  }

  private static let secFetchSite = HTTPField.Name("Sec-Fetch-Site") ?? .origin

  // MARK: Sent elsewhere

  /// Where somebody goes who must first sign in or get a mandate; nil for every other error.
  func redirect(_ error: any Error, _ visit: Visit, gettingIn: String) async throws -> Answer? {
    guard !visit.wantsJSON else { return nil }
    switch error {
    case is SignInNeeded:
      let back = visit.method == .get ? visit.target : try await keep(visit)
      return .redirect(to: visit.language.address(SignInAddress().path) + "?retour=" + percentEncoded(back))
    case is MandateNeeded:
      // What she typed while her mandate ended is shown to her again, with the way to another.
      let hasTyped =
        visit.method != .get && visit.form.pairs.contains { $0.name != Self.tokenField && !$0.value.isEmpty }
      guard hasTyped else { return .redirect(to: visit.language.address(gettingIn)) }
      return .redirect(to: visit.language.address(try await keep(visit)) + "?habilitation=oui")
    default: return nil
    }
  }

  private func keep(_ visit: Visit) async throws -> String {
    var generator = SystemRandomNumberGenerator()
    let token = Token(using: &generator)
    try await database.write { db in
      try KeptForm.keep(visit.form, to: visit.path, from: visit.browser, token: token, at: visit.now, db)
    }
    return KeptFormAddress(token: token.text).path
  }
}
