import ArgumentParser
import Consultations
import Demonstration
import Foundation
import Localization
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
      --checkpoint le compare à la dernière tête publiée. Un vote ouvert reste suspendu, et la commande finit en échec,
      tant que rien ne montre que tout ce qui fut publié est là.
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
    let restoration = try LeafRestoration(
      folder: leaves, consultation: consultation, checkpoint: checkpoint.map(LeafRestoration.bytes),
      lines: published.map(LeafRestoration.bytes), receipts: receipts.map(LeafRestoration.files) ?? [])
    if replace {
      let stamp = Date.now.ISO8601Format().replacing(":", with: "")
      for moved in try await Database.putAside(database, stamp: stamp) { print("Rangé à côté : \(moved)") }
    }
    try await Database.restore(file, to: database)
    print("Base remise en place : \(database)")
    let report = try await restoration.run(into: database)
    for line in report.lines { print(line) }
    guard report.isWhole else { throw ExitCode(1) }
  }
}

/// What `restore` does once the backup is back: it takes up the second copy, where one was given, and suspends the
/// votes of which nothing shows that all that was published is there.
struct LeafRestoration {
  struct Report {
    /// Whether nothing that was published is missing, as far as votes that are open go.
    var isWhole: Bool
    var lines: [String]
  }

  /// Of the second copy.
  var folder: String?
  var consultation: String?
  var published: LeafReplay.Published?

  init(folder: String?, consultation: String?, checkpoint: [UInt8]?, lines: [UInt8]?, receipts: [[UInt8]]) throws {
    self.folder = folder
    self.consultation = consultation
    if folder == nil, checkpoint != nil { throw ValidationError("--checkpoint ne s’emploie qu’avec --leaves.") }
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

  /// - Parameter clock: nil for that of the machine, or of the demonstration that the backup is of.
  func run(into file: String, on clock: Clock? = nil) async throws -> Report {
    let database = try Database.open(file, logger: Logger(label: "coporter"))
    do {
      try await database.bringToLevel(of: modules(database))
      let shown = try await database.read(Demonstration.clock)
      let report = try await run(in: database, at: clock?.now() ?? shown ?? Clock.system.now())
      await database.close()
      return report
    } catch {
      await database.close()
      throw error
    }
  }

  private func run(in database: Database, at now: Instant) async throws -> Report {
    do {
      return try await database.write { [self] db in
        guard let folder else { return report(nil, suspended: try Vote.suspendRestored(but: nil, at: now, db)) }
        let found = try consultation.map { try Consultation.with(slug: $0, db) } ?? Consultation.newest(db)
        guard let found else { throw LeafReplay.Refusal.notOpened }
        let outcome = try LeafReplay.run(found, from: folder, published: published, at: now, db)
        var conform: Int64?
        if case .same = outcome.comparison { conform = found.id }
        return report(outcome, suspended: try Vote.suspendRestored(but: conform, at: now, db))
      }
    } catch {
      // Whatever the cause, a vote that is open does not go on by itself.
      let suspended = try await database.write { db in try Vote.suspendRestored(but: nil, at: now, db) }
      let cause = (error as? LeafReplay.Refusal)?.sentence ?? "\(error)"
      let refused = "Défaut — la sauvegarde est remise en place, mais rien n’y est repris : \(cause)"
      return Report(isWhole: false, lines: [refused] + said(of: suspended))
    }
  }

  private func report(_ outcome: LeafReplay.Outcome?, suspended: [String]) -> Report {
    var isWhole = suspended.isEmpty
    switch outcome?.comparison {
    case .missing, .differs: isWhole = false
    case .none?, .same, nil: break
    }
    return Report(isWhole: isWhole, lines: (outcome.map { said($0) } ?? []) + said(of: suspended))
  }

  private func said(of suspended: [String]) -> [String] {
    guard !suspended.isEmpty else { return [] }
    let votes = suspended.map {
      "Le vote « \($0) », ouvert, est suspendu : il ne prend plus de bulletin et ne se clôt pas."
    }
    let next = "Un incident est préparé sous « Incidents du vote » : deux personnes le signent, et le vote reprend."
    return votes + [next]
  }

  private func said(_ outcome: LeafReplay.Outcome) -> [String] {
    var lines = ["Lignes reprises de la seconde copie : \(outcome.replayed). Le journal en a \(outcome.leaves)."]
    if let first = outcome.recorded.first, let last = outcome.recorded.last {
      lines += [
        "Lignes n° \(first) à \(last) : la sélection et son relevé de décisions sont repris dans le journal seul.",
        "Un relevé que la sauvegarde tient déjà signé se publie de nouveau tel quel ; sinon, elle est trop ancienne.",
      ]
    }
    switch outcome.comparison {
    case .none:
      lines.append("Aucune tête publiée n’a été donnée (--checkpoint) : rien ne montre que tout est là.")
    case .same(let size):
      lines.append("Conforme à la tête publiée, ligne pour ligne jusqu’à la ligne n° \(size).")
    case .differs:
      lines.append("Défaut — la tête publiée couvre d’autres lignes que celles-ci. N’ouvrez pas le site.")
    case .missing(let count, let authorities, let evidence):
      lines.append("Défaut — \(count) lignes publiées manquent.")
      if authorities.isEmpty {
        lines.append("Avec --published, les collectivités concernées seraient nommées.")
      } else {
        lines.append("Collectivités à prévenir, et à qui demander leur récépissé :")
        lines += authorities.map { "- \($0)" }
      }
      if !evidence.isEmpty { lines.append("Récépissés vérifiés, qui prouvent des bulletins perdus :") }
      for one in evidence {
        let chosen = one.choices.isEmpty ? "blanc" : one.choices.joined(separator: " · ")
        lines.append("- \(one.authority), ligne \(one.line) : \(chosen)")
      }
    }
    return lines
  }
}

extension LeafReplay.Refusal {
  var sentence: String {
    switch self {
    case .noCopy: "le fichier de la seconde copie ne se lit pas."
    case .notOpened: "elle est d’avant l’ouverture du vote."
    case .otherLog(let number): "la ligne n° \(number) de la copie n’est pas celle de ce journal."
    case .kind(let number): "la ligne n° \(number) de la copie est d’un genre qui ne se reprend pas."
    case .unopened(let number): "ce qui ouvre la ligne n° \(number) de la copie manque, ou n’est pas juste."
    case .otherCheckpoint: "la tête donnée n’est pas signée par la clé de ce journal."
    }
  }
}
