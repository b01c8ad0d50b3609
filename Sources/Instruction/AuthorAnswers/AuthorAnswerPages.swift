import Consultations
import Deposits
import HTML
import Localization
import Platform
import Storage

/// At the head of a contribution: where it went, and why.
struct AnswerBanner: Component {
  struct Answer: Sendable {
    var decision: Decision
    /// The part that it is about, where the contribution is divided.
    var part: PartWords?
    var target: Decision.Target
    /// What its addressee answered, where it is redirected.
    var exchange: Exchange?
    /// What the texts of its propositions take of it, by proposition; none for one that is kept alone.
    var taken: [Int64: TakenText] = [:]
    /// Whether it may be, or was, looked at again.
    var standing: ReexaminationStanding?
  }

  var consultation: Consultation
  var answers: [Answer]
  /// Where one of them is about a part.
  var others: OtherParts?
  /// Re-examinations of decisions that hold no more.
  var changed: [Reexamination] = []
  /// What the reader may re-read before it is published.
  var drafts: [DraftToReread] = []
  /// Whether the reader acts for one of those who deposit it.
  var isMine: Bool
  /// What was just done.
  var done: String?
  var language: Language

  var body: some Markup {
    if done == "refus-signale" {
      div(.class("notice notice-ok"), .role("status")) { p { t("Le refus du guichet est signalé, à lire par tous.") } }
    }
    if done == "reexamen-demande" {
      div(.class("notice notice-ok"), .role("status")) {
        p { t("Le réexamen est demandé. Vous recevrez la réponse par courriel.") }
      }
    }
    for draft in drafts { draft }
    if !answers.isEmpty || !changed.isEmpty {
      HTML.section(.class("notice"), .ariaLabel(t("Ce que cette contribution est devenue"))) {
        h2(.class("h3")) { t("Ce que cette contribution est devenue") }
        for asked in changed { EarlierReexaminationLine(asked: asked) }
        if answers.isEmpty { p { t("À l’étude") } }
        for answer in answers {
          AnswerText(consultation: consultation, answer: answer, isMine: isMine, language: language)
        }
        if let others { OtherPartsLines(others: others) }
      }
    }
  }
}

/// One decision as the author and everyone else read it.
struct AnswerText: Component {
  var consultation: Consultation
  var answer: AnswerBanner.Answer
  var isMine: Bool
  var language: Language

  private var decision: Decision { answer.decision }
  private var when: Phrase? { decision.publishedAt.map { t("décision publiée le \($0, .date)") } }
  /// Where the reader may say that the addressee refused.
  private var refusal: ReportedRefusalAddress? {
    guard isMine, let exchange = answer.exchange, exchange.reported == nil else { return nil }
    return ReportedRefusalAddress(consultation, token: decision.token)
  }
  /// Where the reader may ask that it be looked at again.
  private var reexamination: String? {
    isMine ? language.address(ReexaminationAddress(consultation, token: decision.token).path) : nil
  }
  private var lines: [String] { decision.reason.split(separator: "\n").map(String.init) }

  var body: some Markup {
    if let part = answer.part { PartMention(part: part) }
    p {
      span(.class("tag tag-ok")) { decision.kind.title }
      " "
      if let when { span(.class("help")) { when } }
    }
    PublicTarget(consultation: consultation, answer: answer, language: language)
    for line in lines { p(.lang("fr")) { line } }
    if let exchange = answer.exchange { ExchangeLines(exchange: exchange) }
    if let standing = answer.standing { ReexaminationLines(standing: standing, address: reexamination) }
    if let refusal { ReportedRefusalOffer(address: refusal, language: language) }
  }
}

private struct PublicTarget: Component {
  var consultation: Consultation
  var answer: AnswerBanner.Answer
  var language: Language

  private var target: Decision.Target { answer.target }
  private var propositions: [Proposition] {
    if case .propositions(let all) = target { all } else { [] }
  }
  private var addressee: Addressee? { if case .addressee(let addressee) = target { addressee } else { nil } }
  private var article: Phrase? {
    guard case .article(let article, let version) = target else { return nil }
    return t("Règlement, version \(version), article \(article.number) : \(article.title)")
  }

  var body: some Markup {
    for proposition in propositions {
      PublicTargetProposition(consultation: consultation, proposition: proposition, language: language)
      if let taken = answer.taken[proposition.id] { TakenTextLines(taken: taken) }
    }
    if let addressee { PublicAddressee(addressee: addressee) }
    if let article { p { article } }
  }
}

private struct PublicTargetProposition: Component {
  var consultation: Consultation
  var proposition: Proposition
  var language: Language
  private var address: String { language.address(PropositionAddress(consultation, token: proposition.token).path) }
  private var written: String { proposition.wording.language.rawValue }
  var body: some Markup {
    p(.lang(written)) { a(.href(address)) { proposition.wording.title } }
  }
}

private struct PublicAddressee: Component {
  var addressee: Addressee
  private var mail: String? { addressee.mailLink }
  private var page: String? { addressee.webPage }

  var body: some Markup {
    p {
      strong { addressee.name }
      if let page {
        " "
        a(.href(page)) { page }
      }
      if let mail {
        " "
        a(.href(mail)) { addressee.mail }
      }
    }
  }
}
