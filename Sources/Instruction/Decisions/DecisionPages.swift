import Consultations
import Deposits
import Directory
import HTML
import Localization
import Platform

/// One screen to decide: the text, what is near, what was decided, the forms. In French alone, as all of instruction.
struct DecisionPage: Component {
  var reading: DecisionReading
  /// The decision that one comes from, of another contribution.
  var before: JustDecided?
  var typed: DecisionTyped
  /// An answer to a re-examination that was not taken.
  var typedAnswer: ReexaminationAnswerTyped?
  /// The usual reason that was asked for.
  var chosenReason: UsualReason?
  /// The reason that is typed, as the author would read it.
  var preview: String?
  /// A note that was refused.
  var note = ""
  var refusal: (any Refusal)?
  var done: String?
  /// The tab and the filters under which one goes through the queue.
  var queue: String
  var places: Places
  var now: Instant

  private var contribution: Contribution { reading.contribution }
  private var back: String { QueueAddress(reading.consultation).path + queue }
  /// There are four fields for a reason, one for each kind.
  private var anchor: String? {
    if refusal is PropositionRefusal { return "nouvelle" }
    guard let field = (refusal as? any FieldRefusal)?.field else { return nil }
    if let typedAnswer { return field == "reponse-reexamen" ? typedAnswer.field : nil }
    return field == "raison" ? typed.kind.map { "raison-\($0.slug)" } : field
  }
  private var isAnsweredMeanwhile: Bool { refusal as? ReexaminationRefusal == .answered }
  private var number: Phrase { t("n° \(contribution.number), publiée le \(contribution.publishedAt, .date)") }
  private var version: Phrase { t("version \(contribution.version)") }
  private var readPage: String { ContributionAddress(contribution, in: reading.consultation).path }
  private func fiche(_ organisation: Organisation) -> String {
    FicheAddress(reading.consultation).path + "?organisme=" + organisation.token
  }
  private var place: String? { reading.text.organisations.first?.department.map(places.departmentName) }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Instruction des contributions") }
    if let before {
      JustDecidedNotice(made: before, consultation: reading.consultation, queue: queue)
    } else {
      DeskConfirmation(done: done)
    }
    if let refusal { DeskRefusal(refusal: refusal, anchor: anchor) }
    h1(.lang(contribution.text.language.rawValue)) { contribution.text.title }
    div(.class("meta")) {
      for organisation in reading.text.organisations {
        strong { organisation.name }
        a(.href(fiche(organisation)), .ariaLabel(t("Fiche de \(organisation.name)"))) { t("Fiche") }
      }
      if let place { span { place } }
      span { number }
      if contribution.version > 1 { span(.class("tag")) { version } }
      a(.href(readPage)) { t("Voir la page publique") }
    }
    if let preview, let kind = typed.kind { ReasonPreview(kind: kind, reason: preview) }
    NeighbourLinks(reading: reading, queue: queue)
    PaceLine(pace: reading.pace, now: now)
    DeskKeys()
    p(.class("jump")) { a(.href("#bureau")) { t("Aller à la décision") } }
    div(.class("columns")) {
      div {
        reading.text
        NearSection(near: reading.near, consultation: reading.consultation, queue: queue)
      }
      aside(.id("bureau"), .ariaLabel(t("Décision"))) {
        SupportsCard(contribution: contribution)
        PartsCard(reading: reading, queue: queue)
        for made in reading.decisions {
          MadeCard(made: made, reading: reading, queue: queue, hasUndoKey: before == nil)
          if let waiting = made.waiting {
            WaitingReexaminationCard(
              waiting: waiting, made: made, reading: reading, typed: typedAnswer, refusal: refusal, queue: queue)
          }
        }
        if let typedAnswer, isAnsweredMeanwhile, !typedAnswer.reason.isEmpty { PreparedAnswer(typed: typedAnswer) }
        DecidingForms(
          reading: reading, typed: typed, isPreview: preview != nil, chosenReason: chosenReason, refusal: refusal,
          queue: queue)
        NotesCard(reading: reading, typed: note, refusal: refusal as? NoteRefusal, queue: queue)
        WhoCard(reading: reading, queue: queue)
        ActsCard(acts: reading.acts, consultation: reading.consultation, queue: queue)
      }
    }
  }
}

