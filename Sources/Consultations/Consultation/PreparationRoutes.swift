import HTML
import Localization
import Platform
import Storage

/// Whether the box was ticked.
struct DeletionTyped: Input {
  static let fields: Set<String> = ["suppression"]
  var isConfirmed: Bool
  init(_ visit: Visit) { isConfirmed = visit.form["suppression"] == "oui" }
}

/// The pages where administrators prepare consultations; in French, as all of administration.
struct PreparationDesk: Sendable {
  let database: Database
  /// What later rooms say beside the calendar.
  let calendarNotices: [CalendarNotice]
  /// What of it they forbid to move.
  let calendarVetoes: [CalendarVeto.Maker]

  func register(in registry: inout Registry) {
    registry.addToAdministration(
      AdministrationEntry(
        t("Consultations"), path: PreparationsAddress().path,
        summary: t("Présentation, calendrier, participation, thèmes et règlement de chaque consultation."),
        permission: .prepare))
    registry.get(PreparationsAddress.self, permission: .prepare) { _, visit in
      let all = try await database.read { db in try Consultation.all(db) }
      return .page(
        Page(
          t("Consultations"),
          PreparationsPage(
            consultations: all, hasDeleted: visit.visit.query["fait"] == "suppression", language: visit.language)))
    }
    registry.get(PreparationAddress.self, permission: .prepare) { address, visit in
      try await hub(address, visit, refusal: nil)
    }
    registry.post(AnnouncementAddress.self, permission: .prepare) { address, visit in
      try await announce(address, visit)
    }
    registry.post(DeletionAddress.self, permission: .prepare, input: DeletionTyped.self) { address, visit, typed in
      try await delete(address, typed, visit)
    }
    registerWordings(in: &registry)
    registerCalendars(in: &registry)
    registerThemes(in: &registry)
    registerRubrics(in: &registry)
    registerParticipation(in: &registry)
    registerRemedies(in: &registry)
    registerRulesEditing(in: &registry)
  }

  /// The consultation of an address; what does not exist otherwise.
  func consultation(_ address: some AddressInConsultation, _ db: Snapshot) throws -> Consultation {
    guard let found = try Consultation.prepared(slug: address.consultation, db) else { throw NotFound() }
    return found
  }

  private func hub(
    _ address: some AddressInConsultation, _ visit: PersonVisit, refusal: PreparationRefusal?
  ) async throws -> Answer {
    let page = try await database.read { db in
      let consultation = try self.consultation(address, db)
      let rules = try Rules.current(of: consultation.id, db)
      return PreparationPage(
        consultation: consultation, phases: try Phase.all(of: consultation.id, db),
        themes: try Theme.all(of: consultation.id, db).count,
        areUsualRubrics: try RubricInvitations.of(consultation.id, db).areUsual,
        isUsualTable: try Participation.of(consultation.id, db) == Participation(),
        remedies: try Remedies.history(of: consultation.id, db).current,
        rules: rules,
        movedAt: try rules.flatMap { try CalendarChange.last(after: $0.publishedAt, of: consultation.id, db) },
        refusal: refusal, done: visit.visit.query["fait"], language: visit.language)
    }
    return .page(Page(.verbatim(page.consultation.title), status: refusal?.status ?? 200, page))
  }

  private func announce(_ address: AnnouncementAddress, _ visit: PersonVisit) async throws -> Answer {
    do {
      try await database.write { db in
        try consultation(address, db).announce(by: visit.actor, at: visit.now, db)
      }
      return done(address, "annonce", visit)
    } catch let refusal as PreparationRefusal {
      return try await visit.visit.refuse(refusal) { try await hub(address, visit, refusal: refusal) }
    }
  }

  private func delete(_ address: DeletionAddress, _ typed: DeletionTyped, _ visit: PersonVisit) async throws -> Answer {
    do {
      guard typed.isConfirmed else { throw PreparationRefusal.unconfirmedDeletion }
      do {
        try await database.write { db in try consultation(address, db).delete(by: visit.actor, at: visit.now, db) }
      } catch let error as StorageError where error.constraint?.kind == .foreignKey {
        throw PreparationRefusal.stillUsed
      }
      return .redirect(to: visit.language.address(PreparationsAddress().path) + "?fait=suppression")
    } catch let refusal as PreparationRefusal {
      return try await visit.visit.refuse(refusal) { try await hub(address, visit, refusal: refusal) }
    }
  }

  /// Back to what is ready and what is lacking, with a word of what was done.
  func done(_ address: some AddressInConsultation, _ word: String, _ visit: PersonVisit) -> Answer {
    let path = PreparationAddress(consultation: address.consultation).path
    return .redirect(to: visit.language.address(path) + "?fait=" + word)
  }

  // MARK: Words

  private func registerWordings(in registry: inout Registry) {
    registry.get(NewConsultationAddress.self, permission: .prepare) { _, visit in
      wording(nil, WordingTyped(), visit)
    }
    registry.post(NewConsultationAddress.self, permission: .prepare, input: WordingTyped.self) { _, visit, typed in
      try await create(typed, visit)
    }
    registry.get(WordingAddress.self, permission: .prepare) { address, visit in
      let consultation = try await database.read { db in try self.consultation(address, db) }
      return wording(consultation, WordingTyped(consultation), visit)
    }
    registry.post(WordingAddress.self, permission: .prepare, input: WordingTyped.self) { address, visit, typed in
      let consultation = try await database.read { db in try self.consultation(address, db) }
      do {
        if let refusal = typed.refusal { throw refusal }
        try await database.write { db in
          try typed.check(against: WordingTyped(try self.consultation(address, db)))
          try consultation.reword(typed.words, typed.translation, by: visit.actor, at: visit.now, db)
        }
        return done(address, "presentation", visit)
      } catch let refusal as PreparationRefusal {
        return try await visit.visit.refuse(refusal) { wording(consultation, typed, visit, refusal: refusal) }
      } catch let conflict as PreparationConflict {
        return try await visit.visit.refuse(conflict) { wording(consultation, typed, visit, conflict: conflict) }
      }
    }
  }

