import ArgumentParser
import Localization
import Platform
import Storage

/// What an administrator's page does too, for a database that several servers share, or that none serves now.
struct PauseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause", abstract: "Met le site en lecture seule, le temps d’une mise à jour.",
    discussion: "Tout se ferme, sauf les bulletins d’un vote ouvert ; avec --ballots, eux aussi.")

  @Flag(help: "Ferme aussi les bulletins, et arrête les tâches de fond.")
  var ballots = false
  @Option(help: "La base : un fichier SQLite, ou postgres://…")
  var database = "coporter.db"

  func run() async throws {
    let step: Pause.Step = ballots ? .ballots : .acts
    try await act(in: database) { db in try Pause.begin(step, by: .command, at: Clock.system.now(), db) }
    let taken = ballots ? "plus rien ne s’enregistre" : "les bulletins seuls s’enregistrent"
    print("Lecture seule : \(taken). Puis, pour rouvrir : coporter resume.")
  }
}

struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Rouvre un site mis en lecture seule.")

  @Option(help: "La base : un fichier SQLite, ou postgres://…")
  var database = "coporter.db"

  func run() async throws {
    try await act(in: database) { db in try Pause.end(by: .command, at: Clock.system.now(), db) }
    print("Le site enregistre de nouveau.")
  }
}

private func act(in database: String, _ body: @escaping @Sendable (Transaction) throws -> Void) async throws {
  do { try await withDatabase(database) { try await $0.write(body) } } catch let refusal as Pause.Refusal {
    throw ValidationError(refusal.sentence.text(in: .french, Catalogue()))
  }
}
