import Localization
import Storage

/// An account that sleeps: nobody has come back to it for two years. Its person is warned a month before, by mail, and
/// keeps it by signing in; else it is erased. Whoever holds a role of the installation is left alone.
enum Dormancy {
  static let warningSeconds: Int64 = 30 * 86_400
  private static let atOnce = 100

  /// Nothing of hers in the journal since then.
  private static func sleeps(since old: Instant) -> SQL {
    """
    person.created_at < \(old)
      AND NOT EXISTS (SELECT 1 FROM journal WHERE journal.person_id = person.id AND journal.at >= \(old))
      AND NOT EXISTS (SELECT 1 FROM role WHERE role.person_id = person.id AND role.ended_event_id IS NULL)
    """
  }

  /// Warns those who have slept for two years less a month, forgets the warning of whoever came back, and erases those
  /// who were warned a month ago; how many at most, for one write.
  static func pass(_ erasure: Erasure, of site: Site, at now: Instant, _ db: Transaction) throws -> Int {
    guard let old = PersonalKind.account.oldest(at: now) else { return 0 }
    try db.execute(
      """
      DELETE FROM dormancy WHERE EXISTS (
        SELECT 1 FROM journal WHERE journal.person_id = dormancy.person_id AND journal.at > dormancy.warned_at)
      """)
    let ending: [Int64] = try db.values(
      """
      SELECT dormancy.person_id FROM dormancy JOIN person ON person.id = dormancy.person_id
      WHERE dormancy.warned_at <= \(now.adding(seconds: -warningSeconds)) AND \(sleeps(since: old))
      ORDER BY dormancy.id LIMIT \(atOnce)
      """)
    for person in ending { try erasure.erase(person, by: .job, at: now, db) }
    let sleeping: [Int64] = try db.values(
      """
      SELECT person.id FROM person WHERE \(sleeps(since: old.adding(seconds: warningSeconds)))
        AND EXISTS (SELECT 1 FROM person_address WHERE person_address.person_id = person.id)
        AND NOT EXISTS (SELECT 1 FROM dormancy WHERE dormancy.person_id = person.id)
      ORDER BY person.id LIMIT \(atOnce)
      """)
    for person in sleeping { try warn(person, of: site, at: now, db) }
    return ending.count + sleeping.count
  }

  private static func warn(_ person: Int64, of site: Site, at now: Instant, _ db: Transaction) throws {
    try db.execute("INSERT INTO dormancy (person_id, warned_at) VALUES (\(person), \(now))")
    try Event("person.warned", on: .init("person", person), by: .job, at: now).record(db)
    guard let mail = try Person.mail(of: person, db) else { return }
    let end = now.adding(seconds: warningSeconds)
    try OutgoingMail(
      fact: "dormancy/\(person)/\(now.milliseconds)", to: mail, person: person, in: .french, of: site,
      subject: t("Votre compte sur \(site.settings.siteName) sera effacé le \(end, .date)"),
      [
        t("Bonjour,"),
        t("Vous n’êtes pas revenu sur \(site.settings.siteName) depuis près de deux ans."),
        t("Sans nouvelle de vous, votre compte, votre adresse et votre nom seront effacés le \(end, .date)."),
        t("Ce que vous avez publié au nom d’un organisme reste. Pour garder votre compte, connectez-vous :"),
        .verbatim(site.settings.baseAddress + SignInAddress().path),
        site.settings.helpLine,
      ]
    ).queue(db, at: now)
  }

  static func register(_ erasure: Erasure, in registry: inout Registry) {
    registry.run(
      WritingJob("accounts.dormant", title: t("Effacer les comptes qui dorment"), .every(seconds: 86_400)) {
        database, clock, site in
        while try await database.write({ db in try pass(erasure, of: site, at: clock.now(), db) }) >= atOnce {
          try Task.checkCancellation()
        }
      })
  }
}
