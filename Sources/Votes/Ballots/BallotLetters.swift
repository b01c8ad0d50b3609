import Consultations
import Directory
import Localization
import Platform
import Proof
import Storage

/// The letters about a ballot, to the official mailbox and to those who may cast: one once nobody has changed it for
/// fifteen minutes, one at the closing with what is counted. That of the mailbox holds the link by which the
/// organisation contests it; each holds the receipt.
struct BallotLetters: Sendable {
  static let calmSeconds: Int64 = 900
  private static let atOnce = 100

  var language: ReaderLanguage
  var site: Site

  /// What is still to be told, once a signed head covers its line; the closing makes all of it so again.
  private static func untold(at now: Instant) -> SQL {
    """
    ballot JOIN vote ON vote.id = ballot.vote_id WHERE ballot.replaced_event_id IS NULL AND ballot.told_at IS NULL
      AND ballot.leaf < vote.sealed
      AND (ballot.cast_at <= \(now.adding(seconds: -calmSeconds)) OR vote.closed_at IS NOT NULL)
    """
  }

  static func isDue(at now: Instant, _ db: Snapshot) throws -> Bool {
    try db.value("SELECT ballot.id FROM \(untold(at: now)) LIMIT 1", as: Int64.self) != nil
  }

  /// Tells of some hundred.
  /// - Returns: whether there may be more.
  func tell(at now: Instant, _ db: Transaction) throws -> Bool {
    let due = try db.rows(
      "SELECT ballot.vote_id, \(Ballot.columns) FROM \(Self.untold(at: now)) ORDER BY ballot.id LIMIT \(Self.atOnce)"
    ) { row in (vote: try row.next(Int64.self), ballot: try Ballot(from: &row)) }
    for (id, some) in Dictionary(grouping: due, by: \.vote).sorted(by: { $0.key < $1.key }) {
      try tell(some.map(\.ballot), of: id, at: now, db)
    }
    return due.count == Self.atOnce
  }

  private func tell(_ ballots: [Ballot], of id: Int64, at now: Instant, _ db: Transaction) throws {
    guard let vote = try Vote.with(id: id, db), let consultation = try Consultation.with(id: vote.consultation, db)
    else { return }
    let letter = BallotLetter(
      vote: vote, consultation: consultation, propositions: try VotedProposition.all(of: id, db),
      head: try VoteLog.shortHead(of: id, db) ?? "", site: site)
    var receipts = try BallotReceipts(of: vote, db)
    for ballot in ballots {
      try db.execute("UPDATE ballot SET told_at = \(now) WHERE id = \(ballot.id)")
      guard let organisation = try Organisation.with(ids: [ballot.organisation], db).first else { continue }
      let receipt = try receipts.receipt(of: ballot, db)
      let isContested = try Contest.live(of: organisation.id, in: id, db) != nil
      for contact in try VoteContacts.all(of: organisation.id, in: id, at: now, db) {
        let link = contact.person == nil && !isContested ? try Contest.link(organisation.id, in: id, at: now, db) : nil
        try letter.mail(
          of: ballot, receipt, of: organisation, isContested: isContested, contesting: link, to: contact,
          in: try contact.person.map { try language($0, db) } ?? .french
        ).queue(db, at: now)
      }
    }
  }
}

private struct BallotLetter {
  var vote: Vote
  var consultation: Consultation
  var propositions: [VotedProposition]
  /// Of the log, short.
  var head: String
  var site: Site

  private var isClosed: Bool { vote.closedAt != nil }

  private func chosen(_ ballot: Ballot) -> Phrase {
    let titles = propositions.filter { ballot.choices.contains($0.name) }.map { "– " + $0.title }
    return titles.isEmpty ? t("Ce bulletin est blanc.") : .verbatim(titles.joined(separator: "\n"))
  }

  private func state(_ ballot: Ballot, isContested: Bool) -> Phrase {
    if isContested { return t("Ce bulletin est contesté : il n’est pas compté. Il porte ceci :") }
    return isClosed
      ? t("Le vote est clos. Voici ce qui est compté, choisi le \(ballot.castAt, .full) (heure de Paris) :")
      : t("Voici ce qui compte, choisi le \(ballot.castAt, .full) (heure de Paris) :")
  }

  func mail(
    of ballot: Ballot, _ receipt: Receipt, of organisation: Organisation, isContested: Bool, contesting link: Secret?,
    to contact: OrganisationContact, in language: Language
  ) -> OutgoingMail {
    let title = Ballot.title(of: organisation, in: language)
    let base = site.settings.baseAddress
    var paragraphs: [Phrase] = [
      t("Bonjour,"), .verbatim(consultation.wording(in: language).words.title),
      state(ballot, isContested: isContested), chosen(ballot),
    ]
    if !isClosed, !isContested {
      paragraphs += [
        t("Jusqu’à la clôture, ceux qui votent pour cette collectivité peuvent le changer ici :"),
        .verbatim(base + language.address(BallotAddress(consultation).path)),
      ]
    }
    if contact.person != nil {
      paragraphs += [
        t("Le récépissé, à imprimer :"),
        .verbatim(base + language.address(PrintedReceiptAddress(consultation, organisation).path)),
      ]
    }
    if let link {
      paragraphs += [
        t("Si votre collectivité n’a pas voté, ou pas ainsi, contestez ce bulletin : il ne sera plus compté."),
        .verbatim(base + ContestAddress(consultation, link).path),
      ]
    }
    paragraphs += [
      t(
        "Gardez ce message : le texte qui suit est le récépissé de ce bulletin, à la ligne \(Int(ballot.leaf) + 1) du journal public. Il prouve que le bulletin y est, et que personne ne l’a changé."
      ),
      t("Pour le vérifier, quand vous voudrez, copiez ce texte en entier sur cette page :"),
      .verbatim(base + language.address(ReceiptCheckAddress().path)),
      .verbatim(String(decoding: receipt.bytes, as: UTF8.self).trimmed),
      t("Ce récépissé dit ce que vous avez choisi : jusqu’à la clôture, ne le donnez à personne."),
      t("L’empreinte signée du journal, en abrégé : \(head). Elle est la même pour tout le monde."),
    ]
    return OutgoingMail(
      fact: "ballot/\(ballot.id)/\(isClosed ? "closed" : "calm")", to: contact.mail, person: contact.person,
      in: language, of: site, subject: isClosed ? t("\(title) : le vote est clos") : t("\(title) : il est enregistré"),
      paragraphs + [site.settings.helpLine])
  }
}
