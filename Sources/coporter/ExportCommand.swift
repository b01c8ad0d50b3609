import ArgumentParser
import Consultations
import Foundation
import Logging
import Proof
import Storage
import Votes

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Exporte le journal public d’un vote, pour que chacun le vérifie.",
    discussion: "Lit la base sans rien y changer, pendant que le serveur tourne. Puis : coporter verify DOSSIER.")

  @Option(help: "Le dossier à écrire, qui ne doit pas exister.")
  var proof: String
  @Option(help: "La base : un fichier SQLite, ou postgres://…")
  var database = "coporter.db"
  @Option(help: "L’adresse de la consultation, comme services-2021 ; sans elle, la dernière annoncée.")
  var consultation: String?

  func run() async throws {
    let database = try Database.open(database, readOnly: true, logger: Logger(label: "coporter"))
    let folder = ExportFolder(path: proof)
    do {
      try await database.read { [consultation] db in
        let found = try consultation.map { try Consultation.with(slug: $0, db) } ?? Consultation.newest(db)
        guard let found, let vote = try Vote.of(found.id, db) else { throw ProofExport.Refusal.noVote }
        guard vote.openedAt != nil else { throw ProofExport.Refusal.noVote }
        try folder.make()
        try ProofExport.write(vote, to: folder, db)
      }
      await database.close()
    } catch {
      await database.close()
      throw Self.told(error, proof)
    }
    print("Journal exporté : \(proof)")
  }

  private static func told(_ error: any Error, _ folder: String) -> any Error {
    let sentence: String? =
      switch error {
      case let refusal as ExportFolder.Refusal: "\(folder) : \(refusal.sentence)"
      case ProofExport.Refusal.noVote: "Aucun vote n’est ouvert dans cette consultation."
      case ProofExport.Refusal.unsealed: "Une tête du journal manque encore : recommencez dans une seconde."
      default: nil
      }
    guard let sentence else { return error }
    FileHandle.standardError.write(Data("\(sentence)\n".utf8))
    return ExitCode.failure
  }
}
