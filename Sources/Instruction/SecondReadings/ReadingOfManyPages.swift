import Consultations
import Deposits
import HTML
import Localization
import Platform

/// Asks what a second reading of all that is ticked would do.
struct ReadingOfManyForm: Component {
  var consultation: Consultation

  private var action: String { SelectionReadingAddress(consultation).path }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Seconde lecture") }
      p(.class("help")) {
        t(
          "Les réorientations et les inéligibilités décidées par quelqu’un d’autre se relisent et s’approuvent ensemble."
        )
      }
      postForm(.action(action)) {
        button(.class("button button-secondary"), .type("submit")) { t("Approuver celles qui sont cochées…") }
      }
    }
  }
}

/// Which decisions will be approved, before they are.
struct SummaryOfReading: Component {
  /// How many are shown of those that it takes.
  static let shown = 500

  var consultation: Consultation
  var many: ReadingOfMany
  var targets: [Int64: Decision.Target]

  private var action: String { SelectionReadingAddress(consultation).path }
  private var seen: String { many.seen.text }
  private var what: Phrase {
    let count = many.taken.count
    return count == 0
      ? SelectionRefusal.nothingToRead.sentence
      : t(count, one: "Une décision sera approuvée :", other: "\(count) décisions seront approuvées :")
  }
  private var more: Phrase? {
    let hidden = many.taken.count - Self.shown
    return hidden > 0 ? t(hidden, one: "Et une autre.", other: "Et \(hidden) autres.") : .none
  }
  private var left: Phrase {
    t(many.left.count, one: "Une reste comme elle est :", other: "\(many.left.count) restent comme elles sont :")
  }

  var body: some Markup {
    div(.class("notice")) {
      h2(.class("h3")) { t("Voici ce qui sera fait") }
      p { what }
      if !many.taken.isEmpty {
        ul {
          for line in many.taken.prefix(Self.shown) {
            ReadLine(line: line, target: targets[line.decision.id] ?? .nothing, consultation: consultation)
          }
        }
        if let more { p { more } }
      }
      if !many.left.isEmpty {
        p { left }
        ul { for one in many.left { LeftLine(number: one.number, why: one.why) } }
      }
      if !many.taken.isEmpty {
        postForm(.action(action)) {
          input(.type("hidden"), .name("vu"), .value(seen))
          button(.class("button button-primary"), .type("submit")) { t("J’ai relu et j’approuve") }
        }
      }
    }
  }
}

private struct ReadLine: Component {
  var line: ReadingOfMany.Line
  var target: Decision.Target
  var consultation: Consultation

  private var address: String { DecidingAddress(consultation, token: line.contribution.token).path }
  private var title: String { "\(line.contribution.number). \(line.contribution.title)" }
  private var what: String { target.name }

  var body: some Markup {
    li {
      p {
        a(.lang(line.contribution.language.rawValue), .href(address)) { title }
        " "
        strong { line.decision.kind.title }
        " "
        what
      }
      details {
        summary { t("La raison") }
        p(.class("prose")) { line.decision.reason }
      }
    }
  }
}
