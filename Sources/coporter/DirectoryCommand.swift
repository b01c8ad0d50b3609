import ArgumentParser
import Directory
import Foundation
import Logging
import Platform
import Storage

struct DirectoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "directory", abstract: "L’annuaire des organismes.", subcommands: [Import.self])

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Charge la géographie officielle livrée avec le programme, ou une édition plus récente.")

    @Option(help: "La base : un fichier SQLite, ou postgres://…")
    var database = "coporter.db"
    @Option(help: "Le dossier d’une autre édition du registre.")
    var folder: String?
    @Option(help: "Un fichier CSV de boîtes officielles et de domaines (docs/data-formats.md).")
    var contacts: String?

    func run() async throws {
      let database = try Database.open(database, logger: Logger(label: "coporter"))
      let rooms = try modules(database)
      _ = try await database.migrate(migrations(of: rooms))
      let source = folder.map { URL(filePath: $0) } ?? DirectoryModule.data
      let result = try await RegisterImport.run(from: source, into: database, now: Clock.system.now())
      print(summary(of: result))
      if let contacts {
        print(summary(of: try await ContactImport.run(file: URL(filePath: contacts), into: database)))
      }
      await database.close()
    }
  }
}

func summary(of result: RegisterImport) -> String {
  guard result.created + result.renamed > 0 || !result.vanished.isEmpty else {
    return "Rien à changer : \(result.unchanged) organismes sont déjà à jour."
  }
  let counts = "\(result.created) créés, \(result.renamed) modifiés, \(result.unchanged) inchangés."
  guard !result.vanished.isEmpty else { return counts }
  return counts + "\nAbsents de cette édition, gardés :\n" + result.vanished.joined(separator: "\n")
}

func summary(of result: ContactImport) -> String {
  let counts =
    "Contacts : \(result.created) créés, \(result.updated) mis à jour, \(result.unchanged) inchangés."
  guard !result.unknown.isEmpty else { return counts }
  let lines = result.unknown.prefix(20).map(String.init).joined(separator: ", ")
  return counts + "\n\(result.unknown.count) lignes d’organismes inconnus, laissées de côté : \(lines)"
}
