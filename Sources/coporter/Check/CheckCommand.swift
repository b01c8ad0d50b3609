import ArgumentParser
import Foundation
import Platform

/// Examines an installation without writing, served or not; what is broken ends in a status of 1.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Vérifie l’installation : base, comptes, versions, place, courriel, pièces jointes, horloge.",
    usage: "coporter check [--before-opening] [--consultation NOM] [--config FICHIER] [--RÉGLAGE VALEUR …]",
    discussion: """
      Prend les réglages de « coporter serve ». N’écrit rien ; le serveur peut tourner.
      --before-opening regarde aussi ce qui doit être en ordre avant l’ouverture d’un vote et pendant qu’il est \
      ouvert : celui de la dernière consultation annoncée, ou de celle que --consultation nomme.
      """)

  /// Read by `SettingsReading`, with the environment and the file.
  @Argument(parsing: .captureForPassthrough, help: .hidden)
  var arguments: [String] = []

  func run() async throws {
    if arguments.contains("--help") || arguments.contains("-h") { throw CleanExit.helpRequest(self) }
    var arguments = arguments
    let opening = try OpeningFindings.asked(&arguments)
    let settings = try SettingsReading.readOrEnd(arguments)
    let (inDatabase, lastEvent) = try await DatabaseFindings.of(settings.database)
    let findings =
      [Finding.sound("Coporter", Coporter.release)] + inDatabase + [
        SpaceFinding.of(settings.database), MailFinding.of(settings.mailTransport),
      ]
      + (await ProgramsFinding.all())
      + ClockFindings.of(now: Clock.system.now(), lastEvent: lastEvent)
      + (try await opening?.findings(settings) ?? [])
    for finding in findings { print(finding.line) }
    guard findings.allSatisfy({ $0.level != .fault }) else { throw ExitCode(1) }
    print("Aucun défaut trouvé.")
  }
}
