import CPostgreSQL
import Glibc

/// A conversation with a server of PostgreSQL, through libpq.
final class PostgreSQLConnection: Connection {
  var engine: Engine { .postgresql }
  private(set) var isLost = false
  private var handle: OpaquePointer?
  private var prepared: [StatementKey: String] = [:]
  private var statementNumber = 0
  private var cursorNumber = 0
  /// What travels with the next command, since nobody waits for its answer.
  private var owed: [Command] = []
  /// Whether anything was answered in this read.
  private(set) var hasAnswered = false
  /// Of the clock of the server, in milliseconds, as first asked for in this transaction.
  private var advance: Int64?

  private enum Command {
    case text(String)
    case prepared(name: String, PostgreSQLParameters)

    var isSavepoint: Bool {
      if case .text(PostgreSQLConnection.savepoint) = self { true } else { false }
    }
  }

  private struct StatementKey: Hashable {
    let text: String
    let kinds: [ValueKind]
  }

  private static let statementLimit = 300
  /// Every group of every node takes this lock first ("coporter" in eight bytes), so that none waits for another's
  /// rows.
  private static let groupLock: Int64 = 0x636F_706F_7274_6572
  private static let rowsPerFetch = 1000
  private static let savepoint = "SAVEPOINT w"
  /// More would fill what the socket holds while nobody reads the answers.
  private static let owedLimit = 64

  init(address: String) throws {
    // What the address itself says comes last and prevails.
    let settings: [(String, String)] = [
      ("connect_timeout", "5"), ("keepalives_idle", "10"), ("tcp_user_timeout", "15000"),
      ("application_name", "coporter"), ("dbname", address), ("client_encoding", "UTF8"),
    ]
    let names = CStrings(settings.map(\.0))
    let values = CStrings(settings.map(\.1))
    handle = PQconnectdbParams(names.pointers, values.pointers, 1)
    guard let handle, PQstatus(handle) == CONNECTION_OK else {
      // The message names the host and the reason; it may also name the role, never a password.
      let reason = handle.flatMap { PQerrorMessage($0) }.map { String(cString: $0) } ?? "no memory"
      PQfinish(handle)
      self.handle = nil
      throw StorageError.unavailable("PostgreSQL cannot be reached (\(Self.oneLine(reason)))")
    }
    PQsetNoticeProcessor(handle, { _, _ in }, nil)
    do { try prepareSession() } catch {
      close()
      throw error
    }
  }

  deinit { close() }

  private func prepareSession() throws {
    try script("SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '60s'; SET bytea_output = 'hex'")
    // An answer comes once the write is on disk, even where the server is set to promise less.
    try script(
      "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'")
  }

  // MARK: Statements

  @discardableResult
  func run(_ sql: SQL, _ visit: (inout Row) throws -> Bool) throws -> Int {
    let result = try execute(try prepare(sql), PostgreSQLParameters(sql))
    defer { PQclear(result) }
    try check(result)
    return try show(result, visit).changed
  }

  func post(_ sql: SQL) throws {
    if owed.count >= Self.owedLimit { try pay() }
    owed.append(.prepared(name: try prepare(sql), PostgreSQLParameters(sql)))
  }

  func forget() { owed = [] }

  private func execute(_ name: String, _ parameters: PostgreSQLParameters) throws -> OpaquePointer? {
    if !owed.isEmpty { return try pay(then: .prepared(name: name, parameters)) }
    return PQexecPrepared(
      handle, name, parameters.count, parameters.pointers, parameters.lengths, parameters.formats, 0)
  }

  /// Through a cursor, since the answer may be longer than memory; only inside a transaction.
  func stream(_ sql: SQL, _ visit: (inout Row) throws -> Bool) throws {
    try pay()
    cursorNumber += 1
    let cursor = "c\(cursorNumber)"
    let parameters = PostgreSQLParameters(sql)
    let types = sql.kinds.map(\.postgreSQLType)
    let declared = PQexecParams(
      handle, "DECLARE \(cursor) NO SCROLL CURSOR FOR \(sql.text)", Int32(sql.values.count), types, parameters.pointers,
      parameters.lengths, parameters.formats, 0)
    defer { PQclear(declared) }
    try check(declared)
    do {
      while true {
        let result = PQexec(handle, "FETCH \(Self.rowsPerFetch) FROM \(cursor)")
        defer { PQclear(result) }
        try check(result)
        let shown = try show(result, visit)
        if !shown.wantsMore || PQntuples(result) < Self.rowsPerFetch { break }
      }
    } catch {
      if PQtransactionStatus(handle) == PQTRANS_INTRANS { try script("CLOSE \(cursor)") }
      throw error
    }
    try script("CLOSE \(cursor)")
  }

