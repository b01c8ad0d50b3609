import Foundation

/// What an installation sets: by flags, environment or file (docs/operations.md). Read once, at start.
///
/// A text that is empty was not given. How each is read, checked and explained is in `Setting.all`.
package struct Settings: Sendable {
  /// A SQLite file, or `postgres://…`.
  package var database = "coporter.db"
  package var host = "127.0.0.1"
  package var port = 8080
  /// Nil: people reach the site where it listens.
  var publicAddress: String?
  package var logFormat = LogLines.Format.text
  /// Whether each person's writes are bounded; off for benches on this very machine.
  package var hasLimits = true
  /// The proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed.
  package var trustedProxies: [NetworkRange] = []
  /// Addresses behind which many people stand: their failures are not counted.
  package var sharedRanges: [NetworkRange] = []
  /// The file of the key that signs the public log of votes; empty where no vote is held.
  package var logKey = ""
  /// The folder in which backups are kept, whose newest is looked at before a vote; empty where nobody said.
  package var backups = ""
  /// The folder of the second copy of the logs of votes, on another disk; empty where there is none.
  package var copyLeaves = ""
  /// Whether what a voter does is acknowledged once it stands in that copy too, and not before.
  package var copyWaits = true
  /// Shows the band « Démonstration » on every page.
  package var isDemonstration = false

  /// The name of the site, in the header and in titles.
  package var siteName = "coporter"
  package var logo: Logo?
  /// Who runs the site, and publishes it.
  package var organiser = ""
  package var footerLinks: [FooterLink] = []
  package var helpTelephone = ""
  package var helpMail = ""

  package var publisherAddress = ""
  package var publicationDirector = ""
  /// Who hosts it: name, address, telephone.
  package var hosting = ""
  /// Whom to write to about personal data; the help desk where nobody is named.
  package var dataProtectionContact = ""

  /// `smtp://host:587` or `smtps://host:465`.
  package var smtp = ""
  package var smtpUser = ""
  package var smtpPassword = ""
  /// A program that takes mails as sendmail does.
  package var sendmail = ""
  /// The folder in which mails are written as `.eml` files, without server or program.
  package var mailFolder = "mails"
  /// The address that mails come from.
  package var mailFrom = "ne-pas-repondre@coporter.example"
  /// How many mails may leave in a minute for each domain, sign-ins apart.
  package var mailsPerMinute = 30
  /// The mailbox folder (Maildir) where bounces arrive.
  package var bounces = ""

  package init() {}

  /// Where people reach the site; links are made from it, never from the `Host` of a request.
  package var baseAddress: String {
    get { publicAddress ?? "http://\(host):\(port)" }
    set { publicAddress = newValue }
  }

  /// The way out for mails: the first of the three that is given.
  package var mailTransport: any MailTransport {
    let user = smtpUser.isEmpty ? nil : smtpUser
    let password = smtpPassword.isEmpty ? nil : smtpPassword
    if let server = MailServer(address: smtp, user: user, password: password) { return server }
    if !sendmail.isEmpty { return MailProgram(URL(filePath: sendmail)) }
    return MailFolder(URL(filePath: mailFolder))
  }

  /// Whether mails leave this machine.
  package var leadsMailsOut: Bool { !smtp.isEmpty || !sendmail.isEmpty }

  /// What an operator should know at start, in French, and what people would miss.
  package var warnings: [String] {
    var warnings: [String] = []
    if let publicAddress, !publicAddress.hasPrefix("https://") {
      warnings.append("base-address n’est pas en https : ce que les gens envoient se lit en chemin.")
    }
    if !leadsMailsOut {
      warnings.append(
        "ni smtp ni sendmail : les courriels restent dans le dossier \(mailFolder), et personne ne recevra de code.")
    }
    if helpTelephone.isEmpty && helpMail.isEmpty {
      warnings.append("help-telephone et help-mail manquent : personne ne saura à qui demander de l’aide.")
    }
    let legal = [
      ("organiser", organiser), ("publisher-address", publisherAddress),
      ("publication-director", publicationDirector), ("hosting", hosting),
    ]
    let missing = legal.filter { $0.1.isEmpty }.map { $0.0 }.joined(separator: ", ")
    if !missing.isEmpty { warnings.append("les mentions légales sont incomplètes : \(missing).") }
    return warnings
  }

  /// Whether browsers reach the site by https: cookies are then `Secure`.
  package var isSecure: Bool { publicAddress?.hasPrefix("https://") ?? false }

  /// What a demonstration shows, and tests.
  package static var demonstration: Settings {
    var settings = Settings()
    settings.isDemonstration = true
    settings.organiser = "Agence nationale (démonstration)"
    settings.helpTelephone = "01 00 00 00 00"
    settings.helpMail = "aide@coporter.example"
    settings.publisherAddress = "1 place de la Démonstration, 75000 Exempleville"
    settings.publicationDirector = "La direction de l’Agence nationale (démonstration)"
    settings.hosting = "Cette machine : la démonstration n’écoute que sur 127.0.0.1"
    settings.dataProtectionContact = "donnees@coporter.example"
    return settings
  }
}
