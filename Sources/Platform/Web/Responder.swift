import HTML
import HTTPTypes
package import Hummingbird
import Localization
import Logging
import NIOCore
import Storage

/// Answers every request: address, limits, route, page. The one way in, for the server and for the tests.
package struct Responder: HTTPResponder {
  package typealias Context = WebContext
  let site: Site
  let routes: RouteTable
  let clock: Clock
  let door: Door
  let logger: Logger
  let forwarding: Forwarding
  let guesses: Guesses
  /// Jobs and mails, in Prometheus' text format.
  let workload: @Sendable () async -> String
  let health: @Sendable () async -> Health
  let cache = PageCache()
  let metrics = Metrics()
  let writes = WriteLimit()

  package func respond(to request: Request, context: Context) async throws -> Response {
    let start = ContinuousClock.now
    let asked = Asked(request.head, routes)
    let reference = Reference.make()
    let response = await answer(asked, request, Caller(reference: reference, peer: context.peer))
    // A path that no route answers has no label of its own.
    let line = RequestLine(
      route: asked.route?.pattern ?? Metrics.unmatched, method: asked.method ?? .get, status: response.status.code,
      duration: ContinuousClock.now - start, reference: reference)
    metrics.record(line)
    line.write(to: logger)
    return response
  }

  /// What is refused on every route, and where no route answers: a request that does not name one host, a body that
  /// is too large by the length that it says or, when it says none, by count.
  private func malformed(_ request: Request, _ asked: Asked) async -> RequestRefusal? {
    guard request.head.authority?.isEmpty == false, !Self.namesTwoHosts(request.headers) else { return .host }
    guard ConnectionGuard.isLengthAllowed(request.headers, asked.bodyBytes) else { return .bodyTooLarge }
    guard request.head.method != .post, request.headers[.transferEncoding] != nil else { return nil }
    do { _ = try await request.body.collect(upTo: Limits.bodyBytes) } catch { return .bodyTooLarge }
    return nil
  }

  /// To the https address, when the proxy in front was reached without TLS.
  private func securely(_ request: Request, _ asked: Asked, _ caller: Caller) -> Response? {
    guard site.settings.isSecure, !forwarding.trusted.isEmpty, asked.method == .get, asked.target.hasPrefix("/"),
      forwarding.isPlain(request.headers, from: caller.address)
    else { return nil }
    return Reply.redirect(to: site.settings.baseAddress + asked.target)
  }

  private func answer(_ asked: Asked, _ request: Request, _ caller: Caller) async -> Response {
    if let refusal = await malformed(request, asked) { return refused(refusal, nil, caller.reference, request) }
    if asked.target == "/health" { return await healthAnswer() }
    if asked.target == "/metrics" {
      let text = metrics.text + (await workload())
      return Reply.bytes(Array(text.utf8), type: "text/plain; version=0.0.4; charset=utf-8", isHead: false)
    }
    if let secure = securely(request, asked, caller) { return secure }
    if let asset = site.assets.asset(at: asked.target) {
      return Reply.asset(asset, acceptsGzip: Reply.acceptsGzip(request))
    }
    if APIAddress.begins(asked.target) { return await program(asked, request, caller) }
    guard asked.isPublic, !door.isSignedIn(request), !Asked.wantsJSON(request)
    else { return await drawn(asked, request, caller).response }
    switch await cache.page(asked.target, { await drawn(asked, request, caller) }) {
    case .shared(let page): return Reply.cached(page, request)
    case .own(let response): return response
    case .unshared: return await drawn(asked, request, caller).response
    }
  }

  /// The answer to this request, and the bytes of its page where anybody may keep them: found, no form that posts.
  func drawn(_ asked: Asked, _ request: Request, _ caller: Caller) async -> PageCache.Answered {
    var shown: Visit?
    do {
      let visit = try await visit(asked, request, caller)
      shown = visit
      try await admit(visit, asked, request)
      if visit.method != .get, visit.piece.isEmpty, let person = visit.person, site.settings.hasLimits,
        !writes.allows(person.id, at: clock.now())
      {
        throw RequestRefusal.tooManyWrites
      }
      var answer = try await self.answer(to: visit, asked)
      if request.head.method == .head, case .stream(let stream) = answer {
        answer = .stream(try await stream.measured())
      }
      guard case .page(let page) = answer else { return .init(response: render(answer, visit, request)) }
      let buffer = draw(page, visit)
      let isShared = page.status == 200 && !buffer.hasForm && visit.person == nil
      return .init(
        response: html(buffer, visit, status: page.status, request), bytes: isShared ? buffer.bytes : nil)
    } catch {
      if let shown, let answer = try? await door.redirect(error, shown, gettingIn: site.gettingIn) {
        return .init(response: render(answer, shown, request))
      }
      if case RequestRefusal.formToken = error { client(request, caller).hasFailed() }
      return .init(response: refused(error, shown, caller.reference, request))
    }
  }

  /// Refuses what another site posts, and what the site does not take now.
  private func admit(_ visit: Visit, _ asked: Asked, _ request: Request) async throws {
    let isClosed = visit.pause.flatMap { step in asked.route.map { routes.isClosed($0, during: step) } } ?? false
    do {
      if asked.route?.isProvedByAddress != true { try await door.check(visit, request) }
    } catch is SignInNeeded where isClosed {
      // Kept in the page, and not in the database.
      throw RequestRefusal.paused
    }
    if isClosed { throw RequestRefusal.paused }
  }

  private func draw(_ page: Page, _ visit: Visit) -> PageBuffer {
    var buffer = PageBuffer(language: visit.language, catalogue: site.catalogue) { door.formToken(for: visit) }
    Frame(
      page: page, language: visit.language, path: visit.target, site: site, person: visit.person,
      pause: visit.pause, isSearchCut: visit.isSearchCut
    ).write(to: &buffer)
    return buffer
  }

  /// The request decoded: path, query, person, form.
  private func visit(_ asked: Asked, _ request: Request, _ caller: Caller) async throws -> Visit {
    guard asked.target.utf8.count <= Limits.addressBytes else { throw RequestRefusal.addressTooLong }
    guard let method = asked.method else { throw RequestRefusal.methodNotAllowed }
    var visit = Visit(
      method: method, path: asked.path, query: FormFields(), form: FormFields(), language: asked.language,
      now: clock.now(), clock: clock,
      reference: caller.reference, site: site, client: client(request, caller), browser: door.browser(of: request),
      userAgent: String((request.headers[.userAgent] ?? "").prefix(200)),
      wantsJSON: Asked.wantsJSON(request))
    visit.query = try fields(asked.query, or: .malformedAddress)
    (visit.person, visit.pause) = try await door.seen(by: request, at: visit.now)
    guard method == .post else { return visit }
    switch (asked.route?.sending ?? .fields, Asked.mediaType(request)) {
    case (.file(let longest), "multipart/form-data"):
      let length = request.headers[.contentLength].flatMap { Int($0) }
      let file = try IncomingFile(
        request.body, boundary: Asked.boundary(request) ?? "", length: length, longest: longest)
      visit.form = try await file.fields()
      visit.file = file
      return visit
    case (.files(let longest, let most), "multipart/form-data"):
      let body = try await collect(request, upTo: visit.person == nil ? Limits.bodyBytes : asked.bodyBytes)
      (visit.form, visit.files) = try SentFiles.read(
        body.readableBytesView, boundary: Asked.boundary(request) ?? "", longest: longest, most: most)
      return visit
    case (.piece(let longest), "application/octet-stream"):
      visit.piece = Array((try await collect(request, upTo: longest)).readableBytesView)
      return visit
    default: break
    }
    let body = try await collect(request, upTo: Limits.bodyBytes)
    visit.isFromProgram = Asked.sendsJSON(request)
    visit.wantsJSON = visit.wantsJSON || visit.isFromProgram
    // Where the address proves, a mail provider posts in the form it likes (RFC 8058 §3.2): nothing of it is read.
    visit.form = asked.route?.isProvedByAddress == true ? FormFields() : try form(body, request)
    return visit
  }

  private func collect(_ request: Request, upTo most: Int) async throws(RequestRefusal) -> ByteBuffer {
    do { return try await request.body.collect(upTo: most) } catch { throw .bodyTooLarge }
  }

  /// The first `Host` is the authority; another stays among the fields (RFC 9112 §3.2: refuse it).
  private static func namesTwoHosts(_ fields: HTTPFields) -> Bool {
    fields.contains { $0.name.canonicalName == "host" }
  }

  private func client(_ request: Request, _ caller: Caller) -> Client {
    Client(address: forwarding.client(of: request.headers, from: caller.address), guesses: guesses)
  }

  /// A form or JSON, read into the same fields; nothing else is taken.
  private func form(_ body: ByteBuffer, _ request: Request) throws(RequestRefusal) -> FormFields {
    guard body.readableBytes > 0 else { return FormFields() }
    if Asked.sendsJSON(request) {
      do throws(FieldsRefusal) { return try FormFields(json: Array(body.readableBytesView)) } catch {
        throw .malformedForm
      }
    }
    let type = Asked.mediaType(request)
    guard type == nil || type == "application/x-www-form-urlencoded" else { throw .mediaType }
    return try fields(Substring(String(buffer: body)), or: .malformedForm)
  }

  private func fields(_ text: Substring, or refusal: RequestRefusal) throws(RequestRefusal) -> FormFields {
    do throws(FieldsRefusal) { return try FormFields(urlencoded: text) } catch { throw refusal }
  }

  private func answer(to visit: Visit, _ asked: Asked) async throws -> Answer {
    switch asked.match {
    case nil: throw RequestRefusal.malformedAddress
    case .some(.none): throw NotFound()
    case .otherMethod: throw RequestRefusal.methodNotAllowed
    case .found(let route, let segments): return try await route.handler(visit, segments)
    }
  }

  private func render(_ answer: Answer, _ visit: Visit, _ request: Request) -> Response {
    let isHead = request.head.method == .head
    switch answer {
    case .page(let page): return html(draw(page, visit), visit, status: page.status, request)
    case .redirect(let target): return Reply.redirect(to: target)
    case .json(let bytes): return Reply.bytes(bytes, type: "application/json", isHead: isHead)
    case .data(let bytes): return Reply.data(bytes, request)
    case .file(let file): return Reply.file(file, isHead: isHead)
    case .stream(let stream): return Reply.stream(stream, isHead: isHead)
    case .setting(let cookies, let answer):
      var response = render(answer, visit, request)
      for cookie in cookies { response.headers.append(door.field(setting: cookie)) }
      return response
    }
  }

  /// A page in its frame. One with a form that posts belongs to one browser: the browser gets its cookie.
  private func html(_ buffer: borrowing PageBuffer, _ visit: Visit, status: Int, _ request: Request) -> Response {
    // What an address says, and what only its reader may see, never stand in one compressed page (BREACH).
    let mayCompress = visit.method == .get && (visit.person == nil || visit.query.pairs.isEmpty)
    let isCompressed = mayCompress && Reply.acceptsGzip(request)
    var response = Reply.html(
      buffer, status: status, isHead: request.head.method == .head, isCompressed: isCompressed)
    if mayCompress { response.headers[.vary] = "Accept-Encoding" }
    guard buffer.hasForm || visit.person != nil else { return response }
    response.headers[.cacheControl] = "no-store"
    if buffer.hasForm { response.headers.append(door.field(keeping: visit.browser)) }
    return response
  }

  func refused(
    _ error: any Error, _ visit: Visit?, _ reference: String, _ request: Request
  ) -> Response {
    let (status, heading, sentence) = told(error, reference, request)
    let visit =
      visit
      ?? Visit(
        method: .get, path: "/", query: FormFields(), form: FormFields(), language: .french, now: clock.now(),
        clock: clock, reference: reference, site: site, client: Client(address: nil, guesses: guesses),
        browser: door.browser(of: request), userAgent: "",
        wantsJSON: Asked.wantsJSON(request) || Asked.sendsJSON(request))
    guard !visit.wantsJSON else {
      let problem = Problem(
        title: heading.text(in: visit.language, site.catalogue), status: status,
        detail: sentence.text(in: visit.language, site.catalogue), instance: reference,
        errors: Problem.fields(refused: error) { $0.text(in: visit.language, site.catalogue) })
      return Reply.bytes(
        problem.bytes, type: Problem.mediaType, status: status, isHead: request.head.method == .head)
    }
    if case RequestRefusal.paused = error {
      let page = Page(t("Lecture seule"), status: status, isNarrow: true, KeptFormPage(whilePaused: visit))
      return html(draw(page, visit), visit, status: status, request)
    }
    var home = visit
    home.path = "/"
    let page = Page(
      heading, status: status,
      RefusalPage(heading: heading, sentence: sentence, reference: reference, language: visit.language))
    return html(draw(page, home), home, status: status, request)
  }

  private func told(_ error: any Error, _ reference: String, _ request: Request) -> (Int, Phrase, Phrase) {
    switch error {
    case is NotFound:
      let sentence = t("Cette page n’existe pas, ou plus. L’adresse est peut-être incomplète.")
      return (404, t("Page introuvable"), sentence)
    case is MandateNeeded:
      return (403, t("Demande refusée"), t("Il faut d’abord pouvoir agir pour un organisme."))
    case is SignInNeeded: return (401, t("Connectez-vous"), t("Votre connexion a pris fin. Connectez-vous de nouveau."))
    case let refusal as any Refusal: return (refusal.status, t("Demande refusée"), refusal.sentence)
    case let error as StorageError where error.isOutage:
      logger.error("database unavailable", metadata: ["reason": "\(error)", "reference": "\(reference)"])
      return (503, t("Service indisponible"), RequestRefusal.unavailable.sentence)
    default:
      let route = Asked(request.head, routes).route?.pattern ?? Metrics.unmatched
      logger.error(
        "unexpected error",
        metadata: ["route": "\(route)", "error": "\(Self.kind(of: error))", "reference": "\(reference)"])
      let sentence = t("Ce n’est pas de votre fait. Rien de ce que vous avez enregistré n’est perdu.")
      return (500, t("Une erreur est survenue"), sentence)
    }
  }

  private func healthAnswer() async -> Response {
    let health = await health()
    return Reply.bytes(
      Array(health.json.utf8), type: "application/json", status: health.isGood ? 200 : 503, isHead: false)
  }
}

