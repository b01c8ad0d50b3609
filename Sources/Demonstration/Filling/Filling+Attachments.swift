import Deposits
import Localization
import Platform
import Storage

extension Filling {
  /// A few files beside the first invented contributions, each as an agent would join it.
  static func attachments(
    _ corpus: Corpus, _ contributions: [Target: Int64], _ database: Database
  ) async throws {
    try await database.write { db in
      let ids = (0..<min(files.count, corpus.contributions.count)).compactMap { contributions[.contribution($0)] }
      for (place, contribution) in try Contribution.with(ids: ids, db).enumerated() {
        for (number, file) in files[place].enumerated() {
          var generator = SeededGenerator(seed: 24, stream: UInt64(place), index: number)
          let actor = Actor(person: nil, organisation: contribution.organisation, through: .command)
          try Attachment.add(
            file.bytes(beside: contribution.text.title), description: file.description, audience: file.audience,
            token: Token(using: &generator).text, to: contribution, by: actor, at: contribution.publishedAt, db)
        }
      }
    }
  }

  private struct InventedFile {
    enum Content {
      case lines([String])
      case bars([Int])
    }
    var description: String
    var audience: Attachment.Audience
    var content: Content

    func bytes(beside title: String) -> [UInt8] {
      switch content {
      case .lines(let lines): InventedPDF.page(description, [title, ""] + lines)
      case .bars(let bars): InventedPNG.bars(bars)
      }
    }
  }

  private static let files: [[InventedFile]] = [
    [
      InventedFile(
        description: "Relevé des demandes d’une semaine au guichet", audience: .everyone,
        content: .lines([
          "Lundi : 14 demandes, dont 6 par téléphone.", "Mardi : fermé au public, 9 appels.",
          "Mercredi : 22 demandes, une attente de quarante minutes.", "Jeudi : 11 demandes.",
          "Vendredi : 17 demandes, dont 5 pour une pièce qui manquait.", "",
          "Document inventé pour la démonstration.",
        ])),
      InventedFile(
        description: "Les demandes, mois par mois", audience: .everyone,
        content: .bars([35, 42, 58, 61, 74, 88, 52, 31, 79, 84, 66, 47])),
    ],
    [
      InventedFile(
        description: "Devis reçu pour remplacer le logiciel actuel", audience: .instructors,
        content: .lines([
          "Abonnement annuel : 4 200 euros hors taxes.", "Reprise des données : 1 800 euros hors taxes.",
          "Formation de deux agents : 900 euros hors taxes.", "", "Document inventé pour la démonstration.",
        ]))
    ],
  ]
}
