import ArgumentParser
import Foundation
import Platform
import Storage

struct PersonCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "person", abstract: "Les personnes et leurs rôles.", subcommands: [Invite.self])

  struct Invite: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Donne un rôle à une personne, et écrit le lien par lequel elle entre.",
      discussion: "Le lien vaut sept jours et sert une fois. C’est ainsi qu’entre le premier administrateur.")

    @Argument(help: "Son adresse électronique.")
    var address: String
    @Option(help: "Son rôle : administrator ou instructor.")
    var role: RoleKind
    @Option(help: "Son prénom et son nom ; à défaut, le début de son adresse.")
    var name: String?
    @Option(help: "La base : un fichier SQLite, ou postgres://…")
    var database = "coporter.db"
    @Option(name: .customLong("base-address"), help: "L’adresse publique du site, dont le lien est fait.")
    var baseAddress = "http://127.0.0.1:8080"

    func run() async throws {
      guard let mail = MailAddress(address) else { throw ValidationError("« \(address) » n’est pas une adresse.") }
      let isNew = !database.hasPrefix("postgres") && !FileManager.default.fileExists(atPath: database)
      let name = name ?? mail.local
      let link = try await withDatabase(database, mayCreate: true) {
        try await Invitation.write(to: mail, named: name, role: role, at: Clock.system.now(), in: $0)
      }
      if isNew { print("La base « \(database) » n’existait pas : elle vient d’être faite.") }
      print("Lien à transmettre à \(mail.text), valable sept jours :")
      print(baseAddress + SignInLinkAddress(secret: link).path)
    }
  }
}

extension RoleKind: ExpressibleByArgument {}
