import ArgumentParser
@preconcurrency import Glibc
import Logging
import Storage

/// The program that `Tests/Operations` kills, starves and traces: it writes rows through `Storage` alone, and says each
/// acknowledgement by one line of its own. Nobody else uses it.
@main
struct StorageTrial: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "storage-trial", abstract: "Writes to a database, and says what it was told.",
    subcommands: [WriteCommand.self, OpposeCommand.self, RowsCommand.self])

  static func main() async {
    // As the server does.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    await main(nil)
  }
}

/// The database that all of them open, as the server does.
struct Trial: ParsableArguments {
  @Argument(help: "A file, or postgres://…")
  var address: String

  /// Says `open PID`, then `closed`; or `refused`, with what went wrong.
  func run(_ body: (Database) async throws -> Void) async throws {
    let logger = Logger(label: "storage-trial", factory: { label in StreamLogHandler.standardError(label: label) })
    do {
      let database = try Database.open(address, logger: logger)
      _ = try await database.migrate(Schema.migrations)
      say("open \(getpid())")
      try await body(database)
      await database.close()
      say("closed")
    } catch {
      say("refused \(summary(of: error))")
      throw ExitCode(1)
    }
  }
}

/// One line, by one call of write(2), so that a trace shows when it was said and a kill loses nothing that was.
func say(_ text: String) {
  let bytes = Array("\(text)\n".utf8)
  _ = write(STDOUT_FILENO, bytes, bytes.count)
}

/// An error as one word, the name of its case, and its sentence.
func summary(of error: any Error) -> String {
  let kind =
    switch error as? StorageError {
    case .full: "full"
    case .timeout: "timeout"
    default: Mirror(reflecting: error).children.first?.label ?? "unknown"
    }
  return "\(kind) \(error)"
}
