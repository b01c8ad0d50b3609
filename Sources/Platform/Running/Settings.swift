/// What an installation sets: by flags, environment or file (docs/operations.md).
package struct Settings: Sendable {
  package var host = "127.0.0.1"
  package var port = 8080
  /// Where people reach the site; links are made from it, never from the `Host` of a request.
  package var baseAddress = "http://127.0.0.1:8080"
  /// The name of the site, in the header and in titles.
  package var siteName = "coporter"
  package var organiser = "Agence nationale (démonstration)"
  package var helpTelephone = "01 00 00 00 00"
  package var helpMail = "aide@coporter.example"
  /// The address that mails come from.
  package var mailFrom = "ne-pas-repondre@coporter.example"
  /// The folder in which mails are written as `.eml` files.
  package var mailFolder = "mails"
  /// Whether each person's writes are bounded; off for benches on this very machine.
  package var hasLimits = true
  /// Shows the band « Démonstration » on every page.
  package var isDemonstration = false

  /// Whether browsers reach the site by https: cookies are then `Secure`.
  package var isSecure: Bool { baseAddress.hasPrefix("https://") }

  package init() {}
}
