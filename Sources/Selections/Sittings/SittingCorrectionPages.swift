import Consultations
import HTML
import Localization
import Platform

/// The sittings of a committee whose minutes are not signed, with what was noted of each, to be written right.
struct SittingCorrections: Component {
  var consultation: Consultation
  var sittings: [CorrectableSitting]
  var seats: [Seat]
  var refusal: SittingCorrection.Refusal?

  var body: some Markup {
    if !sittings.isEmpty {
      HTML.section(.class("section"), .id("corrections")) {
        h2 { t("Corriger une séance") }
        p(.class("help")) {
          t("Un moment, un lieu ou une présence mal saisis. Les décisions et leurs voix ne changent pas.")
        }
        for sitting in sittings {
          SittingCorrectionForm(consultation: consultation, held: sitting, seats: seats, isOpen: refusal != nil)
        }
      }
    }
  }
}

private struct SittingCorrectionForm: Component {
  var consultation: Consultation
  var held: CorrectableSitting
  var seats: [Seat]
  var isOpen: Bool

  private var action: String { SittingCorrectionAddress(consultation).path }
  /// Several of these forms stand on one page.
  private var place: String { "lieu-\(held.sitting.token)" }
  private var opened: String { "ouverte-\(held.sitting.token)" }
  private var closed: String { "close-\(held.sitting.token)" }
  private var title: Phrase { t("Séance du \(held.sitting.openedAt, .dateAndTime), \(held.sitting.place)") }
  private var forgotten: [Seat] {
    let known = Set(held.changes.map(\.seat))
    return seats.filter { !known.contains($0.id) }
  }
  private func seat(_ change: PresenceChange) -> Seat? { seats.first { $0.id == change.seat } }

  var body: some Markup {
    details(.flag("open", isOpen)) {
      summary { title }
      postForm(.action(action), .named("novalidate", "")) {
        input(.type("hidden"), .name("seance"), .value(held.sitting.token))
        TextField(place, t("Où elle se tient"), value: held.sitting.place, longest: Sitting.longestPlace)
        TextField(
          opened, t("Ouverte le (heure de Paris)"), kind: .moment, value: ParisTime(held.sitting.openedAt).typed,
          longest: 25)
        if let closedAt = held.sitting.closedAt {
          TextField(
            closed, t("Close le (heure de Paris)"), kind: .moment, value: ParisTime(closedAt).typed, longest: 25)
        }
        for change in held.changes {
          if let seat = seat(change) {
            CorrectedLine(change: change, seat: seat, item: change.proposition.flatMap { held.items[$0] })
          }
        }
        for seat in forgotten { ForgottenPresence(sitting: held.sitting, seat: seat) }
        div(.class("actions")) {
          button(.class("button button-secondary"), .type("submit")) { t("Corriger cette séance") }
        }
      }
    }
  }
}

private struct CorrectedLine: Component {
  var change: PresenceChange
  var seat: Seat
  /// At which it was noted.
  var item: String?

  private var name: String { "ligne-\(change.id)" }
  private var label: Phrase { item.map { t("\(seat.title), à « \($0) »") } ?? t("\(seat.title), au début") }
  private static let options: [Platform.Choices.Option] =
    Presence.allCases.map { .init($0.rawValue, $0.title) } + [.init("retirer", t("Rien de tel : retirer cette ligne"))]

  var body: some Markup { Choices(name, label, Self.options, chosen: change.presence.rawValue) }
}

private struct ForgottenPresence: Component {
  var sitting: Sitting
  var seat: Seat

  private var name: String { "presence-\(sitting.token)-\(seat.token)" }
  private static let options: [Platform.Choices.Option] =
    [.init("", t("Pas encore noté"))] + Presence.allCases.map { .init($0.rawValue, $0.title) }

  var body: some Markup { Choices(name, .verbatim(seat.title), Self.options, chosen: "") }
}
