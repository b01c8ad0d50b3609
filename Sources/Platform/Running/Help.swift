package import Localization

extension Settings {
  /// The last line of a letter; nothing where no help desk is named.
  package var helpLine: Phrase {
    if !helpTelephone.isEmpty { return t("Besoin d’aide ? Appelez le \(helpTelephone).") }
    return helpMail.isEmpty ? nil : t("Besoin d’aide ? Écrivez à \(helpMail).")
  }

  /// Whether anybody is named who helps.
  package var hasHelp: Bool { !helpTelephone.isEmpty || !helpMail.isEmpty }

  /// Whom to write to about one's data.
  var dataMail: String { dataProtectionContact.isEmpty ? helpMail : dataProtectionContact }
}
