import Foundation

/// Where a demonstration without a database of its own lives, with its mails: gone when it stops.
///
/// Its process holds a lock on a file of it, which the system lets go of however that process ends: the next
/// demonstration removes the folders that nobody holds.
struct DemonstrationFolder: Sendable {
  let url: URL
  private let lock: Int32
  private static let prefix = "coporter-demo-"
  private static let lockName = "lock"

  enum Refusal: Error, CustomStringConvertible {
    case unwritable(String)
    var description: String {
      switch self {
      case .unwritable(let path): "La démonstration ne peut rien écrire dans \(path)."
      }
    }
  }

  /// - Parameter parent: the folder for temporary files of the machine, but in tests.
  init(in parent: URL = FileManager.default.temporaryDirectory) throws {
    Self.removeAbandoned(in: parent)
    let name = UUID().uuidString
    let url = parent.appending(path: Self.prefix + name)
    // It gets its name once it is locked, so that no other takes it for abandoned.
    let unnamed = parent.appending(path: "coporter-new-" + name)
    let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
    do {
      try FileManager.default.createDirectory(at: unnamed, withIntermediateDirectories: true, attributes: attributes)
      lock = open(unnamed.appending(path: Self.lockName).path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0 else { throw Refusal.unwritable(parent.path) }
      try FileManager.default.moveItem(at: unnamed, to: url)
    } catch { throw Refusal.unwritable(parent.path) }
    self.url = url
  }

  func remove() {
    try? FileManager.default.removeItem(at: url)
    close(lock)
  }

  private static func removeAbandoned(in parent: URL) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
    for name in names where name.hasPrefix(prefix) {
      let url = parent.appending(path: name)
      let opened = open(url.appending(path: lockName).path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
      guard opened >= 0 else { continue }
      if flock(opened, LOCK_EX | LOCK_NB) == 0 { try? FileManager.default.removeItem(at: url) }
      close(opened)
    }
  }
}
