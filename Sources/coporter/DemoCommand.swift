import ArgumentParser
import Demonstration
import Directory
import Foundation
import Localization
import Logging
import MerkleLog
import Platform
import Storage
import Votes

extension Demonstration.Stage: ExpressibleByArgument {}

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Ouvre une démonstration sur cette machine.",
    discussion: "L’annuaire officiel entier, au soir du 15 mars 2021. Rien n’en sort : elle n’écoute que sur 127.0.0.1."
  )

  @Option(help: "Le port sur lequel écouter.")
  var port = 8080
  @Option(help: "Le nombre de contributions.")
  var size = Demonstration.size
  @Option(
    name: .customLong("phase"),
    help: """
      Où elle commence : deposit (le soir du 15 mars), instruction (le lendemain), regrouped (décisions publiées), \
      vote (ouvert, le 20 avril), results (dépouillé, le 3 mai), selection (publiée, le 16 juin).
      """
  )
  var stage = Demonstration.Stage.deposit
  @Option(
    name: .customLong("at"),
    help: "L’heure de Paris que montre d’abord son horloge, comme 2021-05-03T10:00 ; elle ne recule pas.")
  var beginning: String?
  @Option(help: "Les bornes de ce qu’une personne envoie : on ou off (pour les mesures).")
  var limits = "on"
  @Option(help: "La base à remplir ; sans elle, un fichier temporaire.")
  var database: String?
  @Option(help: "Le dossier d’une autre édition du registre, plus petite par exemple.")
  var register: String?
  @Option(help: "Le dossier de la seconde copie du journal de son vote ; sans lui, il n’y en a pas.")
  var copyLeaves = ""

  func validate() throws {
    guard (1...65_535).contains(port) else { throw ValidationError("« --port » est un nombre de 1 à 65535.") }
    guard size >= 0 else { throw ValidationError("« --size » est un nombre de contributions.") }
    if let beginning, ParisTime.instant(beginning) == nil {
      throw ValidationError("« --at » est une heure de Paris, comme 2021-05-03T10:00.")
    }
  }

  /// The key of the log of its vote: that which is there already, or a new one.
  private static func key(_ path: String) throws -> SigningKey {
    if let known = try? KeyFile(path: path).read() { return known }
    let key = try SigningKey(name: "demonstration.example")
    try KeyFile(path: path).write(key)
    return key
  }

  /// What its clock shows first: the moment of its stage, or where it was left, or the one that was asked for.
  private func start(_ outcome: Demonstration.Outcome, _ database: Database) async throws -> Instant {
    let left = try await database.read(Demonstration.lastInstant)
    let began = if case .found(let known) = outcome { known } else { stage }
    let earliest = max(began.start, left)
    guard let asked = beginning.flatMap(ParisTime.instant) else { return earliest }
    guard asked >= earliest else { throw DemonstrationRefusal.past }
    return asked
  }

  func run() async throws {
    try ListeningPlace(host: Settings.demonstration.host, port: port).require()
    var settings = Settings.demonstration
    settings.port = port
    settings.baseAddress = "http://127.0.0.1:\(port)"
    settings.hasLimits = limits != "off"
    var logger = Logger(label: "coporter")
    logger.logLevel = .warning
    let folder = try database == nil ? DemonstrationFolder() : nil
    defer { folder?.remove() }
    let path = database ?? folder?.url.appending(path: "demo.db").path ?? ""
    // A server keeps no files: they are in the present folder.
    let beside = Database.file(of: path) ?? "coporter-demo"
    settings.mailFolder = beside + "-mails"
    settings.logKey = beside + "-key"
    settings.copyLeaves = copyLeaves
    let key = try Self.key(settings.logKey)
    let database = try Database.open(path, logger: logger)
    let rooms = try modules(database, settings) + [DemonstrationModule(database: database)]
    try await Demonstration.refuse(database)
    try await database.bringToLevel(of: rooms)
    print("Annuaire officiel et consultation de 2021…")
    let edition = register.map { URL(filePath: $0) } ?? DirectoryModule.data
    let outcome = try await Demonstration.fill(
      database, size: size, stage: stage, register: edition, key: key
    ) { [size] progress in
      switch progress {
      case .register: print("Contributions et soutiens inventés…")
      case .contributions(let count) where size >= 10_000 && count % 2_000 == 0: print("  \(count) sur \(size)")
      case .contributions: break
      case .decisions: print("Décisions et propositions inventées…")
      case .votes: print("Bulletins inventés…")
      case .selection: print("Notes et décisions inventées…")
      }
    }
    switch outcome {
    case .filled(let result): print("Registre : \(result.count(.created)) organismes.")
    case .found: print("Cette base est déjà une démonstration : elle reprend où elle en était.")
    }
    let start = try await start(outcome, database)
    let house = try await buildHouse(
      modules: rooms, database: database, settings: settings, clock: .running(from: start),
      logger: logger)
    let address = settings.baseAddress
    let mails = address + DemonstrationMailsAddress().path
    try await serve(house, logger: logger) {
      print("Prêt : \(address)")
      print("Pour entrer en un clic :")
      for character in Character.all {
        print(
          "  \(address)\(EntranceAddress(key: character.key).path)  \(character.sentence.text(in: .french, Catalogue()))"
        )
      }
      print("Ou donnez une adresse quelconque : son code se lit sur \(mails)")
    }
  }
}
