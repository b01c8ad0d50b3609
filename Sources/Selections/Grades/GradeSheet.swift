import Consultations
import Localization
import Platform
import Storage

/// What a seat says of a proposition: a grade for each criterion, and a few words.
///
/// Its own draft, changed as it likes until the proposition is decided, and until it sends all its grades at once; from
/// then on the others who have sent theirs read it, and it changes no more. Those sent before a proposition was decided
/// count of it.
package struct GradeSheet: Sendable, Equatable {
  /// By the number of the criterion, 0 to 5.
  package var grades: [Int: Int] = [:]
  package var comment = ""

  package static let greatest = 5
  static let longestComment = 2000

  package init(grades: [Int: Int] = [:], comment: String = "") {
    self.grades = grades
    self.comment = comment
  }

  func isComplete(_ criteria: [Criterion]) -> Bool { criteria.allSatisfy { grades[$0.number] != nil } }

  /// The sum of grades by weights; nil where one is missing.
  func points(_ criteria: [Criterion]) -> Int? {
    guard !criteria.isEmpty, isComplete(criteria) else { return nil }
    return criteria.reduce(0) { $0 + $1.weight * (grades[$1.number] ?? 0) }
  }
}

/// A score out of 100, in tenths: weighted grades over the most that they can be, rounded half up.
struct Score: Sendable, Hashable, Comparable {
  var tenths: Int

  /// - Parameters:
  ///   - points: of `sheets` sheets together.
  init(points: Int, sheets: Int = 1, _ criteria: [Criterion]) {
    let most = max(1, GradeSheet.greatest * criteria.reduce(0) { $0 + $1.weight } * sheets)
    tenths = (points * 2000 + most) / (2 * most)
  }

  static func < (one: Score, other: Score) -> Bool { one.tenths < other.tenths }

  /// « 72,5 »
  var text: String { tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(tenths / 10),\(tenths % 10)" }
}

/// What the grades of a committee come to for one proposition.
struct GradeSummary: Sendable {
  /// By seat.
  var scores: [(seat: Int64, score: Score)]
  var mean: Score

  var lowest: Score { scores.map(\.score).min() ?? mean }
  var highest: Score { scores.map(\.score).max() ?? mean }
  /// How far apart the highest and the lowest are, in tenths of points.
  var spread: Score {
    var score = mean
    score.tenths = highest.tenths - lowest.tenths
    return score
  }
  /// Thirty points apart or more.
  var isDisputed: Bool { spread.tenths >= 300 }

  /// - Returns: nil where nobody has graded it.
  init?(_ sheets: [(seat: Int64, sheet: GradeSheet)], _ criteria: [Criterion]) {
    let points = sheets.compactMap { one in one.sheet.points(criteria).map { (seat: one.seat, points: $0) } }
    guard !points.isEmpty else { return nil }
    scores = points.map { ($0.seat, Score(points: $0.points, criteria)) }
    mean = Score(points: points.reduce(0) { $0 + $1.points }, sheets: points.count, criteria)
  }
}

enum GradeRefusal: FieldRefusal, Equatable {
  case notCounted, conflict, sent, decided, badGrade, longComment, nothing, signed
  case incomplete(String)

  var status: Int {
    switch self {
    case .sent, .decided, .signed: 409
    default: 422
    }
  }

  var field: String {
    switch self {
    case .longComment: "commentaire"
    default: "notes"
    }
  }

  var sentence: Phrase {
    switch self {
    case .notCounted: t("On note une fois le vote dépouillé.")
    case .conflict: t("Votre organisme est concerné : vous ne notez pas cette proposition.")
    case .sent: t("Vos notes sont envoyées : elles ne changent plus.")
    case .decided: t("Le comité a déjà décidé de cette proposition.")
    case .badGrade: t("Une note va de 0 à 5.")
    case .longComment: t("Ce commentaire est trop long : 2 000 caractères au plus.")
    case .nothing: t("Vous n’avez encore noté aucune proposition.")
    case .signed: t("Le relevé est signé : plus rien ne change.")
    case .incomplete(let title): t("Il manque une note à la proposition « \(title) ».")
    }
  }
}
