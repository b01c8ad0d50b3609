import Consultations
import Localization
import Platform
import Storage

extension VotesModule {
  /// What administrators look at before a vote opens.
  func registerOpeningLights(in registry: inout Registry) {
    registry.get(OpeningLightsAddress.self, permission: .prepare) { address, visit in
      let settings = visit.site.settings
      let page = try await database.read { db -> OpeningLightsPage? in
        guard let consultation = try Consultation.with(slug: address.consultation, db) else { return nil }
        return OpeningLightsPage(
          consultation: consultation, lights: try OpeningLights(of: consultation, settings, at: visit.now, db),
          hasSentTrial: visit.visit.query["fait"] == "essai")
      }
      guard let page else { throw NotFound() }
      return .page(Page(page.heading, isNarrow: true, page))
    }
    registry.post(TrialMailAddress.self, permission: .prepare) { address, visit in
      let site = visit.site
      try await database.write { db in
        guard let consultation = try Consultation.with(slug: address.consultation, db) else { throw NotFound() }
        let event = try Event(
          "vote.mail-tried", on: .init("consultation", consultation.id), by: visit.actor, at: visit.now,
          consultation: consultation.id
        ).record(db)
        try OutgoingMail(
          fact: "vote.mail-tried/\(event)", to: visit.person.mail, person: visit.person.id, in: .french, of: site,
          subject: t("Courriel d’essai avant le vote"),
          [t("Ce courriel montre que ce site vous atteint. Vous l’avez demandé avant d’ouvrir un vote.")]
        ).queue(db, at: visit.now)
      }
      return .redirect(to: OpeningLightsAddress(consultation: address.consultation).path + "?fait=essai")
    }
  }
}
