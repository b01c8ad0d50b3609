import Localization
import Platform
import Storage

/// The pages of an operator about its members.
struct PreparationDesk: Sendable {
  let register: Register
  let language: ReaderLanguage
  private var database: Database { register.database }

  func register(in registry: inout Registry) {
    registry.get(PreparationsAddress.self, for: ActingVisit.self) { _, visit in
      try await table(visit, chosen: [], day: nil, refusal: nil)
    }
    registry.post(PreparationsAddress.self, for: ActingVisit.self, input: PreparationAsking.self) { _, visit, typed in
      try await ask(typed, visit)
    }
    registry.post(PreparationRemindersAddress.self, for: ActingVisit.self) { _, visit in try await remind(visit) }
    registry.post(PreparationsEndAddress.self, for: ActingVisit.self, input: PreparationAsking.self) {
      _, visit, typed in
      try await end(typed, visit)
    }
    registry.get(PreparationsExportAddress.self, for: ActingVisit.self) { _, visit in try await export(visit) }
    registry.run(
      WritingJob("preparations.reminders", title: t("Relancer les adhérents sans réponse"), .every(seconds: 3600)) {
        [register, language] database, clock, site in
        try await PreparationReminders(register: register, language: language, site: site).write(in: database, clock)
      })
    PreparationAnswerDesk(register: register).register(in: &registry)
  }

  /// The members of the organisation in use, or of another for which the visitor acts where that one has none; what
  /// does not exist for whoever acts for no operator.
  private func read(_ visit: ActingVisit, _ db: Snapshot) throws -> (Organisation, PreparationTable) {
    let mine = [visit.mandate.organisation] + visit.person.standings.map(\.organisation)
    guard let asking = try mine.first(where: { try OrganisationMember.count(of: $0, db) > 0 }),
      let acting = try Organisation.with(ids: [asking], db).first
    else { throw NotFound() }
    let members = try OrganisationMember.all(of: asking, limit: 50_000, db)
    let newest = try Preparation.newest(of: acting.id, db)
    return (acting, PreparationTable(members: members, newest: newest, at: visit.now))
  }

  private func table(
    _ visit: ActingVisit, chosen: Set<String>, day: String?, refusal: PreparationRefusal?
  ) async throws -> Answer {
    let usual = String(ParisTime(visit.now.adding(seconds: Preparation.usualSeconds)).typed.prefix(10))
    let query = visit.visit.query
    let page = try await database.read { db in
      let (acting, table) = try read(visit, db)
      return PreparationsPage(
        operator: acting, table: table, only: query["etat"].flatMap(Preparation.State.init(rawValue:)),
        day: day ?? usual,
        remindable: table.lines.count(where: { $0.preparation?.mayRemind(at: visit.now) ?? false }), chosen: chosen,
        refusal: refusal, done: query["fait"], count: query["nombre"].flatMap { Int($0) }, places: register.places,
        language: visit.language)
    }
    return .page(Page(t("Vos adhérents"), status: refusal?.status ?? 200, page))
  }

  private func done(_ word: String, _ count: Int, _ visit: ActingVisit) -> Answer {
    .redirect(to: visit.language.address(PreparationsAddress().path) + "?fait=\(word)&nombre=\(count)")
  }

  /// One mailing, to all who are ticked or to all who may be asked.
  private func ask(_ typed: PreparationAsking, _ visit: ActingVisit) async throws -> Answer {
    do {
      guard let until = ParisTime.endOfDay(typed.day) else { throw PreparationRefusal.pastDate }
      let count = try await database.write { db in
        let (acting, table) = try read(visit, db)
        let letters = PreparationLetters(
          operator: acting, places: register.places, language: language, site: visit.site)
        let actor = visit.person.actor(for: acting.id)
        var generator = SystemRandomNumberGenerator()
        var count = 0
        for line in table.lines where line.isAskable && (typed.isForAll || typed.tokens.contains(line.member.token)) {
          // Whoever can be written to nowhere is left for when an address is known.
          guard try !PreparationLetters.contacts(of: line.member.id, at: visit.now, db).isEmpty,
            let preparation = try Preparation.ask(
              line.member.id, for: acting.id, until: until, token: Token(using: &generator), by: actor,
              at: visit.now, db)
          else { continue }
          try letters.ask(preparation, of: line.member, at: visit.now, db)
          count += 1
        }
        guard count > 0 else { throw PreparationRefusal.nobodyChosen }
        return count
      }
      return done("demande", count, visit)
    } catch let refusal as PreparationRefusal {
      return try await visit.visit.refuse(refusal) {
        try await table(visit, chosen: typed.tokens, day: typed.day, refusal: refusal)
      }
    }
  }

