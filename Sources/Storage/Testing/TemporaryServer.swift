import Glibc

/// A PostgreSQL in a folder with a short name, reached by its socket only, for the tests of one process.
struct TemporaryServer: Sendable {
  let folder: String

  static let shared: Result<TemporaryServer, any Error> = Result {
    removeAbandoned()
    let server = try start()
    atexit { if let server = try? TemporaryServer.shared.get() { server.stop() } }
    return server
  }

  func address(of database: String) -> String { "postgres://coporter@/\(database)?host=\(folder)" }

  /// The database that such an address names.
  static func name(of address: String) -> String {
    String(address.drop { $0 != "@" }.dropFirst(2).prefix { $0 != "?" })
  }

  private static let prefix = "coporter-pg"

  private static func start() throws -> TemporaryServer {
    guard let programs = PostgreSQLPrograms.folder else {
      throw StorageError.unavailable("PostgreSQL is not installed")
    }
    let server = TemporaryServer(folder: try TemporaryDatabase.makeFolder(prefix))
    if getuid() == 0 {
      guard let user = getpwnam("postgres") else { throw StorageError.unavailable("there is no user postgres") }
      _ = chown(server.folder, user.pointee.pw_uid, user.pointee.pw_gid)
    }
    let data = "\(server.folder)/data"
    let log = "\(server.folder)/log"
    try run([
      "\(programs)/initdb", "-D", data, "--no-sync", "--auth=trust", "-U", "coporter", "--locale=C.UTF-8", "-E", "UTF8",
    ])
    let options =
      "-c unix_socket_directories=\(server.folder) -c listen_addresses='' -c fsync=off -c max_connections=800"
      // Hundreds of databases of a few seconds: the rounds of the cleaner would cost more than the tests.
      + " -c autovacuum=off -c shared_buffers=512MB -c wal_level=minimal -c max_wal_senders=0"
    try run(["\(programs)/pg_ctl", "-w", "-D", data, "-l", log, "-o", options, "start"])
    return server
  }

  func stop() {
    guard let programs = PostgreSQLPrograms.folder else { return }
    try? Self.run(["\(programs)/pg_ctl", "-D", "\(folder)/data", "-m", "immediate", "stop"])
    try? Self.run(["/bin/rm", "-rf", folder])
  }

  /// Stops the servers of test processes that were killed before they could.
  private static func removeAbandoned() {
    let root = TemporaryDatabase.root
    for name in TemporaryDatabase.names(in: root) where name.hasPrefix(prefix + "-") {
      let parts = name.split(separator: "-")
      guard parts.count >= 3, let process = pid_t(parts[2]), kill(process, 0) != 0, errno == ESRCH else { continue }
      TemporaryServer(folder: "\(root)/\(name)").stop()
    }
  }

  /// Runs a program to its end, silently; as the user postgres when we are root, since PostgreSQL refuses to be root's.
  private static func run(_ arguments: [String]) throws {
    // From a folder that the user postgres may enter.
    let moved = ["/bin/sh", "-c", "cd /tmp && exec \"$@\"", "sh"]
    let line = moved + (getuid() == 0 ? ["/usr/sbin/runuser", "-u", "postgres", "--"] : []) + arguments
    let strings = CStrings(line)
    var argv = strings.pointers.map { UnsafeMutablePointer(mutating: $0) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var process = pid_t()
    let code = posix_spawn(&process, line[0], &actions, nil, &argv, environ)
    guard code == 0 else {
      throw StorageError.unavailable("\(line[0]) did not start: \(String(cString: strerror(code)))")
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    guard status == 0 else { throw StorageError.unavailable("\(arguments[0]) failed (status \(status))") }
  }
}
