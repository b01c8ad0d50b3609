import Consultations
import Localization
import Platform
import Storage

/// What those who are invited to a committee are written; in French, as the committee works.
struct SeatLetters: Sendable {
  var consultation: Consultation
  var site: Site

  func invite(_ seat: Seat, at now: Instant, _ db: Transaction) throws {
    let link = site.settings.baseAddress + SeatAddress(token: seat.token).path
    try OutgoingMail(
      fact: "committee-seat/\(seat.token)/\(seat.letters)", to: seat.mail, person: nil, in: .french, of: site,
      subject: t("Invitation au comité de sélection : \(consultation.title)"),
      [
        t("Bonjour,"),
        t("Vous êtes invité à siéger au comité de sélection de « \(consultation.title) » : \(seat.title)."),
        t(
          "Ce comité note les propositions issues du vote des collectivités, puis décide, dans l’enveloppe, de celles qui seront développées ou généralisées."
        ),
        t("Pour accepter ou décliner, entrez avec l’adresse \(seat.mail) :"),
        .verbatim(link),
        site.settings.helpLine,
      ]
    ).queue(db, at: now)
  }
}
