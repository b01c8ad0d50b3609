import ArgumentParser
import Consultations
import Localization
import Logging
import Platform
import Storage
import Votes

/// What `check --before-opening` finds: the lights of the vote that is about to open.
struct OpeningFindings {
  private static let flag = "--before-opening"
  private static let option = "--consultation"
  private static let subject = "Avant l’ouverture"

  /// Nil for the newest that is announced.
  var consultation: String?

  /// Takes what is its own out of the arguments; what is left are settings.
  /// - Returns: nil where it was not asked for.
  static func asked(_ arguments: inout [String]) throws -> OpeningFindings? {
    guard arguments.contains(flag) else { return nil }
    arguments.removeAll { $0 == flag }
    guard let place = arguments.firstIndex(of: option) else { return OpeningFindings() }
    guard place + 1 < arguments.count else { throw ValidationError("\(option) : sa valeur manque.") }
    defer { arguments.removeSubrange(place...place + 1) }
    return OpeningFindings(consultation: arguments[place + 1])
  }

  func findings(_ settings: Settings) async throws -> [Finding] {
    let database: Database
    do {
      database = try Database.open(settings.database, readOnly: true, logger: Logger(label: "coporter"))
    } catch let error as StorageError {
      return [.fault(Self.subject, error.sentence)]
    }
    let findings: [Finding]
    do {
      findings = try await database.read { db in try self.findings(settings, db) }
    } catch let error as StorageError {
      findings = [.fault(Self.subject, error.sentence)]
    }
    await database.close()
    return findings
  }

  private func findings(_ settings: Settings, _ db: Snapshot) throws -> [Finding] {
    guard let found = try consultation.map({ try Consultation.with(slug: $0, db) }) ?? Consultation.newest(db) else {
      return [.fault(Self.subject, "aucune consultation de ce nom.")]
    }
    return try OpeningLights(of: found, settings, at: Clock.system.now(), db).all.map(Self.finding)
  }

  private static func finding(_ light: OpeningLight) -> Finding {
    let french = Catalogue()
    let told = "\(light.subject.text(in: .french, french)) : \(light.sentence.text(in: .french, french))"
    return switch light.colour {
    case .green: .sound(subject, told)
    case .amber: .warning(subject, told)
    case .red: .fault(subject, told)
    }
  }
}
