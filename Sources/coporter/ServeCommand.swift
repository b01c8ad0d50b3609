import ArgumentParser
import Foundation
import Logging
import Platform
import ServiceLifecycle
import Storage
import UnixSignals

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Sert le site.", usage: SettingsHelp.usage, discussion: SettingsHelp.text)

  /// Read by `SettingsReading`, with the environment and the file.
  @Argument(parsing: .captureForPassthrough, help: .hidden)
  var arguments: [String] = []

  func run() async throws {
    if arguments.contains("--help") || arguments.contains("-h") { throw CleanExit.message(SettingsHelp.page) }
    let settings = try SettingsReading.readOrEnd(arguments)
    let format = settings.logFormat
    LoggingSystem.bootstrap { LogLines(format, label: $0) }
    let logger = Logger(label: "coporter")
    for warning in settings.warnings { logger.warning("\(warning)") }
    try ListeningPlace(host: settings.host, port: settings.port).require()
    let database = try Database.open(settings.database, logger: logger)
    let house = try await buildHouse(
      modules: modules(database, settings), database: database, settings: settings, clock: .system,
      logger: logger)
    try await serve(house, logger: logger)
  }
}

extension SettingsReading {
  /// The settings of a command; a sentence and its end where one is wrong.
  static func readOrEnd(_ arguments: [String]) throws -> Settings {
    do {
      return try read(arguments: arguments, environment: ProcessInfo.processInfo.environment)
    } catch let refusal as Refusal {
      FileHandle.standardError.write(Data((refusal.sentence + "\n").utf8))
      throw ExitCode.validationFailure
    }
  }
}

/// Runs until SIGTERM or SIGINT, then lets the requests under way end.
func serve(_ house: House, logger: Logger, whenRunning: @escaping @Sendable () -> Void = {}) async throws {
  try await services(of: house, logger: logger, whenRunning: { _ in whenRunning() }).run()
  await house.database.close()
}

/// The server and what runs beside it; all end within `Limits.stopSeconds` of a signal, whatever a client does.
func services(
  of house: House, logger: Logger, limits: ConnectionLimits = ConnectionLimits(),
  signals: [UnixSignal] = [.sigterm, .sigint],
  whenRunning: @escaping @Sendable (_ port: Int) -> Void = { _ in }
) -> ServiceGroup {
  let application = buildApplication(house, logger: logger, limits: limits, whenRunning: whenRunning)
  var configuration = ServiceGroupConfiguration(
    services: [application, house.jobs], gracefulShutdownSignals: signals, logger: logger)
  configuration.maximumGracefulShutdownDuration = .seconds(Limits.stopSeconds)
  return ServiceGroup(configuration: configuration)
}
