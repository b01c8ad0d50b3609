package import Localization
package import Storage

/// One line of the journal: written in the transaction of the change that it tells, never changed afterwards.
///
/// Details hold identifiers, numbers and declared words; never typed text, a name or an address, so that redaction and
/// erasure need not touch the journal.
package struct Event: Sendable {
  /// By what door the act came.
  package enum Through: String, Sendable, ColumnCodable {
    case session, sharedBox = "shared-box", link, job, command
  }

  package var at: Instant
  package var person: Int64?
  package var organisation: Int64?
  package var through: Through
  /// `support.given`: the thing, then what happened to it.
  package var kind: StaticString
  package var subject: Subject
  package var consultation: Int64?
  package var details: [(StaticString, Detail)]
  package var undoes: Int64?

  package struct Subject: Sendable {
    package var type: StaticString
    package var id: Int64
    package init(_ type: StaticString, _ id: Int64) {
      self.type = type
      self.id = id
    }
  }

  package enum Detail: Sendable {
    case number(Int64)
    case word(StaticString)
  }

  package init(
    _ kind: StaticString, on subject: Subject, by actor: Actor, at: Instant, consultation: Int64? = nil,
    details: [(StaticString, Detail)] = [], undoes: Int64? = nil
  ) {
    self.kind = kind
    self.subject = subject
    self.at = at
    self.consultation = consultation
    self.details = details
    self.undoes = undoes
    person = actor.person
    organisation = actor.organisation
    through = actor.through
  }

  /// Writes the line; its number.
  @discardableResult
  package func record(_ db: Transaction) throws -> Int64 {
    try db.insert(
      """
      INSERT INTO journal (at, person_id, organisation_id, through, kind, subject_type, subject_id, consultation_id,
        details, undoes_id)
      VALUES (\(at), \(person), \(organisation), \(through), \(kind.description), \(subject.type.description),
        \(subject.id), \(consultation), \(json), \(undoes)) RETURNING id
      """)
  }

  private var json: String {
    let members = details.map { name, detail in
      switch detail {
      case .number(let number): "\"\(name)\":\(number)"
      case .word(let word): "\"\(name)\":\"\(word)\""
      }
    }
    return "{\(members.joined(separator: ","))}"
  }
}

/// Who acts, on behalf of which organisation, and by what door.
package struct Actor: Sendable {
  package var person: Int64?
  package var organisation: Int64?
  package var through: Event.Through

  package init(person: Int64?, organisation: Int64? = nil, through: Event.Through) {
    self.person = person
    self.organisation = organisation
    self.through = through
  }

  package static let command = Actor(person: nil, through: .command)
  package static let job = Actor(person: nil, through: .job)
  /// Whoever holds the link of a mail.
  package static let link = Actor(person: nil, through: .link)
}
