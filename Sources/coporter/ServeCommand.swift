import ArgumentParser
import Foundation
import Logging
import Platform
import ServiceLifecycle
import Storage
import UnixSignals

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Sert le site.",
    discussion: "La base est créée si elle n’existe pas ; les migrations en attente sont faites avant d’écouter.")

  @Option(help: "La base : un fichier SQLite, ou postgres://…")
  var database = "coporter.db"
  @Option(help: "L’adresse sur laquelle écouter.")
  var host = "127.0.0.1"
  @Option(help: "Le port sur lequel écouter.")
  var port = 8080
  @Option(name: .customLong("base-address"), help: "L’adresse publique du site, dont les liens sont faits.")
  var baseAddress: String?
  @Option(
    help: "Le serveur de courriel : smtp://hôte:587 ou smtps://hôte:465. Mot de passe : COPORTER_SMTP_PASSWORD.")
  var smtp: String?
  @Option(name: .customLong("smtp-user"), help: "Le compte sur le serveur de courriel.")
  var smtpUser: String?
  @Option(help: "Un programme qui reçoit les courriels comme sendmail, au lieu d’un serveur.")
  var sendmail: String?
  @Option(name: .customLong("mail-folder"), help: "Le dossier où les courriels sont écrits, sans serveur ni programme.")
  var mailFolder = "mails"
  @Option(name: .customLong("mail-from"), help: "L’adresse d’où partent les courriels.")
  var mailFrom: String?

  /// The first of the three ways that is given.
  private func transport() throws -> (any MailTransport)? {
    if let smtp {
      let password = ProcessInfo.processInfo.environment["COPORTER_SMTP_PASSWORD"]
      guard let server = MailServer(address: smtp, user: smtpUser, password: password) else {
        throw ValidationError("« \(smtp) » n’est pas l’adresse d’un serveur de courriel : smtp://hôte:587")
      }
      return server
    }
    return sendmail.map { MailProgram(URL(filePath: $0)) }
  }

  func run() async throws {
    let mail = try transport()
    var settings = Settings()
    settings.host = host
    settings.port = port
    settings.baseAddress = baseAddress ?? "http://\(host):\(port)"
    settings.mailFolder = mailFolder
    settings.mailFrom = mailFrom ?? settings.mailFrom
    let logger = Logger(label: "coporter")
    let database = try Database.open(database, logger: logger)
    let house = try await buildHouse(
      modules: modules(database), database: database, settings: settings, clock: .system, mail: mail)
    try await serve(house, logger: logger)
  }
}

/// Runs until SIGTERM or SIGINT, then lets the requests under way end.
func serve(_ house: House, logger: Logger, whenRunning: @escaping @Sendable () -> Void = {}) async throws {
  let application = buildApplication(house, logger: logger, whenRunning: whenRunning)
  var configuration = ServiceGroupConfiguration(
    services: [application, house.outbox], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
  configuration.maximumGracefulShutdownDuration = .seconds(Limits.stopSeconds)
  try await ServiceGroup(configuration: configuration).run()
  await house.database.close()
}
