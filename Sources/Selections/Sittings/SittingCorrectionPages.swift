import Consultations
import HTML
import Localization
import Platform

/// The sittings of a committee whose minutes are not signed, with what was noted of each, to be written right.
struct SittingCorrections: Component {
  var consultation: Consultation
  var sittings: [CorrectableSitting]
  var seats: [Seat]
  var refused: RefusedCorrection?

  var body: some Markup {
    if !sittings.isEmpty {
      HTML.section(.class("section"), .id("corrections")) {
        h2 { t("Corriger une séance") }
        p(.class("help")) {
          t("Un horaire, un lieu ou une présence mal saisis. Les décisions et leurs voix ne changent pas.")
        }
        for sitting in sittings {
          SittingCorrectionForm(
            consultation: consultation, held: sitting, seats: seats,
            refused: refused?.typed.token == sitting.sitting.token ? refused : nil)
        }
      }
    }
  }
}

private struct SittingCorrectionForm: Component {
  var consultation: Consultation
  var held: CorrectableSitting
  var seats: [Seat]
  /// What was typed of this sitting, and why it is refused.
  var refused: RefusedCorrection?

  private var typed: SittingCorrectionTyped? { refused?.typed }
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
  private func sentence(_ field: String) -> Phrase? { refused?.field == field ? refused?.sentence : nil }
  private func moment(_ typed: String?, or known: Instant) -> String { typed ?? ParisTime(known).typed }
  private func seat(_ change: PresenceChange) -> Seat? { seats.first { $0.id == change.seat } }

  var body: some Markup {
    details(.flag("open", refused != nil)) {
      summary { title }
      postForm(.action(action), .named("novalidate", "")) {
        input(.type("hidden"), .name("seance"), .value(held.sitting.token))
        TextField(
          place, t("Où elle se tient"), value: typed?.place ?? held.sitting.place, longest: Sitting.longestPlace,
          refusal: sentence(place))
        TextField(
          opened, t("Ouverte le (heure de Paris)"), kind: .moment,
          value: moment(typed?.opened, or: held.sitting.openedAt), longest: 25, refusal: sentence(opened))
        if let closedAt = held.sitting.closedAt {
          TextField(
            closed, t("Close le (heure de Paris)"), kind: .moment, value: moment(typed?.closed, or: closedAt),
            longest: 25, refusal: sentence(closed))
        }
        for change in held.changes {
          if let seat = seat(change) {
            CorrectedLine(
              change: change, seat: seat, item: change.proposition.flatMap { held.items[$0] },
              typed: typed?.lines[change.id])
          }
        }
        for seat in forgotten {
          ForgottenPresence(sitting: held.sitting, seat: seat, typed: typed?.forgotten[seat.token])
        }
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
  /// What was typed of it: nil inside for what never happened.
  var typed: Presence??

  private var chosen: String {
    guard let typed else { return change.presence.rawValue }
    return typed?.rawValue ?? SittingCorrectionTyped.removal
  }
  private var name: String { "ligne-\(change.id)" }
  private var label: Phrase { item.map { t("\(seat.title), à « \($0) »") } ?? t("\(seat.title), au début") }
  private static let options: [Platform.Choices.Option] =
    Presence.allCases.map { .init($0.rawValue, $0.title) }
    + [.init(SittingCorrectionTyped.removal, t("Rien de tel : retirer cette ligne"))]

  var body: some Markup { Choices(name, label, Self.options, chosen: chosen) }
}

private struct ForgottenPresence: Component {
  var sitting: Sitting
  var seat: Seat
  var typed: Presence?

  private var name: String { "presence-\(sitting.token)-\(seat.token)" }

  var body: some Markup { Choices(name, .verbatim(seat.title), Presence.options, chosen: typed?.rawValue ?? "") }
}