  private func remind(_ visit: ActingVisit) async throws -> Answer {
    do {
      let count = try await database.write { db in
        let (acting, table) = try read(visit, db)
        let letters = PreparationLetters(
          operator: acting, places: register.places, language: language, site: visit.site)
        var count = 0
        for line in table.lines {
          guard let preparation = line.preparation, preparation.mayRemind(at: visit.now) else { continue }
          try letters.ask(
            try preparation.remind(by: visit.person.actor(for: acting.id), at: visit.now, db), of: line.member,
            at: visit.now, db)
          count += 1
        }
        guard count > 0 else { throw PreparationRefusal.nothingToRemind }
        return count
      }
      return done("rappel", count, visit)
    } catch let refusal as PreparationRefusal {
      return try await visit.visit.refuse(refusal) {
        try await table(visit, chosen: [], day: nil, refusal: refusal)
      }
    }
  }

  private func end(_ typed: PreparationAsking, _ visit: ActingVisit) async throws -> Answer {
    guard typed.isConfirmed else { return try await confirmation(typed, visit) }
    do {
      try await database.write { db in
        guard let preparation = try typed.ended.flatMap({ try Preparation.with(token: $0, db) }),
          visit.person.standings.contains(where: { $0.organisation == preparation.operator })
        else { throw NotFound() }
        try preparation.end(by: visit.person.actor(for: preparation.operator), at: visit.now, db)
      }
      return done("fin", 1, visit)
    } catch let refusal as PreparationRefusal {
      return try await visit.visit.refuse(refusal) {
        try await table(visit, chosen: [], day: nil, refusal: refusal)
      }
    }
  }

  /// What ending means, before it is done.
  private func confirmation(_ typed: PreparationAsking, _ visit: ActingVisit) async throws -> Answer {
    let page = try await database.read { db -> PreparationEndPage? in
      guard let preparation = try typed.ended.flatMap({ try Preparation.with(token: $0, db) }),
        visit.person.standings.contains(where: { $0.organisation == preparation.operator }),
        let member = try Organisation.with(ids: [preparation.member], db).first
      else { return nil }
      return PreparationEndPage(
        preparation: preparation, name: register.places.fullName(of: member), language: visit.language)
    }
    guard let page else { throw NotFound() }
    return .page(Page(page.title, isNarrow: true, page))
  }

  private func export(_ visit: ActingVisit) async throws -> Answer {
    let table = try await database.read { db in try read(visit, db).1 }
    let catalogue = visit.site.catalogue
    var sheet = Spreadsheet(
      header: ["adherent", "departement", "siren", "code_insee", "etat", "demandee_le", "repondue_le", "jusqu_au"],
      band: visit.site.band)
    for line in table.lines {
      let preparation = line.preparation
      func day(_ instant: Instant?) -> String {
        instant.map { MomentStyle.date.text(of: $0, in: visit.language) } ?? ""
      }
      sheet.add([
        line.member.name, line.member.department ?? "", line.member.siren ?? "", line.member.inseeCode ?? "",
        line.state.title.text(in: visit.language, catalogue), day(preparation?.askedAt), day(preparation?.answeredAt),
        day(preparation?.until),
      ])
    }
    return .file(
      FileAnswer(
        type: "text/csv; charset=utf-8", bytes: sheet.bytes, downloadName: "adherents.csv", isPrivate: true))
  }
}

/// Writes again to the members that are silent, a week after the last letter.
struct PreparationReminders: Sendable {
  let register: Register
  let language: ReaderLanguage
  let site: Site
  private static let atOnce = 100

  func write(in database: Database, _ clock: Clock) async throws {
    while try await database.write({ db in try some(at: clock.now(), db) }) == Self.atOnce {
      try Task.checkCancellation()
    }
  }

  private func some(at now: Instant, _ db: Transaction) throws -> Int {
    let forgotten = try Preparation.forgotten(at: now, limit: Self.atOnce, db)
    let organisations = try Organisation.with(
      ids: Array(Set(forgotten.flatMap { [$0.operator, $0.member] })).sorted(), db)
    let byRow = Dictionary(uniqueKeysWithValues: organisations.map { ($0.id, $0) })
    for preparation in forgotten {
      guard let asking = byRow[preparation.operator], let member = byRow[preparation.member] else { continue }
      let reminded = try preparation.remind(by: .job, at: now, db)
      try PreparationLetters(operator: asking, places: register.places, language: language, site: site)
        .ask(reminded, of: member, at: now, db)
    }
    return forgotten.count
  }
}
