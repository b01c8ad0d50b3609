import ArgumentParser
import Catalogue
import Foundation
import Localization
import Platform
import PublicCode
import Storage

struct CatalogueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalogue", abstract: "Les services du catalogue.", subcommands: [Check.self, Import.self])

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Vérifie un fichier publiccode.yml : chaque problème avec sa ligne et sa colonne.",
      discussion: "Rend 0 si le fichier suit la norme, 1 sinon. N’ouvre aucune base.")

    @Argument(help: "Le fichier.")
    var file: String

    func run() throws {
      var isFolder: ObjCBool = false
      // One byte more than what is taken says that there is more.
      guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), !isFolder.boolValue,
        let handle = FileHandle(forReadingAtPath: file),
        let bytes = try? handle.read(upToCount: PublicSoftware.longestFile + 1) ?? Data()
      else {
        print("\(file):1:1: error: ce fichier ne se lit pas.")
        throw ExitCode.failure
      }
      let reading = PublicSoftware.read(String(decoding: bytes, as: UTF8.self))
      for problem in reading.problems { print(problem.told(in: file)) }
      if reading.follows { print("\(file) : conforme à la norme publiccode.yml.") }
      guard reading.follows else { throw ExitCode.failure }
    }
  }

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Ajoute au catalogue les services d’un organisme, d’après un dossier de fichiers publiccode.yml.",
      discussion: "Rend 0 si tous sont pris, 1 si un fichier est refusé : les autres sont pris quand même.")

    @Argument(help: "Le dossier ; les fichiers sont cherchés aussi dans ceux qu’il contient.")
    var folder: String
    @Option(help: "L’organisme qui tient ces services : son identifiant ou son SIREN.")
    var organisation: String
    @Option(help: "La base : un fichier SQLite, ou postgres://…")
    var database = "coporter.db"
    @Flag(name: .customLong("dry-run"), help: "Dit ce qui serait fait, et ne change rien.")
    var dryRun = false

    func run() async throws {
      let brought: [SheetFolder.Brought]
      do {
        let files = try SheetFolder(folder: URL(filePath: folder))
        brought = try await withDatabase(database, isTrial: dryRun) { [organisation, dryRun] in
          try await files.run(into: $0, for: organisation, at: Clock.system.now(), isDry: dryRun)
        }
      } catch let refusal as SheetFolder.Refusal {
        throw ValidationError(refusal.sentence.text(in: .french, Localization.Catalogue()))
      }
      for one in brought { report(one) }
      let refused = brought.count(where: \.isRefused)
      print("\(brought.count - refused) fichier(s) pris, \(refused) refusé(s).")
      if dryRun { print("Essai : rien n’a été changé.") }
      guard refused == 0 else { throw ExitCode.failure }
    }

    private func report(_ one: SheetFolder.Brought) {
      let file = URL(filePath: folder).appending(path: one.name).relativePath
      switch one.result {
      case .success(.made(let sheet)): print("\(file) : fiche créée, « \(sheet.name) ».")
      case .success(.changed(let sheet)): print("\(file) : fiche modifiée, « \(sheet.name) ».")
      case .success(.same(let sheet)): print("\(file) : fiche inchangée, « \(sheet.name) ».")
      case .failure(let refusal):
        for problem in one.problems { print(problem.told(in: file)) }
        guard one.problems.isEmpty else { return }
        print("\(file):1:1: error: \(refusal.sentence.text(in: .french, Localization.Catalogue()))")
      }
    }
  }
}

extension Problem {
  /// `FILE:LINE:COLUMN: error: …`
  fileprivate func told(in file: String) -> String {
    let word = severity == .error ? "error" : "warning"
    let place = path.isEmpty ? "" : path + ": "
    return "\(file):\(line):\(column): \(word): \(place)\(sentence.text(in: .french, Localization.Catalogue()))"
  }
}
