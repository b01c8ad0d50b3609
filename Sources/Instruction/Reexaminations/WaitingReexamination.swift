import Consultations
import HTML
import Localization
import Platform
import Storage

/// A request that waits, before an instructor.
struct WaitingReexamination: Sendable {
  var asked: Reexamination
  /// Whether she made the decision, or approved it: then somebody else answers.
  var isOwn: Bool
  /// The acts that fall with the decision where it is changed.
  var dependents: [Act]
  /// Whether it falls alone: those of other contributions stand on what made it.
  var isShared: Bool

  /// Nil where it waits no more.
  init?(
    _ asked: Reexamination, of decision: Decision, in consultation: Int64, for person: Int64, _ db: Snapshot
  ) throws {
    guard asked.isPending else { return nil }
    self.asked = asked
    isOwn = try decision.isTreated(by: person, db)
    let act = try Act.with(event: decision.event, in: consultation, db)
    isShared = try act.map { try decision.isShared(in: $0, db) } ?? false
    dependents = isShared ? [] : try act?.dependents(db) ?? []
  }
}

/// What a depositor asks, with the two ways to answer. In French alone, as all of the desk.
struct WaitingReexaminationCard: Component {
  var waiting: WaitingReexamination
  var made: DecisionReading.Made
  var reading: DecisionReading
  /// An answer that was not taken, and why.
  var typed: ReexaminationAnswerTyped?
  var refusal: (any Refusal)?
  var queue: String

  private var asked: Reexamination { waiting.asked }
  private var who: Phrase { t("\(asked.organisation), le \(asked.at, .dateAndTime)") }
  private var lines: [String] { asked.text.split(separator: "\n").map(String.init) }
  private var action: String {
    ReexaminationAnswerAddress(reading.consultation, token: made.decision.token).path
  }
  private var token: String { made.decision.token }
  private var isChange: Bool { if case .changed = typed?.verdict { true } else { false } }
  private func typed(_ isForThis: Bool) -> (value: String, wrong: Phrase?) {
    guard let typed, typed.token == token, isForThis else { return ("", nil) }
    let wrong = (refusal as? ReexaminationRefusal).flatMap { $0.field == "reponse-reexamen" ? $0.sentence : nil }
    return (typed.reason, wrong)
  }
  private var upholding: AnswerReason {
    let (value, wrong) = typed(!isChange)
    return AnswerReason(
      field: "reponse-" + token, title: t("Pourquoi la décision est maintenue"),
      help: t("L’auteur la recevra, et tout le monde la lira."), value: value, wrong: wrong)
  }
  private var changing: AnswerReason {
    let (value, wrong) = typed(isChange)
    return AnswerReason(
      field: "changement-" + token, title: t("Pourquoi la décision est changée"),
      help: t("Les auteurs la recevront."), value: value, wrong: wrong)
  }

  var body: some Markup {
    div(.class("card strong")) {
      h2(.class("h3")) { t("Réexamen demandé") }
      p(.class("help")) { who }
      for line in lines { p(.lang(asked.language.rawValue)) { line } }
      if waiting.isOwn {
        p { strong { ReexaminationRefusal.own.sentence } }
      } else if reading.isMine {
        UpholdingForm(action: action, reason: upholding, queue: queue)
        ChangingForm(
          action: action, reason: changing, dependents: waiting.dependents, isShared: waiting.isShared,
          isVoteOpen: reading.isVoteOpen,
          queue: queue)
      }
    }
  }
}

private struct UpholdingForm: Component {
  var action: String
  var reason: AnswerReason
  var queue: String

  var body: some Markup {
    details(.class("deciding"), .flag("open", reason.isTyped)) {
      summary { t("Maintenir") }
      postForm(.action(action), .named("novalidate", "")) {
        input(.type("hidden"), .name("reexamen"), .value("maintenue"))
        QueueField(queue: queue)
        reason
        div(.class("actions")) {
          button(.class("button button-primary"), .type("submit")) { t("Maintenir la décision") }
        }
      }
    }
  }
}

/// Why it is upheld or changed, with what is wrong with it.
private struct AnswerReason: Component {
  var field: String
  var title: Phrase
  var help: Phrase
  var value: String
  var wrong: Phrase?

  var isTyped: Bool { !value.isEmpty || wrong != nil }
  private var helpField: String { field + "-aide" }
  private var wrongField: String { field + "-erreur" }
  private var described: String { wrong == nil ? helpField : helpField + " " + wrongField }

  var body: some Markup {
    div(.class("field")) {
      label(.for(field)) { title }
      p(.class("help"), .id(helpField)) { help }
      if let wrong { p(.class("error"), .id(wrongField)) { wrong } }
      textarea(
        .id(field), .name("reponse-reexamen"), .rows(6), .describedBy(described), .invalid(wrong != nil)
      ) { value }
    }
  }
}

private struct ChangingForm: Component {
  var action: String
  var reason: AnswerReason
  var dependents: [Act]
  var isShared: Bool
  var isVoteOpen: Bool
  var queue: String

  private var seen: String { SeenRows(dependents.map(\.event)).text }
  private var others: Phrase {
    t(
      dependents.count, one: "Un autre acte en dépend : il sera annulé aussi.",
      other: "\(dependents.count) autres actes en dépendent : ils seront annulés aussi.")
  }

  var body: some Markup {
    details(.class("deciding"), .flag("open", reason.isTyped)) {
      summary { t("Changer") }
      if isVoteOpen {
        p { t("L’heure d’ouverture du vote est passée : l’administrateur doit d’abord la reculer au calendrier.") }
      } else {
        p {
          t("La décision est annulée, les auteurs en sont prévenus, et la contribution revient parmi celles à faire.")
        }
        if isShared {
          p { t("Les décisions prises avec elle sur d’autres contributions ne changent pas.") }
        }
        if !dependents.isEmpty {
          div(.class("notice notice-wait")) {
            p { others }
            ul { for act in dependents { FallingAct(act: act) } }
          }
        }
        postForm(.action(action)) {
          input(.type("hidden"), .name("reexamen"), .value("changee"))
          QueueField(queue: queue)
          input(.type("hidden"), .name("vu"), .value(seen))
          reason
          div(.class("actions")) {
            button(.class("button button-danger"), .type("submit")) { t("Annuler la décision et décider de nouveau") }
          }
        }
      }
    }
  }
}

private struct FallingAct: Component {
  var act: Act
  private var who: Phrase { act.who }
  var body: some Markup {
    li {
      span { act.sentence }
      " "
      span(.class("help")) { who }
    }
  }
}

/// What somebody had prepared when a colleague answered: nothing of it is lost.
struct PreparedAnswer: Component {
  var typed: ReexaminationAnswerTyped
  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("Ce que vous aviez préparé") }
      p(.class("prose")) { typed.reason }
    }
  }
}
