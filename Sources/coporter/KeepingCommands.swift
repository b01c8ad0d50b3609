import ArgumentParser
import Foundation
import Logging
import Platform
import Storage

struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Écrit une copie de la base dans un fichier, pendant que le serveur tourne.")

  @Argument(help: "Le fichier à écrire ; il ne doit pas exister.")
  var file: String
  @Option(help: "La base : un fichier SQLite, ou postgres://…")
  var database = "coporter.db"

  func run() async throws {
    let database = try Database.open(database, readOnly: true, logger: Logger(label: "coporter"))
    try await database.backup(to: file, migrations: migrations(of: modules(database)))
    await database.close()
    print("Sauvegarde écrite : \(file)")
  }
}

struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Remet une sauvegarde en place. Refuse d’écraser une base qui existe.")

  @Argument(help: "La sauvegarde à lire.")
  var file: String
  @Option(help: "La base à créer : un fichier SQLite.")
  var database = "coporter.db"

  func run() async throws {
    try await Database.restore(file, to: database)
    print("Base remise en place : \(database)")
  }
}

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Vérifie la base : intégrité, version, migrations, place sur le disque.")

  @Option(help: "La base : un fichier SQLite, ou postgres://…")
  var database = "coporter.db"

  func run() async throws {
    let database = try Database.open(database, readOnly: true, logger: Logger(label: "coporter"))
    let check = try await database.check()
    let atLevel = try await database.isAtLevel(migrations(of: modules(database)))
    await database.close()
    print("Moteur : \(check.engine.rawValue) \(check.version)")
    print("Taille : \(check.sizeBytes / 1_048_576) Mo")
    print("Migrations : \(check.migrations.count) faites\(atLevel ? "" : ", d’autres attendent")")
    for warning in check.warnings { print("Attention : \(warning)") }
    for problem in check.problems { print("Défaut : \(problem)") }
    guard check.problems.isEmpty else { throw ExitCode(1) }
    print("Aucun défaut trouvé.")
  }
}

struct DatabaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "database", abstract: "Déplace une installation d’un moteur à l’autre.", subcommands: [Copy.self])

  struct Copy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Copie toute la base, puis compare les deux ligne par ligne.")

    @Option(help: "La base à lire.")
    var from: String
    @Option(help: "La base à remplir ; elle doit être vide.")
    var to: String

    func run() async throws {
      let logger = Logger(label: "coporter")
      let source = try Database.open(from, readOnly: true, logger: logger)
      let target = try Database.open(to, logger: logger)
      _ = try await target.migrate(migrations(of: modules(target)))
      try await source.copy(to: target) { progress in
        print("\(progress.table) : \(progress.rows) / \(progress.ofRows)")
      }
      await source.close()
      await target.close()
      print("Copie faite et vérifiée ligne par ligne.")
    }
  }
}
