import Consultations
import Directory
import Localization
import Platform
import Proof
import Storage

/// What the house writes of the right to cast, once it was given, has ended or was refused: to the person, in her
/// language, and to the official mailbox. Whom a head named, and who casts no longer with the head, is written to too.
struct RightNotices: Sendable {
  private static let atOnce = 100

  var language: ReaderLanguage
  var places: Places
  var site: Site

  static func isDue(_ db: Snapshot) throws -> Bool {
    let rights: SQL = "SELECT id FROM casting_right WHERE grant_untold = 1 OR end_untold IS NOT NULL LIMIT 1"
    if try db.value(rights, as: Int64.self) != nil { return true }
    return try db.value("SELECT id FROM right_request WHERE refusal_untold = 1 LIMIT 1", as: Int64.self) != nil
  }

  /// Tells of some hundred.
  /// - Returns: whether there may be more.
  func tell(at now: Instant, _ db: Transaction) throws -> Bool {
    let due = try db.rows(
      """
      SELECT grant_untold, end_untold, \(CastingRight.columns) FROM casting_right
      WHERE grant_untold = 1 OR end_untold IS NOT NULL ORDER BY casting_right.id LIMIT \(Self.atOnce)
      """
    ) { row in
      (isGiven: try row.next(Bool.self), end: try row.next(String?.self), right: try CastingRight(from: &row))
    }
    for one in due {
      try db.execute("UPDATE casting_right SET grant_untold = 0, end_untold = NULL WHERE id = \(one.right.id)")
      if one.isGiven { try tellGrant(one.right, at: now, db) }
      if let reason = one.end.flatMap(EndReason.init(rawValue:)) { try tellEnd(one.right, reason, at: now, db) }
    }
    let refused: [RightRequest] = try db.rows(
      """
      SELECT \(RightRequest.columns) FROM right_request WHERE refusal_untold = 1
      ORDER BY right_request.id LIMIT \(Self.atOnce)
      """)
    for request in refused {
      try db.execute("UPDATE right_request SET refusal_untold = 0 WHERE id = \(request.id)")
      try tellRefusal(request, at: now, db)
    }
    return due.count == Self.atOnce || refused.count == Self.atOnce
  }

  private func tellGrant(_ right: CastingRight, at now: Instant, _ db: Transaction) throws {
    try write("casting-right/\(right.id)/given", of: right.person, for: right.organisation, in: right.vote, at: now, db)
    { $0.given(right) }
  }

  /// Whoever casts under another right by now is not told that she does not.
  private func tellEnd(_ right: CastingRight, _ reason: EndReason, at now: Instant, _ db: Transaction) throws {
    let live = try CastingRight.live(of: right.person, for: right.organisation, in: right.vote, at: now, db)
    guard live == nil else { return }
    let fact = "casting-right/\(right.id)/ended"
    let named = try db.rows(
      """
      SELECT id, person_id FROM casting_right WHERE head_right_id = \(right.id) AND ended_event_id IS NULL
        AND until_at > \(now) ORDER BY id
      """
    ) { row in (id: try row.next(Int64.self), person: try row.next(Int64.self)) }
    try write(fact, of: right.person, for: right.organisation, in: right.vote, at: now, db) {
      $0.ended(reason, hasNamed: !named.isEmpty)
    }
    for one in named {
      guard let contact = try OrganisationContact(person: one.person, db) else { continue }
      try notice(of: one.person, for: right.organisation, in: right.vote, db)?.withHead
        .mail("casting-right/\(one.id)/head-ended", to: contact, in: language(one.person, db), of: site)
        .queue(db, at: now)
    }
  }

  private func tellRefusal(_ request: RightRequest, at now: Instant, _ db: Transaction) throws {
    let fact = "right-request/\(request.token)/refused"
    try write(fact, of: request.person, for: request.organisation, in: request.vote, at: now, db) { $0.refused }
  }

  private func notice(of person: Int64, for organisation: Int64, in id: Int64, _ db: Snapshot) throws -> RightNotice? {
    guard let vote = try Vote.with(id: id, db), let consultation = try Consultation.with(id: vote.consultation, db),
      let found = try Organisation.with(ids: [organisation], db).first
    else { return nil }
    let name = try RightRequest.name(of: person, db)
    return RightNotice(
      consultation: consultation, organisation: places.fullName(of: found),
      person: name.isEmpty ? t("une personne dont le compte est effacé") : .verbatim(name))
  }

