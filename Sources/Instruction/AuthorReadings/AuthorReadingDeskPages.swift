import Consultations
import Deposits
import Directory
import HTML
import Localization
import Platform

/// At the desk: which drafts are with their authors, since when, and what they say.
struct AuthorReadingsPage: Component {
  struct Line: Sendable {
    var proposition: Proposition
    var reading: AuthorReading?
    var accepted: Int
    var remarks: Int
    /// Of those to whom it was sent.
    var silent: Int
    var obstacle: AuthorReading.Obstacle?
  }

  var consultation: Consultation
  /// In working days; 0 where authors do not re-read.
  var days: Int
  var lines: [Line]
  /// How many drafts are written and not sent.
  var unsent: Int
  var refusal: AuthorReadingRefusal?
  var done: String?

  private var back: String { EditedPropositionsAddress(consultation).path }
  private var action: String { AuthorReadingsAddress(consultation).path }
  private var rule: Phrase {
    days == 0
      ? t("Dans cette consultation, les décisions sont publiées sans relecture par les auteurs.")
      : AuthorReading.delay(days)
  }
  private var button: Phrase {
    t(unsent, one: "Envoyer le projet qui est rédigé", other: "Envoyer les \(unsent) projets qui sont rédigés")
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Propositions") }
    if done == "envoye" {
      div(.class("notice notice-ok"), .role("status")) { p { t("C’est envoyé : les auteurs sont prévenus.") } }
    }
    if let refusal { DeskRefusal(refusal: refusal, anchor: nil) }
    h1(.id("relecture")) { t("Relecture par les auteurs") }
    p(.class("lead")) { rule }
    if unsent > 0 {
      postForm(.action(action)) { HTML.button(.class("button button-primary"), .type("submit")) { button } }
    }
    if lines.isEmpty {
      div(.class("empty")) { p { t("Aucune contribution n’est encore regroupée.") } }
    } else {
      div(.class("scroll"), .named("tabindex", "0"), .role("region"), .labelledBy("relecture")) {
        table(.class("table")) {
          thead {
            tr {
              th(.named("scope", "col")) { t("Proposition") }
              th(.named("scope", "col")) { t("Conviennent") }
              th(.named("scope", "col")) { t("Remarques") }
              th(.named("scope", "col")) { t("Sans réponse") }
              th(.named("scope", "col")) { t("État") }
            }
          }
          tbody { for line in lines { AuthorReadingRow(line: line, consultation: consultation) } }
        }
      }
    }
  }
}

extension AuthorReading {
  /// What is told of the delay, where there is one.
  static func delay(_ days: Int) -> Phrase {
    t(
      days, one: "Chaque auteur a un jour ouvré ; sans réponse, le projet est réputé convenir.",
      other: "Chaque auteur a \(days) jours ouvrés ; sans réponse, le projet est réputé convenir.")
  }
}

private struct AuthorReadingRow: Component {
  var line: AuthorReadingsPage.Line
  var consultation: Consultation

  private var address: String { DraftReadingAddress(consultation, token: line.proposition.token).path }
  private var silent: String { line.reading == nil ? "" : String(line.silent) }
  private var accepted: String { line.reading == nil ? "" : String(line.accepted) }
  private var remarks: String { line.reading == nil ? "" : String(line.remarks) }
  private var state: Phrase { line.obstacle?.sentence ?? t("rien n’est plus attendu des auteurs") }

  var body: some Markup {
    tr {
      th(.named("scope", "row")) {
        a(.lang(line.proposition.wording.language.rawValue), .href(address)) { line.proposition.wording.title }
      }
      td(.class("number")) { accepted }
      td(.class("number")) { remarks }
      td(.class("number")) { silent }
      td { state }
    }
  }
}

/// One draft with its authors: who agreed, who found something missing, who is silent; what is replied.
struct DraftReadingPage: Component {
  struct Author: Sendable {
    var organisation: Organisation
    /// Of its contributions that the draft unites.
    var numbers: [Int]
    /// Whether the draft was sent to it.
    var wasAsked: Bool
    var remark: AuthorRemark?
  }

  var consultation: Consultation
  var proposition: Proposition
  var reading: AuthorReading?
  var authors: [Author]
  /// How many organisations would receive it.
  var recipients: Int
  var obstacle: AuthorReading.Obstacle?
  var isOver: Bool
  /// How many working days there will be.
  var days: Int
  var typed: RemarkReplyTyped?
  var refusal: (any Refusal)?
  var done: String?

