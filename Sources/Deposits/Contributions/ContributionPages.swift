import Consultations
import Directory
import Forms
import Foundation
import HTML
import Localization
import Platform
import Retrieval

/// One contribution, whole.
struct ContributionPage: Component {
  static let shownSupporters = 12

  var consultation: Consultation
  var contribution: Contribution
  /// The one that leads, and those that deposit with it.
  var organisation: Organisation
  var others: [Organisation]
  /// The department of its organisation.
  var place: String?
  var themes: [Theme]
  /// Those of the reader's organisations that support it.
  var mySupporters: [String]
  var versions: [Contribution.VersionDate]
  var openings: Openings
  var supporters: [Organisation]
  var resemblances: [Resemblance]
  var threads: CommentThreads
  var isFollowed: Bool
  var places: Places
  var person: SignedIn?
  var now: Instant
  /// What was just done.
  var done: String?
  /// The extra questions that its current version answers.
  var questionnaire: Questionnaire?
  /// Those that the reader may open.
  var attachments: [Attachment]
  /// What was blotted out of it.
  var redactions: [Redaction]
  /// What later rooms say of it.
  var panels: [ContributionPanel]
  /// A later room forbids that it be corrected or taken back.
  var isVetoed: Bool
  /// Of the service that it shares.
  var sheet: SheetCard?
  /// The services that could meet it.
  var matches: MatchSection?
  var language: Language

  private var list: String { language.address(ContributionsAddress(consultation).path) }
  private var published: Phrase { t("n° \(contribution.number), publiée le \(contribution.publishedAt, .dateAndTime)") }
  /// The same instant where the organisation is, overseas.
  private var local: Phrase? {
    organisation.clock.map { t("sur place : \(contribution.publishedAt, .dateAndTime, on: $0)") }
  }
  private var isLead: Bool { person?.standings.contains { $0.organisation == contribution.organisation } ?? false }
  /// Those of the organisations that deposit it for which the reader acts.
  private var mine: [Organisation] {
    ([organisation] + others).filter { one in person?.standings.contains { $0.organisation == one.id } ?? false }
  }
  private var mayRedact: Bool { person?.mayAskRedaction ?? false }
  private var isMine: Bool { !mine.isEmpty }
  private func may(_ act: ConsultationAct) -> Bool {
    !isVetoed && mine.contains { openings.refusal(of: act, by: $0.kind) == nil }
  }
  /// On a narrow window, where the card of supports comes after the text and its comments.
  private var supports: Phrase {
    t(
      contribution.supports, one: "\(contribution.supports) soutien : soutenir",
      other: "\(contribution.supports) soutiens : soutenir")
  }
  private var export: String { SheetExportAddress(ContributionAddress(contribution, in: consultation)).path }

  var body: some Markup {
    a(.class("back"), .href(list)) { t("← Contributions") }
    if let done { Confirmation(done: done, contribution: contribution, supporters: mySupporters) }
    ContributionTags(rubric: contribution.rubric, themes: themes, language: language)
    h1(.lang(contribution.text.language.rawValue)) { contribution.text.title }
    div(.class("meta")) {
      for one in [organisation] + others { DepositorName(organisation: one, language: language) }
      if let place { span { place } }
      span { published }
      if let local { span { local } }
    }
    for panel in panels { panel.markup }
    if openings.isOpen(.support), !isMine {
      p(.class("jump")) { a(.class("button button-secondary"), .href("#soutiens")) { supports } }
    }
    div(.class("columns")) {
      div {
        article {
          ContributionBody(
            rubric: contribution.rubric, text: contribution.text, questionnaire: questionnaire, language: language)
          if contribution.rubric == .service { SheetExportLink(address: export) }
        }
        AttachmentList(
          attachments: attachments, place: .contribution(ContributionAddress(contribution, in: consultation)),
          language: language)
        RedactionNotes(redactions: redactions)
        if let matches { matches }
        CommentSection(
          consultation: consultation, contribution: contribution, threads: threads, openings: openings, places: places,
          person: person, now: now, language: language)
      }
      aside(.ariaLabel(t("Soutiens et versions"))) {
        SupportCard(
          consultation: consultation, contribution: contribution, mySupporters: mySupporters, openings: openings,
          supporters: supporters, places: places, person: person, isMine: isMine, language: language)
        if let sheet { sheet }
        FollowCard(
          thing: Followed(contribution, in: consultation), isSignedIn: person != nil, isFollowing: isFollowed,
          language: language)
        if isMine || versions.count > 1 {
          VersionCard(
            consultation: consultation, contribution: contribution, versions: versions,
            mayCorrect: may(.correction), mayWithdraw: isLead && may(.withdrawal), language: language)
        }
        if isMine, openings.isOpen(.withdrawal) {
          CodepositorsCard(
            address: ContributionAddress(contribution, in: consultation), others: others, isLead: isLead,
            language: language)
        }
        if mayRedact {
          RedactionLink(address: ContributionAddress(contribution, in: consultation), language: language)
        }
        ResemblingCard(resemblances: resemblances, consultation: consultation, language: language)
      }
    }
  }
}