/// What `/health` tells: the database answers, its migrations are those of this program, the writer is alive.
package struct Health: Sendable {
  package var databaseAnswers: Bool
  package var isAtLevel: Bool
  package var writerAlive: Bool
  /// Jobs whose last run failed, a way out for mails that is shut among them: told, and no reason to stop serving.
  package var failingJobs: [String]
  /// What rooms measure, as JSON: `"leafCopyLag":0`.
  var measures: [String]
  package init(
    databaseAnswers: Bool, isAtLevel: Bool, writerAlive: Bool, failingJobs: [String] = [], measures: [String] = []
  ) {
    self.databaseAnswers = databaseAnswers
    self.isAtLevel = isAtLevel
    self.writerAlive = writerAlive
    self.failingJobs = failingJobs
    self.measures = measures
  }
  package var isGood: Bool { databaseAnswers && isAtLevel && writerAlive }
  var json: String {
    let failing = failingJobs.map { "\"\($0)\"" }.joined(separator: ",")
    let parts = "\"database\":\(databaseAnswers),\"migrations\":\(isAtLevel),\"writer\":\(writerAlive)"
    let all = ([parts, "\"failingJobs\":[\(failing)]"] + measures).joined(separator: ",")
    return "{\(all)}\n"
  }
}

/// A number that a room tells on `/health`; null where it cannot be read.
struct HealthMeasure: Sendable {
  var name: StaticString
  var read: @Sendable () async throws -> Int64

  func json() async -> String { "\"\(name)\":\((try? await read()).map(String.init) ?? "null")" }
}

/// The name of the request, and who is at the other end of its connection.
struct Caller: Sendable {
  var reference: String
  var peer: SocketAddress?
  var address: NetworkAddress? { peer?.ipAddress.flatMap { NetworkAddress($0) } }
}

/// Eight characters that name a request, on the error page and in the log.
enum Reference {
  static func make() -> String {
    var generator = SystemRandomNumberGenerator()
    return base32(8, using: &generator)
  }
}
