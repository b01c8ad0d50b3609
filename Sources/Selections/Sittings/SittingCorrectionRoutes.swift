import Consultations
import Localization
import Platform
import Storage

struct SittingCorrectionAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/comite/seance/correction"
  var consultation: String
}

/// A sitting with what is right of it: its moments, its place, each line of who came and went, seats that were
/// forgotten.
struct SittingCorrectionTyped: Input {
  static let fields: Set<String> = ["seance"]
  static let prefixes: Set<String> = ["lieu-", "ouverte-", "close-", "ligne-", "presence-"]
  /// Of a line where nothing of the kind happened.
  static let removal = "retirer"
  var token: String
  var place: String
  var opened: String?
  var closed: String?
  var lines: [Int64: Presence?] = [:]
  /// By token of the seat.
  var forgotten: [String: Presence] = [:]

  init(_ visit: Visit) {
    token = String((visit.form["seance"] ?? "").prefix(Token.length))
    place = String((visit.form["lieu-\(token)"] ?? "").prefix(1000))
    opened = visit.form["ouverte-\(token)"].map { String($0.prefix(40)) }
    closed = visit.form["close-\(token)"].map { String($0.prefix(40)) }
    let beginning = "presence-\(token)-"
    for (name, value) in visit.form.pairs.prefix(2000) {
      if name.hasPrefix("ligne-"), let number = Int64(name.dropFirst(6)) {
        if value == Self.removal {
          lines.updateValue(nil, forKey: number)
        } else if let presence = Presence(rawValue: value) {
          lines.updateValue(presence, forKey: number)
        }
      } else if name.hasPrefix(beginning), let presence = Presence(rawValue: value) {
        forgotten[String(name.dropFirst(beginning.count))] = presence
      }
    }
  }
}

/// What is refused of it, with what was typed: several of its forms stand on one page.
struct RefusedCorrection: FieldRefusal {
  var refusal: SittingCorrection.Refusal
  var typed: SittingCorrectionTyped

  var status: Int { refusal.status }
  var sentence: Phrase { refusal.sentence }
  var field: String {
    refusal.field == SittingCorrection.Refusal.whole ? refusal.field : "\(refusal.field)-\(typed.token)"
  }
}

extension SelectionsModule {
  func registerSittingCorrections(in registry: inout Registry) {
    registry.post(SittingCorrectionAddress.self, for: PersonVisit.self, input: SittingCorrectionTyped.self) {
      address, visit, typed in
      do {
        try await database.write { db in
          let attendant = try Attendant.leading(address.consultation, visit, db)
          let seats = try Seat.accepted(in: attendant.committee.id, db)
          let forgotten = seats.compactMap { seat in typed.forgotten[seat.token].map { (seat.id, $0) } }
          let correction = SittingCorrection(
            place: typed.place, opened: typed.opened, closed: typed.closed, lines: typed.lines,
            forgotten: Dictionary(forgotten, uniquingKeysWith: { $1 }))
          try correction.make(
            in: typed.token, of: attendant.committee, by: visit.actor, at: visit.now, db)
        }
        return .redirect(to: MinutesAddress(consultation: address.consultation).path + "?fait=corrige")
      } catch let refusal as SittingCorrection.Refusal {
        let refusal = RefusedCorrection(refusal: refusal, typed: typed)
        return try await visit.visit.refuse(refusal) {
          try await minutesPage(address.consultation, visit, typed: nil, refusal: refusal)
        }
      }
    }
  }
}
