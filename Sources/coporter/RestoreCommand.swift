import ArgumentParser
import Consultations
import Foundation
import Logging
import MerkleLog
import Platform
import Storage
import Votes

struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Remet une sauvegarde en place.",
    discussion: """
      Refuse d’écraser une base qui existe, sauf avec --replace, qui la range à côté sous la date du moment.
      Avec --leaves, reprend ensuite ce que la seconde copie du journal des votes a de plus que la sauvegarde, et avec
      --checkpoint le compare à la dernière tête publiée. Si des lignes manquent encore, le vote reste suspendu.
      """)

  @Argument(help: "La sauvegarde à lire.")
  var file: String
  @Option(help: "La base à créer : un fichier SQLite.")
  var database = "coporter.db"
  @Flag(help: "Range à côté la base qui est là, au lieu de refuser.")
  var replace = false
  @Option(help: "Le dossier de la seconde copie (réglage copy-leaves).")
  var leaves: String?
  @Option(help: "La consultation dont le vote est repris ; sans elle, la dernière annoncée.")
  var consultation: String?
  @Option(help: "La dernière tête signée que le serveur a publiée (fichier checkpoint du journal).")
  var checkpoint: String?
  @Option(help: "Les lignes publiées avec elle (fichier leaves.jsonl), pour nommer ce qui manque.")
  var published: String?
  @Option(help: "Dossier des récépissés (.json) que des collectivités ont gardés : preuves des bulletins perdus.")
  var receipts: String?

  func run() async throws {
    let replayed = try leaves.map { folder in
      try LeafRestoration(
        folder: folder, consultation: consultation, checkpoint: checkpoint.map(LeafRestoration.bytes),
        lines: published.map(LeafRestoration.bytes),
        receipts: receipts.map(LeafRestoration.files) ?? [])
    }
    if replace {
      let stamp = Date.now.ISO8601Format().replacing(":", with: "")
      for moved in try await Database.putAside(database, stamp: stamp) { print("Rangé à côté : \(moved)") }
    }
    try await Database.restore(file, to: database)
    print("Base remise en place : \(database)")
    guard let replayed else { return }
    guard try await replayed.run(into: database) else { throw ExitCode(1) }
  }
}

/// What `restore --leaves` does once the backup is back.
struct LeafRestoration {
  var folder: String
  var consultation: String?
  var published: LeafReplay.Published?

  init(folder: String, consultation: String?, checkpoint: [UInt8]?, lines: [UInt8]?, receipts: [[UInt8]]) throws {
    self.folder = folder
    self.consultation = consultation
    guard let checkpoint else {
      if lines != nil { throw ValidationError("--published va avec --checkpoint.") }
      if !receipts.isEmpty { throw ValidationError("--receipts va avec --checkpoint.") }
      return
    }
    guard let head = try? SignedNote(bytes: checkpoint) else {
      throw ValidationError("--checkpoint : ce fichier n’est pas une tête signée.")
    }
    published = LeafReplay.Published(
      head: head, lines: (lines ?? []).split(separator: 0x0A).map(Array.init), receipts: receipts)
  }

  /// The receipts of a folder, in the order of their names.
  static func files(_ folder: String) throws -> [[UInt8]] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw ValidationError("\(folder) : ce dossier ne se lit pas.")
    }
    return try names.filter { $0.hasSuffix(".json") }.sorted().map { try bytes(folder + "/" + $0) }
  }

  /// - Throws: `ValidationError` where it cannot be read.
  static func bytes(_ path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ValidationError("\(path) : ce fichier ne se lit pas.")
    }
    return Array(data)
  }

  /// - Returns: whether all that was published is there.
  func run(into file: String) async throws -> Bool {
    let database = try Database.open(file, logger: Logger(label: "coporter"))
    do {
      try await database.bringToLevel(of: modules(database))
      let outcome = try await database.write { [self] db in
        let found = try consultation.map { try Consultation.with(slug: $0, db) } ?? Consultation.newest(db)
        guard let found else { throw LeafReplay.Refusal.notOpened }
        return try LeafReplay.run(found, from: folder, published: published, at: Clock.system.now(), db)
      }
      await database.close()
      return told(outcome)
    } catch {
      await database.close()
      guard let refusal = error as? LeafReplay.Refusal else { throw error }
      throw ValidationError("La sauvegarde est remise en place, mais rien n’y est repris : \(refusal.sentence)")
    }
  }

  private func told(_ outcome: LeafReplay.Outcome) -> Bool {
    print("Lignes reprises de la seconde copie : \(outcome.replayed). Le journal en a \(outcome.leaves).")
    switch outcome.comparison {
    case .none:
      print("Aucune tête publiée n’a été donnée (--checkpoint) : comparez-les avant de rouvrir le site.")
      return true
    case .same(let size):
      print("Conforme à la tête publiée, ligne pour ligne jusqu’à la \(size)e.")
      return true
    case .differs:
      print("Défaut — la tête publiée couvre d’autres lignes que celles-ci. N’ouvrez pas le site.")
    case .missing(let count, let authorities, let evidence):
      print("Défaut — \(count) lignes publiées manquent. Le vote est suspendu : un incident dira comment il reprend.")
      if authorities.isEmpty {
        print("Avec --published, les collectivités concernées seraient nommées.")
      } else {
        print("Collectivités à prévenir, et à qui demander leur récépissé :")
        for name in authorities { print("- \(name)") }
      }
      if !evidence.isEmpty { print("Récépissés vérifiés, qui prouvent des bulletins perdus :") }
      for one in evidence {
        let chosen = one.choices.isEmpty ? "blanc" : one.choices.joined(separator: " · ")
        print("- \(one.authority), ligne \(one.line) : \(chosen)")
      }
      print("L’incident est préparé, avec ces noms : deux personnes le relisent et le signent, et le vote reprend.")
    }
    return false
  }
}

extension LeafReplay.Refusal {
  var sentence: String {
    switch self {
    case .notOpened: "elle est d’avant l’ouverture du vote."
    case .otherLog(let number): "la ligne n° \(number) de la copie n’est pas celle de ce journal."
    case .kind(let number): "la ligne n° \(number) de la copie est d’un genre qui ne se reprend pas."
    case .unopened(let number): "ce qui ouvre la ligne n° \(number) de la copie manque, ou n’est pas juste."
    case .otherCheckpoint: "la tête donnée n’est pas signée par la clé de ce journal."
    }
  }
}