  /// Gives the room of deleted rows back; the files, the log and the backups of the server are its keeper's.
  func rewrite() throws { try script("VACUUM") }

  func script(_ text: String) throws {
    try pay()
    let result = PQexec(handle, text)
    defer { PQclear(result) }
    try check(result)
  }

  private func prepare(_ sql: SQL) throws -> String {
    let key = StatementKey(text: sql.text, kinds: sql.kinds)
    if let name = prepared[key] { return name }
    // Were it refused, what is owed before would be lost with it.
    try pay()
    if prepared.count >= Self.statementLimit {
      try script("DEALLOCATE ALL")
      prepared.removeAll()
    }
    statementNumber += 1
    let name = "s\(statementNumber)"
    let types = sql.kinds.map(\.postgreSQLType)
    let result = PQprepare(handle, name, sql.text, Int32(types.count), types)
    defer { PQclear(result) }
    try check(result)
    prepared[key] = name
    return name
  }

  private func show(
    _ result: OpaquePointer?, _ visit: (inout Row) throws -> Bool
  ) throws -> (changed: Int, wantsMore: Bool) {
    guard let result else { return (0, false) }
    let columnCount = PQnfields(result)
    var wantsMore = true
    var line: Int32 = 0
    while wantsMore, line < PQntuples(result) {
      var row = Row(.postgresql(PostgreSQLRow(result: result, line: line, columnCount: columnCount)))
      wantsMore = try visit(&row)
      line += 1
    }
    guard let command = PQcmdStatus(result), strncmp(command, "SELECT", 6) != 0, strncmp(command, "FETCH", 5) != 0
    else {
      return (0, wantsMore)
    }
    return (Int(String(cString: PQcmdTuples(result))) ?? 0, wantsMore)
  }

  private func check(_ result: OpaquePointer?) throws {
    let status = PQresultStatus(result)
    if status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK {
      hasAnswered = true
      return
    }
    guard let handle else { throw StorageError.unavailable("the connection is closed") }
    if status == PGRES_EMPTY_QUERY { throw StorageError.statement("it is empty") }
    let error = PostgreSQLError.of(result, handle)
    if error.breaksConnection { isLost = true }
    throw error
  }

  func pay() throws {
    guard let last = owed.popLast() else { return }
    let result = try pay(then: last)
    defer { PQclear(result) }
    try check(result)
  }

  /// Sends what is owed and one command more in one journey.
  /// - Returns: the answer to that command, for the caller to clear.
  /// - Throws: the first refusal among those that were owed.
  private func pay(then command: Command) throws -> OpaquePointer? {
    let commands = owed + [command]
    owed = []
    guard PQenterPipelineMode(handle) == 1 else { throw broken() }
    defer { _ = PQexitPipelineMode(handle) }
    for command in commands where !send(command) { throw broken() }
    guard PQpipelineSync(handle) == 1 else { throw broken() }
    var refusal: (any Error)?
    var answers: [OpaquePointer?] = []
    for _ in commands {
      answers.append(PQgetResult(handle))
      while let more = PQgetResult(handle) { PQclear(more) }
    }
    // That all was answered.
    PQclear(PQgetResult(handle))
    let answer = answers.removeLast()
    for answer in answers where refusal == nil {
      do { try check(answer) } catch { refusal = error }
    }
    for answer in answers { PQclear(answer) }
    guard let refusal else { return answer }
    PQclear(answer)
    throw refusal
  }

  private func send(_ command: Command) -> Bool {
    switch command {
    case .text(let text): PQsendQueryParams(handle, text, 0, nil, nil, nil, nil, 0) == 1
    case .prepared(let name, let parameters):
      PQsendQueryPrepared(
        handle, name, parameters.count, parameters.pointers, parameters.lengths, parameters.formats, 0) == 1
    }
  }

