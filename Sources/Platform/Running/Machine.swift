import CTimex
import Foundation
import Glibc
import Storage

/// What the machine that serves tells of itself.
package enum Machine {
  /// Whether another clock sets this one, as the kernel says; nil where it does not tell.
  package static var isClockSet: Bool? {
    let answer = coporter_clock_is_synchronised()
    return answer < 0 ? nil : answer == 1
  }

  /// Whether two files or folders are on one disk; nil where one of them cannot be read.
  package static func areOnOneDisk(_ one: String, _ other: String) -> Bool? {
    var (first, second) = (stat(), stat())
    guard stat(one, &first) == 0, stat(other, &second) == 0 else { return nil }
    return first.st_dev == second.st_dev
  }
}

/// How much room is left beside a database.
package struct FreeSpace: Sendable, Equatable {
  package enum Level: Sendable { case scarce, short, ample }

  /// In bytes.
  package var free: Int64
  /// In bytes.
  package var databaseSize: Int64
  package var folder: String

  package init(free: Int64, databaseSize: Int64, in folder: String) {
    self.free = free
    self.databaseSize = databaseSize
    self.folder = folder
  }

  /// - Returns: nil for a database that another machine keeps.
  /// - Throws: `POSIXError` where the folder cannot be read.
  package static func beside(_ address: String) throws -> FreeSpace? {
    guard let path = Database.file(of: address) else { return nil }
    let folder = URL(filePath: path).deletingLastPathComponent().path
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    let size = (try? URL(filePath: path).resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0
    return FreeSpace(
      free: Int64(status.f_bavail) * Int64(status.f_frsize), databaseSize: Int64(size), in: folder)
  }

  /// Scarce under 100 MB; ample for what comes and for a backup from 1 GB, and twice the database, on.
  package var level: Level {
    if free < 100_000_000 { return .scarce }
    return free < max(1_000_000_000, 2 * databaseSize) ? .short : .ample
  }
}
