import Localization
import Logging
import Storage

/// Sends what waits in the database: sign-ins on one way, all else on another, paced for each domain. Two jobs run it,
/// each on one node at a time.
package struct Outbox: Sendable {
  let database: Database
  let settings: Settings
  let seal: MailSeal
  let clock: Clock
  let transport: any MailTransport

  /// How many mails are under way at once on each of the two ways.
  private static let atOnce = 8
  /// How many are read from the database at once.
  private static let picked = 64

  func register(in registry: inout Registry) {
    registry.run(job("mails.sign-in", title: t("Envoyer les codes de connexion"), .signIn))
    registry.run(job("mails.ordinary", title: t("Envoyer les autres courriels"), .ordinary))
    registry.run(
      Job("mails.blotting", title: t("Effacer le texte des anciens courriels"), everySeconds: 86_400) { most, now, db in
        try OutgoingMail.blot(most, at: now, db)
      })
    registry.run(
      Job("mails.forgetting", title: t("Oublier les courriels d’il y a plus de trois ans"), everySeconds: 86_400) {
        most, now, db in try OutgoingMail.forget(most, at: now, db)
      })
  }

  /// Codes are awaited: a way out that was shut is tried again every minute.
  private func job(_ name: StaticString, title: Phrase, _ priority: OutgoingMail.Priority) -> Job {
    let due = Job.Due.when { [pace = settings.mailsPerMinute] now, db in
      try OutgoingMail.isDue(priority, at: now, pace: pace, db)
    }
    return Job(name, title: title, due, longestRetrySeconds: 60) { _, _ in try await deliver(priority) }
  }

  /// Sends all that may leave now, sign-ins first; how many left.
  @discardableResult
  package func deliverWaiting() async throws -> Int { try await deliver(.signIn) + deliver(.ordinary) }

  /// The way out is shut: a password refused, no TLS, nobody there.
  struct Shut: Job.Trouble { var reason: String }

  private enum Ended: Sendable {
    case mail(domain: String, MailAnswer?)
    /// A second has gone: others may be due.
    case second
  }

  /// Sends mails of one priority until none is due; those that come meanwhile for another domain do not wait for one
  /// that is slow.
  @discardableResult
  func deliver(_ priority: OutgoingMail.Priority) async throws -> Int {
    try await withThrowingTaskGroup(of: Ended.self) { group in
      var underWay: [String: Int] = [:]
      var picked: [OutgoingMail.Waiting] = []
      var sent = 0
      var shut: String?
      group.addTask { await Self.aSecond() }
      while true {
        let free = Self.atOnce - underWay.values.reduce(0, +)
        if picked.isEmpty, free > 0, shut == nil, !Task.isCancelled {
          picked = try await due(priority, besides: underWay)
        }
        while shut == nil, underWay.values.reduce(0, +) < Self.atOnce, let mail = picked.popLast() {
          guard underWay[mail.domain, default: 0] < priority.atOnceForDomain else { continue }
          underWay[mail.domain, default: 0] += 1
          group.addTask { .mail(domain: mail.domain, try await deliver(mail)) }
        }
        guard !underWay.isEmpty, let ended = try await group.next() else { break }
        switch ended {
        case .second:
          picked = []
          if !Task.isCancelled { group.addTask { await Self.aSecond() } }
        case .mail(let domain, let answer):
          underWay[domain] = underWay[domain].flatMap { $0 > 1 ? $0 - 1 : nil }
          if case .accepted = answer { sent += 1 }
          if case .closed(let reply) = answer { shut = reply }
        }
      }
      group.cancelAll()
      if let shut { throw Shut(reason: shut) }
      return sent
    }
  }

  /// The oldest last.
  private func due(
    _ priority: OutgoingMail.Priority, besides underWay: [String: Int]
  ) async throws -> [OutgoingMail.Waiting] {
    let full = underWay.filter { $0.value >= priority.atOnceForDomain }.map(\.key)
    let now = clock.now()
    return try await database.read { [pace = settings.mailsPerMinute] db in
      try OutgoingMail.due(priority, at: now, pace: pace, excluding: full, limit: Self.picked, db)
    }.reversed()
  }

  /// Cut short when the mails have all left.
  private static func aSecond() async -> Ended {
    try? await Task.sleep(for: .seconds(1))
    return .second
  }

  /// Nil when another node has taken it.
  private func deliver(_ mail: OutgoingMail.Waiting) async throws -> MailAnswer? {
    let start = clock.now()
    guard try await database.write({ db in try OutgoingMail.take(mail, at: start, db) }) else { return nil }
    let answer: MailAnswer
    if let message = message(for: mail, at: start) {
      answer = await transport.deliver(message)
    } else {
      answer = .closed(reply: "mail-from is not the address of a mailbox")
    }
    let now = clock.now()
    try await database.write { [keepsText = settings.isDemonstration] db in
      try OutgoingMail.note(answer, of: mail, keepingText: keepsText, at: now, db)
    }
    return answer
  }

  private func message(for mail: OutgoingMail.Waiting, at now: Instant) -> MailMessage? {
    guard let from = MailAddress(settings.mailFrom), let to = MailAddress(mail.recipient) else { return nil }
    return MailMessage(
      from: from, fromName: settings.siteName, to: to, subject: mail.subject, body: mail.body, date: now,
      identifier: seal.identifier(of: mail.id), unsubscribe: mail.unsubscribe.map { settings.baseAddress + $0 })
  }
}

extension OutgoingMail {
  /// What the server answered, on the mail and on its address.
  static func note(
    _ answer: MailAnswer, of mail: Waiting, keepingText: Bool, at now: Instant, _ db: Transaction
  ) throws {
    switch answer {
    case .accepted(let reply):
      try settle(mail, as: .sent, answer: reply, keepingText: keepingText, at: now, db)
      try RefusingAddress.end(mail.recipient, said: .dialogue, by: .job, at: now, db)
    case .refused(let code, let reply):
      // The code stands at the head of a server's answer; a program has none.
      let text = reply.hasPrefix(String(code)) ? reply : "\(code) \(reply)"
      try settle(mail, as: .refused, answer: text, keepingText: keepingText, at: now, db)
      try RefusingAddress.note(mail.recipient, in: mail.id, said: .dialogue, answer: text, at: now, db)
    case .postponed(let reply):
      // One that is sent again by hand has its tries before it.
      guard mail.tries > 4, now > mail.worthUntil else {
        return try postpone(mail, answer: reply, at: now, db)
      }
      try settle(mail, as: .refused, answer: reply, keepingText: keepingText, at: now, db)
    case .closed: try putBack(mail, at: now, db)
    }
  }
}
