package import Localization
import Platform
package import Proof
import Storage
import Votes

/// What the committee decided of a proposition, in a sitting.
///
/// Made by whoever leads the sitting, from the voices of those who may decide the item; another takes its place, and it
/// is undone, until the minutes are signed. Its amount stays within the envelope, whatever else is decided meanwhile.
package struct Ruling: Sendable, Equatable {
  package var id: Int64
  var token: String
  var sitting: Int64
  package var proposition: Int64
  package var list: SelectionList
  /// In euros; 0 where it is in neither list.
  package var amount: Int64
  var reason: String
  var goesAgainst: Bool
  var isCasting: Bool
  /// Under which it was decided.
  var quorum: Int?
  var event: Int64
  var madeAt: Instant

  /// What is proposed to the committee.
  package struct Proposed: Sendable, Equatable {
    package var list: SelectionList
    package var amount: Int64
    package var reason: String
    /// By seat; whoever says nothing abstains.
    package var voices: [Int64: Voice]
    package init(list: SelectionList, amount: Int64, reason: String = "", voices: [Int64: Voice]) {
      self.list = list
      self.amount = amount
      self.reason = reason
      self.voices = voices
    }
  }

  package enum Voice: String, Sendable, CaseIterable, ColumnCodable {
    case `for`, against, abstained
    /// Stands aside: has no voice.
    case aside

    var title: Phrase {
      switch self {
      case .for: t("Pour")
      case .against: t("Contre")
      case .abstained: t("Abstention")
      case .aside: t("Déport")
      }
    }
  }

  static let longestReason = 2000

  enum Refusal: FieldRefusal, Equatable {
    case noSitting, notCounted, signed, noList, badAmount, noReason, longReason
    /// Who came meanwhile has no voice in what was typed.
    case unheard([String])
    case beyond(remains: Int64)
    case quorum(present: Int, needed: Int)
    case notAdopted(for: Int, against: Int)

    var status: Int {
      switch self {
      case .noSitting, .signed: 409
      default: 422
      }
    }

    var field: String {
      switch self {
      case .badAmount, .beyond: "montant"
      case .noReason, .longReason: "motif"
      case .noList: "liste"
      default: "decision"
      }
    }

    var sentence: Phrase {
      switch self {
      case .noSitting: t("Aucune séance n’est ouverte.")
      case .notCounted: t("Le vote n’est pas dépouillé.")
      case .signed: t("Le relevé est signé : plus rien ne change.")
      case .noList: t("Choisissez ce que le comité décide.")
      case .unheard(let bodies):
        t(
          "Indiquez aussi la voix de chaque membre qui vient d’arriver : \(bodies.joined(separator: ", ")). Puis décidez."
        )
      case .badAmount: t("Écrivez le montant en euros entiers.")
      case .noReason: t("Cette décision s’écarte du vote : écrivez pourquoi. Ce motif sera publié à côté.")
      case .longReason: t("Ce motif est trop long : 2 000 caractères au plus.")
      case .beyond(let remains): t("Ce montant dépasse l’enveloppe : il reste \(Phrase.euros(remains)).")
      case .quorum(let present, let needed):
        t(
          present,
          one: "Le quorum n’est pas atteint : \(present) membre peut décider de ce point, il en faut \(needed).",
          other: "Le quorum n’est pas atteint : \(present) membres peuvent décider de ce point, il en faut \(needed).")
      case .notAdopted(let pros, let cons):
        t("Cette décision n’est pas adoptée : \(pros) pour, \(cons) contre. Le relevé le dira. Proposez-en une autre.")
      }
    }
  }

  /// Whether it goes against the count: takes what that left, or leaves what that took.
  static func goesAgainst(_ list: SelectionList, place: Int?) -> Bool { (place != nil) == (list == .none) }
}

extension SelectionList {
  package var title: Phrase {
    switch self {
    case .develop: t("À développer")
    case .scaleUp: t("À généraliser")
    case .none: t("Non retenue")
    }
  }

  /// In addresses and forms.
  var slug: String {
    switch self {
    case .develop: "developper"
    case .scaleUp: "generaliser"
    case .none: "non-retenue"
    }
  }

  init?(slug: String) {
    guard let found = Self.allCases.first(where: { $0.slug == slug }) else { return nil }
    self = found
  }
}

/// Who may decide of an item of a sitting, and how their voices count.
struct Electorate: Sendable {
  struct Voter: Sendable {
    var seat: Seat
    var isRemote: Bool
  }

  /// Those who are there and have no conflict; a deputy where the titular is not there.
  var voters: [Voter]
  /// Those who are there and stand aside.
  var aside: [Voter]
  var quorum: Int

  var hasQuorum: Bool { voters.count >= quorum }

  /// - Returns: whether the voice of the chair settled a tie.
  /// - Throws: `Ruling.Refusal.notAdopted`.
  func adopt(_ voices: [Int64: Ruling.Voice]) throws(Ruling.Refusal) -> Bool {
    let said = voters.map { voices[$0.seat.id] ?? .abstained }
    let (pros, cons) = (said.count { $0 == .for }, said.count { $0 == .against })
    if pros > cons { return false }
    let chair = voters.first { $0.seat.isChair }.flatMap { voices[$0.seat.id] }
    guard pros == cons, chair == .for else { throw .notAdopted(for: pros, against: cons) }
    return true
  }
}

extension Ruling {
  /// How the voices of the committee fell.
  static func counted(pros: Int, cons: Int, abstained: Int) -> Phrase {
    t(
      abstained, one: "\(pros) pour, \(cons) contre, \(abstained) abstention",
      other: "\(pros) pour, \(cons) contre, \(abstained) abstentions")
  }
}
