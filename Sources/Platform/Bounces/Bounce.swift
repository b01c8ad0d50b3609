import Localization
import Storage

/// What a mail server says afterwards of a mail that it had taken: a delivery status notification (RFC 3464), in a
/// `multipart/report`. Anybody can write to the mailbox where they arrive: one is believed only when it gives back the
/// identifier of a mail of ours, which nobody guesses, and when it speaks of the address that this mail went to.
struct Bounce: Sendable, Equatable {
  enum Verdict: Sendable, Equatable {
    /// The address does not exist, or refuses: status 5.x.x.
    case permanent
    /// The mail is given up, and the address may be good: a failure with status 4.x.x.
    case givenUp
    /// It is late; the server goes on trying.
    case delayed
  }

  /// One recipient, as the status names it.
  struct Recipient: Sendable, Equatable {
    var addresses: [String]
    var verdict: Verdict
    /// The words of the server that refused.
    var answer: String
  }

  /// `coporter-12-3f2a9c01b7d45e60` and the domain after `@`, as the returned headers give them.
  var identifier: String
  var domain: String
  var recipients: [Recipient]

  /// Nil where a mail is no report of a failure, or gives back no identifier.
  init?(_ bytes: [UInt8]) {
    let mail = MIMEPart(bytes[...])
    guard mail.type == "multipart/report" else { return nil }
    let parts = mail.all()
    guard let status = parts.first(where: { $0.type == "message/delivery-status" }),
      let returned = parts.first(where: { ["message/rfc822", "text/rfc822-headers"].contains($0.type) }),
      let message = MIMEPart(returned.body)["message-id"],
      let match = message.wholeMatch(of: /<([A-Za-z0-9.-]{1,64})@([A-Za-z0-9.-]{1,253})>/)
    else { return nil }
    identifier = String(match.1)
    domain = String(match.2).lowercased()
    // The first group speaks of the mail, the others each of a recipient.
    recipients = MIMEPart.groups(status.body).dropFirst().compactMap(Self.recipient)
    guard !recipients.isEmpty else { return nil }
  }

  private static func recipient(_ group: MIMEPart) -> Recipient? {
    let addresses = ["final-recipient", "original-recipient"].compactMap { group[$0] }.compactMap(address)
    let status = (group["status"] ?? "").prefix { $0 != " " }
    guard !addresses.isEmpty, let verdict = verdict(action: group["action"] ?? "", status: String(status)) else {
      return nil
    }
    let said = group["diagnostic-code"].map { String($0.drop { $0 != ";" }.dropFirst()).trimmed } ?? ""
    return Recipient(addresses: addresses, verdict: verdict, answer: said.isEmpty ? String(status) : said)
  }

  /// RFC 3464 §2.3.3 and §2.3.4, RFC 3463 §2; nil for what is delivered, relayed, or said in no such words.
  private static func verdict(action: String, status: String) -> Verdict? {
    guard status.wholeMatch(of: /[245]\.[0-9]{1,3}\.[0-9]{1,3}/) != nil else { return nil }
    switch (action.trimmed.lowercased(), status.first) {
    case ("failed", "5"): return .permanent
    case ("failed", "4"): return .givenUp
    case ("delayed", "4"): return .delayed
    default: return nil
    }
  }

  /// `rfc822; mairie@dax.example`.
  private static func address(_ value: String) -> String? {
    let parts = value.split(separator: ";", maxSplits: 1)
    guard parts.count == 2, String(parts[0]).trimmed.lowercased() == "rfc822" else { return nil }
    let text = String(parts[1]).trimmed
    return MailAddress(text.hasPrefix("<") && text.hasSuffix(">") ? String(text.dropFirst().dropLast()) : text)?.text
  }

  /// Notes it on the mail and its address; false when it speaks of no mail of ours, or of another address.
  func note(seal: MailSeal, domain ours: String?, at now: Instant, _ db: Transaction) throws -> Bool {
    guard domain == ours, let id = seal.mail(identifiedBy: identifier), let mail = try OutgoingMail.with(id: id, db),
      let recipient = recipients.first(where: { $0.addresses.contains(mail.recipient) })
    else { return false }
    let words = String(recipient.answer.prefix(RefusingAddress.longestAnswer))
    switch recipient.verdict {
    case .delayed: try db.execute("UPDATE outgoing_mail SET answer = \(words) WHERE id = \(id) AND state = 'sent'")
    case .permanent, .givenUp:
      // One that was resent since, and waits, leaves all the same.
      try db.execute(
        """
        UPDATE outgoing_mail SET state = 'refused', answer = \(words), settled_at = \(now)
        WHERE id = \(id) AND state <> 'waiting'
        """)
      try Event("mail.bounced", on: .init("mail", id), by: .job, at: now).record(db)
      guard recipient.verdict == .permanent else { return true }
      try RefusingAddress.note(mail.recipient, in: id, said: .bounce, answer: words, at: now, db)
    }
    return true
  }
}
