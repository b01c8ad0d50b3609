import Consultations
import Directory
import Localization
import Platform

/// The mails about who votes for an organisation.
struct RightLetters: Sendable {
  var organisation: Organisation
  var places: Places
  var site: Site

  private var name: String { places.fullName(of: organisation) }

  /// To an official mailbox, for whoever reads it: always in French, which is the town hall's language.
  func code(_ code: String, for person: SignedIn, token: Token, to mail: String) -> OutgoingMail {
    OutgoingMail(
      fact: "right-request/\(token.text)/code", to: mail, person: nil, priority: .signIn, in: .french, of: site,
      subject: t("\(code) : code pour voter au nom de \(name)"),
      [
        t("Bonjour,"),
        t("\(person.name) (\(person.mail)) dit être le maire ou le président de \(name), et demande à voter."),
        t("Si c’est vrai, donnez-lui ce code : \(code)"),
        t("Si ce n’est pas le maire ou le président lui-même, ne donnez pas ce code : il permet de voter."),
        t("Il est valable une heure. Sinon, ignorez ce message : sans le code, rien ne se passe."),
        site.settings.helpLine,
      ])
  }

  /// To an instructor, where no mailbox proves it.
  func asked(
    by person: SignedIn, token: Token, in consultation: Consultation, to instructor: OrganisationContact
  ) -> OutgoingMail {
    OutgoingMail(
      fact: "right-request/\(token.text)/asked", to: instructor.mail, person: instructor.person, in: .french, of: site,
      subject: t("\(name) : quelqu’un demande à voter comme maire ou président"),
      [
        t("Bonjour,"), .verbatim(consultation.title),
        t("\(person.name) (\(person.mail)) dit être le maire ou le président de \(name), et demande à voter."),
        t("Deux instructeurs le vérifient par téléphone, puis confirment ou refusent ici :"),
        .verbatim(site.settings.baseAddress + RightRequestsAddress(consultation).path),
      ])
  }
}