/// One of those who deposit, all alike.
struct DepositorName: Component {
  var organisation: Organisation
  var language: Language
  private var address: String { language.address(OrganisationAddress(organisation).path) }
  var body: some Markup { strong { a(.href(address)) { organisation.name } } }
}

private struct Confirmation: Component {
  var done: String
  var contribution: Contribution
  /// Those of the reader's organisations that support it.
  var supporters: [String]

  private var names: String { supporters.joined(separator: ", ") }
  private var sentence: Phrase? {
    switch done {
    case "publiee":
      t("C’est publié, sous le n° \(contribution.number). Un accusé de réception vous arrive par courriel.")
    case "fiche-laissee": t("La fiche reste comme elle est.")
    case "remise": t("La contribution est de nouveau en ligne, avec ses soutiens et ses commentaires.")
    case "corrigee": t("La correction est publiée. Les versions précédentes restent lisibles.")
    case "soutien":
      t(
        supporters.count, one: "C’est noté : \(names) soutient cette contribution.",
        other: "C’est noté : \(names) soutiennent cette contribution.")
    case "deja-soutenu":
      t(
        supporters.count, one: "\(names) soutenait déjà cette contribution : rien n’a changé.",
        other: "\(names) soutenaient déjà cette contribution : rien n’a changé.")
    case "retrait": t("Votre soutien est retiré.")
    case "rien-a-retirer": t("Il n’y avait pas de soutien à retirer : rien n’a changé.")
    case "precision": t("C’est noté avec votre soutien.")
    case "rien-a-preciser": t("Vous l’aviez déjà dit : rien n’a changé.")
    case "commentaire": t("Votre commentaire est publié. Vous pouvez le modifier pendant quinze minutes.")
    case "commentaire-modifie": t("Votre commentaire est modifié.")
    case "commentaire-retire": t("Votre commentaire est retiré. Sa place reste visible.")
    case "signale": t("Merci : les instructeurs liront ce commentaire.")
    default: nil
    }
  }

  var body: some Markup {
    if let sentence {
      div(.class("notice notice-ok"), .role("status"), .named("data-draft-confirmed", contribution.token)) {
        p { sentence }
      }
    }
  }
}

/// The text under its questions; those that were left empty are not shown.
struct ContributionBody: Component {
  var rubric: Rubric
  var text: ContributionText
  /// The extra questions that it answers.
  var questionnaire: Questionnaire?
  var language: Language

  var body: some Markup {
    div(.class("prose"), .lang(text.language.rawValue)) {
      Answered(question: Questions.today(rubric), text: text.today)
      if !text.forWhom.isEmpty { Answered(question: Questions.forWhom(rubric), text: text.forWhom) }
      if !text.existing.isEmpty { Answered(question: Questions.existing(rubric), text: text.existing) }
      if !text.expected.isEmpty { Answered(question: Questions.expected(rubric), text: text.expected) }
      if rubric == .service { ServiceSheetBody(sheet: text.service) }
      if let questionnaire {
        ExtraAnswersBody(questionnaire: questionnaire, answers: text.answers, language: language)
      }
    }
  }
}

struct Answered: Component {
  var question: Phrase
  var text: String
  private var paragraphs: [String] {
    text.components(separatedBy: "\n\n").map(\.trimmed).filter { !$0.isEmpty }
  }

  var body: some Markup {
    h2 { question }
    for paragraph in paragraphs { Paragraph(lines: paragraph.split(separator: "\n").map(String.init)) }
  }
}

private struct Paragraph: Component {
  var lines: [String]

  var body: some Markup {
    p {
      for line in lines.dropLast() { BrokenLine(text: line) }
      lines.last ?? ""
    }
  }
}

private struct BrokenLine: Component {
  var text: String
  var body: some Markup {
    text
    br()
  }
}

/// The questions of each rubric, the same when one writes and when one reads.
enum Questions {
  static func title(_ rubric: Rubric) -> Phrase {
    switch rubric {
    case .need: t("En une phrase, de quoi avez-vous besoin ?")
    case .service: t("En une phrase, que fait ce service ?")
    }
  }
  static func today(_ rubric: Rubric) -> Phrase {
    switch rubric {
    case .need: t("Que se passe-t-il aujourd’hui ?")
    case .service: t("Comment l’utilisez-vous ?")
    }
  }
  static func forWhom(_ rubric: Rubric) -> Phrase {
    switch rubric {
    case .need: t("Pour qui ?")
    case .service: t("À qui sert-il ?")
    }
  }
  static func existing(_ rubric: Rubric) -> Phrase {
    switch rubric {
    case .need: t("Qu’existe-t-il déjà ?")
    case .service: t("Sur quoi repose-t-il ?")
    }
  }
  static func expected(_ rubric: Rubric) -> Phrase {
    switch rubric {
    case .need: t("Qu’attendez-vous ?")
    case .service: t("Que faudrait-il pour qu’il serve à d’autres ?")
    }
  }
}
