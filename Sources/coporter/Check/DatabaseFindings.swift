import Localization
import Logging
import Platform
import Storage

/// What `check` finds in a database: versions, integrity, migrations.
enum DatabaseFindings {
  private static let subject = "Base"

  /// What was found, and the instant of the newest line of the journal where there is one.
  static func of(_ address: String) async throws -> (findings: [Finding], lastEvent: Instant?) {
    let database: Database
    do {
      database = try Database.open(address, readOnly: true, logger: Logger(label: "coporter"))
    } catch let error as StorageError {
      return ([.fault(subject, error.sentence)], nil)
    }
    do {
      let check = try await database.check()
      let isAtLevel = try await database.isAtLevel(migrations(of: modules(database)))
      let lastEvent = isAtLevel ? try await database.read { db in try newestEvent(db) } : nil
      let sums = isAtLevel ? try await database.read { db in try SumsFindings.of(db) } : []
      await database.close()
      return (findings(of: check, isAtLevel: isAtLevel) + sums, lastEvent)
    } catch let error as StorageError {
      await database.close()
      return ([.fault(subject, error.sentence)], nil)
    }
  }

  static func findings(of check: DatabaseCheck, isAtLevel: Bool) -> [Finding] {
    let engine = check.engine == .sqlite ? "SQLite" : "PostgreSQL"
    let steps = "\(check.migrations.count) migrations faites"
    var findings: [Finding] = [
      .sound("Moteur", "\(engine) \(check.version)"),
      .sound("Taille", "\(check.sizeBytes / 1_048_576) Mo"),
      isAtLevel
        ? .sound("Migrations", "\(steps), à niveau")
        : .warning("Migrations", "\(steps), d’autres attendent : elles se feront au démarrage du serveur"),
    ]
    findings += check.warnings.map { .warning(subject, sentence(of: $0, check.version)) }
    findings += check.problems.map { .fault(subject, sentence(of: $0)) }
    if check.problems.isEmpty { findings.append(.sound(subject, "intègre")) }
    return findings
  }

  private static func newestEvent(_ db: Snapshot) throws -> Instant? {
    try db.value("SELECT at FROM journal ORDER BY id DESC LIMIT 1")
  }

  private static func sentence(of warning: DatabaseCheck.Warning, _ version: String) -> String {
    switch warning {
    case .oldSQLite:
      "SQLite \(version) est plus ancien que 3.51.3 : deux programmes qui écriraient ensemble peuvent abîmer le "
        + "fichier. Coporter écrit seul ; n’y laissez écrire aucun autre programme."
    case .noLog: "le fichier n’a pas encore son journal d’écriture ; le premier démarrage du serveur le lui donne."
    case .oldPostgreSQL: "PostgreSQL \(version) est plus ancien que 15, avec lequel Coporter est éprouvé."
    case .unsafeSetting(let name):
      "le serveur PostgreSQL tourne avec \(name) = off : une coupure de courant peut perdre ou abîmer ce qui est écrit."
    }
  }

  private static func sentence(of problem: DatabaseCheck.Problem) -> String {
    switch problem {
    case .integrity(let words): "le fichier est abîmé (\(words))."
    case .lostReference(let table): "une ligne de \(table) renvoie à une ligne qui n’existe pas."
    case .encoding(let name): "les textes y sont en \(name), et non en UTF-8."
    case .invalidIndex(let name): "l’index \(name) n’est pas valide."
    case .uncheckedConstraint(let name): "la contrainte \(name) n’a jamais été vérifiée."
    case .damagedPages(let count): "PostgreSQL a compté \(count) pages abîmées."
    }
  }
}
