import Logging
import Storage
import Synchronization
import Testing

@testable import Demonstration
@testable import Deposits
@testable import Platform
@testable import coporter

/// Keeps all that is written to a log, with what stands beside it.
private final class LogBook: Sendable {
  private let lines = Mutex<[String]>([])
  var all: [String] { lines.withLock { $0 } }
  func keep(_ line: String) { lines.withLock { $0.append(line) } }

  var logger: Logger {
    var logger = Logger(label: "test") { _ in LogBookHandler(book: self) }
    logger.logLevel = .trace
    return logger
  }
}

private struct LogBookHandler: LogHandler {
  let book: LogBook
  var logLevel = Logger.Level.trace
  var metadata: Logger.Metadata = [:]

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) { book.keep("\(event.message) \(event.metadata ?? [:]) \(metadata)") }
}

@Suite("Personal words and the log", .serialized)
struct LogCanaryTests {
  @Test(
    "Neither what a person sends nor what the database says of a row that it refuses reaches the log",
    arguments: Engine.available)
  func canary(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let (database, word, book) = (towns.asking.house.database, PersonEverywhere.word, LogBook())
    let rooms: [any Module] = try modules(database) + [DemonstrationModule(database: database)]
    let house = try await Asking.opened(
      rooms, over: database, .demonstration, towns.asking.time.clock, logger: book.logger,
      mail: MailFolder(Scratch.place("mails")))
    let logged = Towns(
      asking: Asking(house: house, time: towns.asking.time), dax: towns.dax, pau: towns.pau, guild: towns.guild)
    let browser = try await logged.agent(PersonEverywhere.mail, for: towns.dax)
    let draft = try await logged.begin(browser)
    let fields = ["rubrique": "besoin", "titre": word, "aujourdhui": word, "revision": "0"]
    #expect(try await browser.post(draft, fields).status == 303)
    _ = try await browser.get("/contributions?q=\(word)")
    // PostgreSQL tells the whole row that a CHECK refuses, SQLite what a trigger says of it.
    try await database.write { db in
      let refusal: SQL =
        engine == .postgresql
        ? "ALTER TABLE draft ADD CONSTRAINT refuses CHECK (revision < 2)"
        : """
        CREATE TRIGGER refuses BEFORE UPDATE ON draft WHEN new.revision > 1
        BEGIN SELECT RAISE(ABORT, 'refused'); END
        """
      try db.execute(refusal)
    }
    let again = fields.merging(["revision": "1", "aujourdhui": word + " deux"]) { $1 }
    #expect(try await browser.post(draft + "?q=" + word, again).status == 500)
    let lines = book.all
    #expect(lines.contains { $0.contains("draft") || $0.contains("refuses") || $0.contains("500") }, "\(lines)")
    for line in lines { #expect(!line.lowercased().contains(word), "\(line)") }
    await database.close()
  }
}
