import Localization
import Platform

/// The mails about a mandate.
struct MandateLetters: Sendable {
  var organisation: Organisation
  var places: Places
  var site: Site

  private var name: String { places.fullName(of: organisation) }

  /// To an official mailbox, for whoever reads it: always in French, which is the town hall's language.
  func code(_ code: String, for person: SignedIn, token: Token, to mail: String) -> OutgoingMail {
    OutgoingMail(
      fact: "mandate-request/\(token.text)/code", to: mail, person: nil, priority: .signIn, in: .french, of: site,
      subject: t("\(code) : code pour agir pour \(name)"),
      [
        t("Bonjour,"),
        t("\(person.name) (\(person.mail)) demande à agir pour \(name) sur \(site.settings.siteName)."),
        t("Avec votre accord, cette personne déposera et soutiendra des contributions au nom de votre organisme."),
        t("Si vous êtes d’accord, donnez-lui ce code : \(code)"),
        t("Il est valable une heure. Sinon, ignorez ce message : sans le code, rien ne se passe."),
        site.settings.helpLine,
      ])
  }

  /// To a colleague who can decide.
  func asked(by person: SignedIn, token: Token, to mail: MailAddress, person colleague: Int64) -> OutgoingMail {
    OutgoingMail(
      notification: "mandate-request/\(token.text)/asked", to: mail, person: colleague, in: .french, of: site,
      subject: t("\(person.name) demande à agir pour \(name)"),
      [
        t("Bonjour,"),
        t("\(person.name) (\(person.mail)) demande à agir pour \(name) sur \(site.settings.siteName)."),
        t("Vous pouvez accepter ou refuser ici :"),
        .verbatim(site.settings.baseAddress + GettingInAddress().path),
      ])
  }

  /// To somebody whose mandate was ended by another.
  func ended(_ mandate: Mandate, by method: Mandate.Method, to mail: String) -> OutgoingMail {
    OutgoingMail(
      fact: "mandate/\(mandate.id)/ended", to: mail, person: mandate.person, in: .french, of: site,
      subject: t("Vous n’agissez plus pour \(name)"),
      [
        t("Bonjour,"),
        t("Votre habilitation pour \(name) a pris fin : décision prise \(method.title)."),
        t("Vos brouillons sont gardés. Si c’est une erreur, demandez à agir de nouveau :"),
        .verbatim(site.settings.baseAddress + MandateAskingAddress(organisation).path),
        site.settings.helpLine,
      ])
  }

  /// To the asker.
  func decided(_ request: MandateRequest, isGiven: Bool) -> OutgoingMail {
    let sentence =
      isGiven
      ? t("C’est confirmé : vous pouvez agir pour \(name).")
      : t("Votre demande d’agir pour \(name) n’a pas été acceptée.")
    return OutgoingMail(
      fact: "mandate-request/\(request.token)/decided", to: request.mail, person: request.person,
      in: request.language, of: site, subject: sentence,
      [
        t("Bonjour,"), sentence,
        .verbatim(site.settings.baseAddress + request.language.address(GettingInAddress().path)),
        site.settings.helpLine,
      ])
  }
}
