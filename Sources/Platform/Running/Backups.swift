import Foundation
package import Localization

/// The folder in which an installation keeps its backups.
package enum Backups {
  /// When the newest file of the folder was written; nil where there is none.
  package static func newest(in folder: String) -> Instant? {
    let keys: Set<URLResourceKey> = [.contentModificationDateKey, .isRegularFileKey, .fileSizeKey]
    let files = try? FileManager.default.contentsOfDirectory(
      at: URL(filePath: folder), includingPropertiesForKeys: Array(keys), options: .skipsHiddenFiles)
    return (files ?? []).compactMap { file -> Instant? in
      guard let values = try? file.resourceValues(forKeys: keys), values.isRegularFile == true,
        values.fileSize ?? 0 > 0, let date = values.contentModificationDate
      else { return nil }
      return Instant(milliseconds: Int64(date.timeIntervalSince1970 * 1000))
    }.max()
  }
}