/// What was just done at the desk.
struct DeskConfirmation: Component {
  var done: String?

  private var sentence: Phrase? {
    switch done {
    case "decidee": t("La décision est prise. Seuls les instructeurs la voient jusqu’à sa publication.")
    case "relue": t("La relecture est notée.")
    case "publiee": t("La décision est publiée ; les auteurs sont prévenus.")
    case "reexaminee": t("La réponse à la demande de réexamen est publique ; les auteurs sont prévenus.")
    case "note": t("La note est enregistrée.")
    case "deport": t("C’est noté : vous ne traiterez pas cette contribution.")
    case "annule": t("C’est annulé : tout est comme avant.")
    case "confiee": t("C’est confié.")
    case "divisee": t("C’est divisé : décidez de chaque partie.")
    default: nil
    }
  }

  var body: some Markup {
    if let sentence { div(.class("notice notice-ok"), .role("status")) { p { sentence } } }
  }
}

/// Why nothing was done: beside its field too where it has one.
struct DeskRefusal: Component {
  var refusal: any Refusal
  /// The field that it is about, where it is about one.
  var anchor: String?

  init(refusal: any Refusal) { self.init(refusal: refusal, anchor: (refusal as? any FieldRefusal)?.field) }
  init(refusal: any Refusal, anchor: String?) {
    self.refusal = refusal
    self.anchor = anchor
  }

  var body: some Markup {
    if let anchor {
      ErrorSummary(field: anchor, sentence: refusal.sentence)
    } else {
      div(.class("notice notice-wait"), .role("alert")) { p { refusal.sentence } }
    }
  }
}

/// To the contributions before and after, under the same filters.
private struct NeighbourLinks: Component {
  var reading: DecisionReading
  var queue: String

  private var previous: String? { reading.previous.map(path) }
  private var next: String? { reading.next.map(path) }
  private func path(_ token: String) -> String {
    DecidingAddress(reading.consultation, token: token).path + queue
  }

  var body: some Markup {
    nav(.class("actions"), .ariaLabel(t("Aller d’une contribution à l’autre"))) {
      if let previous {
        a(.class("button button-secondary"), .href(previous), .key(.previous)) { t("← Précédente") }
      }
      if let next {
        a(.class("button button-secondary"), .href(next), .key(.next)) { t("Suivante →") }
      }
    }
  }
}

private struct SupportsCard: Component {
  var contribution: Contribution

  private var authorities: Phrase {
    let count = contribution.authoritySupports
    return t(count, one: "\(count) collectivité la soutient", other: "\(count) collectivités la soutiennent")
  }
  private var others: Phrase {
    let count = contribution.otherSupports
    return t(count, one: "\(count) autre organisme", other: "\(count) autres organismes")
  }
  private var comments: Phrase {
    let count = contribution.comments
    return t(count, one: "\(count) commentaire", other: "\(count) commentaires")
  }

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("Soutiens") }
      p { authorities }
      p { others }
      p { comments }
    }
  }
}

private struct NearSection: Component {
  var near: [Resemblance]
  var consultation: Consultation
  var queue: String

  var body: some Markup {
    if !near.isEmpty {
      HTML.section(.class("section")) {
        h2 { t("Ce qui lui ressemble") }
        ul(.class("list plain")) {
          for one in near { NearContribution(resemblance: one, consultation: consultation, queue: queue) }
        }
      }
    }
  }
}

private struct NearContribution: Component {
  var resemblance: Resemblance
  var consultation: Consultation
  var queue: String

  private var contribution: ContributionSummary { resemblance.contribution }
  private var address: String { DecidingAddress(consultation, token: contribution.token).path + queue }
  private var number: Phrase { t("n° \(contribution.number)") }
  private var supports: Phrase {
    t(contribution.supports, one: "\(contribution.supports) soutien", other: "\(contribution.supports) soutiens")
  }
  private var common: Phrase { t("en commun : \(resemblance.shared.joined(separator: ", "))") }

  var body: some Markup {
    li(.class("entry brief")) {
      a(.lang(contribution.language.rawValue), .href(address)) { contribution.title }
      div(.class("meta")) {
        span { number }
        span { contribution.organisationName }
        span { supports }
        if !resemblance.shared.isEmpty { span { common } }
      }
    }
  }
}

