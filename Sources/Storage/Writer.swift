import Logging

/// A write that waits for its turn. Run once, then told how it ended.
protocol Job: AnyObject, Sendable {
  func run(in transaction: Transaction) throws
  func finish(_ error: (any Error)?)
}

/// A write with its answer.
///
/// `@unchecked Sendable`: made by the caller, then handed to the queue of the writer; from there only the writer's
/// thread touches it.
final class Write<T: Sendable>: Job, @unchecked Sendable {
  private let body: @Sendable (Transaction) throws -> T
  private let continuation: CheckedContinuation<T, any Error>
  private var result: Result<T, any Error> = .failure(StorageError.unavailable("the write did not run"))

  init(_ body: @escaping @Sendable (Transaction) throws -> T, _ continuation: CheckedContinuation<T, any Error>) {
    self.body = body
    self.continuation = continuation
  }

  func run(in transaction: Transaction) throws { result = .success(try body(transaction)) }

  func finish(_ error: (any Error)?) {
    if let error { result = .failure(error) }
    continuation.resume(with: result)
  }
}

/// Work on the connection itself, outside of any transaction; done between two groups.
final class Chore: Sendable {
  private let body: @Sendable (any Connection) throws -> Void
  private let continuation: CheckedContinuation<Void, any Error>

  init(
    _ continuation: CheckedContinuation<Void, any Error>, _ body: @escaping @Sendable (any Connection) throws -> Void
  ) {
    self.body = body
    self.continuation = continuation
  }

  func perform(on connection: (any Connection)?) {
    do {
      guard let connection else { throw StorageError.unavailable("it is closing") }
      try body(connection)
      continuation.resume()
    } catch { continuation.resume(throwing: error) }
  }

  func refuse(_ error: any Error) { continuation.resume(throwing: error) }
}

/// The one thread that writes. Writes that arrive together share one commit.
///
/// When a commit fails, nothing the connection remembers is trusted: the group is told, the connection is opened anew
/// and checked, and until that succeeds every write is refused at once.
final class Writer: Sendable {
  private struct State {
    var jobs: [any Job] = []
    var chores: [Chore] = []
    var commitCount = 0
    /// Why nothing is accepted at the moment.
    var trouble: (any Error)?
    var isClosing = false
    var isClosed = false
    var closers: [CheckedContinuation<Void, Never>] = []
  }

  private static let groupLimit = 256

  private let monitor = Monitor(State())
  private let reopen: @Sendable () throws -> any Connection
  private let logger: Logger

  /// - Parameter reopen: opens the connection anew and proves that it can commit.
  init(
    _ connection: Handover<any Connection>, reopen: @escaping @Sendable () throws -> any Connection, logger: Logger
  ) throws {
    self.reopen = reopen
    self.logger = logger
    try PlainThread.start { [self] in
      if let connection = connection.take() { work(connection) }
    }
  }

  var isAlive: Bool { monitor.with { $0.trouble == nil && !$0.isClosing } }

  /// Writes that wait for their turn.
  var waitingCount: Int { monitor.with { $0.jobs.count } }
  /// Groups brought to disk so far.
  var commitCount: Int { monitor.with { $0.commitCount } }

  func submit(_ job: any Job) {
    let refusal: (any Error)? = monitor.change { state in
      if state.isClosing { return StorageError.unavailable("it is closing") }
      if let trouble = state.trouble { return trouble }
      state.jobs.append(job)
      return nil
    }
    if let refusal { job.finish(refusal) }
  }

  func submit(_ chore: Chore) {
    let refusal: (any Error)? = monitor.change { state in
      if state.isClosing { return StorageError.unavailable("it is closing") }
      if let trouble = state.trouble { return trouble }
      state.chores.append(chore)
      return nil
    }
    if let refusal { chore.refuse(refusal) }
  }

  /// Ends the thread once the writes already accepted are done.
  func requestClose() { monitor.changeForAll { $0.isClosing = true } }

  func close() async {
    await withCheckedContinuation { continuation in
      let isClosed = monitor.changeForAll { state in
        state.isClosing = true
        if !state.isClosed { state.closers.append(continuation) }
        return state.isClosed
      }
      if isClosed { continuation.resume() }
    }
  }

  // MARK: The thread

  private func work(_ first: any Connection) {
    var connection: (any Connection)? = first
    while let group = nextGroup() {
      if !group.isEmpty {
        connection = commit(group, on: connection)
        if connection == nil { connection = recover() }
      }
      connection = performChores(on: connection)
    }
    connection?.close()
    let closers = monitor.changeForAll { state in
      state.isClosed = true
      defer { state.closers = [] }
      return state.closers
    }
    for closer in closers { closer.resume() }
  }

