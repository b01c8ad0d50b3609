import Glibc
import Logging
import Synchronization

/// Fresh and empty databases for tests: files in a temporary folder, or databases of a PostgreSQL that the first call
/// starts in another. All of it goes at the end of the process.
public final class TemporaryDatabase {
  private static let made = Mutex<[String]>([])
  private static let number = Atomic<Int>(0)

  /// An open database that nobody else uses.
  public static func make(_ engine: Engine) async throws -> Database {
    try open(try await address(engine))
  }

  static func open(_ address: String) throws -> Database {
    try Database.open(address, logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
  }

  /// The address of a database that exists (PostgreSQL) or may be created (SQLite), for tests that open it themselves.
  public static func address(_ engine: Engine) async throws -> String { try await address(engine, like: nil) }

  /// - Parameter like: the address of the database to copy, which nobody may have open; an empty one without it.
  static func address(_ engine: Engine, like template: String?) async throws -> String {
    let number = number.add(1, ordering: .relaxed).newValue
    switch engine {
    case .sqlite:
      let path = "\(try folder.get())/\(number).sqlite"
      if let template, let original = Database.file(of: template) { try copy(original, to: path) }
      return "sqlite://\(path)"
    case .postgresql:
      let server = try await PlainThread.run { try TemporaryServer.shared.get() }
      let name = "test_\(number)"
      try await PlainThread.run {
        let connection = try PostgreSQLConnection(address: server.address(of: "postgres"))
        defer { connection.close() }
        let template = template.map(TemporaryServer.name(of:)) ?? "template0"
        // A copy of files waits for all that is not on disk yet: quickest in memory, and nowhere else.
        let strategy = root == "/tmp" ? "wal_log" : "file_copy"
        try connection.script("CREATE DATABASE \(name) TEMPLATE \(template) STRATEGY \(strategy)")
      }
      made.withLock { $0.append(name) }
      return server.address(of: name)
    }
  }

  private static func copy(_ original: String, to path: String) throws {
    let failed = { StorageError.unavailable("\(original) cannot be copied: \(String(cString: strerror(errno)))") }
    let source = Glibc.open(original, O_RDONLY)
    guard source >= 0 else { throw failed() }
    defer { Glibc.close(source) }
    let target = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard target >= 0 else { throw failed() }
    defer { Glibc.close(target) }
    var copied = 1
    while copied > 0 { copied = sendfile(target, source, nil, 1 << 30) }
    guard copied == 0 else { throw failed() }
  }

  /// Drops the databases made so far and the folder of files. The server itself stops when the process ends.
  public static func shutdown() {
    let names = made.withLock { names in
      defer { names = [] }
      return names
    }
    if !names.isEmpty, let server = try? TemporaryServer.shared.get(),
      let connection = try? PostgreSQLConnection(address: server.address(of: "postgres"))
    {
      for name in names { try? connection.script("DROP DATABASE IF EXISTS \(name) WITH (FORCE)") }
      connection.close()
    }
    if let folder = try? folder.get() { removeFiles(in: folder) }
  }

  private static let folder: Result<String, any Error> = Result {
    let path = try makeFolder("coporter-files")
    atexit { TemporaryDatabase.removeFolder() }
    return path
  }

  private static func removeFolder() {
    if let folder = try? folder.get() {
      removeFiles(in: folder)
      rmdir(folder)
    }
  }

  private static func removeFiles(in folder: String) {
    for name in names(in: folder) { unlink("\(folder)/\(name)") }
  }

  /// Where they lie: in memory where there is much of it, since hundreds of databases are made and thrown away.
  static let root: String = {
    var room = statvfs()
    let isRoomy = statvfs("/dev/shm", &room) == 0 && UInt64(room.f_bavail) * UInt64(room.f_frsize) >= 16 << 30
    return isRoomy && access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
  }()

  /// A new folder under `root`, whose name begins with this and the number of the process.
  static func makeFolder(_ name: String) throws -> String {
    var template = Array("\(root)/\(name)-\(getpid())-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw StorageError.unavailable("no temporary folder: \(String(cString: strerror(errno)))")
    }
    return String(cString: made)
  }

  /// The names in a folder, but `.` and `..`.
  static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
