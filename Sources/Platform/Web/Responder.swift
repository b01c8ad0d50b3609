import HTML
import HTTPTypes
package import Hummingbird
import Localization
import Logging
import NIOCore
import Storage

/// Answers every request: address, limits, route, page. The one way in, for the server and for the tests.
package struct Responder: HTTPResponder {
  package typealias Context = BasicRequestContext
  let site: Site
  let routes: RouteTable
  let clock: Clock
  let door: Door
  let health: @Sendable () async -> Health
  let cache = PageCache()
  let metrics = Metrics()
  let writes = WriteLimit()
  private let startedAt = ContinuousClock.now

  package func respond(to request: Request, context: Context) async throws -> Response {
    let start = ContinuousClock.now
    let asked = Asked(request, routes)
    let response = await answer(asked, request, context.logger)
    // A path that no route answers has no label of its own.
    metrics.record(
      route: asked.route?.pattern ?? Metrics.unmatched, method: asked.method == .post ? "POST" : "GET",
      status: response.status.code, duration: ContinuousClock.now - start)
    return response
  }

  private func answer(_ asked: Asked, _ request: Request, _ logger: Logger) async -> Response {
    if asked.target == "/health" { return await healthAnswer() }
    if asked.target == "/metrics" {
      return Reply.bytes(Array(metrics.text.utf8), type: "text/plain; version=0.0.4; charset=utf-8", isHead: false)
    }
    if let asset = site.assets.asset(at: asked.target) {
      return Reply.asset(asset, acceptsGzip: Reply.acceptsGzip(request))
    }
    guard asked.isPublic, !door.isSignedIn(request), request.headers[.accept]?.hasPrefix("application/json") != true
    else { return await drawn(asked, request, logger).response }
    switch await cache.page(asked.target, { await drawn(asked, request, logger) }) {
    case .shared(let page): return Reply.cached(page, request)
    case .own(let response): return response
    case .unshared: return await drawn(asked, request, logger).response
    }
  }

  /// The answer to this request, and the bytes of its page where anybody may keep them: found, no form that posts.
  private func drawn(_ asked: Asked, _ request: Request, _ logger: Logger) async -> PageCache.Answered {
    let reference = Reference.make()
    var logger = logger
    logger[metadataKey: "reference"] = "\(reference)"
    var shown: Visit?
    do {
      let visit = try await visit(asked, request, reference: reference)
      shown = visit
      try await door.check(visit, request)
      if visit.method != .get, let person = visit.person, site.settings.hasLimits,
        !writes.allows(person.id, at: ContinuousClock.now, since: startedAt)
      {
        throw RequestRefusal.tooManyWrites
      }
      let answer = try await self.answer(to: visit, asked)
      guard case .page(let page) = answer else { return .init(response: render(answer, visit, request)) }
      let buffer = draw(page, visit)
      let isShared = page.status == 200 && !buffer.hasForm && visit.person == nil
      return .init(
        response: html(buffer, visit, status: page.status, request), bytes: isShared ? buffer.bytes : nil)
    } catch {
      if let shown, let answer = try? await door.redirect(error, shown, gettingIn: site.gettingIn) {
        return .init(response: render(answer, shown, request))
      }
      return .init(response: refused(error, shown, reference, request, logger))
    }
  }

  private func draw(_ page: Page, _ visit: Visit) -> PageBuffer {
    var buffer = PageBuffer(
      language: visit.language, catalogue: site.catalogue, formToken: door.formToken(for: visit))
    Frame(page: page, language: visit.language, path: visit.path, site: site, person: visit.person).write(to: &buffer)
    return buffer
  }

  /// The request decoded: path, query, person, form.
  private func visit(_ asked: Asked, _ request: Request, reference: String) async throws -> Visit {
    guard asked.target.utf8.count <= Limits.addressBytes else { throw RequestRefusal.addressTooLong }
    guard request.head.authority?.isEmpty == false else { throw RequestRefusal.host }
    guard let method = asked.method else { throw RequestRefusal.methodNotAllowed }
    var visit = Visit(
      method: method, path: asked.path, query: FormFields(), form: FormFields(), language: asked.language,
      now: clock.now(),
      reference: reference, site: site, browser: door.browser(of: request),
      userAgent: String((request.headers[.userAgent] ?? "").prefix(200)),
      wantsJSON: request.headers[.accept]?.hasPrefix("application/json") ?? false)
    visit.query = try fields(asked.query, or: .malformedAddress)
    visit.person = try await door.person(of: request, at: visit.now)
    guard method == .post else { return visit }
    let body: ByteBuffer
    do { body = try await request.body.collect(upTo: Limits.bodyBytes) } catch { throw RequestRefusal.bodyTooLarge }
    visit.form = try fields(Substring(String(buffer: body)), or: .malformedForm)
    return visit
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
    case .file(let file): return Reply.file(file, isHead: isHead)
    case .setting(let cookies, let answer):
      var response = render(answer, visit, request)
      for cookie in cookies { response.headers.append(door.field(setting: cookie)) }
      return response
    }
  }

  /// A page in its frame. One with a form that posts belongs to one browser: the browser gets its cookie.
  private func html(_ buffer: PageBuffer, _ visit: Visit, status: Int, _ request: Request) -> Response {
    var response = Reply.html(buffer.bytes, status: status, isHead: request.head.method == .head)
    guard buffer.hasForm || visit.person != nil else { return response }
    response.headers[.cacheControl] = "no-store"
    if buffer.hasForm { response.headers.append(door.field(keeping: visit.browser)) }
    return response
  }

  private func refused(
    _ error: any Error, _ visit: Visit?, _ reference: String, _ request: Request, _ logger: Logger
  ) -> Response {
    let (status, heading, sentence) = Self.told(error, logger)
    let visit =
      visit
      ?? Visit(
        method: .get, path: "/", query: FormFields(), form: FormFields(), language: .french, now: clock.now(),
        reference: reference, site: site, browser: door.browser(of: request), userAgent: "", wantsJSON: false)
    guard !visit.wantsJSON else {
      let problem = Problem(
        title: heading.text(in: visit.language, site.catalogue), status: status,
        detail: sentence.text(in: visit.language, site.catalogue), instance: reference)
      return Reply.bytes(problem.bytes, type: "application/problem+json", status: status, isHead: false)
    }
    var home = visit
    home.path = "/"
    let page = Page(
      heading, status: status,
      RefusalPage(heading: heading, sentence: sentence, reference: reference, language: visit.language))
    return html(draw(page, home), home, status: status, request)
  }

  private static func told(_ error: any Error, _ logger: Logger) -> (Int, Phrase, Phrase) {
    switch error {
    case is NotFound:
      let sentence = t("Cette page n’existe pas, ou plus. L’adresse est peut-être incomplète.")
      return (404, t("Page introuvable"), sentence)
    case is SignInNeeded: return (401, t("Connectez-vous"), t("Votre connexion a pris fin. Connectez-vous de nouveau."))
    case let refusal as any Refusal: return (refusal.status, t("Demande refusée"), refusal.sentence)
    case let error as StorageError where error.isOutage:
      logger.error("database unavailable", metadata: ["reason": "\(error)"])
      return (503, t("Service indisponible"), RequestRefusal.unavailable.sentence)
    default:
      logger.error("unexpected error", metadata: ["error": "\(type(of: error))"])
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

/// What `/health` tells: the database answers, the writer is alive.
package struct Health: Sendable {
  package var databaseAnswers: Bool
  package var writerAlive: Bool
  package init(databaseAnswers: Bool, writerAlive: Bool) {
    self.databaseAnswers = databaseAnswers
    self.writerAlive = writerAlive
  }
  package var isGood: Bool { databaseAnswers && writerAlive }
  var json: String { "{\"database\":\(databaseAnswers),\"writer\":\(writerAlive)}\n" }
}

/// Eight characters that name a request, on the error page and in the log.
enum Reference {
  static func make() -> String {
    var generator = SystemRandomNumberGenerator()
    return base32(8, using: &generator)
  }
}
