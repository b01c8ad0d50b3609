import ArgumentParser
import Deposits
import Foundation
import Localization
import Platform
import Storage

struct ConsultationCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "consultation", abstract: "Ce qui entre dans une consultation.",
    subcommands: [Import.self, DepositServices.self])

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Importe des contributions ou des soutiens : nos données ouvertes, ou un export de Decidim.",
      discussion: "Tout, ou rien : une ligne refusée arrête l’import. Le même fichier n’apporte rien deux fois.")

    @Argument(help: "Le fichier, en CSV ou en JSON (docs/data-formats.md).")
    var file: String
    @Option(help: "L’adresse de la consultation, comme services-2021.")
    var consultation: String
    @Option(help: "Le SIREN ou l’identifiant de l’organisme des lignes qui n’en nomment aucun.")
    var organisation: String?
    @Option(help: "La base : un fichier SQLite, ou postgres://…")
    var database = "coporter.db"
    @Flag(name: .customLong("dry-run"), help: "Dit ce qui changerait, et ne change rien.")
    var dryRun = false

    func run() async throws {
      do {
        let file = try ImportFile(contentsOf: URL(filePath: file))
        let importing = ContributionImport(file, into: consultation, for: organisation)
        let result = try await withDatabase(database, isTrial: dryRun) {
          try await importing.run(into: $0, by: .command, at: Clock.system.now(), isDry: dryRun)
        }
        for sentence in ImportSummary(result).sentences { print(sentence.text(in: .french, Catalogue())) }
        guard result.refused.isEmpty else { throw ExitCode.failure }
        if dryRun { print("Essai : rien n’a été changé.") }
      } catch let refusal as ImportFileRefusal {
        throw ValidationError(refusal.sentence.text(in: .french, Catalogue()))
      } catch let refusal as ContributionImport.Refusal {
        throw ValidationError(refusal.sentence.text(in: .french, Catalogue()))
      }
    }
  }
}

extension ConsultationCommand {
  struct DepositServices: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "deposit-services",
      abstract: "Dépose les services d’un opérateur, d’après ses fichiers publiccode.yml.",
      discussion: "Des brouillons d’abord, à relire et compléter sur le site ; avec --publish, ceux qui sont complets.")

    @Argument(help: "Le dossier où sont les fichiers, chacun dans le sien ou non.")
    var folder: String
    @Option(help: "L’adresse de la consultation, comme services-2021.")
    var consultation: String
    @Option(help: "Le SIREN ou l’identifiant de l’opérateur.")
    var organisation: String
    @Option(help: "L’adresse électronique de l’agent au nom duquel cela est fait.")
    var person: String
    @Option(help: "La base : un fichier SQLite, ou postgres://…")
    var database = "coporter.db"
    @Flag(help: "Publie les brouillons complets.")
    var publish = false
    @Flag(name: .customLong("dry-run"), help: "Dit ce qui serait fait, et ne change rien.")
    var dryRun = false

    func run() async throws {
      let files = try ServiceFolder.files(in: URL(filePath: folder))
      guard !files.isEmpty else { throw ValidationError("Aucun fichier publiccode.yml dans ce dossier.") }
      do {
        let services = ServiceFolder(files, in: consultation, for: organisation, by: person)
        let brought = try await withDatabase(database, isTrial: dryRun) {
          try await services.run(into: $0, publishes: publish, at: Clock.system.now(), isDry: dryRun)
        }
        for file in brought {
          print("\(file.name) : " + file.outcome.sentence.text(in: .french, Catalogue()))
        }
        if dryRun { print("Essai : rien n’a été changé.") }
      } catch let refusal as ServiceFolder.Refusal {
        throw ValidationError(refusal.sentence.text(in: .french, Catalogue()))
      } catch let refusal as any Refusal {
        throw ValidationError(refusal.sentence.text(in: .french, Catalogue()))
      }
    }
  }
}