/// A decision that holds: what it is, why, what is still to be done of it.
private struct MadeCard: Component {
  var made: DecisionReading.Made
  var reading: DecisionReading
  var queue: String
  /// The key that undoes acts on it, and not on the decision that one comes from.
  var hasUndoKey: Bool

  private var decision: Decision { made.decision }
  private var part: Part? { decision.part.flatMap { id in reading.parts.first { $0.id == id } } }
  private var partTitle: Phrase? { part.map { t("Partie \($0.number)") } }
  private var when: Phrase {
    made.person.map { t("\($0), le \(decision.at, .dateAndTime)") } ?? t("le \(decision.at, .dateAndTime)")
  }
  private var state: Phrase {
    if let at = decision.publishedAt { return t("publiée le \(at, .dateAndTime)") }
    if decision.isReady { return made.authors?.sentence ?? t("prête à être publiée") }
    return t("attend une seconde lecture")
  }
  private var reader: Phrase? { made.secondReader.map { t("relue par \($0)") } }
  private var isOld: Bool { decision.version < reading.contribution.version }
  private var old: Phrase {
    t("Le texte a été corrigé depuis : la décision porte sur la version \(decision.version).")
  }
  private var versionPage: String {
    let contribution = ContributionAddress(reading.contribution, in: reading.consultation).path
    return "\(contribution)/versions/\(reading.contribution.version)?depuis=\(decision.version)"
  }
  private var undo: String { ActAddress(reading.consultation, event: decision.event).path + queue }
  private var read: String { SecondReadingAddress(reading.consultation, token: decision.token).path }
  private var publish: String { DecisionPublicationAddress(reading.consultation, token: decision.token).path }

  var body: some Markup {
    div(.class("card strong")) {
      h2(.class("h3")) { decision.kind.title }
      if let partTitle { p { partTitle } }
      TargetLine(target: made.target, consultation: reading.consultation)
      p(.class("prose")) { decision.reason }
      if let exchange = made.exchange { ExchangeLines(exchange: exchange) }
      if let standing = made.standing { ReexaminationLines(standing: standing) }
      p(.class("help")) { when }
      p {
        span(.class("tag")) { state }
        if let reader { span(.class("tag tag-ok")) { reader } }
      }
      if isOld {
        div(.class("notice notice-wait")) {
          p { old }
          p { a(.href(versionPage)) { t("Voir ce qui a changé") } }
        }
      }
      if decision.publishedAt == nil {
        if decision.waitsForReading {
          postForm(.action(read)) {
            QueueField(queue: queue)
            button(.class("button button-secondary"), .type("submit"), .key(.second), .keyAsks) {
              t("J’ai relu et j’approuve")
            }
          }
        }
        if decision.isReady, made.authors == nil, reading.publication == nil {
          postForm(.action(publish)) {
            QueueField(queue: queue)
            button(.class("button button-secondary"), .type("submit"), .key(.publish), .keyAsks) {
              t("Publier cette décision")
            }
          }
        }
      }
      if !reading.isVoteOpen, made.waiting == nil {
        p {
          a(.href(undo), .named("data-key", hasUndoKey ? DeskKey.undo.rawValue : nil)) { t("Annuler cette décision…") }
        }
      }
    }
  }
}

/// What a decision names, with a link where there is one.
struct TargetLine: Component {
  var target: Decision.Target
  var consultation: Consultation

  private var article: Phrase? {
    guard case .article(let article, _) = target else { return nil }
    return t("article \(article.number), « \(article.title) »")
  }

  var body: some Markup {
    switch target {
    case .propositions(let propositions):
      for one in propositions { PropositionLine(proposition: PropositionTitle(one), consultation: consultation) }
    case .addressee(let addressee): p { strong { addressee.name } }
    case .article: p { article ?? nil }
    case .nothing: p {}
    }
  }
}

struct PropositionLine: Component {
  var proposition: PropositionTitle
  var consultation: Consultation
  private var address: String { EditedPropositionAddress(consultation, token: proposition.token).path }
  private var written: String { proposition.language.rawValue }
  var body: some Markup {
    p(.lang(written)) { a(.href(address)) { proposition.title } }
  }
}
