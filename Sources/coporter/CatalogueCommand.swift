import ArgumentParser
import Catalogue
import Foundation
import Localization
import PublicCode

struct CatalogueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalogue", abstract: "Les services du catalogue.", subcommands: [Check.self])

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Vérifie un fichier publiccode.yml : chaque problème avec sa ligne et sa colonne.",
      discussion: "Rend 0 si le fichier suit la norme, 1 sinon. N’ouvre aucune base.")

    @Argument(help: "Le fichier.")
    var file: String

    func run() throws {
      // One byte more than what is taken says that there is more.
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), !isFolder.boolValue,
        let handle = FileHandle(forReadingAtPath: file)
      else { throw ValidationError("Le fichier \(file) ne se lit pas.") }
      let bytes = try handle.read(upToCount: PublicSoftware.longestFile + 1) ?? Data()
      let reading = PublicSoftware.read(String(decoding: bytes, as: UTF8.self))
      report(reading)
      guard reading.follows else { throw ExitCode.failure }
    }

    private func report(_ reading: PublicSoftware.Reading) {
      for problem in reading.problems {
        let word = problem.severity == .error ? "error" : "warning"
        let path = problem.path.isEmpty ? "" : problem.path + ": "
        let sentence = problem.sentence.text(in: .french, Localization.Catalogue())
        print("\(file):\(problem.line):\(problem.column): \(word): \(path)\(sentence)")
      }
      if reading.follows { print("\(file) : conforme à la norme publiccode.yml.") }
    }
  }
}
