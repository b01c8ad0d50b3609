package import HTML
import Localization

/// The end of a list of things to try: somebody to ask.
package struct HelpContact: Component {
  var settings: Settings

  package init(_ settings: Settings) { self.settings = settings }

  package var body: some Markup {
    if settings.helpTelephone.isEmpty {
      t("Ou écrivez à ")
      MailLink(address: settings.helpMail)
    } else {
      t("Ou appelez le ")
      TelephoneLink(settings.helpTelephone)
    }
  }
}
