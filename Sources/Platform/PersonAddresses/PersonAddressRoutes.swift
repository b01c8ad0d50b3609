import Localization
import Storage

/// `/compte/adresses`: those with which one signs in.
struct PersonAddressesAddress: FixedAddress {
  static let pattern: StaticString = "/compte/adresses"
}

struct AddressCodeAddress: FixedAddress {
  static let pattern: StaticString = "/compte/adresses/code"
}

struct PersonAddressRemovalAddress: FixedAddress {
  static let pattern: StaticString = "/compte/adresses/retrait"
}

/// `/compte/adresses/lien/…`: what the mail carries, for the person who asked, signed in.
struct AddressProofAddress: SecretAddress {
  static let pattern: StaticString = "/compte/adresses/lien/{secret}"
  var secret: Secret
}

private struct AddressAdded: Input {
  static let fields: Set<String> = ["adresse"]
  var mail: String
  init(_ visit: Visit) { mail = (visit.form["adresse"] ?? "").trimmed }
}

private struct AddressCodeTyped: Input {
  static let fields: Set<String> = ["code"]
  var code: String
  init(_ visit: Visit) { code = (visit.form["code"] ?? "").filter { $0.isASCII && $0.isNumber } }
}

private struct AddressChosen: Input {
  static let fields: Set<String> = ["adresse"]
  var address: Int64?
  init(_ visit: Visit) { address = visit.form["adresse"].flatMap { Int64($0) } }
}

/// Where a person adds an address to her account, and takes one away.
struct PersonAddressDesk: Sendable {
  let database: Database

  func register(in registry: inout Registry) {
    registry.run(
      Job("addresses.clearing", title: t("Effacer les adresses qui n’ont pas été prouvées"), everySeconds: 3600) {
        most, now, db in try AddressRequest.clear(most, at: now, db)
      })
    registry.get(PersonAddressesAddress.self, for: PersonVisit.self) { _, visit in
      try await page(visit, typed: "", refusal: nil)
    }
    registry.post(PersonAddressesAddress.self, for: PersonVisit.self, input: AddressAdded.self) { _, visit, typed in
      try await ask(typed.mail, visit)
    }
    registry.post(AddressCodeAddress.self, for: PersonVisit.self, input: AddressCodeTyped.self) { _, visit, typed in
      try await prove(typed.code, visit)
    }
    registry.get(AddressProofAddress.self, for: PersonVisit.self) { address, visit in
      let mail = try await database.read { db in try request(address, visit, db)?.mail }
      guard let mail else { throw failure(visit) }
      let page = AddressProofPage(
        link: address.secret, mail: mail, name: visit.person.name, language: visit.language)
      return .page(Page(t("Encore un clic"), isNarrow: true, page))
    }
    registry.post(AddressProofAddress.self, for: PersonVisit.self) { address, visit in
      try await confirm(address, visit)
    }
    registry.post(PersonAddressRemovalAddress.self, for: PersonVisit.self, input: AddressChosen.self) {
      _, visit, chosen in
      try await remove(chosen.address, visit)
    }
  }

  private func request(
    _ address: AddressProofAddress, _ visit: PersonVisit, _ db: Snapshot
  ) throws -> AddressRequest? {
    try visit.visit.client.mayGuess()
    return try AddressRequest.with(link: address.secret, of: visit.person.id, at: visit.now, db)
  }

  /// A link that opens nothing is old, somebody else's, or a guess.
  private func failure(_ visit: PersonVisit) -> PersonAddress.Refusal {
    visit.visit.client.hasFailed()
    return .expired
  }

  private func letters(_ visit: PersonVisit) -> PersonAddressLetters {
    PersonAddressLetters(person: visit.person, language: visit.language, site: visit.site)
  }

  private func done(_ word: String, _ visit: PersonVisit) -> Answer {
    .redirect(to: visit.language.address(PersonAddressesAddress().path) + "?fait=" + word)
  }

  private func ask(_ typed: String, _ visit: PersonVisit) async throws -> Answer {
    do {
      guard let mail = MailAddress(typed) else { throw PersonAddress.Refusal.notAnAddress }
      var generator = SystemRandomNumberGenerator()
      let proof = SignIn.Proof(using: &generator)
      let letter = letters(visit).proof(proof, to: mail)
      try await database.write { db in
        try AddressRequest.ask(
          mail, by: visit.person.id, proof: proof, from: visit.visit.browser, letter: letter, at: visit.now, db)
      }
      return done("envoye", visit)
    } catch let refusal as PersonAddress.Refusal {
      return try await visit.visit.refuse(refusal) { try await page(visit, typed: typed, refusal: refusal) }
    }
  }

  private func prove(_ code: String, _ visit: PersonVisit) async throws -> Answer {
    try visit.visit.client.mayGuess()
    do {
      let refusal = try await database.write { db in
        try AddressRequest.prove(
          code: code, by: visit.person, in: visit.visit.browser, letter: try told(visit, db), at: visit.now, db)
      }
      if let refusal { throw refusal }
      return done("ajoutee", visit)
    } catch let refusal as PersonAddress.Refusal {
      if refusal.field == "code" { visit.visit.client.hasFailed() }
      return try await visit.visit.refuse(refusal) { try await page(visit, typed: "", refusal: refusal) }
    }
  }

  private func confirm(_ address: AddressProofAddress, _ visit: PersonVisit) async throws -> Answer {
    let isFound = try await database.write { db in
      guard let request = try request(address, visit, db) else { return false }
      try request.confirm(by: visit.person, letter: try told(visit, db), at: visit.now, db)
      return true
    }
    guard isFound else { throw failure(visit) }
    return done("ajoutee", visit)
  }

  /// What the addresses that she has now are told, once another is added.
  private func told(_ visit: PersonVisit, _ db: Snapshot) throws -> (String) -> [OutgoingMail] {
    let before = try PersonAddress.all(of: visit.person.id, db)
    var generator = SystemRandomNumberGenerator()
    let token = Token(using: &generator)
    return { mail in letters(visit).added(mail, to: before, token: token) }
  }

  private func remove(_ id: Int64?, _ visit: PersonVisit) async throws -> Answer {
    do {
      var generator = SystemRandomNumberGenerator()
      let token = Token(using: &generator)
      try await database.write { db in
        let all = try PersonAddress.all(of: visit.person.id, db)
        guard let address = all.first(where: { $0.id == id }) else { throw NotFound() }
        try address.remove(from: visit.person, at: visit.now, db)
        for mail in letters(visit).removed(address.mail, to: all, token: token) { try mail.queue(db, at: visit.now) }
      }
      return done("retiree", visit)
    } catch let refusal as PersonAddress.Refusal {
      return try await visit.visit.refuse(refusal) { try await page(visit, typed: "", refusal: refusal) }
    }
  }

  private func page(
    _ visit: PersonVisit, typed: String, refusal: PersonAddress.Refusal?
  ) async throws -> Answer {
    let page = try await database.read { db in
      PersonAddressesPage(
        addresses: try PersonAddress.all(of: visit.person.id, db), current: visit.person.mail,
        waiting: try AddressRequest.open(of: visit.person.id, at: visit.now, db)?.mail, typed: typed,
        refusal: refusal, done: visit.visit.query["fait"], language: visit.language)
    }
    return .page(Page(t("Mes adresses"), status: refusal?.status ?? 200, isNarrow: true, page))
  }
}
