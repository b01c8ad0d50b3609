import Synchronization

@testable import Platform

/// A way out that keeps what it was given, and answers as it is told; it holds the mails of a slow domain until it is
/// told to let them go.
final class Recorder: MailTransport {
  private struct State {
    var messages: [MailMessage] = []
    var held: [CheckedContinuation<Void, Never>] = []
    var isOpen = false
    var awaited: [(count: Int, CheckedContinuation<Void, Never>)] = []
  }
  private let state = Mutex(State())
  private let answers = Mutex<[String: MailAnswer]>([:])
  static let slow = "lent.example"

  var messages: [MailMessage] { state.withLock { $0.messages } }
  var recipients: [String] { messages.map(\.to.text) }

  /// What the server of a domain says from now on; nil for all is well.
  func answer(_ answer: MailAnswer?, for domain: String) { answers.withLock { $0[domain] = answer } }

  func deliver(_ message: MailMessage) async -> MailAnswer {
    let domain = message.to.domain
    if domain == Self.slow {
      await withCheckedContinuation { continuation in
        let isOpen = state.withLock { state in
          if !state.isOpen { state.held.append(continuation) }
          return state.isOpen
        }
        if isOpen { continuation.resume() }
      }
    }
    let ready = state.withLock { state in
      state.messages.append(message)
      let ready = state.awaited.filter { $0.count <= state.messages.count }
      state.awaited.removeAll { $0.count <= state.messages.count }
      return ready
    }
    for (_, continuation) in ready { continuation.resume() }
    return answers.withLock { $0[domain] } ?? .accepted(reply: "250 ok")
  }

  /// Lets the slow domain's mails go, now and later.
  func open() {
    let held = state.withLock { state in
      state.isOpen = true
      defer { state.held = [] }
      return state.held
    }
    for continuation in held { continuation.resume() }
  }

  /// Returns once this many mails have come.
  func wait(for count: Int) async {
    await withCheckedContinuation { continuation in
      let isThere = state.withLock { state in
        if state.messages.count < count { state.awaited.append((count, continuation)) }
        return state.messages.count >= count
      }
      if isThere { continuation.resume() }
    }
  }
}
