import Foundation
import HTTPTypes
import Hummingbird
import Localization
import Logging
import NIOCore
import NIOEmbedded
import Storage
import Synchronization

@testable import Platform

/// A clock that tests move by hand.
final class HandClock: Sendable {
  private struct State {
    var instant: Instant
    /// Where it goes by itself, and how often it is looked at before.
    var next: (instant: Instant, looks: Int)?

    mutating func look() -> Instant {
      if let next {
        self.next = next.looks > 0 ? (instant: next.instant, looks: next.looks - 1) : nil
        if next.looks == 0 { instant = next.instant }
      }
      return instant
    }
  }

  private let state: Mutex<State>
  init(_ start: Instant) { state = Mutex(State(instant: start)) }
  var clock: Clock { Clock { self.state.withLock { $0.look() } } }
  func move(to instant: Instant) { state.withLock { $0 = State(instant: instant) } }
  /// Moves it once it has been looked at so many times more.
  func move(to instant: Instant, after looks: Int) { state.withLock { $0.next = (instant: instant, looks: looks) } }
  func advance(seconds: Int64) { state.withLock { $0.instant = $0.instant.adding(seconds: seconds) } }
}

/// A browser without script: keeps its cookies, and posts forms with the token of the page that holds them.
final class Browser {
  let asking: Asking
  var cookies: [String: String] = [:]
  /// When each ends, as a browser drops it then; those that a test puts there stay.
  private var cookieEnds: [String: Instant] = [:]
  /// All that it has asked for, so that somebody else may try the same.
  private(set) var sent: [(method: HTTPRequest.Method, path: String, body: String)] = []
  /// Told of each request just before it leaves.
  var isAbout: (_ method: HTTPRequest.Method, _ path: String, _ body: String) async throws -> Void = { _, _, _ in }

  init(_ asking: Asking) { self.asking = asking }

  func get(_ path: String) async throws -> Answered { try await send(.get, path, body: "", site: nil) }

  /// Posts with the token of the sign-in page, or with `token` (nil for none at all).
  func post(_ path: String, _ fields: [String: String]) async throws -> Answered {
    try await post(path, fields, token: try await token())
  }

  func post(
    _ path: String, _ fields: [String: String], token: String?, site: String? = "same-origin", origin: String? = nil
  ) async throws -> Answered {
    var pairs = fields.map { "\(percentEncoded($0.key))=\(percentEncoded($0.value))" }
    if let token { pairs.append("_form=\(token)") }
    return try await send(.post, path, body: pairs.joined(separator: "&"), site: site, origin: origin)
  }

  /// Posts a body as it is, for fields that come several times.
  func post(_ path: String, raw body: String) async throws -> Answered {
    try await send(.post, path, body: body, site: "same-origin")
  }

  /// Posts as a program does, with the token of this browser's forms in a field of the header.
  func post(_ path: String, json body: String, token: String? = nil, type: String = "application/json") async throws
    -> Answered
  {
    var fields: [String: String] = ["Content-Type": type]
    fields["X-Form-Token"] = token
    return try await send(.post, path, body: body, site: nil, fields: fields)
  }

  /// Posts a form with a file at its end, as a browser without script does.
  func post(_ path: String, _ fields: [String: String], file: [UInt8], name: String = "fichier") async throws
    -> Answered
  {
    var body: [UInt8] = []
    let pairs = [("_form", try await token())] + fields.map { ($0.key, $0.value) }
    for (field, value) in pairs {
      body += Array("--limite\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n".utf8)
    }
    let head = "--limite\r\nContent-Disposition: form-data; name=\"\(name)\"; filename=\"../<x>.html\"\r\n"
    body += Array((head + "Content-Type: text/html\r\n\r\n").utf8) + file + Array("\r\n--limite--\r\n".utf8)
    // What is noted of it is the same form without its file.
    let noted = pairs.map { "\(percentEncoded($0.0))=\(percentEncoded($0.1))" }.joined(separator: "&")
    return try await send(
      .post, path, body: noted, bytes: body, site: "same-origin",
      fields: ["Content-Type": "multipart/form-data; boundary=limite", "Content-Length": String(body.count)])
  }

