import HTML
import Localization

/// On each page where one works: what is decided, at what pace, and when all will be.
struct PaceLine: Component {
  var pace: Pace
  var now: Instant

  private var sentence: Phrase {
    let (done, all) = (pace.done, pace.deposited)
    return t(done, one: "\(done) contribution décidée sur \(all)", other: "\(done) contributions décidées sur \(all)")
  }
  private var most: String { String(max(pace.deposited, 1)) }
  private var value: String { String(pace.done) }

  var body: some Markup {
    div(.class("advance")) {
      p { sentence }
      progress(.class("progress"), .named("max", most), .value(value), .ariaLabel(t("Avancement de l’instruction"))) {}
      if pace.deposited > 0 { p(.class("help")) { PaceForecast(pace: pace, now: now) } }
    }
  }
}

/// « 34 décidées en sept jours. À ce rythme, tout sera décidé vers le 12 mars 2021, dans 9 jours. »
struct PaceForecast: Component {
  var pace: Pace
  var now: Instant

  private var lately: Phrase {
    t(pace.lately, one: "\(pace.lately) décidée en sept jours.", other: "\(pace.lately) décidées en sept jours.")
  }
  private var rest: Phrase {
    guard let days = pace.daysLeft else { return nil }
    if days == 0 { return t("Tout est décidé.") }
    let day = now.adding(seconds: Int64(days) * 86_400)
    return t(
      days, one: "À ce rythme, tout sera décidé vers le \(day, .date), dans \(days) jour.",
      other: "À ce rythme, tout sera décidé vers le \(day, .date), dans \(days) jours.")
  }

  var body: some Markup {
    if pace.lately == 0, pace.left > 0 {
      t("Rien n’a été décidé ces sept derniers jours.")
    } else if pace.deposited > 0 {
      lately
      " "
      rest
    }
  }
}
