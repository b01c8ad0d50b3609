import Foundation

/// Where the tests of this process put files: one folder, which goes when the process ends.
enum Scratch {
  private static let prefix = "coporter-tests-"

  private static let folder: URL = {
    let temporary = FileManager.default.temporaryDirectory
    removeAbandoned(in: temporary)
    let folder = temporary.appending(path: "\(prefix)\(ProcessInfo.processInfo.processIdentifier)")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    atexit { Scratch.remove() }
    return folder
  }()

  /// A place that nobody else uses, in which nothing stands yet.
  /// - Parameter name: how its name begins: `mails`.
  static func place(_ name: String, ending: String = "") -> URL {
    folder.appending(path: "\(name)-\(UUID().uuidString)\(ending)")
  }

  private static func remove() { try? FileManager.default.removeItem(at: folder) }

  /// Those of processes that were killed before they could.
  private static func removeAbandoned(in temporary: URL) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: temporary.path)) ?? []
    for name in names where name.hasPrefix(prefix) {
      guard let process = Int32(name.dropFirst(prefix.count)), kill(process, 0) != 0, errno == ESRCH else { continue }
      try? FileManager.default.removeItem(at: temporary.appending(path: name))
    }
  }
}
