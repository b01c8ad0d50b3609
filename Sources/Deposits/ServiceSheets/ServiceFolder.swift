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
    -> [(file: String, outcome: Outcome)]
  {
    do {
      return try await database.write { db in
        let outcomes = try run(publishes: publishes, at: now, db)
        if isDry { throw Undone(outcomes: outcomes) }
        return outcomes
      }
    } catch let undone as Undone {
      return undone.outcomes
    }
  }

  private struct Undone: Error { var outcomes: [(file: String, outcome: Outcome)] }

  private func run(publishes: Bool, at now: Instant, _ db: Transaction) throws -> [(file: String, outcome: Outcome)] {
    guard let consultation = try Consultation.with(slug: slug, db) else { throw Refusal.noConsultation }
    let found = try Organisation.with(token: organisation, db) ?? Organisation.withSiren(organisation, db)
    guard let organisation = found else { throw Refusal.noOrganisation }
    let agent = try Person.all(with: mail, db).first { person in
      try Mandate.live(of: person.id, for: organisation.id, at: now, db) != nil
    }
    guard let agent else { throw Refusal.noMandate }
    if publishes { try Openings.of(consultation.id, at: now, db).require(.service, by: organisation.kind) }
    let deposit = Deposit(consultation: consultation, organisation: organisation, person: agent.id, now: now)
    return try files.map { ($0.name, try deposit.bring($0.text, publishes: publishes, db)) }
  }

  /// In whose name drafts are begun and published.
  private struct Deposit {
    var consultation: Consultation
    var organisation: Organisation
    var person: Int64
    var now: Instant

    func bring(_ file: String, publishes: Bool, _ db: Transaction) throws -> Outcome {
      let reading = PublicSoftware.read(file)
      guard let software = reading.software else { return .unreadable(reading.problems) }
      guard !software.address.isEmpty else { return .noAddress }
      let token = token(of: software)
      guard try Contribution.with(token: token, db) == nil else { return .alreadyPublished }
      guard let draft = try draft(token, filledFrom: software, db) else { throw NotFound() }
      if let refusal = try draft.refusalToPublish(db) { return .lacking(refusal) }
      guard publishes else { return .ready }
      let actor = Actor(person: person, organisation: organisation.id, through: .command)
      let id = try Contribution.publish(
        try draft.publishable(db), rubric: .service, token: token, in: consultation.id, for: organisation.id,
        by: actor, at: now, db)
      try Attachment.publish(draft, with: id, by: actor, at: now, db)
      try draft.delete(db)
      return .published
    }

    /// What its agents have written stays; what is empty is filled.
    private func draft(_ token: String, filledFrom software: PublicSoftware, _ db: Transaction) throws -> Draft? {
      guard let begun = try Draft.with(token: token, db) else {
        var text = ContributionText(language: .french)
        _ = text.fill(from: software)
        try Draft.create(
          token: token, rubric: .service, text: text, in: consultation.id, for: organisation.id, by: person, at: now,
          db)
        return try Draft.with(token: token, db)
      }
      var text = begun.text
      guard !text.fill(from: software).isEmpty else { return begun }
      try begun.write(
        text, holding: DraftBase(text, .service), by: person, for: organisation.id, at: now, db)
      return try Draft.with(token: token, db)
    }

    /// The same for the same software of the same organisation in the same consultation.
    private func token(of software: PublicSoftware) -> String {
      let name = "\(consultation.id) \(organisation.id) \(software.address)"
      var drawn = DrawnBytes(Array(SHA256.hash(data: Array(name.utf8))))
      return Token(using: &drawn).text
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
