import Glibc

/// The two databases that the same SQL runs on.
public enum Engine: String, Sendable, CaseIterable {
  case sqlite, postgresql

  /// The engines that tests can run on: SQLite always, PostgreSQL where its programs are installed.
  public static let available: [Engine] = {
    if PostgreSQLPrograms.folder != nil { return [.sqlite, .postgresql] }
    let warning = "\n*** PostgreSQL IS ABSENT: every test runs on SQLite only. Install the package postgresql. ***\n\n"
    _ = warning.withCString { write(STDERR_FILENO, $0, strlen($0)) }
    return [.sqlite]
  }()
}

/// Where Debian puts the programs of PostgreSQL.
enum PostgreSQLPrograms {
  /// The `bin` folder of the newest version that has `initdb` and `pg_ctl`.
  static let folder: String? = {
    let root = "/usr/lib/postgresql"
    guard let directory = opendir(root) else { return nil }
    defer { closedir(directory) }
    var best: (version: Int, folder: String)?
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      let folder = "\(root)/\(name)/bin"
      guard let version = Int(name), version > best?.version ?? 0 else { continue }
      guard access("\(folder)/initdb", X_OK) == 0, access("\(folder)/pg_ctl", X_OK) == 0 else { continue }
      best = (version, folder)
    }
    return best?.folder
  }()
}
