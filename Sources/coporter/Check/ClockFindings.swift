import Foundation
import Localization
import Platform

/// Whether this machine knows what time it is, here and in Paris.
enum ClockFindings {
  private static let subject = "Horloge"

  static func of(now: Instant, lastEvent: Instant?) -> [Finding] {
    var findings = [synchronisation(Machine.isClockSet), zone(TimeZone(identifier: "Europe/Paris"))]
    if let lastEvent { findings.append(order(now, lastEvent)) }
    return findings
  }

  static func synchronisation(_ isSynchronised: Bool?) -> Finding {
    switch isSynchronised {
    case true?: .sound(subject, "synchronisée")
    case false?:
      .warning(subject, "elle n’est réglée sur aucune autre : installez systemd-timesyncd ou chrony.")
    case nil: .warning(subject, "cette machine ne dit pas si elle est réglée.")
    }
  }

  /// A line of the journal that is still to come shows a clock that went back.
  static func order(_ now: Instant, _ lastEvent: Instant) -> Finding {
    let late = lastEvent.milliseconds - now.milliseconds
    guard late > 1000 else { return .sound(subject, "en avance sur la dernière ligne du journal, comme il se doit") }
    return .fault(subject, "elle retarde de \(late / 1000) s sur la dernière ligne du journal : mettez-la à l’heure.")
  }

  /// Calendars close at an hour of Paris: winter and summer are tried.
  static func zone(_ paris: TimeZone?) -> Finding {
    let winter = Date(timeIntervalSince1970: 1_768_435_200)
    let summer = Date(timeIntervalSince1970: 1_784_073_600)
    guard let paris, paris.secondsFromGMT(for: winter) == 3600, paris.secondsFromGMT(for: summer) == 7200 else {
      return .fault(subject, "l’heure de Paris n’est pas connue du programme (données des fuseaux horaires).")
    }
    return .sound(subject, "heure de Paris connue, d’hiver et d’été")
  }
}
