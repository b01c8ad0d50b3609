import Localization
import Storage

/// What is written about the addresses of an account.
struct PersonAddressLetters {
  var person: SignedIn
  var language: Language
  var site: Site

  /// To the new address: the link and the code that prove it.
  func proof(_ proof: SignIn.Proof, to mail: MailAddress) -> OutgoingMail {
    let link = site.settings.baseAddress + language.address(AddressProofAddress(secret: proof.link).path)
    return OutgoingMail(
      fact: "address/\(proof.link.fact)", to: mail.text, person: person.id, priority: .signIn, in: language, of: site,
      subject: t("\(proof.code) : ajouter cette adresse à votre compte sur \(site.settings.siteName)"),
      [
        t("Bonjour,"),
        t("\(person.name) demande à se connecter aussi avec cette adresse. Le code : \(proof.code)"),
        t("Tapez-le sur la page où vous l’avez demandé, ou ouvrez ce lien dans un navigateur où vous êtes connecté :"),
        .verbatim(link),
        t("Le code et le lien sont valables une heure."),
        t("Ce n’est pas vous ? Ne donnez ce code à personne, et ignorez ce message : sans lui, rien ne change."),
        site.settings.helpLine,
      ])
  }

  /// To each address that she had: another was added. What it is, the page alone tells: a box may have several readers.
  func added(_ mail: String, to others: [PersonAddress], token: Token) -> [OutgoingMail] {
    told(others, fact: "address-added/\(token.text)", subject: t("Une adresse est ajoutée à votre compte")) {
      t("L’adresse \(masked(mail)) permet désormais de se connecter au compte de \(person.name).")
    }
  }

  /// To those that stay, and to the one that was removed.
  func removed(_ mail: String, to all: [PersonAddress], token: Token) -> [OutgoingMail] {
    told(all, fact: "address-removed/\(token.text)", subject: t("Une adresse est retirée de votre compte")) {
      t("L’adresse \(masked(mail)) ne permet plus de se connecter au compte de \(person.name).")
    }
  }

  private func told(
    _ addresses: [PersonAddress], fact: String, subject: Phrase, _ sentence: () -> Phrase
  ) -> [OutgoingMail] {
    let account = site.settings.baseAddress + language.address(PersonAddressesAddress().path)
    let what = sentence()
    return addresses.map { address in
      OutgoingMail(
        fact: "\(fact)/\(address.id)", to: address.mail, person: person.id, in: language, of: site, subject: subject,
        [
          t("Bonjour,"), what,
          t("Ce n’est pas vous ? Voyez vos adresses, et déconnectez les appareils que vous ne connaissez pas :"),
          .verbatim(account), site.settings.helpLine,
        ])
    }
  }

  private func masked(_ mail: String) -> String { MailAddress(mail)?.masked ?? "" }
}