  private func performChores(on given: (any Connection)?) -> (any Connection)? {
    var connection = given
    let chores = monitor.with { state in
      defer { state.chores = [] }
      return state.chores
    }
    for chore in chores {
      chore.perform(on: connection)
      guard let lost = connection, lost.isLost else { continue }
      lost.close()
      connection = recover()
    }
    return connection
  }

  /// Nil when the writer closes and nothing waits.
  private func nextGroup() -> [any Job]? {
    monitor.wait { state -> [any Job]?? in
      if state.jobs.isEmpty && state.chores.isEmpty { return state.isClosing ? .some(nil) : nil }
      let group = Array(state.jobs.prefix(Self.groupLimit))
      state.jobs.removeFirst(group.count)
      return .some(group)
    }
  }

  /// Runs a group and tells each of its writes. Returns the connection, or nil when it must be opened anew.
  private func commit(_ group: [any Job], on given: (any Connection)?) -> (any Connection)? {
    let connection: any Connection
    do { connection = try begin(given) } catch {
      // A database that another holds for too long is not a broken one.
      let isKept = given.map { !$0.isLost } ?? false
      if !isKept { announce(error) }
      for job in group { job.finish(error) }
      return isKept ? given : nil
    }
    var outcomes: [(any Error)?] = []
    do {
      outcomes = try run(group, on: connection)
      if outcomes.contains(where: { $0 == nil }) {
        try connection.commit()
        monitor.with { $0.commitCount += 1 }
      } else {
        connection.rollback()
      }
    } catch {
      connection.rollback()
      // Those that had already failed keep their own reason.
      let isTrouble = connection.isLost
      if isTrouble { announce(error) }
      for (index, job) in group.enumerated() {
        job.finish(index < outcomes.count ? outcomes[index] ?? error : error)
      }
      if isTrouble { connection.close() }
      return isTrouble ? nil : connection
    }
    for (job, outcome) in zip(group, outcomes) { job.finish(outcome) }
    return settled(connection)
  }

  /// Opens the transaction of a group. A connection that was already lost is opened anew, once: nothing had begun.
  private func begin(_ given: (any Connection)?) throws -> any Connection {
    if let given {
      do {
        try given.beginWrite()
        return given
      } catch {
        given.rollback()
        guard given.isLost else { throw error }
        given.close()
      }
    }
    let fresh = try reopen()
    do { try fresh.beginWrite() } catch {
      fresh.close()
      throw error
    }
    return fresh
  }

  /// Runs each job in its savepoint and returns how each ended. Throws when the whole transaction is lost.
  ///
  /// Once one has waited in vain for what another process holds, those behind it do not wait in their turn.
  private func run(_ group: [any Job], on connection: any Connection) throws -> [(any Error)?] {
    if group.count == 1 { return [try run(group[0], on: connection)] }
    var outcomes: [(any Error)?] = []
    for job in group {
      try connection.savepoint()
      let outcome = try run(job, on: connection)
      if outcome == nil { try connection.releaseSavepoint() } else { try connection.rollbackToSavepoint() }
      outcomes.append(outcome)
      guard let outcome = outcome as? StorageError, outcome == .timeout else { continue }
      outcomes += group.dropFirst(outcomes.count).map { _ in outcome }
      break
    }
    return outcomes
  }

  /// Returns the error of a job that failed alone; throws when it took the transaction with it.
  private func run(_ job: any Job, on connection: any Connection) throws -> (any Error)? {
    let transaction = Transaction(connection)
    do {
      try job.run(in: transaction)
      try transaction.pay()
      return nil
    } catch {
      if connection.isLost || !connection.isInTransaction { throw transaction.failure ?? error }
      return error
    }
  }

  private func settled(_ connection: any Connection) -> (any Connection)? {
    do { try connection.settle() } catch {
      announce(error)
      connection.close()
      return nil
    }
    return connection
  }

  // MARK: Trouble

  private func announce(_ error: any Error) {
    logger.error("Writes stop until the database was opened anew and checked", metadata: ["reason": "\(error)"])
    let waiting = monitor.changeForAll { state in
      state.trouble = error
      defer { state.jobs = [] }
      return state.jobs
    }
    for job in waiting { job.finish(error) }
  }

  /// Tries until the database is back; nil when the writer closes before.
  private func recover() -> (any Connection)? {
    var pauseMilliseconds = 20
    while true {
      do {
        let connection = try reopen()
        monitor.changeForAll { $0.trouble = nil }
        logger.notice("Writes resume")
        return connection
      } catch {
        let isClosing = monitor.wait(atMostMilliseconds: pauseMilliseconds) { $0.isClosing ? true : nil }
        if isClosing == true { return nil }
        pauseMilliseconds = min(1000, pauseMilliseconds * 2)
      }
    }
  }
}
