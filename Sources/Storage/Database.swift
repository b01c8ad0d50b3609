public import Logging

/// Where reads happen; each engine has its own way to wait.
protocol Readers: Sendable {
  func read<T: Sendable>(_ body: @escaping @Sendable (Snapshot) throws -> T) async throws -> T
  /// Forgets connections that may lead to something that is no more.
  func reset()
  func close()
}

/// An open database. Opened once by the command, closed at its end; everything else borrows it.
public final class Database: Sendable {
  public let engine: Engine
  let location: Location
  let logger: Logger
  let readers: any Readers
  let writer: Writer?
  private let lock: LockFile?

  private init(
    _ location: Location, readers: any Readers, writer: Writer?, lock: LockFile?, logger: Logger
  ) {
    engine = location.engine
    self.location = location
    self.readers = readers
    self.writer = writer
    self.lock = lock
    self.logger = logger
  }

  deinit {
    writer?.requestClose()
    readers.close()
  }

  /// Opens `sqlite:///path`, a plain path, or `postgres://user@host:port/name?host=/socket`. A file that does not
  /// exist is created, unless it is only to be read. On SQLite one process writes: a second one is told so.
  public static func open(_ url: String, readOnly: Bool = false, logger: Logger) throws -> Database {
    let location = try Location(url)
    switch location {
    case .file(let path): return try openFile(path, location, readOnly: readOnly, logger: logger)
    case .server(let address): return try openServer(address, location, readOnly: readOnly, logger: logger)
    }
  }

  private static func openFile(
    _ path: String, _ location: Location, readOnly: Bool, logger: Logger
  ) throws -> Database {
    let readers = SQLiteReaders(path: path)
    if readOnly {
      // Says at once that the file is missing or is something else.
      try readers.readHere { snapshot in _ = try snapshot.value("SELECT count(*) FROM sqlite_schema", as: Int.self) }
      return Database(location, readers: readers, writer: nil, lock: nil, logger: logger)
    }
    let lock = try LockFile(databasePath: path)
    let connection = try SQLiteConnection(path: path, mode: .create)
    try readers.keepOpen()
    let writer = try Writer(
      Handover(connection),
      reopen: {
        let connection = try SQLiteConnection(path: path, mode: .write)
        try connection.prove()
        readers.reset()
        try readers.keepOpen()
        return connection
      }, logger: logger)
    return Database(location, readers: readers, writer: writer, lock: lock, logger: logger)
  }

  private static func openServer(
    _ address: String, _ location: Location, readOnly: Bool, logger: Logger
  ) throws -> Database {
    let first = try PostgreSQLConnection(address: address)
    let readers = try PostgreSQLReaders(address: address)
    guard !readOnly else {
      first.close()
      return Database(location, readers: readers, writer: nil, lock: nil, logger: logger)
    }
    let writer = try Writer(
      Handover(first), reopen: { try PostgreSQLConnection(address: address) }, logger: logger)
    return Database(location, readers: readers, writer: writer, lock: nil, logger: logger)
  }

  /// Whether a process, this one or another, is there to write to this file of SQLite; on PostgreSQL several may be.
  public var isHeld: Bool {
    guard case .file(let path) = location else { return false }
    return LockFile.isHeld(databasePath: path)
  }

  /// The file behind an address; nil for a server.
  public static func file(of url: String) -> String? {
    guard case .file(let path)? = try? Location(url) else { return nil }
    return path
  }

  /// Whether writes are accepted now; false while the writer reopens the database after a failure.
  public var isWriterAlive: Bool { writer?.isAlive ?? false }

  /// How many groups of writes this process has brought to disk: what was read at one number, and is read again at the
  /// same, can have been changed by another process alone.
  public var commitCount: Int { writer?.commitCount ?? 0 }

  /// Reads one instant of the database. SQLite reads on the calling task, PostgreSQL on a thread of its own.
  public func read<T: Sendable>(_ body: @escaping @Sendable (Snapshot) throws -> T) async throws -> T {
    try await readers.read(body)
  }

  /// Writes all or nothing, and returns once it is on disk.
  @discardableResult
  public func write<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
    guard let writer else { throw StorageError.unavailable("it was opened to be read only") }
    return try await withCheckedThrowingContinuation { continuation in
      writer.submit(Write(body, continuation))
    }
  }

  /// Writes the whole database anew between two groups of writes, so that nothing is left in its file of what was
  /// deleted. Takes seconds for a gigabyte, during which writes wait.
  public func rewrite() async throws {
    guard let writer else { throw StorageError.unavailable("it was opened to be read only") }
    try await withCheckedThrowingContinuation { continuation in
      writer.submit(Chore(continuation) { connection in try connection.rewrite() })
    }
  }

  /// Returns once the accepted writes are on disk and the file is free for another process.
  public func close() async {
    readers.close()
    await writer?.close()
    lock?.release()
  }
}

/// Where a database is.
enum Location: Sendable, Equatable {
  case file(String)
  case server(String)

  init(_ url: String) throws {
    if url.hasPrefix("postgres://") || url.hasPrefix("postgresql://") {
      self = .server(url)
      return
    }
    for prefix in ["sqlite://", "sqlite:"] where url.hasPrefix(prefix) {
      self = .file(String(url.dropFirst(prefix.count)))
      return
    }
    guard !url.isEmpty, !url.contains("://") else {
      throw StorageError.unavailable("its address must be a file, sqlite:///file or postgres://user@host/name")
    }
    self = .file(url)
  }

  var engine: Engine {
    switch self {
    case .file: .sqlite
    case .server: .postgresql
    }
  }
}
