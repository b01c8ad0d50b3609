import Crypto
import Localization
import Platform

/// A second instructor says what she would decide of a contribution, without being shown what was decided: how far two
/// of them agree tells how sure decisions are.
///
/// Drawn, not chosen: one contribution in twenty, by the digest of its token, so that nobody picks what is read twice
/// and the same are drawn on any machine. Read once for each decision, before that is published; nothing follows from
/// it but the figures of « Pilotage », and it is not undone.
enum BlindReading {
  /// One in so many is drawn.
  static let share = 20

  /// Whether a contribution is of the sample (SHA-256, its first two bytes).
  static func draws(_ token: String) -> Bool {
    let digest = Array(SHA256.hash(data: Array("double-lecture/\(token)".utf8)))
    return (Int(digest[0]) << 8 | Int(digest[1])) % share == 0
  }
}

enum BlindReadingRefusal: FieldRefusal, Equatable, CaseIterable {
  case noKind, gone

  var status: Int { self == .gone ? 409 : 422 }

  var sentence: Phrase {
    switch self {
    case .noKind: t("Choisissez ce que vous décideriez.")
    case .gone: t("Cette contribution n’est plus à relire : en voici une autre.")
    }
  }

  var field: String { "decision-regroupee" }
}
