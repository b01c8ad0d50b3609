import ArgumentParser
import Consultations
import Foundation
import MerkleLog
import Platform
import Storage
import Votes

extension KeyCommand {
  struct Adopt: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Écrit dans le journal public l’acte par lequel une clé en remplace une autre.",
      discussion: """
        L’acte est ce qu’écrit « coporter key succeed », avec la dernière tête du journal : mettez d’abord le site en
        lecture seule. Le fichier du réglage log-key doit ensuite être celui de la nouvelle clé.
        """)

    @Argument(help: "L’acte, signé des deux clés.")
    var act: String
    @Option(help: "La base : un fichier SQLite, ou postgres://…")
    var database = "coporter.db"
    @Option(help: "L’adresse de la consultation, comme services-2021 ; sans elle, la dernière annoncée.")
    var consultation: String?

    func run() async throws {
      guard let bytes = FileManager.default.contents(atPath: act), let note = try? SignedNote(bytes: Array(bytes))
      else {
        throw ValidationError("« \(act) » n’est pas un acte signé.")
      }
      do {
        try await withDatabase(database) { database in
          try await database.write { [consultation] db in
            let found = try consultation.map { try Consultation.with(slug: $0, db) } ?? Consultation.newest(db)
            guard let found, let vote = try Vote.of(found.id, db) else { throw Vote.SuccessionRefusal.noVote }
            try vote.succeed(by: note, at: Clock.system.now(), db)
          }
        }
      } catch let refusal as Vote.SuccessionRefusal {
        FileHandle.standardError.write(Data("\(refusal.sentence)\n".utf8))
        throw ExitCode.failure
      }
      print("L’acte est dans le journal. Mettez la nouvelle clé à la place de l’ancienne (réglage log-key).")
    }
  }
}
