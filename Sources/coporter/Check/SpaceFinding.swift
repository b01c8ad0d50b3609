import Foundation
import Glibc
import Storage

/// How much room is left beside the database.
enum SpaceFinding {
  private static let subject = "Place"
  private static let least: Int64 = 100_000_000
  private static let comfortable: Int64 = 1_000_000_000

  static func of(_ address: String) -> Finding {
    guard let path = Database.file(of: address) else {
      return .sound(subject, "celle du serveur PostgreSQL ne se voit pas d’ici")
    }
    let folder = URL(filePath: path).deletingLastPathComponent().path
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else {
      return .fault(subject, "le dossier \(folder) ne se lit pas (\(String(cString: strerror(errno)))).")
    }
    let size = (try? URL(filePath: path).resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0
    return finding(free: Int64(status.f_bavail) * Int64(status.f_frsize), databaseSize: Int64(size), in: folder)
  }

  static func finding(free: Int64, databaseSize: Int64, in folder: String) -> Finding {
    let text = "\(free / 1_000_000) Mo libres dans \(folder)"
    if free < least { return .fault(subject, "\(text) : les écritures vont bientôt échouer.") }
    if free < max(comfortable, 2 * databaseSize) {
      return .warning(subject, "\(text) : trop peu pour la suite et pour une sauvegarde.")
    }
    return .sound(subject, text)
  }
}
