import HTML
import Localization
import Platform

/// The mails that the demonstration sent, the newest first, so that nobody opens files to read a code.
struct SentMailsPage: Component {
  var mails: [SentMail]

  var body: some Markup {
    h1 { t("Courriels de la démonstration") }
    p(.class("lead")) { t("Rien ne part d’ici : chaque message est montré sur cette page, le plus récent d’abord.") }
    if mails.isEmpty {
      div(.class("empty")) { p { t("Aucun message pour l’instant. Demandez un code, puis rechargez cette page.") } }
    } else {
      for mail in mails { SentMailEntry(mail: mail) }
    }
  }
}

private struct SentMailEntry: Component {
  var mail: SentMail
  private var details: Phrase { t("à \(mail.recipient), le \(mail.at, .dateAndTime)") }

  var body: some Markup {
    article(.class("card")) {
      if mail.subject.isEmpty { h2 { t("Objet effacé") } } else { h2 { mail.subject } }
      p(.class("meta")) { details }
      div(.class("letter")) { for line in lines { LetterLine(line: line) } }
    }
  }

  private var lines: [String] { mail.body.split(separator: "\n").map(String.init) }
}

/// A line of a letter; an address leads where it says, as in a mailbox.
private struct LetterLine: Component {
  var line: String

  var body: some Markup {
    if line.hasPrefix("http") { p { a(.href(line)) { line } } } else { p { line } }
  }
}