  /// Posts bytes as a script does, with the token of this browser's forms in a field of the header.
  func post(_ path: String, bytes: [UInt8], type: String = "application/octet-stream", token: String? = nil)
    async throws
    -> Answered
  {
    var fields: [String: String] = ["Content-Type": type, "Content-Length": String(bytes.count)]
    if type == "application/octet-stream" { fields["Accept"] = "application/json" }
    fields["X-Form-Token"] = token
    return try await send(.post, path, body: "", bytes: bytes, site: "same-origin", fields: fields)
  }

  /// The token that this browser's forms carry.
  func token(at path: String = "/connexion") async throws -> String {
    let page = try await get(path)
    return page.text.firstMatch(of: /name="_form" value="([0-9a-f]+)"/).map { String($0.1) } ?? ""
  }

  func askForCode(_ mail: String, returningTo path: String = "/") async throws {
    let answered = try await post("/connexion", ["adresse": mail, "retour": path])
    guard answered.fields[.location] == "/connexion/code" else { throw Unexpected(status: answered.status) }
    _ = try await asking.house.outbox.deliverWaiting()
  }

  /// Signs in by the code; with a name at the first time.
  func enter(_ mail: String, as name: String?) async throws {
    try await askForCode(mail)
    _ = try await post("/connexion/code", ["code": try await asking.newestMail().code])
    if let name { _ = try await post("/connexion/qui", ["nom": name]) }
  }

  struct Unexpected: Error { var status: Int }

  private func send(
    _ method: HTTPRequest.Method, _ path: String, body: String, bytes: [UInt8]? = nil, site: String?,
    origin: String? = nil, fields: [String: String] = [:]
  ) async throws -> Answered {
    try await isAbout(method, path, body)
    sent.append((method, path, body))
    var head = HTTPRequest(method: method, scheme: "http", authority: "test.example", path: path)
    let now = asking.time.clock.now()
    cookies = cookies.filter { cookie in cookieEnds[cookie.key].map { $0 > now } ?? true }
    head.headerFields[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
    if let site, let name = HTTPField.Name("Sec-Fetch-Site") { head.headerFields[name] = site }
    if let origin { head.headerFields[.origin] = origin }
    for (field, value) in fields {
      if let name = HTTPField.Name(field) { head.headerFields[name] = value }
    }
    let sent = bytes.map { ByteBuffer(bytes: $0) } ?? ByteBuffer(string: body)
    let answered = try await asking.answer(Request(head: head, body: RequestBody(buffer: sent)))
    for field in answered.fields[values: .setCookie] {
      let pair = field.split(separator: ";")[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let age = field.firstMatch(of: /Max-Age=([0-9]+)/).flatMap { Int64($0.1) } ?? 0
      cookies[String(pair[0])] = age == 0 ? nil : String(pair[1])
      cookieEnds[String(pair[0])] = asking.time.clock.now().adding(seconds: age)
    }
    return answered
  }
}

/// A mail as its reader sees it.
struct ReadMail {
  var recipient: String
  var body: String
  var code: String { body.firstMatch(of: /: ([0-9]{6})/).map { String($0.1) } ?? "" }
  /// The path of its link.
  var link: String { body.firstMatch(of: /(\/connexion\/lien\/[0-9a-z]+)/).map { String($0.1) } ?? "" }
}

extension Asking {
  /// The last mail that left; the demonstration keeps their texts.
  func newestMail() async throws -> ReadMail {
    try await house.database.read { db in
      try db.first("SELECT recipient, body FROM outgoing_mail WHERE state = 'sent' ORDER BY id DESC LIMIT 1") { row in
        ReadMail(recipient: try row.next(), body: try row.next())
      }
    } ?? ReadMail(recipient: "", body: "")
  }
}
