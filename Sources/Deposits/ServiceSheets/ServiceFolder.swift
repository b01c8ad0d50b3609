import Catalogue
import Consultations
import Crypto
import Directory
package import Foundation
package import Localization
import Platform
package import PublicCode
package import Storage

/// The services of an operator, deposited from its files `publiccode.yml`: drafts first, which its agents complete in
/// their pages; then published, those that lack nothing. The same file is the same draft, and the same contribution.
package struct ServiceFolder: Sendable {
  package struct File: Sendable {
    package var name: String
    package var text: String
    package init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// What became of one file.
  package enum Outcome: Sendable, Equatable {
    case unreadable([Problem])
    case noAddress
    case published
    /// It was, before.
    case alreadyPublished
    /// A draft that lacks nothing.
    case ready
    case lacking(ContributionText.Refusal)
  }

  /// A file, with what came of it.
  package struct Brought: Sendable, Equatable {
    package var name: String
    /// That of its service, as the file has it.
    package var title = ""
    /// Of its draft or its contribution.
    var token: String?
    /// Whether its draft was not there before.
    var isNew = false
    package var outcome: Outcome

    var isRefused: Bool {
      switch outcome {
      case .unreadable, .noAddress: true
      case .published, .alreadyPublished, .ready, .lacking: false
      }
    }
  }

  /// How many files a page takes at once.
  static let mostSent = 20

  /// Why nothing can be deposited at all.
  package enum Refusal: Error, Equatable, CaseIterable {
    case noConsultation, noOrganisation, noMandate

    package var sentence: Phrase {
      switch self {
      case .noConsultation: t("Aucune consultation n’a cette adresse.")
      case .noOrganisation: t("Aucun organisme n’a cet identifiant ou ce SIREN.")
      case .noMandate: t("Cette personne n’agit pas pour cet organisme : elle le prouve d’abord sur le site.")
      }
    }
  }

  private var files: [File]
  private var slug: String
  private var organisation: String
  private var mail: String

  /// - Parameters:
  ///   - organisation: its token or its SIREN.
  ///   - mail: an address of the agent in whose name it is done.
  package init(_ files: [File], in consultation: String, for organisation: String, by mail: String) {
    self.files = files
    slug = consultation
    self.organisation = organisation
    self.mail = mail
  }

  /// Finds `publiccode.yml` in a folder and in those below it, by their names.
  package static func files(in folder: URL) throws -> [File] {
    let found = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    let names = found.filter { ["publiccode.yml", "publiccode.yaml"].contains($0.split(separator: "/").last ?? "") }
    return try names.sorted().map { name in
      let bytes = try Data(contentsOf: folder.appending(path: name)).prefix(PublicSoftware.longestFile + 1)
      return File(name: name, text: String(decoding: bytes, as: UTF8.self))
    }
  }

  /// - Parameter publishes: whether those that lack nothing are published; else they are drafts, to be read again.
  /// - Returns: what became of each file, in their order.
  /// - Throws: `Refusal`, or `ParticipationRefusal` where the organisation may not share a service now.
  package func run(into database: Database, publishes: Bool, at now: Instant, isDry: Bool = false) async throws
    -> [Brought]
  {
    do {
      return try await database.write { db in
        let brought = try run(publishes: publishes, at: now, db)
        if isDry { throw Undone(brought: brought) }
        return brought
      }
    } catch let undone as Undone {
      return undone.brought
    }
  }

  private struct Undone: Error { var brought: [Brought] }

  private func run(publishes: Bool, at now: Instant, _ db: Transaction) throws -> [Brought] {
    guard let consultation = try Consultation.with(slug: slug, db) else { throw Refusal.noConsultation }
    let found = try Organisation.with(token: organisation, db) ?? Organisation.withSiren(organisation, db)
    guard let organisation = found else { throw Refusal.noOrganisation }
    let agent = try Person.all(with: mail, db).first { person in
      try Mandate.live(of: person.id, for: organisation.id, at: now, db) != nil
    }
    guard let agent else { throw Refusal.noMandate }
    if publishes { try Openings.of(consultation.id, at: now, db).require(.service, by: organisation.kind) }
    return try Self.bring(
      files, in: consultation, for: organisation,
      by: Actor(person: agent.id, organisation: organisation.id, through: .command), publishes: publishes, at: now, db)
  }

  /// The same, for whoever acts for the organisation.
  static func bring(
    _ files: [File], in consultation: Consultation, for organisation: Organisation, by actor: Actor, publishes: Bool,
    at now: Instant, _ db: Transaction
  ) throws -> [Brought] {
    let deposit = Deposit(consultation: consultation, organisation: organisation, actor: actor, now: now)
    return try files.map { try deposit.bring($0, publishes: publishes, db) }
  }

  /// In whose name drafts are begun and published.
  private struct Deposit {
    var consultation: Consultation
    var organisation: Organisation
    var actor: Actor
    var now: Instant

    func bring(_ file: File, publishes: Bool, _ db: Transaction) throws -> Brought {
      let reading = PublicSoftware.read(file.text)
      guard let software = reading.software else {
        return Brought(name: file.name, outcome: .unreadable(reading.problems))
      }
      var brought = Brought(name: file.name, title: software.name, outcome: .noAddress)
      guard !software.address.isEmpty else { return brought }
      let token = try token(of: software, db)
      brought.token = token
      brought.isNew = try Draft.with(token: token, db) == nil
      brought.outcome = try outcome(token, software, publishes: publishes, db)
      if brought.outcome == .alreadyPublished { brought.isNew = false }
      return brought
    }

    private func outcome(
      _ token: String, _ software: PublicSoftware, publishes: Bool, _ db: Transaction
    ) throws -> Outcome {
      guard try Contribution.with(token: token, db) == nil else { return .alreadyPublished }
      guard let draft = try draft(token, filledFrom: software, db) else { throw NotFound() }
      if let refusal = try draft.refusalToPublish(db) { return .lacking(refusal) }
      guard publishes, let person = actor.person else { return .ready }
      _ = try draft.publish(for: organisation.id, of: person, in: .french, by: actor, at: now, db)
      return .published
    }

    /// What its agents have written stays; what is empty is filled.
    private func draft(_ token: String, filledFrom software: PublicSoftware, _ db: Transaction) throws -> Draft? {
      guard let begun = try Draft.with(token: token, db) else {
        var text = ContributionText(language: .french)
        _ = text.fill(from: software)
        try Draft.create(
          token: token, rubric: .service, text: text, in: consultation.id, for: organisation.id,
          by: actor.person ?? 0, at: now, db)
        return try Draft.with(token: token, db)
      }
      var text = begun.text
      guard !text.fill(from: software).isEmpty else { return begun }
      try begun.write(
        text, holding: DraftBase(text, .service), by: actor.person ?? 0, for: organisation.id, at: now, db)
      return try Draft.with(token: token, db)
    }

    /// The same for the same software of the same organisation in the same consultation. Whoever guesses it may have
    /// begun a draft of her own there: it is left to her, and the next is taken.
    private func token(of software: PublicSoftware, _ db: Snapshot) throws -> String {
      let name = "\(consultation.id) \(organisation.id) \(software.address)"
      for turn in 0..<Self.turns {
        let whole = turn == 0 ? name : "\(name) \(turn)"
        var drawn = DrawnBytes(Array(SHA256.hash(data: Array(whole.utf8))))
        let token = Token(using: &drawn).text
        if try isFree(token, db) { return token }
      }
      throw DepositRefusal.changedMeanwhile
    }

    private static let turns = 100

    /// Whether a draft or a contribution of this organisation is there, or nothing.
    private func isFree(_ token: String, _ db: Snapshot) throws -> Bool {
      if let contribution = try Contribution.with(token: token, db) {
        return contribution.organisation == organisation.id && contribution.consultation == consultation.id
      }
      guard let draft = try Draft.with(token: token, db) else { return true }
      return draft.organisation == organisation.id && draft.consultation == consultation.id
        && draft.rubric == .service && draft.contribution == nil
    }
  }

  /// The bytes of a digest as numbers are drawn from them.
  private struct DrawnBytes: RandomNumberGenerator {
    private var bytes: [UInt8]
    private var place = 0
    init(_ bytes: [UInt8]) { self.bytes = bytes }
    mutating func next() -> UInt64 {
      let drawn = (0..<8).reduce(UInt64(0)) { $0 << 8 | UInt64(bytes[(place + $1) % bytes.count]) }
      place += 8
      return drawn
    }
  }
}

extension ServiceFolder.Outcome {
  /// In a sentence, after the name of the file.
  package var sentence: Phrase {
    switch self {
    case .unreadable(let problems): problems.first?.told ?? t("ce fichier ne se lit pas.")
    case .noAddress: t("l’adresse du code (url) manque.")
    case .published: t("publié.")
    case .alreadyPublished: t("déjà publié : rien n’a changé.")
    case .ready: t("brouillon complet, prêt à être publié.")
    case .lacking(let refusal): t("brouillon à compléter. \(refusal.sentence)")
    }
  }
}
