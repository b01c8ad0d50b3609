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
      if source.isHeld {
        print("La base lue est encore servie : ce qui s’y écrit depuis le début de la copie n’est pas dans celle-ci.")
      }
    }
  }
}
