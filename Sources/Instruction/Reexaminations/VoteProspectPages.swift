import Consultations
import HTML
import Localization
import Platform

/// Why the vote does not open, or will not on its day; in French alone, as all of the desk.
struct VoteProspectNotice: Component {
  var prospect: VoteProspect

  private var opening: Phrase? {
    prospect.opensAt.map {
      prospect.isAhead
        ? t("Le vote est prévu le \($0, .dateAndTime). Il n’ouvrira pas tant que :")
        : t("Le vote devait ouvrir le \($0, .dateAndTime). Il n’ouvre pas tant que :")
    }
  }

  var body: some Markup {
    if let opening, !prospect.obstacles.isEmpty {
      div(.class("notice")) {
        p { opening }
        ul { for obstacle in prospect.obstacles { li { obstacle.sentence } } }
        VoteIsHeldUp(prospect: prospect)
      }
    }
  }
}

private struct VoteIsHeldUp: Component {
  var prospect: VoteProspect

  private var isHeldUp: Bool {
    !prospect.isAhead || prospect.blocking.contains { if case .delays = $0 { true } else { false } }
  }

  var body: some Markup {
    if isHeldUp {
      p {
        strong { t("À cette date, le vote ne pourra pas ouvrir : l’administrateur doit la reculer au calendrier.") }
      }
    }
  }
}

/// Before something is published: whether its delay would end after the vote opens.
struct LatePublicationNotice: Component {
  var prospect: VoteProspect
  /// When it will be published; nil for now.
  var hour: Instant?

  private var isLate: Bool { hour.map(prospect.isLate(publishingAt:)) ?? prospect.isLateNow }
  private var end: Instant { (hour.map(prospect.end(publishingAt:)) ?? prospect.endIfNow).adding(seconds: -60) }
  private var sentence: Phrase? {
    guard let opensAt = prospect.opensAt, isLate else { return nil }
    return hour == nil
      ? t(
        "Publiée maintenant, une décision peut être réexaminée jusqu’au \(end, .dateAndTime) : le vote, prévu le \(opensAt, .dateAndTime), n’ouvrira pas avant."
      )
      : t(
        "Publiée à cette heure, une décision peut être réexaminée jusqu’au \(end, .dateAndTime) : le vote, prévu le \(opensAt, .dateAndTime), n’ouvrira pas avant."
      )
  }

  var body: some Markup {
    if let sentence { div(.class("notice notice-wait")) { p { sentence } } }
  }
}
