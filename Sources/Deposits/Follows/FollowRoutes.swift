import Consultations
import Directory
import Localization
import Platform
import Storage

extension DepositsModule {
  func registerFollows(in registry: inout Registry) {
    registry.addToMenu(NavigationEntry(t("Ce que je suis"), path: MyFollowsAddress().path))
    registry.run(
      WritingJob(
        "follows.letters", title: t("Écrire aux personnes qui suivent"),
        .when { [laterNews] now, db in try FollowLetters.isDue(now, laterNews, db) }
      ) { [laterNews] database, clock, site in
        try await FollowLetters(database: database, clock: clock, site: site, later: laterNews).tell()
      })
    registry.run(
      Job("follows.clearing", title: t("Oublier les adresses qui ne suivent plus"), everySeconds: 3600) {
        most, now, db in try FollowRequest.clear(most, at: now, db)
      })
    registerFollowing(
      in: &registry, ContributionFollowAddress.self, ContributionFollowEndAddress.self
    ) { address, db in
      try Self.contribution(at: address.contribution, db).map { Followed($1, in: $0) }
    } ended: { address, db in
      try Self.everContribution(at: address.contribution, db).flatMap { try followed(.contribution($1.id), db) }
    }
    registerFollowing(
      in: &registry, OrganisationFollowAddress.self, OrganisationFollowEndAddress.self
    ) { [register] address, db in
      try Organisation.with(token: address.organisation.token, db).map { Followed($0, register.places) }
    } ended: { [register] address, db in
      try Organisation.with(token: address.organisation.token, db).map { Followed($0, register.places) }
    }
    registerConfirmations(in: &registry)
    registerMyFollows(in: &registry)
  }

  /// The same pages and acts for whatever can be followed.
  private func registerFollowing<A: Address, E: Address>(
    in registry: inout Registry, _: A.Type, _: E.Type,
    followed: @escaping @Sendable (A, Snapshot) throws -> Followed?,
    ended: @escaping @Sendable (E, Snapshot) throws -> Followed?
  ) {
    registry.get(A.self, access: .anyone) { address, visit in
      let thing = try await database.read { db in try followed(address, db) }
      guard let thing else { throw NotFound() }
      return try await followPage(thing, "", visit, refusal: nil)
    }
    registry.post(A.self, access: .anyone, input: FollowTyped.self) { address, visit, typed in
      let thing = try await database.read { db in try followed(address, db) }
      guard let thing else { throw NotFound() }
      return try await follow(thing, typed, visit)
    }
    registry.post(E.self, for: PersonVisit.self) { address, visit in
      let done = try await database.write { db -> (Followed, Bool) in
        guard let thing = try ended(address, db) else { throw NotFound() }
        return (thing, try Follow.end(thing.target, person: visit.person.id, by: visit.actor, at: visit.now, db))
      }
      let told = done.1 ? "suivi-fini" : "pas-suivi"
      // What was taken back has no page to be followed from.
      let page = done.0.isWithdrawn ? MyFollowsAddress().path : done.0.follow
      return .redirect(to: visit.language.address(page) + "?fait=" + told)
    }
  }

  /// A person follows at once; a citizen is sent a link.
  private func follow(_ thing: Followed, _ typed: FollowTyped, _ visit: Visit) async throws -> Answer {
    let page = visit.language.address(thing.follow)
    if let person = visit.person {
      let isNew = try await database.write { db in
        try Follow.begin(
          thing.target, person: person.id, in: visit.language, by: Actor(person: person.id, through: person.through),
          at: visit.now, db)
      }
      return .redirect(to: page + (isNew ? "?fait=suivi" : "?fait=deja-suivi"))
    }
    do {
      guard let mail = MailAddress(typed.mail) else { throw FollowRefusal.address }
      var generator = SystemRandomNumberGenerator()
      let link = Secret(using: &generator)
      let letter = letter(thing, to: mail, link, visit)
      try await database.write { db in
        try FollowRequest.ask(
          thing.target, mail: mail, link: link, in: visit.language, letter: letter, at: visit.now, db)
      }
      return .redirect(to: page + "?fait=envoye")
    } catch let refusal as FollowRefusal {
      return try await visit.refuse(refusal) { try await followPage(thing, typed.mail, visit, refusal: refusal) }
    }
  }

  private func letter(_ thing: Followed, to mail: MailAddress, _ link: Secret, _ visit: Visit) -> OutgoingMail {
    let site = visit.site
    let path = visit.language.address(FollowConfirmationAddress(secret: link).path)
    var generator = SystemRandomNumberGenerator()
    return OutgoingMail(
      fact: "follow-request/\(Token(using: &generator).text)", to: mail.text, person: nil, in: visit.language, of: site,
      subject: t("Confirmez pour suivre « \(thing.title) »"),
      [
        t("Bonjour,"),
        t("Pour recevoir par courriel ce qui est nouveau sur « \(thing.title) », ouvrez ce lien et confirmez :"),
        .verbatim(site.settings.baseAddress + path),
        t(
          "Il est valable trois jours. Vous n’avez rien demandé ? Ignorez ce message : vous n’en recevrez pas d’autre."),
        site.settings.helpLine,
      ])
  }

