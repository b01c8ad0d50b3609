/// Services that exist in the demonstration only, with all that the standard asks for: their files, as a forge would
/// hold them.
enum InventedServices {
  private struct Service {
    var name: String
    var slug: String
    var short: String
    var long: String
    var categories: String
    var features: String
    var licence: String
  }

  private static let services = [
    Service(
      name: "Salles ouvertes", slug: "salles-ouvertes", short: "Réserver les salles communales et leur matériel",
      long: """
        Les associations et les habitants voient quand une salle est libre, la demandent, et reçoivent la réponse de \
        la mairie. Le planning est le même pour l’accueil, les services techniques et les \
        élus ; rien n’est noté deux fois.
        """,
      categories: "online-booking, facility-management", features: "Planning partagé, Demande en ligne, État des lieux",
      licence: "AGPL-3.0-or-later"),
    Service(
      name: "Parapheur des communes", slug: "parapheur", short: "Préparer, signer et transmettre les délibérations",
      long: """
        Le secrétariat prépare l’ordre du jour, les élus lisent les projets, le maire signe, et les actes partent au \
        contrôle de légalité. Chacun sait où en est un acte, et ce qui manque encore avant la séance.
        """,
      categories: "document-management, e-signature, workflow-management",
      features: "Ordre du jour, Signature, Télétransmission", licence: "EUPL-1.2"),
    Service(
      name: "Voirie signalée", slug: "voirie-signalee", short: "Signaler un problème sur la voie publique et le suivre",
      long: """
        Un habitant prend une photo, dit où, et suit ce que la commune en fait. Les agents voient les signalements sur \
        une carte, les regroupent, et ferment ceux qui sont réparés ; le signalement vaut pour tous ceux qui passent là.
        """,
      categories: "feedback-and-reviews-management, geographic-information-systems",
      features: "Carte, Photo, Suivi", licence: "MIT"),
    Service(
      name: "Cimetière en plan", slug: "cimetiere-en-plan", short: "Tenir le plan et les concessions du cimetière",
      long: """
        Le plan du cimetière, les concessions, leurs échéances et les familles à prévenir tiennent dans un seul \
        registre. La mairie retrouve un emplacement en une recherche, et sait deux ans avant ce qui arrive à terme.
        """,
      categories: "property-management, geographic-information-systems", features: "Plan, Échéances, Courriers",
      licence: "GPL-3.0-or-later"),
    Service(
      name: "Cantine simple", slug: "cantine-simple", short: "Inscrire à la cantine, prévenir d’une absence et payer",
      long: """
        Les familles inscrivent leurs enfants à la cantine et à la garderie, préviennent d’une absence la veille, et \
        paient en ligne. La cuisine sait chaque matin combien de repas préparer, et la régie n’a plus de chèques.
        """,
      categories: "online-booking, payment-gateway", features: "Inscription, Absences, Paiement", licence: "EUPL-1.2"),
    Service(
      name: "Agenda du territoire", slug: "agenda-du-territoire",
      short: "Un agenda commun aux communes et associations",
      long: """
        Chaque commune et chaque association annonce ses événements une fois ; ils paraissent sur tous les sites qui \
        les reprennent. Un même jour, une même salle ne reçoit plus deux fêtes, et les visiteurs trouvent tout \
        au même endroit.
        """,
      categories: "event-management, communications", features: "Publication, Reprise, Abonnement",
      licence: "LicenseRef-Editeur"),
  ]

  /// Each as its `publiccode.yml`.
  static var files: [String] {
    services.map { service in
      """
      publiccodeYmlVersion: "0.5"
      name: "\(service.name)"
      url: https://forge.example/\(service.slug)
      softwareVersion: "2.1"
      releaseDate: "2021-02-01"
      platforms: [web]
      categories: [\(service.categories)]
      developmentStatus: stable
      softwareType: standalone/web
      description:
        fr:
          shortDescription: "\(service.short)"
          longDescription: "\(service.long)"
          documentation: https://forge.example/\(service.slug)/documentation
          features: [\(service.features)]
      legal:
        license: \(service.licence)
      maintenance:
        type: internal
        contacts:
          - name: Équipe d’un syndicat inventé
      localisation:
        localisationReady: false
        availableLanguages: [fr]
      """
    }
  }
}
