import Foundation
import Platform

/// How much room is left beside the database.
enum SpaceFinding {
  private static let subject = "Place"

  static func of(_ address: String) -> Finding {
    do {
      guard let space = try FreeSpace.beside(address) else {
        return .sound(subject, "celle du serveur PostgreSQL ne se voit pas d’ici")
      }
      return finding(space)
    } catch {
      return .fault(subject, "le dossier de la base ne se lit pas (\(error.localizedDescription)).")
    }
  }

  static func finding(_ space: FreeSpace) -> Finding {
    let text = "\(space.free / 1_000_000) Mo libres dans \(space.folder)"
    return switch space.level {
    case .scarce: .fault(subject, "\(text) : les écritures vont bientôt échouer.")
    case .short: .warning(subject, "\(text) : trop peu pour la suite et pour une sauvegarde.")
    case .ample: .sound(subject, text)
    }
  }
}
