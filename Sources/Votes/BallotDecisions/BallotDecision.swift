import Localization
import Platform
import Storage

/// The decision behind a ballot, as its organisation tells it: of the head, by delegation, or a deliberation with its
/// number, its date and its document. Information: whatever is told, or nothing, the ballot has the same weight.
///
/// Told by those who cast, once the ballot is open and until the vote closes, and told anew as often as they like; read
/// by them alone until the result is public, by everyone beside the ballot from then on; its number and its document
/// may be withdrawn then.
struct BallotDecision: Sendable, Equatable {
  enum Kind: String, Sendable, CaseIterable, ColumnCodable {
    /// What was told is taken back.
    case none
    case head, delegation, deliberation

    var title: Phrase {
      switch self {
      case .none: t("Ne rien dire")
      case .head: t("Décision du maire ou du président")
      case .delegation: t("Décision d’un délégué du maire ou du président")
      case .deliberation: t("Délibération")
      }
    }
  }

  static let longestNumber = 60
  static let largestDocument = 10_000_000

  var id: Int64
  var kind: Kind
  var number: String
  var datedAt: Instant?
  var documentSize: Int?
  /// Why its number and its document were withdrawn.
  var withdrawalReason: String?

  /// « Délibération n° 2021-14 du 12 avril 2021 »
  var sentence: Phrase {
    switch (number.isEmpty, datedAt) {
    case (true, nil): kind.title
    case (false, nil): t("\(kind.title) n° \(number)")
    case (true, let date?): t("\(kind.title) du \(date, .date)")
    case (false, let date?): t("\(kind.title) n° \(number) du \(date, .date)")
    }
  }

  /// What is told, before it is known to be right.
  struct Told: Sendable, Equatable {
    var kind: Kind?
    var number = ""
    /// As browsers send it, `2021-04-12`; empty for none.
    var date = ""
    /// Whole; empty for none.
    var document: [UInt8] = []
    /// Whether the document that stands goes, where none comes in its place.
    var dropsDocument = false

    /// Noon of the day.
    var datedAt: Instant? { ParisTime.instant(date + "T12:00") }

    func refusal(at now: Instant) -> Refusal? {
      guard let kind else { return .noKind }
      guard kind != .none else { return nil }
      guard number.unicodeScalars.count <= longestNumber else { return .longNumber }
      if kind == .deliberation, number.isEmpty { return .noNumber }
      if kind == .deliberation, date.isEmpty { return .noDate }
      if !date.isEmpty {
        guard let datedAt else { return .badDate }
        let (day, today) = (ParisTime(datedAt), ParisTime(now))
        guard (day.year, day.month, day.day) <= (today.year, today.month, today.day) else { return .badDate }
      }
      guard document.count <= largestDocument else { return .largeDocument }
      guard document.isEmpty || document.starts(with: Array("%PDF-".utf8)) else { return .notPDF }
      return nil
    }
  }

  enum Refusal: FieldRefusal, Equatable, CaseIterable {
    case noKind, noNumber, longNumber, noDate, badDate, notPDF, largeDocument

    var status: Int { 422 }

    var field: String {
      switch self {
      case .noKind: "decision"
      case .noNumber, .longNumber: "numero"
      case .noDate, .badDate: "date"
      case .notPDF, .largeDocument: "fichier"
      }
    }

    var sentence: Phrase {
      switch self {
      case .noKind: t("Choisissez la décision qui est derrière ce bulletin.")
      case .noNumber: t("Écrivez le numéro de la délibération.")
      case .longNumber: t("Ce numéro est trop long : 60 caractères au plus.")
      case .noDate: t("Écrivez le jour de la délibération.")
      case .badDate: t("Choisissez un jour qui n’est pas à venir.")
      case .notPDF: t("Ce fichier n’est pas un PDF.")
      case .largeDocument: t("Ce fichier dépasse 10 Mo.")
      }
    }
  }
}