  private func followPage(
    _ thing: Followed, _ typed: String, _ visit: Visit, refusal: FollowRefusal?
  ) async throws -> Answer {
    let isFollowing = try await database.read { db in
      try visit.person.map { try Follow.isLive(thing.target, person: $0.id, db) } ?? false
    }
    let page = FollowPage(
      thing: thing, isSignedIn: visit.person != nil, isFollowing: isFollowing, typed: typed, refusal: refusal,
      done: visit.query["fait"], language: visit.language)
    return .page(Page(t("Suivre"), status: refusal?.status ?? 200, isNarrow: true, page))
  }

  private func registerConfirmations(in registry: inout Registry) {
    registry.get(FollowConfirmationAddress.self, access: .anyone) { address, visit in
      let (_, thing) = try await confirmed(address, visit, confirms: false)
      let page = FollowConfirmationPage(address: address, thing: thing, kept: nil, language: visit.language)
      return .page(Page(t("Encore un clic"), isNarrow: true, page))
    }
    registry.post(FollowConfirmationAddress.self, access: .anyone) { address, visit in
      let (request, thing) = try await confirmed(address, visit, confirms: true)
      let token = MailAddress(request.mail).flatMap { visit.site.seal.token(.citizen, for: $0) }
      let page = FollowConfirmationPage(address: address, thing: thing, kept: token ?? "", language: visit.language)
      return .page(Page(t("C’est confirmé"), isNarrow: true, page))
    }
  }

  private func confirmed(
    _ address: FollowConfirmationAddress, _ visit: Visit, confirms: Bool
  ) async throws -> (FollowRequest, Followed) {
    try visit.client.mayGuess()
    let request = try await database.read { db in try FollowRequest.with(link: address.secret, at: visit.now, db) }
    guard let request else {
      visit.client.hasFailed()
      throw FollowRefusal.expired
    }
    guard let thing = try await database.read({ db in try followable(request.target, db) }) else {
      throw FollowRefusal.withdrawn
    }
    if confirms { try await database.write { db in try request.confirm(at: visit.now, db) } }
    return (request, thing)
  }

  /// What is followed, for whoever may begin to; nil for what was taken back.
  func followable(_ target: Follow.Target, _ db: Snapshot) throws -> Followed? {
    if case .contribution(let row) = target, try Withdrawal.of(row, db) != nil { return nil }
    return try followed(target, db)
  }

  /// What is followed; what was taken back by its number, since it may come back.
  func followed(_ target: Follow.Target, _ db: Snapshot) throws -> Followed? {
    switch target {
    case .contribution(let row):
      guard let contribution = try Contribution.with(ids: [row], db).first,
        let consultation = try Consultation.with(id: contribution.consultation, db)
      else { return nil }
      return try Withdrawal.of(row, db) == nil
        ? Followed(contribution, in: consultation) : Followed(withdrawn: contribution, in: consultation)
    case .organisation(let row):
      return try Organisation.with(ids: [row], db).first.map { Followed($0, register.places) }
    }
  }

  private func registerMyFollows(in registry: inout Registry) {
    registry.get(MyFollowsAddress.self, for: PersonVisit.self) { _, visit in
      let page = try await database.read { db -> MyFollowsPage in
        let follower = try Follower.of(person: visit.person.id, db)
        return MyFollowsPage(
          news: try follower.map { try FollowNews(of: $0, since: $0.seen, later: laterNews, db) },
          followed: try follower.map { try $0.targets(db).compactMap { try followed($0, db) } } ?? [],
          rhythm: follower?.rhythm, done: visit.visit.query["fait"], language: visit.language)
      }
      return .page(Page(t("Ce que je suis"), page))
    }
    registry.post(RhythmAddress.self, for: PersonVisit.self, input: RhythmTyped.self) { _, visit, typed in
      guard let rhythm = typed.rhythm else { throw RequestRefusal.nothingChosen }
      let isNew = try await database.write { db -> Bool in
        let id = try Follower.make(
          person: visit.person.id, mail: nil, visit.language, rhythm: Follow.firstRhythm, db)
        guard let follower = try Follower.of(person: visit.person.id, db), follower.id == id else { throw NotFound() }
        return try follower.choose(rhythm, mail: visit.person.mail, by: visit.actor, at: visit.now, db)
      }
      let told = isNew ? "?fait=rythme" : "?fait=meme-rythme"
      return .redirect(to: visit.language.address(MyFollowsAddress().path) + told)
    }
    registry.post(FollowsSeenAddress.self, for: PersonVisit.self) { _, visit in
      try await database.write { db in
        try Follower.of(person: visit.person.id, db)?.markSeen(by: visit.actor, at: visit.now, db)
      }
      return .redirect(to: visit.language.address(MyFollowsAddress().path) + "?fait=lu")
    }
  }
}
