import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import Storage

@testable import Catalogue
@testable import Demonstration
@testable import Deposits
@testable import Directory
@testable import Platform
@testable import coporter

/// What a request was answered, read whole.
struct Answered {
  var status: Int
  var fields: HTTPFields
  var text: String
  var bytes: [UInt8] = []
}

/// A demonstration on a fresh database of `engine`, asked through the real responder.
struct Asking {
  let house: House
  let time: HandClock

  static func demonstration(_ engine: Engine) async throws -> Asking {
    let database = try await filled.copy(engine)
    return try await on(database, try modules(database))
  }

  /// Databases with the whole schema and nothing in it.
  static let bare = TemplateDatabase { database in
    _ = try await database.migrate(migrations(of: modules(database)))
  }

  private static let registered = TemplateDatabase { database in
    _ = try await database.migrate(migrations(of: modules(database)))
    _ = try await RegisterImport.run(from: DirectoryModule.data, into: database, now: Demonstration.start)
  }

  private static let filled = TemplateDatabase { database in
    _ = try await database.migrate(migrations(of: modules(database)))
    _ = try await Demonstration.fill(database)
  }

  /// The house with nobody and nothing in it: quick, for what needs no register.
  /// - Parameter mail: the way out for mails; a folder without it.
  static func empty(
    _ engine: Engine, _ settings: Settings = .demonstration, logger: Logger = Asking.quiet,
    mail: (any MailTransport)? = nil
  ) async throws -> Asking {
    try await empty(over: try await bare.copy(engine), settings, logger: logger, mail: mail)
  }

  static func empty(
    over database: Database, _ settings: Settings = .demonstration, logger: Logger = Asking.quiet,
    mail: (any MailTransport)? = nil
  ) async throws -> Asking {
    try await on(database, try modules(database, settings), settings, logger: logger, mail: mail)
  }

  /// The house with the official register, and nobody in it.
  static func register(_ engine: Engine) async throws -> Asking {
    let database = try await registered.copy(engine)
    return try await on(database, try modules(database))
  }

  /// Says only what goes wrong.
  static var quiet: Logger {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return logger
  }

  private static func on(
    _ database: Database, _ rooms: [any Module], _ settings: Settings = .demonstration, logger: Logger = Asking.quiet,
    mail: (any MailTransport)? = nil
  ) async throws -> Asking {
    let time = HandClock(Demonstration.start)
    let mails = Scratch.place("mails")
    let house = try await opened(
      rooms, over: database, settings, time.clock, logger: logger, mail: mail ?? MailFolder(mails))
    return Asking(house: house, time: time)
  }

  /// The same installation after a restart: another house on the same database.
  func restarted() async throws -> Asking {
    let mails = Scratch.place("mails")
    let again = try await Asking.opened(
      modules(house.database, house.settings), over: house.database, house.settings, time.clock,
      mail: MailFolder(mails))
    return Asking(house: again, time: time)
  }

  /// The house of these rooms, once its searches have read every text: until then what counts them is refused.
  static func opened(
    _ rooms: [any Module], over database: Database, _ settings: Settings, _ clock: Clock,
    logger: Logger = Asking.quiet, mail: any MailTransport
  ) async throws -> House {
    let house = try await buildHouse(
      modules: rooms, database: database, settings: settings, clock: clock, logger: logger, mail: mail)
    for case let deposits as DepositsModule in rooms { await deposits.search.filling.ended() }
    for case let catalogue as CatalogueModule in rooms { await catalogue.search.filling.ended() }
    return house
  }

  func get(
    _ path: String, method: HTTPRequest.Method = .get, authority: String? = "test.example",
    fields: [HTTPField.Name: String] = [:]
  ) async throws -> Answered {
    var head = HTTPRequest(method: method, scheme: "http", authority: authority, path: path)
    for (name, value) in fields { head.headerFields[name] = value }
    return try await answer(Request(head: head, body: RequestBody(buffer: ByteBuffer())))
  }

  /// - Parameter peer: the address at the other end of the connection.
  func answer(_ request: Request, from peer: String? = nil) async throws -> Answered {
    let source = ApplicationRequestContextSource(channel: NIOAsyncTestingChannel(), logger: Logger(label: "test"))
    var context = WebContext(source: source)
    context.peer = try peer.map { try SocketAddress(ipAddress: $0, port: 4000) }
    let response = try await house.responder.respond(to: request, context: context)
    let writer = CollectingWriter()
    try await response.body.write(writer)
    return Answered(
      status: response.status.code, fields: response.headers, text: String(decoding: writer.bytes, as: UTF8.self),
      bytes: writer.bytes)
  }
}

/// Gathers a body in memory.
final class CollectingWriter: ResponseBodyWriter {
  private(set) var bytes: [UInt8] = []
  func write(_ buffer: ByteBuffer) async throws { bytes += buffer.readableBytesView }
  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
