import Consultations
import Deposits
import Directory
import Localization
import Platform
import Proof
import Storage
import Votes

/// What the organisations are written once a selection is published: one letter for each and each who acts for it, that
/// tells what it deposited, alone or with others, what it supported, and for what it said that it was ready.
struct SelectionLetters: Sendable {
  static let batch = 50

  /// What an organisation did about a proposition.
  struct Tie: Sendable, Equatable {
    var proposition: Int64
    var hasDeposited: Bool
    var experiments: Bool
    var coCarries: Bool
  }

  var consultation: Consultation
  var committee: Committee
  var rulings: [Int64: Ruling]
  var titles: [Int64: String]
  var site: Site

  static func isDue(_ db: Snapshot) throws -> Bool {
    try db.value("SELECT id FROM minutes WHERE published_at IS NOT NULL AND is_told = 0 LIMIT 1", as: Int64.self) != nil
  }

  /// Writes to the next organisations.
  /// - Returns: whether there may be more.
  static func write(some: Int, _ places: Places, _ site: Site, at now: Instant, _ db: Transaction) throws -> Bool {
    let due: Minutes? = try db.first(
      "SELECT \(Minutes.columns) FROM minutes WHERE published_at IS NOT NULL AND is_told = 0 ORDER BY id LIMIT 1")
    guard let minutes = due, let committee = try Committee.with(minutes.committee, db),
      let consultation = try Consultation.with(id: committee.consultation, db)
    else { return false }
    let letters = SelectionLetters(
      consultation: consultation, committee: committee,
      rulings: Dictionary(
        uniqueKeysWithValues: try Ruling.all(in: committee.id, db).map { ($0.proposition, $0) }),
      titles: Dictionary(
        uniqueKeysWithValues: try VotedProposition.all(of: committee.vote, db).map { ($0.proposition, $0.title) }),
      site: site)
    let ids = try Self.concerned(by: committee.vote, after: minutes.toldThrough, limit: some, db)
    let ties = try Self.ties(of: ids, in: committee.vote, db)
    for organisation in try Organisation.with(ids: ids, db) {
      try letters.write(to: organisation, places, ties[organisation.id] ?? [], at: now, db)
    }
    let isOver = ids.count < some
    try db.execute(
      """
      UPDATE minutes SET told_through = \(ids.last ?? minutes.toldThrough), is_told = \(isOver) WHERE id = \(minutes.id)
      """)
    return try isOver ? isDue(db) : true
  }

  // MARK: Who

  private static let deposits: SQL = """
    SELECT vote_proposition.vote_id, vote_proposition.proposition_id, contribution.organisation_id, contribution.id,
      1, 0, 0
    FROM vote_proposition
    JOIN grouping ON grouping.proposition_id = vote_proposition.proposition_id
    JOIN decision ON decision.id = grouping.decision_id AND decision.ended_event_id IS NULL
    JOIN contribution ON contribution.id = decision.contribution_id AND \(Withdrawal.stands)
    UNION
    SELECT vote_proposition.vote_id, vote_proposition.proposition_id, codeposit.organisation_id, contribution.id,
      1, 0, 0
    FROM vote_proposition
    JOIN grouping ON grouping.proposition_id = vote_proposition.proposition_id
    JOIN decision ON decision.id = grouping.decision_id AND decision.ended_event_id IS NULL
    JOIN contribution ON contribution.id = decision.contribution_id AND \(Withdrawal.stands)
    JOIN codeposit ON codeposit.contribution_id = contribution.id AND codeposit.accepted_event_id IS NOT NULL
      AND codeposit.ended_event_id IS NULL
    """

  private static let supports: SQL = """
    SELECT vote_proposition.vote_id, vote_proposition.proposition_id, support.organisation_id, contribution.id, 0,
      coalesce(support_statement.experiments, 0), coalesce(support_statement.co_carries, 0)
    FROM vote_proposition
    JOIN grouping ON grouping.proposition_id = vote_proposition.proposition_id
    JOIN decision ON decision.id = grouping.decision_id AND decision.ended_event_id IS NULL
    JOIN contribution ON contribution.id = decision.contribution_id AND \(Withdrawal.stands)
    JOIN support ON support.contribution_id = contribution.id AND support.ended_event_id IS NULL
    LEFT JOIN support_statement ON support_statement.support_id = support.id
      AND support_statement.ended_event_id IS NULL
    """

  private static let tied: SQL = """
    WITH tie (vote_id, proposition_id, organisation_id, contribution_id, deposits, experiments, co_carries)
      AS (\(deposits) UNION \(supports))
    """

