import Localization
import Logging
import ServiceLifecycle
import Storage

/// Sends what waits in the database, sign-ins first; run by every node, each mail by one of them.
package struct Outbox: Service {
  let database: Database
  let settings: Settings
  let clock: Clock
  let transport: any MailTransport
  let logger: Logger

  /// Looks once a second: a person who waits for a code sees no difference, and the database none either.
  package func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do { try await deliverWaiting() } catch {
          logger.warning("outbox postponed", metadata: ["error": "\(type(of: error))"])
        }
        try? await Task.sleep(for: .seconds(1))
      }
    }
  }

  /// Sends all that is due now; how many left.
  @discardableResult
  package func deliverWaiting() async throws -> Int {
    var sent = 0
    let now = clock.now()
    for mail in try await database.read({ db in try OutgoingMail.waiting(at: now, limit: 100, db) }) {
      guard try await database.write({ db in try OutgoingMail.take(mail, at: now, db) }) else { continue }
      if try await deliver(mail, at: now) { sent += 1 }
    }
    return sent
  }

  private func message(for mail: OutgoingMail.Waiting, at now: Instant) -> MailMessage? {
    guard let from = MailAddress(settings.mailFrom), let to = MailAddress(mail.recipient) else { return nil }
    return MailMessage(
      from: from, fromName: settings.siteName, to: to, subject: mail.subject, body: mail.body, date: now,
      identifier: "coporter-\(mail.id)")
  }

  private func deliver(_ mail: OutgoingMail.Waiting, at now: Instant) async throws -> Bool {
    guard let message = message(for: mail, at: now) else {
      try await database.write { db in
        try OutgoingMail.settle(mail, as: .refused, answer: "address", keepingText: false, at: now, db)
      }
      return false
    }
    let answer = await transport.deliver(message)
    let keepsText = settings.isDemonstration
    try await database.write { db in
      switch answer {
      case .accepted(let reply):
        try OutgoingMail.settle(mail, as: .sent, answer: reply, keepingText: keepsText, at: now, db)
      case .refused(let code, let reply):
        let text = "\(code) \(reply)"
        try OutgoingMail.settle(mail, as: .refused, answer: text, keepingText: keepsText, at: now, db)
      case .postponed(let reply): try OutgoingMail.postpone(mail, answer: reply, at: now, db)
      }
    }
    if case .accepted = answer { return true }
    return false
  }
}
