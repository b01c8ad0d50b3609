import Consultations
import Directory
import HTML
import Localization
import Platform
import Proof

/// One who casts as a head, as instructors see it.
struct CastingHeadLine: Sendable {
  var head: CastingHead
  /// Its organisation, with its department.
  var organisation: String
  /// Who has signed the end of this right, and why.
  var signatures: [(name: String, reason: EndReason)]
  /// Nobody decides of where she acts herself.
  var mayEnd: Bool
}

/// Those who cast as heads: looked for by name, those of whom the register says otherwise, those whose end waits for a
/// second signature. Two instructors end the right of one.
struct CastingHeads: Component {
  var consultation: Consultation
  var query: String
  var found: [CastingHeadLine]
  var ending: [CastingHeadLine]
  var differing: [CastingHeadLine]
  /// How many differ in all.
  var differingCount: Int
  var refusal: CastingRight.Refusal?

  static let shown = 50

  private var action: String { RightRequestsAddress(consultation).path }
  private var more: Phrase? {
    let left = differingCount - differing.count
    return left > 0 ? t(left, one: "Et \(left) autre.", other: "Et \(left) autres.") : .none
  }

  var body: some Markup {
    HTML.section(.class("section"), .id("maires")) {
      h2 { t("Ceux qui votent comme maire ou président") }
      p { t("Si l’un d’eux ne l’est pas, ou ne l’est plus, deux instructeurs mettent fin à son droit de voter.") }
      if let refusal { p(.class("error")) { refusal.sentence } }
      form(.method("get"), .action(action), .role("search")) {
        label(.for("q")) { t("Chercher une collectivité ou un nom") }
        div(.class("search-form")) {
          div(.class("field")) {
            input(.type("search"), .id("q"), .name("q"), .value(query), .maxlength(Limits.searchCharacters))
          }
          button(.class("button button-secondary"), .type("submit")) { t("Chercher") }
        }
      }
      if !query.isEmpty { HeadList(consultation: consultation, lines: found, isSearch: true) }
    }
    if !ending.isEmpty {
      HTML.section(.class("section")) {
        h2 { t("Fins de droit à signer") }
        HeadList(consultation: consultation, lines: ending, isSearch: false)
      }
    }
    if !differing.isEmpty {
      HTML.section(.class("section")) {
        h2 { t("Le répertoire national des élus nomme quelqu’un d’autre") }
        p { t("Le répertoire a pu prendre du retard : appelez la mairie avant de mettre fin à un droit.") }
        HeadList(consultation: consultation, lines: differing, isSearch: false)
        if let more { p { more } }
      }
    }
  }
}

private struct HeadList: Component {
  var consultation: Consultation
  var lines: [CastingHeadLine]
  var isSearch: Bool

  var body: some Markup {
    if lines.isEmpty {
      div(.class("empty")) { p { t("Personne de ce nom ne vote comme maire ou président.") } }
    } else {
      ul(.class("list plain")) { for line in lines { HeadEntry(consultation: consultation, line: line) } }
    }
  }
}

private struct HeadEntry: Component {
  var consultation: Consultation
  var line: CastingHeadLine

  private var action: String { RightEndAddress(consultation).path }
  private var id: String { String(line.head.right.id) }

  var body: some Markup {
    li(.class("entry")) {
      h3 { line.organisation }
      div(.class("meta")) {
        span { line.head.name }
        span { line.head.right.method.title }
      }
      if let registered = line.head.registered { ComparedHead(head: registered, name: line.head.name) }
      for signature in line.signatures { EndSignatureLine(name: signature.name, reason: signature.reason) }
      if line.mayEnd {
        postForm(.action(action)) {
          input(.type("hidden"), .name("droit"), .value(id))
          div(.class("actions")) {
            for reason in CastingRight.reasonsOfInstructors { EndButton(reason: reason, name: line.head.name) }
          }
        }
      }
    }
  }
}

private struct EndButton: Component {
  var reason: EndReason
  var name: String
  private var label: Phrase {
    reason == .officeEnded
      ? t("Mettre fin au droit de \(name) : son mandat a pris fin")
      : t("Mettre fin au droit de \(name) : ce n’est pas le maire ou le président")
  }

  var body: some Markup {
    button(.class("button button-secondary"), .type("submit"), .name("motif"), .value(reason.rawValue)) { label }
  }
}

private struct EndSignatureLine: Component {
  var name: String
  var reason: EndReason
  private var sentence: Phrase { t("Signé par \(name) : \(reason.title)") }
  var body: some Markup { p(.class("meta")) { sentence } }
}

/// What the national register of elected members says, beside a name: it decides nothing.
struct ComparedHead: Component {
  var head: RegisteredHead
  var name: String

  private var registered: Phrase {
    head.since.map { t("Le répertoire national des élus nomme \(head.name), depuis le \($0, .date).") }
      ?? t("Le répertoire national des élus nomme \(head.name).")
  }
  private var compared: Phrase {
    head.bears(name)
      ? t("C’est le nom de cette personne.")
      : t("Ce n’est pas le nom de cette personne : le répertoire a pu prendre du retard, demandez-le au téléphone.")
  }

  var body: some Markup {
    p {
      registered
      " "
      strong { compared }
    }
  }
}