  private static func concerned(by vote: Int64, after: Int64, limit: Int, _ db: Snapshot) throws -> [Int64] {
    try db.values(
      """
      \(tied) SELECT DISTINCT organisation_id FROM tie WHERE vote_id = \(vote) AND organisation_id > \(after)
      ORDER BY organisation_id LIMIT \(limit)
      """)
  }

  /// What some organisations did, by organisation, in the order of the propositions.
  static func ties(of organisations: [Int64], in vote: Int64, _ db: Snapshot) throws -> [Int64: [Tie]] {
    guard !organisations.isEmpty else { return [:] }
    var found: [Int64: [Tie]] = [:]
    try db.forEach(
      """
      \(tied) SELECT organisation_id, proposition_id, max(deposits), max(experiments), max(co_carries) FROM tie
      WHERE vote_id = \(vote) AND organisation_id IN (\(SQL.list(organisations)))
      GROUP BY organisation_id, proposition_id ORDER BY organisation_id, proposition_id
      """
    ) { row in
      let (organisation, proposition): (Int64, Int64) = (try row.next(), try row.next())
      let (deposits, experiments, carries): (Int, Int, Int) = (try row.next(), try row.next(), try row.next())
      found[organisation, default: []].append(
        Tie(
          proposition: proposition, hasDeposited: deposits == 1, experiments: experiments == 1,
          coCarries: carries == 1))
    }
    return found
  }

  // MARK: What

  private func write(
    to organisation: Organisation, _ places: Places, _ ties: [Tie], at now: Instant, _ db: Transaction
  ) throws {
    for contact in try OrganisationContact.nearest(to: organisation.id, at: now, db) {
      let language = try contact.person.map { try Follower.language(of: $0, db) } ?? .french
      let fact = "selection/\(committee.id)/\(organisation.token)"
      let subject = t("La sélection est publiée : \(consultation.title)")
      let paragraphs = paragraphs(places.fullName(of: organisation), ties, language)
      guard !ties.contains(where: \.hasDeposited), let address = MailAddress(contact.mail) else {
        try OutgoingMail(
          fact: fact, to: contact.mail, person: contact.person, in: language, of: site, subject: subject,
          paragraphs + [site.settings.helpLine]
        ).queue(db, at: now)
        continue
      }
      // Whoever only supported may want no such letter.
      try OutgoingMail(
        notification: fact, to: address, person: contact.person, in: language, of: site, subject: subject, paragraphs
      ).queue(db, at: now)
    }
  }

  private func paragraphs(_ name: String, _ ties: [Tie], _ language: Language) -> [Phrase] {
    let chosen = rulings.values.count { $0.list != .none }
    let selected = t(
      chosen, one: "Le comité de sélection a retenu une proposition, pour \(Int(committee.spent)) euros.",
      other: "Le comité de sélection a retenu \(chosen) propositions, pour \(Int(committee.spent)) euros.")
    var told: [Phrase] = [t("Bonjour,"), selected]
    let deposited = ties.filter(\.hasDeposited)
    if !deposited.isEmpty { told += [t("Ce que \(name) a déposé, seul ou avec d’autres :")] + deposited.map(outcome) }
    let supported = ties.filter { !$0.hasDeposited }
    if !supported.isEmpty { told += [t("Ce que \(name) a soutenu :")] + supported.map(outcome) }
    let isKept: (Tie) -> Bool = { tie in rulings[tie.proposition].map { $0.list != .none } ?? false }
    told += ties.filter { $0.experiments && isKept($0) }.map { tie in
      t("Vous vous êtes dit prêt à expérimenter « \(titles[tie.proposition] ?? "") » : elle est retenue.")
    }
    told += ties.filter { $0.coCarries && isKept($0) }.map { tie in
      t("Vous vous êtes dit prêt à co-porter « \(titles[tie.proposition] ?? "") » : elle est retenue.")
    }
    let page = site.settings.baseAddress + language.address(SelectionAddress(consultation).path)
    return told + [t("Toute la sélection, ses motifs et le relevé de décisions :"), .verbatim(page)]
  }

  private func outcome(_ tie: Tie) -> Phrase {
    let title = titles[tie.proposition] ?? ""
    guard let ruling = rulings[tie.proposition], ruling.list != .none else {
      return t("« \(title) » : non retenue.")
    }
    return t("« \(title) » : \(ruling.list.title), \(Int(ruling.amount)) euros.")
  }
}
