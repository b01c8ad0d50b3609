import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Holds one connection to `ConnectionLimits`: the time of a header section, the rate and the size of a body, a
/// client that reads nothing, one that says nothing. One for each connection, on its event loop; whoever breaks a
/// limit is closed.
///
/// It sees whole messages; `ByteWatch`, which it puts first, tells it of bytes. One timer, armed for the nearest limit.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private enum Reading {
    case nothing
    case head(since: NIODeadline)
    case body
    /// A body was too large: what comes is thrown away, and the connection ends with the answer.
    case refused
  }

  private let limits: ConnectionLimits
  private var reading = Reading.nothing
  private var bodyBytes = 0
  /// The most that the body under way may be.
  private var longestBody = 0
  /// Of a body that did not come in one piece.
  private var rate: BodyRate?
  private var answersOwed = 0
  private var idleSince: NIODeadline
  private var buffered = 0
  private var lastProgress: NIODeadline
  private var stopsAt: NIODeadline?
  private var lingersUntil: NIODeadline?
  private var timer: Scheduled<Void>?
  private var timerAt: NIODeadline?
  private var context: ChannelHandlerContext?

  init(_ limits: ConnectionLimits) {
    self.limits = limits
    idleSince = .now()
    lastProgress = .now()
  }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    idleSince = context.eventLoop.now
    do {
      try context.pipeline.syncOperations.addHandler(ByteWatch(self), position: .first)
    } catch {
      context.close(promise: nil)
    }
    wake(at: idleSince + limits.idle)
  }

  func handlerRemoved(context: ChannelHandlerContext) { stop() }

  func channelInactive(context: ChannelHandlerContext) {
    stop()
    context.fireChannelInactive()
  }

  private func stop() {
    timer?.cancel()
    timer = nil
    timerAt = nil
    context = nil
  }

  // MARK: What comes in

  /// Before bytes are read as a message.
  func bytesCome() {
    guard let context, case .nothing = reading else { return }
    reading = .head(since: context.eventLoop.now)
  }

  /// After they were: what is not whole yet has its time counted.
  func bytesWereRead() {
    guard let context else { return }
    switch reading {
    case .nothing, .refused: break
    case .head(let since): wake(at: since + limits.header)
    case .body:
      var rate = self.rate ?? BodyRate(limits, at: context.eventLoop.now)
      if self.rate == nil { rate.count(bodyBytes) }
      self.rate = rate
      wake(at: rate.nextCheck)
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .refused = reading { return }
    switch unwrapInboundIn(data) {
    case .head(let head):
      answersOwed += 1
      bodyBytes = 0
      rate = nil
      longestBody = limits.bodyBytes
      // Asked only of what is large, or does not say how large it is.
      let isSmall = head.headerFields[.transferEncoding] == nil && Self.isLengthAllowed(head.headerFields, longestBody)
      if !isSmall { longestBody = max(longestBody, limits.largerBodyBytes(head)) }
      guard Self.isLengthAllowed(head.headerFields, longestBody) else {
        // The responder refuses it by the same length, and sees no body at all.
        reading = .refused
        context.fireChannelRead(data)
        context.fireChannelRead(wrapInboundOut(.end(nil)))
        return
      }
      reading = .body
      context.fireChannelRead(data)
    case .body(let bytes):
      bodyBytes += bytes.readableBytes
      rate?.count(bytes.readableBytes)
      // What is too much passes on, so that whoever gathers the body refuses it and never takes it for whole.
      context.fireChannelRead(data)
      if bodyBytes > longestBody { refuse(context) }
    case .end:
      reading = .nothing
      context.fireChannelRead(data)
    }
  }

  /// Whether a body is of a length that is taken; one that does not say its length is counted as it comes.
  static func isLengthAllowed(_ fields: HTTPFields, _ limit: Int = Limits.bodyBytes) -> Bool {
    guard let text = fields[.contentLength] else { return true }
    guard let length = Int(text) else { return false }
    return length <= limit
  }

  private func refuse(_ context: ChannelHandlerContext) {
    reading = .refused
    if answersOwed <= 0 { endAndLinger(context) }
  }

  // MARK: What goes out

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(var head):
      if isLastAnswer { head.headerFields[.connection] = "close" }
      context.write(wrapOutboundOut(.head(head)), promise: promise)
    case .body: context.write(data, promise: promise)
    case .end:
      let isLast = isLastAnswer
      answersOwed -= 1
      guard isLast else {
        idleSince = context.eventLoop.now
        wake(at: idleSince + limits.idle)
        context.write(data, promise: promise)
        return
      }
      context.writeAndFlush(data, promise: promise)
      endAndLinger(context)
    }
  }

  /// That of a refused body, or of what could not be read as a request at all.
  private var isLastAnswer: Bool {
    if case .refused = reading { return answersOwed <= 1 }
    return answersOwed <= 0
  }

  /// Ends our side, then throws away what still comes: closing at once would take the answer from the client's hands.
  private func endAndLinger(_ context: ChannelHandlerContext) {
    guard lingersUntil == nil else { return }
    let until = context.eventLoop.now + limits.lingering
    lingersUntil = until
    context.close(mode: .output, promise: nil)
    wake(at: until)
  }

  /// After a flush: whether something waits for the client to read.
  func bytesWereFlushed() {
    guard let context else { return }
    let waiting = waitingBytes
    guard waiting > 0 else { return }
    if waiting != buffered { lastProgress = context.eventLoop.now }
    buffered = waiting
    wake(at: context.eventLoop.now + checkInterval)
  }

  private var stallLimit: TimeAmount { stopsAt == nil ? limits.stalledWrite : limits.stopping }
  private var checkInterval: TimeAmount { .nanoseconds(max(1, stallLimit.nanoseconds / 4)) }

  private var waitingBytes: Int {
    let option = ChannelOptions.bufferedWritableBytes
    return (try? context?.channel.syncOptions?.getOption(option)) ?? 0
  }

  // MARK: Time

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is ChannelShouldQuiesceEvent, stopsAt == nil {
      let until = context.eventLoop.now + limits.stopping
      stopsAt = until
      wake(at: context.eventLoop.now + checkInterval)
    }
    context.fireUserInboundEventTriggered(event)
  }

  private func wake(at instant: NIODeadline) {
    guard let context else { return }
    if let timerAt, timerAt <= instant { return }
    timer?.cancel()
    timerAt = instant
    timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: instant) { self.look() }
  }

  /// Closes what has broken a limit, or looks again when the next may be broken.
  private func look() {
    timer = nil
    timerAt = nil
    guard let context else { return }
    guard let next = nextLook(at: context.eventLoop.now) else {
      context.close(promise: nil)
      return
    }
    if next < .distantFuture { wake(at: next) }
  }

  /// When to look again; nil when a limit is broken.
  private func nextLook(at now: NIODeadline) -> NIODeadline? {
    var limit = lingersUntil ?? .distantFuture
    switch reading {
    case .nothing: if answersOwed <= 0, waitingBytes == 0 { limit = min(limit, idleSince + limits.idle) }
    case .refused: break
    case .head(let since): limit = min(limit, since + limits.header)
    case .body:
      limit = min(limit, stopsAt ?? .distantFuture)
      guard rate?.isFastEnough(at: now) ?? true else { return nil }
    }
    guard now < limit else { return nil }
    if case .body = reading, let rate { limit = min(limit, rate.nextCheck) }
    return nextStall(at: now).map { min(limit, $0) }
  }

  /// The same for what waits to be read by the client.
  private func nextStall(at now: NIODeadline) -> NIODeadline? {
    let waiting = waitingBytes
    defer { buffered = waiting }
    guard waiting > 0 else { return .distantFuture }
    // An answer that is being read is no idleness.
    idleSince = now
    if waiting != buffered { lastProgress = now }
    return now < lastProgress + stallLimit ? now + checkInterval : nil
  }
}

/// First in the pipeline: tells the guard of bytes, which a message that is not whole yet does not show.
private final class ByteWatch: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = IOData

  private let watcher: ConnectionGuard
  init(_ watcher: ConnectionGuard) { self.watcher = watcher }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    watcher.bytesCome()
    context.fireChannelRead(data)
    watcher.bytesWereRead()
  }

  func flush(context: ChannelHandlerContext) {
    context.flush()
    watcher.bytesWereFlushed()
  }
}
