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
  let health: @Sendable () async -> Health

  package func respond(to request: Request, context: Context) async throws -> Response {
    let reference = Reference.make()
    var logger = context.logger
    logger[metadataKey: "reference"] = "\(reference)"
    let isHead = request.head.method == .head
    if request.head.path == "/health" { return await healthAnswer() }
    if let path = request.head.path, let asset = site.assets.asset(at: path) {
      return Reply.asset(asset, acceptsGzip: Reply.acceptsGzip(request))
    }
    var language = Language.french
    do {
      let visit = try await visit(of: request, reference: reference)
      language = visit.language
      let answer = try await self.answer(to: visit)
      return try render(answer, visit.language, path: visit.path, request, isHead: isHead)
    } catch {
      return refused(error, language, reference, request, logger)
    }
  }

  /// The request decoded: language from the prefix, path, query, form.
  private func visit(of request: Request, reference: String) async throws -> Visit {
    let target = request.head.path ?? "/"
    guard target.utf8.count <= Limits.addressBytes else { throw RequestRefusal.addressTooLong }
    guard request.head.authority?.isEmpty == false else { throw RequestRefusal.host }
    let cut = target.firstIndex(of: "?") ?? target.endIndex
    let rawQuery = cut == target.endIndex ? "" : target[target.index(after: cut)...]
    let (language, path) = Self.split(target[..<cut])
    let method: Visit.Method
    switch request.head.method {
    case .get, .head: method = .get
    case .post: method = .post
    case .delete: method = .delete
    default: throw RequestRefusal.methodNotAllowed
    }
    var visit = Visit(
      method: method, path: path, query: FormFields(), form: FormFields(), language: language, now: clock.now(),
      reference: reference)
    visit.query = try fields(rawQuery, or: .malformedAddress)
    guard method == .post else { return visit }
    let body: ByteBuffer
    do { body = try await request.body.collect(upTo: Limits.bodyBytes) } catch { throw RequestRefusal.bodyTooLarge }
    visit.form = try fields(Substring(String(buffer: body)), or: .malformedForm)
    return visit
  }

  private func fields(_ text: Substring, or refusal: RequestRefusal) throws(RequestRefusal) -> FormFields {
    do throws(FieldsRefusal) { return try FormFields(urlencoded: text) } catch { throw refusal }
  }

  static func split(_ path: Substring) -> (Language, String) {
    if path == "/en" { return (.english, "/") }
    if path.hasPrefix("/en/") { return (.english, String(path.dropFirst(3))) }
    return (.french, String(path))
  }

  private func answer(to visit: Visit) async throws -> Answer {
    var parts: [String] = []
    for part in visit.path.split(separator: "/") {
      do { parts.append(try PercentCoding.decode(part, plusIsSpace: false)) } catch {
        throw RequestRefusal.malformedAddress
      }
    }
    switch routes.match(visit.method, parts) {
    case .none: throw NotFound()
    case .otherMethod: throw RequestRefusal.methodNotAllowed
    case .found(let route, let segments): return try await route.handler(visit, segments)
    }
  }

  private func render(
    _ answer: Answer, _ language: Language, path: String, _ request: Request, isHead: Bool
  ) throws -> Response {
    switch answer {
    case .page(let page):
      return Reply.html(bytes(of: page, language, path: path), status: page.status, isHead: isHead)
    case .redirect(let target): return Reply.redirect(to: target)
    case .json(let bytes): return Reply.bytes(bytes, type: "application/json", isHead: isHead)
    case .file(let file): return Reply.file(file, isHead: isHead)
    }
  }

  private func bytes(of page: Page, _ language: Language, path: String) -> [UInt8] {
    var buffer = PageBuffer(language: language, catalogue: site.catalogue)
    Frame(page: page, language: language, path: path, site: site).write(to: &buffer)
    return buffer.bytes
  }

  private func refused(
    _ error: any Error, _ language: Language, _ reference: String, _ request: Request, _ logger: Logger
  ) -> Response {
    let heading: Phrase
    let sentence: Phrase
    let status: Int
    switch error {
    case is NotFound:
      (status, heading) = (404, t("Page introuvable"))
      sentence = t("Cette page n’existe pas, ou plus. L’adresse est peut-être incomplète.")
    case let refusal as any Refusal:
      (status, heading, sentence) = (refusal.status, t("Demande refusée"), refusal.sentence)
    case StorageError.unavailable:
      logger.error("database unavailable")
      (status, heading) = (503, t("Service indisponible"))
      sentence = RequestRefusal.unavailable.sentence
    default:
      logger.error("unexpected error", metadata: ["error": "\(type(of: error))"])
      (status, heading) = (500, t("Une erreur est survenue"))
      sentence = t("Ce n’est pas de votre fait. Rien de ce que vous avez enregistré n’est perdu.")
    }
    let page = Page(
      heading, status: status, RefusalPage(heading: heading, sentence: sentence, reference: reference))
    let bytes = bytes(of: page, language, path: "/")
    return Reply.html(bytes, status: status, isHead: request.head.method == .head)
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
    let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")
    var generator = SystemRandomNumberGenerator()
    return String((0..<8).map { _ in alphabet[Int.random(in: 0..<32, using: &generator)] })
  }
}
