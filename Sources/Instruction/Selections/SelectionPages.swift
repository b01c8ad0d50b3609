import Consultations
import Deposits
import HTML
import Localization
import Platform

/// What one has ticked, and one decision for all of it: what will be done is shown before.
struct SelectionPage: Component {
  /// How many are shown of what is ticked.
  static let shown = 100

  var consultation: Consultation
  var total: Int
  var shown: [ContributionSummary]
  var propositions: [PropositionTitle]
  var addressees: [Addressee]
  var articles: [Rules.Article]
  /// The library of reasons, and that which a link chose in it.
  var reasons: [UsualReason]
  var chosenReason: UsualReason?
  var typed: DecisionTyped?
  /// What the decision that is typed would take.
  var many: DecisionOfMany?
  /// The reason as the author of the first would read it.
  var example: String?
  /// What a second reading would take, with what its decisions name; nil where it is not asked for.
  var reading: (many: ReadingOfMany, targets: [Int64: Decision.Target])?
  var refusal: (any Refusal)?
  var done: String?
  /// What was just decided of many at once, as long as it stands.
  var act: Act?
  /// How many were ticked already when a group joined them.
  var before: Int

  private var queue: String { QueueAddress(consultation).path }
  private var action: String { SelectionAddress(consultation).path }
  private var assignment: String { AssignmentsAddress(consultation).path + "?selection=moi" }
  private var list: String { queue + "?selection=moi" }
  private var count: Phrase {
    t(total, one: "\(total) contribution cochée.", other: "\(total) contributions cochées.")
  }
  private var more: Phrase? {
    let hidden = total - shown.count
    return hidden > 0 ? t(hidden, one: "Et une autre.", other: "Et \(hidden) autres.") : .none
  }
  private var undo: String? { act.map { ActAddress(consultation, event: $0.event).path } }
  private var readings: String? { done == "relues" ? ActsAddress(consultation).path + "?qui=moi" : nil }
  /// There are three fields for a reason, one for each kind.
  private var anchor: String? {
    if refusal is PropositionRefusal { return "nouvelle" }
    guard let field = (refusal as? any FieldRefusal)?.field, total > 0 else { return nil }
    let isShown = typed?.kind.map { DecisionOfManyForms.kinds.contains($0) } ?? false
    guard field == "raison" else { return field == "decision" || isShown ? field : "decision" }
    return isShown ? typed?.kind.map { "raison-\($0.slug)" } : "decision"
  }
  private var confirmation: Phrase? {
    switch done {
    case "decidees": t("Les décisions sont prises. Elles s’annulent ensemble, d’un seul geste.")
    case "relues": t("Les relectures sont notées. Chacune s’annule à part.")
    case "selection": t("Votre sélection est vidée.")
    case "groupe" where before > 0:
      t(
        before,
        one: "Le groupe a rejoint votre sélection, où une contribution était déjà cochée : elle sera décidée avec lui.",
        other:
          "Le groupe a rejoint votre sélection, où \(before) contributions étaient déjà cochées : elles seront décidées avec lui."
      )
    case "groupe":
      t("Le groupe a rejoint votre sélection : donnez le titre et la raison, puis voyez ce qui sera fait.")
    default: nil
    }
  }

  var body: some Markup {
    a(.class("back"), .href(queue)) { t("← Instruction des contributions") }
    if let confirmation {
      div(.class("notice notice-ok"), .role("status")) {
        p { confirmation }
        if let undo { p { a(.href(undo)) { t("Annuler ces décisions…") } } }
        if let readings { p { a(.href(readings)) { t("Ce qui a été fait") } } }
      }
    }
    if let refusal { DeskRefusal(refusal: refusal, anchor: anchor) }
    h1 { t("Ma sélection") }
    p(.class("lead")) { count }
    if total > 0 {
      if let many, let typed, refusal == nil {
        SummaryOfMany(consultation: consultation, many: many, typed: typed, example: example)
      }
      if let reading, refusal == nil {
        SummaryOfReading(consultation: consultation, many: reading.many, targets: reading.targets)
      }
      ul(.class("list plain")) { for one in shown { SelectedLine(contribution: one, consultation: consultation) } }
      if let more { p { more } }
      div(.class("actions")) {
        a(.class("button button-secondary"), .href(assignment)) { t("Les confier…") }
        a(.class("button button-secondary"), .href(list)) { t("Les voir dans la file") }
      }
      postForm(.action(action)) {
        input(.type("hidden"), .name("geste"), .value("vider"))
        button(.class("button button-quiet"), .type("submit")) { t("Vider ma sélection") }
      }
      DecisionOfManyForms(page: self)
      ReadingOfManyForm(consultation: consultation)
    }
  }
}

private struct SelectedLine: Component {
  var contribution: ContributionSummary
  var consultation: Consultation

  private var address: String { DecidingAddress(consultation, token: contribution.token).path }
  private var title: String { "\(contribution.number). \(contribution.title)" }

  var body: some Markup {
    li(.class("entry brief")) {
      a(.lang(contribution.language.rawValue), .href(address)) { title }
      div(.class("meta")) { span { contribution.organisationName } }
    }
  }
}

/// What will be done, before it is.
private struct SummaryOfMany: Component {
  var consultation: Consultation
  var many: DecisionOfMany
  var typed: DecisionTyped
  var example: String?

  private var action: String { SelectionDecisionAddress(consultation).path }
  private var first: Phrase? { many.taken.first.map { t("Pour la n° \($0.contribution.number), l’auteur lira :") } }
  private var seen: String { many.seen.text }
  private var kind: Phrase { typed.kind?.title ?? nil }
  private var what: Phrase {
    many.taken.isEmpty
      ? SelectionRefusal.nothing.sentence
      : t(
        many.taken.count, one: "Une contribution recevra cette décision : \(kind).",
        other: "\(many.taken.count) contributions recevront cette décision : \(kind).")
  }
  private var left: Phrase {
    t(many.left.count, one: "Une reste comme elle est :", other: "\(many.left.count) restent comme elles sont :")
  }
  private var fields: [(name: String, value: String)] {
    [("decision", typed.kind?.slug ?? "")] + typed.propositions.map { ("proposition", $0) }
      + [
        ("nouvelle", typed.newTitle), ("guichet", typed.addressee), ("article", typed.article),
        ("raison", typed.reason), ("vu", seen),
      ]
  }

  var body: some Markup {
    div(.class("notice")) {
      h2(.class("h3")) { t("Voici ce qui sera fait") }
      p { what }
      if let first, let example {
        p { first }
        p(.class("prose")) { example }
      }
      if !many.left.isEmpty {
        p { left }
        ul { for one in many.left { LeftLine(number: one.contribution.number, why: one.why) } }
      }
      if !many.taken.isEmpty {
        postForm(.action(action)) {
          for field in fields { input(.type("hidden"), .name(field.name), .value(field.value)) }
          button(.class("button button-primary"), .type("submit")) { t("Décider ainsi") }
        }
      }
    }
  }
}

/// One that is left as it is, and why.
struct LeftLine: Component {
  var number: Int
  var why: Phrase
  private var sentence: Phrase { t("n° \(number) : \(why)") }
  var body: some Markup { li { sentence } }
}
