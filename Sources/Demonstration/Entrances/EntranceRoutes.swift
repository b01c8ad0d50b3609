import HTML
import Localization
package import Platform
import Storage

/// `/demonstration`: who can be played.
package struct EntrancesAddress: FixedAddress {
  package static let pattern: StaticString = "/demonstration"
  package init() {}
}

/// `/demonstration/entrer/maire`: one button, and one is in.
package struct EntranceAddress: Address {
  package static let pattern: StaticString = "/demonstration/entrer/{character}"
  package var key: String
  package init(key: String) { self.key = key }
  package init(segments: [String]) throws(NotFound) {
    guard let key = segments.first, Character.all.contains(where: { $0.key == key }) else { throw NotFound() }
    self.key = key
  }
  package var segments: [String] { [key] }
}

extension DemonstrationModule {
  func registerEntrances(in registry: inout Registry) {
    registry.keepOpen([EntranceAddress.self], during: .acts)
    registry.get(EntrancesAddress.self, access: .anyone) { _, visit in
      .page(
        Page(t("Démonstration"), isNarrow: true, EntrancesPage(characters: Character.all, language: visit.language)))
    }
    registry.get(EntranceAddress.self, access: .anyone) { address, visit in
      let characters = Character.all.filter { $0.key == address.key }
      return .page(
        Page(t("Démonstration"), isNarrow: true, EntrancesPage(characters: characters, language: visit.language)))
    }
    registry.post(EntranceAddress.self, access: .anyone) { [database] address, visit in
      guard let character = Character.all.first(where: { $0.key == address.key }) else { throw NotFound() }
      var generator = SystemRandomNumberGenerator()
      let secret = Secret(using: &generator)
      let expiresAt = try await database.write { db in
        guard let person = try Person.all(with: character.mail, db).first else { throw NotFound() }
        return try Session.start(
          secret, person: person.id, mail: character.mail, browser: visit.userAgent, through: .command, at: visit.now,
          db)
      }
      let cookie = SetCookie(name: .session, secret: secret, maximumAgeSeconds: expiresAt.seconds(since: visit.now))
      return .setting([cookie], .redirect(to: visit.language.address("/")))
    }
  }
}

/// The persons of the demonstration, a button each.
struct EntrancesPage: Component {
  var characters: [Character]
  var language: Language
  private var mails: String { language.address(DemonstrationMailsAddress().path) }

  var body: some Markup {
    h1 { t("Entrez sans adresse") }
    p(.class("lead")) { t("Choisissez qui vous êtes : un clic suffit. Tout est inventé, rien ne sort d’ici.") }
    ul(.class("list plain")) {
      for character in characters { CharacterEntry(character: character, language: language) }
    }
    p { a(.href(mails)) { t("Lire les courriels que la démonstration a envoyés") } }
  }
}

private struct CharacterEntry: Component {
  var character: Character
  var language: Language
  private var action: String { language.address(EntranceAddress(key: character.key).path) }
  private var button: Phrase { t("Entrer : \(character.name)") }

  var body: some Markup {
    li(.class("entry")) {
      h2(.class("h3")) { character.name }
      p { character.sentence }
      postForm(.class("actions"), .action(action)) {
        HTML.button(.class("button button-secondary"), .type("submit")) { button }
      }
    }
  }
}
