import Consultations
import Directory
import Localization
import Platform
import Storage
import Votes

struct PublicationTyped: Input {
  static let fields: Set<String> = ["quand", "publie-le"]
  enum When: String, Sendable { case now = "maintenant", later = "plus-tard", never = "jamais" }
  var when: When?
  var moment: Instant?
  init(_ visit: Visit) {
    when = When(rawValue: visit.form["quand"] ?? "")
    moment = visit.form["publie-le"].flatMap { ParisTime.instant($0) }
  }
}

extension SelectionsModule {
  func registerPublications(in registry: inout Registry) {
    registry.post(SelectionPublicationAddress.self, permission: .prepare, input: PublicationTyped.self) {
      address, visit, typed in
      guard let when = typed.when else { throw RequestRefusal.nothingChosen }
      do {
        try await database.write { db in
          guard let consultation = try Consultation.with(slug: address.consultation, db),
            let committee = try Committee.of(consultation.id, db)
          else { throw NotFound() }
          guard let minutes = try Minutes.of(committee.id, db) else { throw Minutes.Refusal.notSigned }
          switch when {
          case .now:
            let key = try visit.site.settings.signingKey()
            let now = try visit.visit.clock.now(in: db)
            try minutes.publish(in: committee, with: key, by: visit.actor, at: now, db)
          case .later:
            guard let moment = typed.moment else { throw Minutes.Refusal.badMoment }
            try minutes.plan(at: moment, in: committee, by: visit.actor, at: visit.now, db)
          case .never: try minutes.plan(at: nil, in: committee, by: visit.actor, at: visit.now, db)
          }
        }
        let word = when == .now ? "publie" : "prevu"
        return .redirect(to: CommitteeSetupAddress(consultation: address.consultation).path + "?fait=" + word)
      } catch let refusal as Minutes.Refusal {
        return try await refuse(refusal, address, visit)
      } catch let refusal as VoteRefusal {
        return try await refuse(.log(refusal.sentence), address, visit)
      }
    }
    registerPublicationJobs(in: &registry)
  }

  private func refuse(
    _ refusal: Minutes.Refusal, _ address: SelectionPublicationAddress, _ visit: PersonVisit
  ) async throws -> Answer {
    try await visit.visit.refuse(refusal) {
      try await setupPage(address.consultation, visit, quorum: nil, refusal: refusal)
    }
  }

  /// What the house does by itself: it publishes at the instant that was fixed, then writes the letters.
  private func registerPublicationJobs(in registry: inout Registry) {
    registry.run(
      WritingJob(
        "selections.publication", title: t("Publier les sélections à leur date"),
        .when { now, db in try !Minutes.due(at: now, db).isEmpty }
      ) { database, clock, site in
        let key = try site.settings.signingKey()
        try await database.write { db in
          let now = try clock.now(in: db)
          for minutes in try Minutes.due(at: now, db) {
            guard let committee = try Committee.with(minutes.committee, db) else { continue }
            try minutes.publish(in: committee, with: key, by: .job, at: now, db)
          }
        }
      })
    let places = register.places
    registry.run(
      WritingJob(
        "selections.letters", title: t("Écrire à ceux que la sélection concerne"),
        .when { _, db in try SelectionLetters.isDue(db) }
      ) { database, clock, site in
        while try await database.write({ db in
          try SelectionLetters.write(some: SelectionLetters.batch, places, site, at: clock.now(), db)
        }) {}
      })
  }
}
