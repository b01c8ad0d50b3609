package import Localization
import Platform
package import Storage

/// In which language a person reads letters; a later room knows.
package typealias ReaderLanguage = @Sendable (_ person: Int64, Snapshot) throws -> Language

/// What is written about an authorisation to prepare: to a person in the language in which she reads, to a mailbox in
/// French, which is the town hall's.
struct PreparationLetters: Sendable {
  var `operator`: Organisation
  var places: Places
  var language: ReaderLanguage
  var site: Site

  private var name: String { places.fullName(of: `operator`) }

  /// To the official mailboxes of the member, and to those who hold its mandate; each with a link of its own. How many
  /// were written to.
  @discardableResult
  func ask(_ preparation: Preparation, of member: Organisation, at now: Instant, _ db: Transaction) throws -> Int {
    let contacts = try Self.contacts(of: member.id, at: now, db)
    var generator = SystemRandomNumberGenerator()
    for contact in contacts {
      let link = Secret(using: &generator)
      try PreparationLink.keep(link, to: preparation, person: contact.person, at: now, db)
      let language = try contact.person.map { try self.language($0, db) } ?? .french
      try letter(preparation, member, link, to: contact, in: language).queue(db, at: now)
    }
    return contacts.count
  }

  static func contacts(of member: Int64, at now: Instant, _ db: Snapshot) throws -> [OrganisationContact] {
    var seen: Set<String> = []
    return try (OrganisationContact.mailboxes(of: member, db) + OrganisationContact.holders(of: member, at: now, db))
      .filter { seen.insert($0.mail).inserted }
  }

  private func letter(
    _ preparation: Preparation, _ member: Organisation, _ link: Secret, to contact: OrganisationContact,
    in language: Language
  ) -> OutgoingMail {
    let memberName = places.fullName(of: member)
    let page = site.settings.baseAddress + language.address(PreparationLinkAddress(secret: link).path)
    let isReminder = preparation.letters > 1
    let title = Preparation.title(of: name, for: member, in: language, places)
    return OutgoingMail(
      fact: "preparation/\(preparation.token)/\(preparation.letters)", to: contact.mail, person: contact.person,
      in: language, of: site,
      subject: isReminder ? t("Rappel : \(title)") : title,
      [
        t("Bonjour,"),
        t(
          "\(name), dont \(memberName) est adhérent, demande l’autorisation de préparer vos brouillons de contributions sur \(site.settings.siteName)."
        ),
        t("Il les verrait et les compléterait ; vous seul les publiez. Rien n’est signé ni voté en votre nom."),
        t("Vous acceptez ou refusez sur cette page, sans compte, jusqu’au \(preparation.until, .date) :"),
        .verbatim(page),
        t("Vous pourrez y mettre fin d’un clic, avec ce même lien."),
        site.settings.helpLine,
      ])
  }
}

extension Preparation {
  /// What an operator proposes, with the name of the member as the sentence needs it.
  static func title(of operatorName: String, for member: Organisation, in language: Language, _ places: Places)
    -> Phrase
  {
    language == .french
      ? t("\(operatorName) propose de préparer les dépôts \(places.fullGenitive(of: member))")
      : t("\(operatorName) propose de préparer les dépôts de \(places.fullName(of: member))")
  }
}
