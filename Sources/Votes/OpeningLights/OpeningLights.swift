package import Consultations
import Instruction
package import Localization
package import Platform
package import Storage

/// One thing that must be in order before a vote opens, and how it is now.
package struct OpeningLight: Sendable {
  package enum Colour: Sendable { case green, amber, red }

  package var subject: Phrase
  package var colour: Colour
  package var sentence: Phrase

  init(_ subject: Phrase, _ colour: Colour, _ sentence: Phrase) {
    self.subject = subject
    self.colour = colour
    self.sentence = sentence
  }
}

/// What is looked at before a vote opens and while it is open, by administrators on its page and by whoever runs the
/// server in `check`.
package struct OpeningLights: Sendable {
  package let all: [OpeningLight]
  /// Whether the vote has been opened.
  package let isOpened: Bool
  package var areAllGreen: Bool { all.allSatisfy { $0.colour == .green } }

  private static let freshSeconds: Int64 = 86_400

  package init(of consultation: Consultation, _ settings: Settings, at now: Instant, _ db: Snapshot) throws {
    let lastEvent: Instant? = try db.value("SELECT at FROM journal ORDER BY id DESC LIMIT 1")
    let openedAt = try Vote.of(consultation.id, db)?.openedAt
    isOpened = openedAt != nil
    all =
      [try Self.vote(of: consultation, at: now, db)]
      + (try Self.reexaminations(in: consultation, at: now, db)) + [
        Self.key(settings),
        settings.leadsMailsOut ? Self.mails(try MailFlow(at: now, db), at: now) : Self.noMails,
        Self.clock(isSet: Machine.isClockSet, lastEvent: lastEvent, at: now),
        Self.space(settings.database),
        try Self.copy(settings, at: now, db),
        settings.backups.isEmpty
          ? Self.noBackups : Self.backup(Backups.newest(in: settings.backups), openedAt: openedAt, at: now),
      ]
  }

  private static func vote(of consultation: Consultation, at now: Instant, _ db: Snapshot) throws -> OpeningLight {
    let subject = t("Vote")
    return switch try Vote.obstacle(in: consultation.id, at: now, db) {
    case nil:
      OpeningLight(subject, .green, t("La forme, le règlement, la liste, les propositions et leurs coûts sont là."))
    case .opened?: OpeningLight(subject, .amber, VoteRefusal.opened.sentence)
    case .early(let opens)?: OpeningLight(subject, .amber, VoteRefusal.early(opens).sentence)
    case let obstacle?: OpeningLight(subject, .red, obstacle.sentence)
    }
  }

  private static func reexaminations(
    in consultation: Consultation, at now: Instant, _ db: Snapshot
  ) throws -> [OpeningLight] {
    let subject = t("Réexamens")
    let obstacles = try VoteObstacle.all(in: consultation.id, at: now, db)
    guard !obstacles.isEmpty else {
      return [OpeningLight(subject, .green, t("Aucun n’attend, et aucun délai ne court."))]
    }
    return obstacles.map { OpeningLight(subject, .red, $0.sentence) }
  }

  private static func key(_ settings: Settings) -> OpeningLight {
    do {
      _ = try settings.signingKey()
      return OpeningLight(t("Clé"), .green, t("La clé qui signe le journal public se lit."))
    } catch {
      return OpeningLight(t("Clé"), .red, (error as? VoteRefusal ?? .badKey).sentence)
    }
  }

  private static let noMails = OpeningLight(
    t("Courriels"), .red,
    t("Ni serveur ni programme de courriel : personne ne reçoit rien (réglages smtp et sendmail)."))

  static func mails(_ flow: MailFlow, at now: Instant) -> OpeningLight {
    let subject = t("Courriels")
    if flow.late > 0 {
      return OpeningLight(
        subject, .red,
        t(
          flow.late, one: "\(flow.late) courriel attend depuis plus d’un quart d’heure.",
          other: "\(flow.late) courriels attendent depuis plus d’un quart d’heure."))
    }
    guard let left = flow.lastLeft, left > now.adding(seconds: -freshSeconds) else {
      return OpeningLight(subject, .amber, t("Aucun courriel n’est parti depuis un jour : envoyez-vous en un."))
    }
    return OpeningLight(subject, .green, t("Le dernier est parti le \(left, .dateAndTime) ; aucun n’attend."))
  }

  /// A line of the journal that is still to come shows a clock that went back.
  static func clock(isSet: Bool?, lastEvent: Instant?, at now: Instant) -> OpeningLight {
    let subject = t("Horloge")
    if let lastEvent, lastEvent > now.adding(seconds: 1) {
      return OpeningLight(subject, .red, t("Elle retarde sur la dernière ligne du journal : mettez-la à l’heure."))
    }
    switch isSet {
    case true?: return OpeningLight(subject, .green, t("Un serveur de temps la règle."))
    case false?:
      return OpeningLight(
        subject, .red, t("Aucun serveur de temps ne la règle : installez systemd-timesyncd ou chrony."))
    case nil: return OpeningLight(subject, .amber, t("Cette machine ne dit pas si son horloge est réglée."))
    }
  }

  private static func space(_ address: String) -> OpeningLight {
    let subject = t("Place")
    do {
      guard let space = try FreeSpace.beside(address) else {
        return OpeningLight(
          subject, .amber, t("Celle du serveur PostgreSQL ne se voit pas d’ici : vérifiez-la là-bas."))
      }
      return self.space(space)
    } catch {
      return OpeningLight(subject, .red, t("Le dossier de la base ne se lit pas."))
    }
  }

  static func space(_ space: FreeSpace) -> OpeningLight {
    let (subject, megabytes) = (t("Place"), Int(space.free / 1_000_000))
    return switch space.level {
    case .scarce: OpeningLight(subject, .red, t("\(megabytes) Mo libres : les écritures vont bientôt échouer."))
    case .short: OpeningLight(subject, .amber, t("\(megabytes) Mo libres : trop peu pour la suite et une sauvegarde."))
    case .ample: OpeningLight(subject, .green, t("\(megabytes) Mo libres."))
    }
  }

  /// How long a line may wait for its copy, in seconds.
  private static let copySeconds: Int64 = 10

  /// The second copy of the log: a trial file is written there, and no line waits for it.
  private static func copy(_ settings: Settings, at now: Instant, _ db: Snapshot) throws -> OpeningLight {
    let subject = t("Seconde copie")
    guard !settings.copyLeaves.isEmpty else {
      return OpeningLight(
        subject, .red,
        t("Le journal du vote n’est écrit qu’à un endroit : donnez-lui un autre disque (réglage copy-leaves)."))
    }
    guard LeafCopyFile.canBeKept(in: settings.copyLeaves) else {
      return OpeningLight(subject, .red, t("Un fichier d’essai ne s’y écrit pas (réglage copy-leaves)."))
    }
    guard try !LeafCopying.isLate(settings.copyLeaves, since: now.adding(seconds: -copySeconds), db) else {
      return OpeningLight(
        subject, .red, t("Des lignes d’un journal attendent leur copie depuis plus de dix secondes."))
    }
    guard let file = Database.file(of: settings.database) else {
      return OpeningLight(
        subject, .green, t("Un fichier d’essai s’écrit sur cette machine, et aucune ligne n’attend sa copie."))
    }
    return switch Machine.areOnOneDisk(settings.copyLeaves, file) {
    case false?: OpeningLight(subject, .green, t("Le journal du vote s’écrit aussi sur un autre disque."))
    case true?:
      OpeningLight(subject, .amber, t("Elle est sur le même disque que la base : une panne emporte les deux."))
    case nil: OpeningLight(subject, .red, t("Son dossier ne se lit pas (réglage copy-leaves)."))
    }
  }

  private static let noBackups = OpeningLight(
    t("Sauvegarde"), .red, t("Le serveur ne sait pas où elles sont : donnez-lui leur dossier (réglage backups)."))

  /// The second copy is taken up in a backup that holds the opening only: one that is older loses all ballots.
  static func backup(_ newest: Instant?, openedAt: Instant?, at now: Instant) -> OpeningLight {
    let subject = t("Sauvegarde")
    if let openedAt, newest.map({ $0 <= openedAt }) ?? true {
      return OpeningLight(
        subject, .red,
        t(
          "Aucune n’est postérieure à l’ouverture du vote, le \(openedAt, .dateAndTime) : un accident perdrait les bulletins. Faites-en une maintenant (coporter backup)."
        ))
    }
    guard let newest else { return OpeningLight(subject, .red, t("Il n’y en a aucune.")) }
    guard newest > now.adding(seconds: -freshSeconds) else {
      return OpeningLight(
        subject, .red, t("La dernière, du \(newest, .dateAndTime), a plus d’un jour : faites-en une (coporter backup).")
      )
    }
    return OpeningLight(subject, .green, t("La dernière est du \(newest, .dateAndTime)."))
  }
}
