import Foundation

extension Setting {
  /// All that can be set, in the order of the help. To add one: a property of `Settings`, a line here, a row of the
  /// table in docs/operations.md (a test compares them).
  package static let all: [Setting] = service + identity + legal + mail + network

  private static let service: [Setting] = [
    text(
      "database", .service, "BASE",
      "La base : un fichier SQLite, ou postgres://… Avec un mot de passe, par l’environnement ou le fichier.",
      \.database
    ) { value throws(Refusal) in
      guard !value.isEmpty else { throw Refusal("un fichier, ou postgres://…") }
    },
    text("host", .service, "ADRESSE", "L’adresse IP sur laquelle écouter.", \.host) { value throws(Refusal) in
      guard !value.isEmpty else { throw Refusal("une adresse, par exemple 127.0.0.1") }
    },
    Setting(
      "port", .service, "PORT", "Le port sur lequel écouter.", shown: { String($0.port) }
    ) { values, settings throws(Refusal) in
      guard let port = Int(try single(values)), (1...65_535).contains(port) else {
        throw Refusal("un nombre de 1 à 65535")
      }
      settings.port = port
    },
    Setting(
      "base-address", .service, "ADRESSE",
      "L’adresse publique du site, dont les liens sont faits. À défaut, celle où il écoute.",
      shown: { $0.publicAddress ?? "" }
    ) { values, settings throws(Refusal) in
      settings.publicAddress = try siteAddress(try single(values))
    },
    Setting(
      "log-format", .service, "text|json", "La forme du journal, une ligne par requête, sans aucune adresse.",
      shown: { $0.logFormat.rawValue }
    ) { values, settings throws(Refusal) in
      guard let format = LogLines.Format(rawValue: try single(values)) else { throw Refusal("text ou json") }
      settings.logFormat = format
    },
    text(
      "log-key", .service, "FICHIER",
      "La clé qui signe le journal public des votes, faite par « coporter key new ». Sans elle, aucun vote ne s’ouvre.",
      \.logKey),
    text(
      "backups", .service, "DOSSIER",
      "Le dossier où sont rangées les sauvegardes : l’âge de la dernière est montré avant l’ouverture d’un vote.",
      \.backups),
    text(
      "copy-leaves", .service, "DOSSIER",
      "Le dossier de la seconde copie du journal des votes, sur un autre disque. Sans lui, il n’y en a pas.",
      \.copyLeaves
    ) { value throws(Refusal) in
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: value, isDirectory: &isFolder), isFolder.boolValue,
        FileManager.default.isWritableFile(atPath: value)
      else { throw Refusal("un dossier qui existe, où écrire") }
    },
    choice(
      "copy-waits", .service,
      "Ce que fait un votant ne lui est confirmé qu’une fois dans la seconde copie. « off » : son retard se lit sur /health.",
      \.copyWaits),
    choice(
      "limits", .service, "Borne ce qu’une personne écrit par minute. « off » seulement en écoutant sur cette machine.",
      \.hasLimits),
  ]

  private static let identity: [Setting] = [
    text("site-name", .identity, "NOM", "Le nom du site, dans l’en-tête et les titres.", \.siteName) {
      value throws(Refusal) in
      guard (1...40).contains(value.count) else { throw Refusal("de 1 à 40 caractères") }
    },
    Setting(
      "logo", .identity, "FICHIER", "Le logo, à la place de celui de Coporter : un fichier SVG ou PNG, 200 ko au plus.",
      shown: { _ in "" }
    ) { values, settings throws(Refusal) in
      settings.logo = try Logo(file: URL(filePath: try single(values)))
    },
    text("organiser", .identity, "NOM", "Qui organise : l’éditeur du site, responsable des données.", \.organiser),
    Setting(
      "footer-link", .identity, "« TITRE ADRESSE »",
      "Un lien du pied de page, par exemple « Notre ville https://ville.fr ». Plusieurs fois, ou séparés par « ; ».",
      isList: true, shown: { $0.footerLinks.map(\.title).joined(separator: " ; ") }
    ) { values, settings throws(Refusal) in
      guard values.count <= 8 else { throw Refusal("huit liens au plus") }
      var links: [FooterLink] = []
      for value in values { links.append(try FooterLink(value)) }
      settings.footerLinks = links
    },
    text("help-telephone", .identity, "NUMÉRO", "Le téléphone de l’aide, sur chaque page.", \.helpTelephone) {
      value throws(Refusal) in
      guard value.contains(where: \.isNumber), value.count <= 30 else { throw Refusal("un numéro de téléphone") }
    },
    text(
      "help-mail", .identity, "ADRESSE", "L’adresse électronique de l’aide, sur chaque page.", \.helpMail, check: mail),
  ]

  private static let legal: [Setting] = [
    text("publisher-address", .legal, "TEXTE", "L’adresse postale de l’éditeur.", \.publisherAddress),
    text(
      "publication-director", .legal, "NOM", "Le directeur ou la directrice de la publication.", \.publicationDirector),
    text("hosting", .legal, "TEXTE", "L’hébergeur : nom, adresse, téléphone.", \.hosting),
    text(
      "data-protection-contact", .legal, "ADRESSE",
      "L’adresse électronique du délégué à la protection des données.", \.dataProtectionContact, check: mail),
  ]

  private static let mail: [Setting] = [
    text("mail-from", .mail, "ADRESSE", "L’adresse d’où partent les courriels.", \.mailFrom, check: mail),
    text("smtp", .mail, "SERVEUR", "Le serveur de courriel : smtp://hôte:587 ou smtps://hôte:465.", \.smtp) {
      value throws(Refusal) in
      guard MailServer(address: value, user: nil, password: nil) != nil else {
        throw Refusal("un serveur de courriel, par exemple smtp://courriel.ville.fr:587")
      }
    },
    text("smtp-user", .mail, "COMPTE", "Le compte sur le serveur de courriel.", \.smtpUser),
    text(
      "smtp-password", .mail, "SECRET", "Le mot de passe de ce compte.", \.smtpPassword, isSecret: true),
    text(
      "sendmail", .mail, "PROGRAMME", "Un programme qui reçoit les courriels comme sendmail, au lieu d’un serveur.",
      \.sendmail
    ) { value throws(Refusal) in
      guard FileManager.default.isExecutableFile(atPath: value) else { throw Refusal("un programme qui existe") }
    },
    text(
      "mail-folder", .mail, "DOSSIER", "Le dossier où les courriels sont écrits, sans serveur ni programme.",
      \.mailFolder),
    Setting(
      "mails-per-minute", .mail, "NOMBRE",
      "Combien de courriels partent par minute vers un même domaine, codes de connexion à part.",
      shown: { String($0.mailsPerMinute) }
    ) { values, settings throws(Refusal) in
      guard let pace = Int(try single(values)), (1...100_000).contains(pace) else {
        throw Refusal("un nombre de 1 à 100000")
      }
      settings.mailsPerMinute = pace
    },
    text(
      "bounces", .mail, "DOSSIER", "La boîte (Maildir) où arrivent les avis de non-remise des courriels envoyés.",
      \.bounces),
  ]

  private static let network: [Setting] = [
    ranges(
      "trusted-proxy",
      "Le mandataire (nginx…) dont X-Forwarded-For et X-Forwarded-Proto sont crus : 127.0.0.1, 10.0.0.0/8…",
      \.trustedProxies),
    ranges(
      "shared-range", "Une plage d’adresses que beaucoup se partagent : ses échecs ne sont pas comptés.", \.sharedRanges
    ),
  ]

  private static func ranges(
    _ name: String, _ help: String, _ field: any WritableKeyPath<Settings, [NetworkRange]> & Sendable
  ) -> Setting {
    Setting(name, .network, "PLAGE", help + " Plusieurs fois, ou séparées par « ; ».", isList: true, shown: { _ in "" })
    {
      values, settings throws(Refusal) in
      var ranges: [NetworkRange] = []
      for value in values {
        guard let range = NetworkRange(value) else {
          throw Refusal("« \(value) » n’est ni une adresse ni une plage, par exemple 10.0.0.0/8 ou 2001:db8::/32")
        }
        ranges.append(range)
      }
      settings[keyPath: field] = ranges
    }
  }

  private static func mail(_ value: String) throws(Refusal) {
    guard MailAddress(value) != nil else { throw Refusal("une adresse électronique") }
  }

  /// `https://host` or `http://host:port`, and nothing after it.
  private static func siteAddress(_ value: String) throws(Refusal) -> String {
    let text = value.hasSuffix("/") ? String(value.dropLast()) : value
    guard let parts = URLComponents(string: text), parts.scheme == "https" || parts.scheme == "http",
      let host = parts.host, !host.isEmpty, parts.path.isEmpty, parts.query == nil, parts.fragment == nil,
      parts.user == nil
    else { throw Refusal("une adresse sans chemin, par exemple https://consultation.ville.fr") }
    return text
  }
}