  private var back: String { EditedPropositionAddress(consultation, token: proposition.token).path }
  private var all: String { AuthorReadingsAddress(consultation).path }
  private var action: String { DraftReadingAddress(consultation, token: proposition.token).path }
  /// A reply that has no form to go back to.
  private var left: String {
    let hasForm = authors.contains { $0.remark?.id == typed?.remark && $0.remark?.waits == true }
    return hasForm ? "" : typed?.text ?? ""
  }
  private var isSendable: Bool { obstacle?.isToSend == true && recipients > 0 }
  private var sent: Phrase? {
    reading.map {
      t("Envoyé le \($0.at, .dateAndTime) ; les auteurs ont jusqu’au \($0.last, .dateAndTime).")
    }
  }
  private var whom: Phrase {
    t(
      recipients, one: "Un organisme le recevra.", other: "\(recipients) organismes le recevront.")
  }
  private var confirmation: Phrase? {
    switch done {
    case "envoye": t("C’est envoyé : les auteurs sont prévenus.")
    case "repondu": t("La réponse est envoyée à l’organisme.")
    default: nil
    }
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Proposition") }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    if let refusal { DeskRefusal(refusal: refusal, anchor: nil) }
    h1 { t("Relecture par les auteurs") }
    p(.class("lead"), .lang(proposition.wording.language.rawValue)) { proposition.wording.title }
    if let sent { p { sent } }
    if let obstacle { div(.class("notice notice-wait")) { p { obstacle.sentence } } }
    if isSendable {
      postForm(.action(action)) {
        p {
          whom
          " "
          AuthorReading.delay(days)
        }
        button(.class("button button-primary"), .type("submit")) { t("Envoyer le projet aux auteurs") }
      }
    }
    HTML.section(.class("section"), .id("remarques")) {
      h2 { t("Les auteurs") }
      ul(.class("list plain")) { for author in authors { AuthorEntry(author: author, page: self) } }
    }
    TypedText([left])
    p { a(.href(all)) { t("Tous les projets") } }
  }
}

private struct AuthorEntry: Component {
  var author: DraftReadingPage.Author
  var page: DraftReadingPage

  private var numbers: Phrase? {
    guard !author.numbers.isEmpty else { return nil }
    let list = author.numbers.map { String($0) }.joined(separator: ", ")
    return t(author.numbers.count, one: "contribution n° \(list)", other: "contributions n° \(list)")
  }
  private var state: (tag: String, sentence: Phrase) {
    switch author.remark?.kind {
    case .accepted: ("tag tag-ok", t("convient"))
    case .missing: ("tag tag-wait", t("il manque quelque chose"))
    case nil where !author.wasAsked: ("tag", t("pas encore envoyé"))
    case nil: ("tag", page.isOver ? t("sans réponse : réputé convenir") : t("sans réponse"))
    }
  }
  private var lines: [String] { author.remark.map { $0.text.split(separator: "\n").map(String.init) } ?? [] }
  private var language: String { author.remark?.language.rawValue ?? "fr" }
  private var undo: String? {
    author.remark?.reply.map { ActAddress(page.consultation, event: $0.event).path }
  }

  var body: some Markup {
    li(.class("entry")) {
      h3 { author.organisation.name }
      div(.class("meta")) {
        if let numbers { span { numbers } }
        if page.reading != nil { span(.class(state.tag)) { state.sentence } }
      }
      for line in lines { p(.class("passage"), .lang(language)) { line } }
      if let remark = author.remark, remark.kind == .missing {
        RemarkReplyLines(reply: remark.reply)
        if remark.reply == nil { RemarkReplyForm(remark: remark, page: page) }
        if let undo { p { a(.href(undo)) { t("Annuler cette réponse…") } } }
      }
    }
  }
}

private struct RemarkReplyForm: Component {
  var remark: AuthorRemark
  var page: DraftReadingPage

  private var action: String { RemarkReplyAddress(page.consultation, token: page.proposition.token).path }
  private var number: String { String(remark.id) }
  private var field: String { "reponse-\(remark.id)" }
  private var typed: String { page.typed?.remark == remark.id ? page.typed?.text ?? "" : "" }

  var body: some Markup {
    postForm(.action(action), .named("novalidate", "")) {
      input(.type("hidden"), .name("remarque"), .value(number))
      div(.class("field")) {
        label(.for(field)) { t("Votre réponse, si le texte ne change pas") }
        textarea(.id(field), .name("reponse"), .rows(3)) { typed }
      }
      div(.class("actions")) {
        button(.class("button button-secondary"), .type("submit"), .name("genre"), .value("reponse")) {
          t("Envoyer cette réponse")
        }
        button(.class("button button-secondary"), .type("submit"), .name("genre"), .value("prise")) {
          t("C’est pris dans le texte")
        }
      }
    }
  }
}