  private func wording(
    _ consultation: Consultation?, _ typed: WordingTyped, _ visit: PersonVisit, refusal: PreparationRefusal? = nil,
    conflict: PreparationConflict? = nil
  ) -> Answer {
    let page = WordingPage(
      consultation: consultation, typed: typed, refusal: refusal, conflict: conflict, language: visit.language)
    return .page(Page(page.title, status: refusal?.status ?? conflict?.status ?? 200, isNarrow: true, page))
  }

  private func create(_ typed: WordingTyped, _ visit: PersonVisit) async throws -> Answer {
    do {
      if let refusal = typed.refusal { throw refusal }
      let slug = try await database.write { db in
        let slug = try Consultation.freeSlug(for: typed.words.title, db)
        try Consultation.create(
          slug: slug, typed.words, english: typed.translation, phases: [], by: visit.actor, at: visit.now, db)
        return slug
      }
      return done(PreparationAddress(consultation: slug), "creation", visit)
    } catch let refusal as PreparationRefusal {
      return try await visit.visit.refuse(refusal) { wording(nil, typed, visit, refusal: refusal) }
    }
  }

  // MARK: Calendar

  private func registerCalendars(in registry: inout Registry) {
    registry.get(CalendarAddress.self, permission: .prepare) { address, visit in
      try await calendar(address, nil, visit)
    }
    registry.post(CalendarAddress.self, permission: .prepare, input: CalendarTyped.self) { address, visit, typed in
      do {
        let phases = try typed.phases()
        let hasMoved = try await database.write { db in
          let consultation = try self.consultation(address, db)
          try typed.check(against: CalendarTyped(try Phase.all(of: consultation.id, db)))
          for maker in calendarVetoes {
            guard let veto = try maker(consultation, db) else { continue }
            let earlier = try Phase.all(of: consultation.id, db).first { $0.kind == veto.phase }
            if phases.first(where: { $0.kind == veto.phase }) != earlier { throw CalendarRefusal.vetoed(veto) }
          }
          return try consultation.reschedule(phases, by: visit.actor, at: visit.now, db)
        }
        return done(address, hasMoved ? "calendrier" : "inchange", visit)
      } catch let refusal as CalendarRefusal {
        return try await visit.visit.refuse(refusal) { try await calendar(address, typed, visit, refusal: refusal) }
      } catch let conflict as PreparationConflict {
        return try await visit.visit.refuse(conflict) { try await calendar(address, typed, visit, conflict: conflict) }
      }
    }
  }

  /// - Parameter typed: nil for what is kept.
  private func calendar(
    _ address: CalendarAddress, _ typed: CalendarTyped?, _ visit: PersonVisit, refusal: CalendarRefusal? = nil,
    conflict: PreparationConflict? = nil
  ) async throws -> Answer {
    let page = try await database.read { db in
      let consultation = try self.consultation(address, db)
      return CalendarPage(
        consultation: consultation, typed: try typed ?? CalendarTyped(Phase.all(of: consultation.id, db)),
        refusal: refusal, conflict: conflict,
        notices: try calendarNotices.map { make in try make(consultation, visit.now, db) }, language: visit.language)
    }
    let status = refusal?.status ?? conflict?.status ?? 200
    return .page(Page(t("Calendrier"), status: status, isNarrow: true, page))
  }

  // MARK: Themes

  private func registerThemes(in registry: inout Registry) {
    registry.get(ThemesAddress.self, permission: .prepare) { address, visit in
      let (consultation, themes) = try await database.read { db in
        let consultation = try self.consultation(address, db)
        return (consultation, try Theme.all(of: consultation.id, db))
      }
      return self.themes(consultation, ThemesTyped(themes), visit)
    }
    registry.post(ThemesAddress.self, permission: .prepare, input: ThemesTyped.self) { address, visit, typed in
      let consultation = try await database.read { db in try self.consultation(address, db) }
      do {
        if let refusal = typed.refusal { throw refusal }
        try await database.write { db in
          try typed.check(against: ThemesTyped(try Theme.all(of: consultation.id, db)))
          try Theme.arrange(typed.typed, in: consultation.id, by: visit.actor, at: visit.now, db)
        }
        return done(address, "themes", visit)
      } catch let refusal as PreparationRefusal {
        return try await visit.visit.refuse(refusal) { self.themes(consultation, typed, visit, refusal: refusal) }
      } catch let conflict as PreparationConflict {
        return try await visit.visit.refuse(conflict) { self.themes(consultation, typed, visit, conflict: conflict) }
      }
    }
  }

  private func themes(
    _ consultation: Consultation, _ typed: ThemesTyped, _ visit: PersonVisit, refusal: PreparationRefusal? = nil,
    conflict: PreparationConflict? = nil
  ) -> Answer {
    let page = ThemesPage(
      consultation: consultation, typed: typed, refusal: refusal, conflict: conflict, language: visit.language)
    return .page(Page(t("Thèmes"), status: refusal?.status ?? conflict?.status ?? 200, isNarrow: true, page))
  }
}
