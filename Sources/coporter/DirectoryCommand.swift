import ArgumentParser
import Directory
import Foundation
import Localization
import Platform
import Storage

struct DirectoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "directory", abstract: "L’annuaire des organismes.", subcommands: [Import.self])

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Charge la géographie officielle livrée avec le programme, ou une édition plus récente.",
      discussion: "Tout est lu avant d’écrire : une ligne illisible arrête tout, et rien ne change.")

    @Option(help: "La base : un fichier SQLite, ou postgres://…")
    var database = "coporter.db"
    @Option(help: "Le dossier d’une autre édition du registre.")
    var folder: String?
    @Option(help: "Le fichier des événements sur les communes de l’Insee (mvtcommune) : fusions, nouveaux noms.")
    var movements: String?
    @Option(help: "Un fichier CSV de boîtes officielles et de domaines (docs/data-formats.md).")
    var contacts: String?
    @Option(help: "Un fichier CSV d’adhérents d’opérateurs (docs/data-formats.md).")
    var members: String?
    @Option(help: "Un fichier CSV de codes postaux de communes (docs/data-formats.md).")
    var postcodes: String?
    @Option(help: "Un fichier CSV du répertoire national des élus : maires, ou membres d’assemblées.")
    var heads: String?
    @Flag(name: .customLong("dry-run"), help: "Dit ce qui changerait, et ne change rien.")
    var dryRun = false

    func run() async throws {
      var sources = DirectoryImport(
        entries: try RegisterFile.load(folder: folder.map { URL(filePath: $0) } ?? DirectoryModule.data))
      sources.movements = try table(movements)
      sources.contacts = try table(contacts)
      sources.members = try table(members)
      sources.postcodes = try table(postcodes)
      sources.heads = try heads.map { try CSV(contentsOf: URL(filePath: $0), separator: HeadImport.separator) }
      let result = try await withDatabase(database, isTrial: dryRun, mayCreate: !dryRun) { [sources] in
        try await sources.run(into: $0, by: .command, at: Clock.system.now(), isDry: dryRun)
      }
      print(summary(of: result))
      if dryRun { print("Essai : rien n’a été changé.") }
    }

    private func table(_ file: String?) throws -> CSV? { try file.map { try CSV(contentsOf: URL(filePath: $0)) } }
  }
}

/// What an import changed, in sentences: counts, then the difference line by line, bounded.
func summary(of result: DirectoryImport.Result) -> String {
  DirectoryImportSummary(result).sentences.map { $0.text(in: .french, Catalogue()) }.joined(separator: "\n")
}
