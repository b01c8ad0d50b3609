import Localization

/// The mail that a sign-in sends, in the language of the page that asked.
struct SignInMail {
  var mail: String
  var proof: SignIn.Proof
  var language: Language
  var site: Site

  private var link: String {
    site.settings.baseAddress + language.address(SignInLinkAddress(secret: proof.link).path)
  }

  var letter: OutgoingMail {
    let subject = t("\(proof.code) : votre code de connexion à \(site.settings.siteName)")
    let paragraphs = [
      t("Bonjour,"),
      t("Votre code : \(proof.code)"),
      t("Tapez-le sur la page où vous l’avez demandé, ou ouvrez ce lien sur l’appareil de votre choix :"),
      .verbatim(link),
      t("Le code et le lien sont valables une heure."),
      t("Vous n’avez rien demandé ? Ignorez ce message : sans lui, personne ne se connecte à votre place."),
      site.settings.helpLine,
    ]
    return OutgoingMail(
      fact: "sign-in/\(proof.link.fact)", to: mail, person: nil, priority: .signIn, in: language, of: site,
      subject: subject, paragraphs)
  }
}