  private func broken() -> StorageError {
    isLost = true
    return .unavailable("the connection to PostgreSQL was lost")
  }

  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).map { String($0.drop { $0.isWhitespace }) }.joined(separator: "; ")
  }

  // MARK: Transactions

  var isInTransaction: Bool {
    let status = PQtransactionStatus(handle)
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
  }

  /// Travels with the first statement.
  func beginRead() throws {
    advance = nil
    hasAnswered = false
    owed = [.text("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")]
  }

  func beginWrite() throws {
    advance = nil
    try script("BEGIN; SELECT pg_advisory_xact_lock(\(Self.groupLock))")
  }

  func serverAdvance() throws -> Int64? {
    if let advance { return advance }
    var shown: Int64 = 0
    let before = Self.milliseconds()
    try run("SELECT CAST(floor(extract(epoch FROM clock_timestamp()) * 1000) AS BIGINT)") { row in
      shown = try row.next()
      return false
    }
    // Within the journey there and back two clocks that agree cannot be told apart.
    let own = min(max(shown, before), Self.milliseconds())
    advance = shown - own
    return advance
  }

  /// Of the clock of this machine.
  private static func milliseconds() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
  }

  func commit() throws {
    // The commit releases the last savepoint too.
    if case .text? = owed.last { owed.removeLast() }
    try pay()
    let result = PQexec(handle, "COMMIT")
    defer { PQclear(result) }
    try check(result)
    // A transaction that had failed answers ROLLBACK to COMMIT, without an error.
    guard let command = PQcmdStatus(result), strcmp(command, "COMMIT") == 0 else {
      throw StorageError.statement("the transaction had already failed")
    }
  }

  func rollback() {
    forget()
    guard isInTransaction else { return }
    do { try script("ROLLBACK") } catch { isLost = true }
  }

  func savepoint() throws { owed.append(.text(Self.savepoint)) }
  func releaseSavepoint() throws { owed.append(.text("RELEASE SAVEPOINT w")) }
  func rollbackToSavepoint() throws {
    // What was owed since goes with it; nothing has been sent where the savepoint itself was still owed.
    if let place = owed.lastIndex(where: \.isSavepoint) {
      owed.removeSubrange(place...)
      return
    }
    forget()
    try script("ROLLBACK TO SAVEPOINT w; RELEASE SAVEPOINT w")
  }

  func settle() throws {}

  func close() {
    PQfinish(handle)
    handle = nil
    isLost = true
  }
}

extension ValueKind {
  /// The number of the type in `pg_type`; 0 lets the server guess.
  fileprivate var postgreSQLType: Oid {
    switch self {
    case .unknown: 0
    case .integer: 20
    case .real: 701
    case .text: 25
    case .blob: 17
    }
  }
}

/// The values of a statement in the binary form of the protocol, in memory that lives as long as this.
final class PostgreSQLParameters {
  private(set) var pointers: [UnsafePointer<CChar>?] = []
  private(set) var lengths: [Int32] = []
  let formats: [Int32]
  var count: Int32 { Int32(formats.count) }
  private let memory: UnsafeMutableRawBufferPointer

  init(_ sql: SQL) {
    var bytes: [UInt8] = []
    var ranges: [Range<Int>?] = []
    for value in sql.values {
      let start = bytes.count
      switch value {
      case .null:
        ranges.append(nil)
        continue
      case .integer(let integer): withUnsafeBytes(of: integer.bigEndian) { bytes += $0 }
      case .real(let real): withUnsafeBytes(of: real.bitPattern.bigEndian) { bytes += $0 }
      case .text(let text): bytes += text.utf8
      case .blob(let blob): bytes += blob
      }
      ranges.append(start..<bytes.count)
    }
    formats = [Int32](repeating: 1, count: sql.values.count)
    memory = .allocate(byteCount: bytes.count + 1, alignment: 1)
    memory.copyBytes(from: bytes)
    let start = memory.baseAddress.map { UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self) }
    for range in ranges {
      pointers.append(range.flatMap { range in start.map { $0 + range.lowerBound } })
      lengths.append(Int32(range?.count ?? 0))
    }
  }

  deinit { memory.deallocate() }
}

/// Strings for C, ended by a null pointer, in memory that lives as long as this.
final class CStrings {
  private let owned: [UnsafeMutablePointer<CChar>?]
  let pointers: [UnsafePointer<CChar>?]

  init(_ strings: [String]) {
    owned = strings.map { strdup($0) }
    pointers = owned.map { $0.map { UnsafePointer($0) } } + [nil]
  }

  deinit { for pointer in owned { free(pointer) } }
}