  /// To the person and to the mailbox, which may be one address: each has a fact of its own.
  private func write(
    _ fact: String, of person: Int64, for organisation: Int64, in vote: Int64, at now: Instant, _ db: Transaction,
    _ said: (RightNotice) -> (person: RightNotice.Letter, mailbox: RightNotice.Letter)
  ) throws {
    guard let notice = try notice(of: person, for: organisation, in: vote, db) else { return }
    let (hers, theirs) = said(notice)
    if let contact = try OrganisationContact(person: person, db) {
      try hers.mail(fact, to: contact, in: language(person, db), of: site).queue(db, at: now)
    }
    for contact in try OrganisationContact.mailboxes(of: organisation, db) {
      try theirs.mail(fact + "/mailbox", to: contact, in: .french, of: site).queue(db, at: now)
    }
  }
}

/// What is said of the right of somebody to cast for an organisation; never what was cast.
private struct RightNotice {
  struct Letter {
    var consultation: Consultation
    var subject: Phrase
    var paragraphs: [Phrase]

    func mail(_ fact: String, to contact: OrganisationContact, in language: Language, of site: Site) -> OutgoingMail {
      let page = site.settings.baseAddress + language.address(RightAddress(consultation).path)
      return OutgoingMail(
        fact: fact, to: contact.mail, person: contact.person, in: language, of: site, subject: subject,
        [t("Bonjour,"), .verbatim(consultation.wording(in: language).words.title)] + paragraphs
          + (contact.person == nil ? [] : [t("Qui vote pour cette collectivité :"), .verbatim(page)])
          + [site.settings.helpLine])
    }
  }

  var consultation: Consultation
  var organisation: String
  var person: Phrase

  private func letter(_ subject: Phrase, _ paragraphs: [Phrase]) -> Letter {
    Letter(consultation: consultation, subject: subject, paragraphs: paragraphs)
  }

  func given(_ right: CastingRight) -> (person: Letter, mailbox: Letter) {
    let hers: Phrase
    let theirs: Phrase
    if let until = right.until {
      hers = t("Le maire ou le président vous a nommé : vous votez pour \(organisation), jusqu’au \(until, .date).")
      theirs = t("Le maire ou le président a nommé \(person), qui vote pour \(organisation) jusqu’au \(until, .date).")
    } else {
      hers = t("Vous votez pour \(organisation), comme maire ou président. C’est prouvé \(right.method.title).")
      theirs = t("Pour \(organisation), \(person) vote comme maire ou président. C’est prouvé \(right.method.title).")
    }
    return (
      letter(
        t("Vous votez pour \(organisation)"),
        [hers, t("Si vous ne l’avez pas demandé, ou si c’est une erreur, dites-le-nous aussitôt.")]),
      letter(
        t("\(organisation) : \(person) peut voter"),
        [theirs, t("Si c’est faux, dites-le-nous aussitôt : deux instructeurs peuvent mettre fin à ce droit.")])
    )
  }

  /// - Parameter hasNamed: whether others, whom she named, vote no longer either.
  func ended(_ reason: EndReason, hasNamed: Bool) -> (person: Letter, mailbox: Letter) {
    let others = hasNamed ? [t("Ceux que cette personne avait nommés ne votent plus non plus.")] : []
    let mistake = t("Si c’est une erreur, dites-le-nous aussitôt.")
    return (
      letter(
        t("Vous ne votez plus pour \(organisation)"),
        [t("Votre droit de voter pour \(organisation) a pris fin."), reason.sentence, mistake]),
      letter(
        t("\(organisation) : \(person) ne vote plus"),
        [t("Pour \(organisation), \(person) n’a plus le droit de voter."), reason.sentence] + others + [mistake])
    )
  }

  /// To whom the head had named, once the head votes no longer.
  var withHead: Letter {
    letter(
      t("Vous ne votez plus pour \(organisation)"),
      [
        t("Le maire ou le président qui vous avait nommé ne vote plus pour \(organisation), et vous non plus."),
        t("Qui vote désormais comme maire ou président peut vous nommer de nouveau."),
      ])
  }

  var refused: (person: Letter, mailbox: Letter) {
    (
      letter(
        t("\(organisation) : votre demande de voter est refusée"),
        [
          t("Un instructeur a refusé votre demande de voter pour \(organisation) comme maire ou président."),
          t("Si vous l’êtes, appelez-nous, puis faites une nouvelle demande."),
        ]),
      letter(
        t("\(organisation) : une demande de voter est refusée"),
        [
          t(
            "Pour \(organisation), \(person) a demandé à voter comme maire ou président. Un instructeur a refusé cette demande."
          ),
          t("Si cette personne est bien le maire ou le président, dites-le-nous."),
        ])
    )
  }
}
