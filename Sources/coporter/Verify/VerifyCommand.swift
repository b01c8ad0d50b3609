import ArgumentParser
import Foundation
import MerkleLog
import Proof

/// Checks the export of a vote on any machine: no database, no network.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Vérifie l’export d’un vote : journal, signatures, droits, bulletins, dépouillement.",
    discussion: "Ce qui est vérifié, et dans quel ordre : docs/proof.fr.md.")

  @Argument(help: "Le dossier de l’export.")
  var folder: String
  @Option(help: "Un récépissé de vote à vérifier aussi.")
  var receipt: String?
  @Option(help: "Une tête du journal reçue plus tôt : rien de ce qu’elle couvrait ne doit avoir changé.")
  var since: String?
  @Option(help: "La clé publique du journal, connue par ailleurs : nom+identifiant+base64.")
  var key: String?
  @Option(help: "La langue de la réponse : fr, en.")
  var language: VerifyLanguage = .french

  func run() throws {
    var examination = Examination(ExportFolder(path: folder))
    do throws(Fault) {
      if let key {
        guard let key = try? VerifierKey(text: key) else { throw Fault(.key, .malformedKey) }
        examination.key = key
      }
      examination.since = try contents(of: since, .since, atMost: 1 << 16)
      examination.receipt = try contents(of: receipt, .receipt, atMost: Receipt.longest)
      let finding = try examination.run()
      for line in language.report(finding, isKeyKnown: key != nil) { print(line) }
    } catch {
      print("\(error.place.text): \(language.sentence(error.reason))")
      throw ExitCode.failure
    }
  }

  /// What is longer is cut: it is refused as malformed.
  private func contents(of path: String?, _ place: Fault.Place, atMost most: Int) throws(Fault) -> [UInt8]? {
    guard let path else { return nil }
    guard let file = FileHandle(forReadingAtPath: path) else { throw Fault(place, .unreadable) }
    defer { try? file.close() }
    do { return Array(try file.read(upToCount: most + 1) ?? Data()) } catch { throw Fault(place, .unreadable) }
  }
}

enum VerifyLanguage: String, ExpressibleByArgument, CaseIterable {
  case french = "fr"
  case english = "en"

  func report(_ finding: Examination.Finding, isKeyKnown: Bool) -> [String] {
    switch self {
    case .french: FrenchReport(finding: finding, isKeyKnown: isKeyKnown).lines
    case .english: EnglishReport(finding: finding, isKeyKnown: isKeyKnown).lines
    }
  }

  func sentence(_ reason: Fault.Reason) -> String {
    switch self {
    case .french: reason.inFrench
    case .english: reason.inEnglish
    }
  }
}
