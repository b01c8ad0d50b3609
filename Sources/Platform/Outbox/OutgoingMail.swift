package import Localization
package import Storage

/// A mail that a fact calls for: written in the transaction of that fact, sent afterwards, exactly once for each person
/// and each address. Two persons of one box read it once; a person who has changed her address is not told again.
package struct OutgoingMail: Sendable {
  /// The smaller leaves first, on a way of its own: a sign-in never waits behind a mailing.
  package enum Priority: Int64, Sendable, ColumnCodable { case signIn = 0, ordinary = 1 }
  package enum State: String, Sendable, ColumnCodable, CaseIterable { case waiting, sent, refused }

  /// What it tells: `contribution/12/published`. A second mail for the same fact is not written.
  package var fact: String
  package var recipient: String
  package var person: Int64?
  package var priority: Priority
  package var subject: String
  package var body: String
  /// The path by which one stops receiving its kind; nil for what one needs: a code, the answer to an act.
  package private(set) var unsubscribe: String?
  /// For how long it is worth trying again; as long as its priority says where it is nil.
  package var worthSeconds: Int64?

  package init(
    fact: String, to recipient: String, person: Int64?, priority: Priority = .ordinary, subject: String, body: String
  ) {
    self.fact = fact
    self.recipient = recipient
    self.person = person
    self.priority = priority
    self.subject = subject
    self.body = body
  }

  /// A letter: its paragraphs in the language of whoever reads it, an empty line between them.
  package init(
    fact: String, to recipient: String, person: Int64?, priority: Priority = .ordinary, in language: Language,
    of site: Site, subject: Phrase, _ paragraphs: [Phrase]
  ) {
    self.init(
      fact: fact, to: recipient, person: person, priority: priority,
      subject: subject.text(in: language, site.catalogue),
      body: paragraphs.map { $0.text(in: language, site.catalogue) }.filter { !$0.isEmpty }.joined(separator: "\n\n")
        + "\n")
  }

  /// A letter that tells what somebody else did, and that one may refuse: it ends with the link, its headers have it
  /// too, and it is not written to whoever has refused.
  package init(
    notification fact: String, to recipient: MailAddress, person: Int64?, in language: Language, of site: Site,
    subject: Phrase, _ paragraphs: [Phrase]
  ) {
    var paragraphs = paragraphs
    let path = site.seal.token(.unsubscription, for: recipient).map {
      language.address(UnsubscriptionAddress(token: $0).path)
    }
    if let path {
      paragraphs.append(t("Ne plus recevoir ces messages : \(site.settings.baseAddress + path)"))
    }
    self.init(
      fact: fact, to: recipient.text, person: person, in: language, of: site, subject: subject, paragraphs)
    unsubscribe = path
  }

  /// Puts it in the outbox; nothing happens when this fact was already told to this person or this address, or when
  /// the address has refused mails of this kind.
  package func queue(_ db: Transaction, at now: Instant) throws {
    if unsubscribe != nil, try Unsubscription.isLive(for: recipient, db) { return }
    try db.execute(
      """
      INSERT INTO outgoing_mail (fact, recipient, domain, person_id, priority, subject, body, unsubscribe, created_at,
        state, tries, next_try_at, worth_until)
      VALUES (\(fact), \(recipient), \(domain), \(person), \(priority), \(subject), \(body), \(unsubscribe), \(now),
        \(State.waiting), 0, \(now), \(now.adding(seconds: worthSeconds ?? priority.worthSeconds)))
      ON CONFLICT DO NOTHING
      """)
  }

  private var domain: String { recipient.split(separator: "@").last.map(String.init) ?? "" }
}
