package import Instruction
package import Localization
import Platform
package import Proof

/// The vote of the authorities in a consultation.
///
/// Prepared by administrators and changed by them until it opens; the opening freezes its form, its roll and its
/// propositions in the public log. The calendar closes it, and an administrator has it counted.
package struct Vote: Sendable, Equatable {
  package var id: Int64
  package var consultation: Int64
  package var form: VoteForm
  package var openedAt: Instant?
  /// The first instant at which no ballot is taken; an incident alone moves it.
  package var closesAt: Instant?
  package var closedAt: Instant?
  package var countedAt: Instant?
  /// How many leaves its log has, and how many of them a signed head covers.
  var leaves: Int64
  var sealed: Int64
  /// Of the last of its leaves.
  var lastAt: Instant
  var origin: String
  /// After an accident that lost published lines: it takes no ballot and does not close before an incident says how it
  /// goes on.
  var isSuspended: Bool

  package enum State: Sendable, Equatable {
    case prepared, open
    /// Its instant is past, and the line of the closing comes within seconds.
    case closing
    case closed, counted
  }

  package func state(at now: Instant) -> State {
    if countedAt != nil { return .counted }
    if closedAt != nil { return .closed }
    guard openedAt != nil, let closesAt else { return .prepared }
    return now < closesAt ? .open : .closing
  }

  /// The instant of an act that its log tells: the log goes forward only, whatever the clocks of two nodes.
  func instant(at now: Instant) -> Instant { max(now, lastAt) }
}

/// The form of the ballot, and how it is counted.
package struct VoteForm: Sendable, Equatable {
  package var ballot = BallotForm.approval
  package var most: Int64 = 10
  /// In euros.
  package var budget: Int64 = 30_000_000
  package var rule = CountingRule.mesGreedy
  package var utility = CountingUtility.cost
  package var ties = TieRule.identifier
  package var minimum: Int64 = 1
  package var draw = ""
  package var numbers: Int64 = 0
  /// Codes of the departments and of the regions to which the roll is limited, beside the table of the consultation;
  /// all are called where both are empty.
  package var departments: [String] = []
  package var regions: [String] = []

  package init() {}

  var isLimited: Bool { !departments.isEmpty || !regions.isEmpty }

  /// Whether an organisation of this department and region is called, as far as territory goes.
  func reaches(department: String?, region: String?) -> Bool {
    !isLimited || department.map(departments.contains) ?? false || region.map(regions.contains) ?? false
  }

  static let greatestAmount: Int64 = 1_000_000_000_000
  static let longestDraw = 400
  static let mostNumbers: Int64 = 20

  /// What is wrong with it.
  var refusal: VoteRefusal? {
    guard (1...1000).contains(most) else { return .badMost }
    guard (1...Self.greatestAmount).contains(budget) else { return .badBudget }
    guard minimum >= 1 else { return .badMinimum }
    guard draw.utf8.count <= Self.longestDraw else { return .longDraw }
    if ties == .lots {
      guard !draw.isEmpty else { return .noDraw }
      guard (1...Self.mostNumbers).contains(numbers) else { return .badNumbers }
    }
    return nil
  }
}

package enum VoteRefusal: FieldRefusal, Equatable {
  case badMost, badBudget, badMinimum, noDraw, longDraw, badNumbers
  case unknownDepartment(String), unknownRegion(String)
  case notPrepared, opened, noPhase, noClosing, early(Instant), over, noRules, noProposition
  case noCost(String), noText(String)
  case reexamination(VoteObstacle)
  case noRoll, noKey, badKey, otherKey
  case notClosed, counted, drawNeeded, badInstant, noOrder, otherMinutes

  package var status: Int {
    switch self {
    case .opened, .counted, .noOrder, .otherMinutes: 409
    default: 422
    }
  }

  package var field: String {
    switch self {
    case .badBudget: "enveloppe"
    case .badMinimum: "minimum"
    case .noDraw, .longDraw: "tirage"
    case .badNumbers: "numeros"
    case .unknownDepartment: "departements"
    case .unknownRegion: "regions"
    case .badMost: "plafond"
    case .badInstant, .noOrder: "quand"
    default: "vote"
    }
  }

  package var sentence: Phrase {
    switch self {
    case .badMost: t("Un bulletin porte de 1 à 1 000 choix.")
    case .badBudget: t("Écrivez l’enveloppe en euros entiers.")
    case .badMinimum: t("Écrivez au moins 1.")
    case .noDraw: t("Dites quel tirage public départagera : organisé par qui, quel jour, publié où, quels numéros.")
    case .longDraw: t("Ce texte est trop long : 400 octets au plus.")
    case .badNumbers: t("Dites combien de numéros ce tirage donne : de 1 à 20.")
    case .unknownDepartment(let code): t("Aucun organisme du registre n’est dans un département « \(code) ».")
    case .unknownRegion(let code): t("Aucun organisme du registre n’est dans une région « \(code) ».")
    case .notPrepared: t("Enregistrez d’abord la forme du vote.")
    case .opened: t("Le vote est ouvert : plus rien ne change.")
    case .noPhase: t("Le calendrier de cette consultation n’a pas de phase de vote.")
    case .noClosing: t("La phase de vote n’a pas de clôture : fixez-la dans le calendrier.")
    case .early(let opens): t("Le calendrier ouvre le vote le \(opens, .dateAndTime) (heure de Paris), pas avant.")
    case .over: t("La phase de vote est passée.")
    case .noRules: t("Cette consultation n’a pas de règlement publié.")
    case .noProposition: t("Aucune proposition n’est publiée.")
    case .noCost(let title): t("La proposition « \(title) » n’a pas de coût retenu.")
    case .noText(let title): t("La proposition « \(title) » n’a pas de texte.")
    case .reexamination(let obstacle): obstacle.sentence
    case .noRoll: t("Aucune collectivité n’est appelée à voter.")
    case .noKey: t("Ce serveur n’a pas de clé pour signer le journal public (réglage log-key).")
    case .badKey: t("La clé du journal public ne se lit pas : vérifiez le fichier du réglage log-key.")
    case .otherKey: t("Ce n’est pas la clé qui signe ce journal : vérifiez le fichier du réglage log-key.")
    case .notClosed: t("Le vote n’est pas clos.")
    case .counted: t("Le vote est déjà dépouillé.")
    case .noOrder: t("Aucune heure n’est fixée.")
    case .badInstant: t("Choisissez un instant à venir, après la clôture.")
    case .otherMinutes:
      t("Le journal public finit déjà par un autre relevé : il faut une sauvegarde d’après sa signature.")
    case .drawNeeded: t("Une égalité demeure : le tirage public prévu par le règlement doit la départager.")
    }
  }
}
