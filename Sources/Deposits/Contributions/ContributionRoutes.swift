package import Consultations
import Directory
import Forms
package import Localization
package import Platform
import Retrieval
package import Storage

/// `/contributions`: those of the one consultation, or the choice of one.
package struct AllContributionsAddress: FixedAddress {
  package static let pattern: StaticString = "/contributions"
  package init() {}
}

/// `/mes-depots`: one's own in the one consultation, or the choice of one.
package struct MyDepositsAddress: FixedAddress {
  package static let pattern: StaticString = "/mes-depots"
  package init() {}
}

/// `/consultations/services-2021/contributions`
package struct ContributionsAddress: Address {
  package static let pattern: StaticString = "/consultations/{consultation}/contributions"
  package var consultation: String
  package init(_ consultation: Consultation) { self.consultation = consultation.slug }
  package init(segments: [String]) throws(NotFound) { consultation = try first(segments) }
  package var segments: [String] { [consultation] }
}

/// `/consultations/services-2021/contributions/8f3k29qrst-bureau-virtuel`: the token finds, the rest is decoration.
package struct ContributionAddress: Address {
  package static let pattern: StaticString = "/consultations/{consultation}/contributions/{contribution}"
  package var consultation: String
  package var token: String
  package var slug: String

  package init(_ contribution: Contribution, in consultation: Consultation) {
    self.init(token: contribution.token, title: contribution.text.title, in: consultation)
  }
  package init(_ contribution: ContributionSummary, in consultation: Consultation) {
    self.init(token: contribution.token, title: contribution.title, in: consultation)
  }
  /// Without the words of its title.
  package init(bare contribution: Contribution, in consultation: Consultation) {
    self.init(token: contribution.token, title: "", in: consultation)
  }
  private init(token: String, title: String, in consultation: Consultation) {
    self.consultation = consultation.slug
    self.token = token
    slug = Slug.make(title)
  }
  package init(segments: [String]) throws(NotFound) {
    consultation = try first(segments)
    (token, slug) = try tokenAndSlug(segments)
  }
  package var segments: [String] { [consultation, slug.isEmpty ? token : "\(token)-\(slug)"] }
}

/// The address of an act upon a contribution.
protocol AddressOfContribution: Address {
  var contribution: ContributionAddress { get }
  init(contribution: ContributionAddress)
}

extension AddressOfContribution {
  init(_ contribution: ContributionAddress) { self.init(contribution: contribution) }
  init(segments: [String]) throws(NotFound) { self.init(try ContributionAddress(segments: segments)) }
  var segments: [String] { contribution.segments }
}

struct VersionAddress: Address {
  static let pattern: StaticString = "/consultations/{consultation}/contributions/{contribution}/versions/{version}"
  var contribution: ContributionAddress
  var number: Int
  init(_ contribution: ContributionAddress, number: Int) {
    self.contribution = contribution
    self.number = number
  }
  init(segments: [String]) throws(NotFound) {
    contribution = try ContributionAddress(segments: segments)
    guard segments.count == 3, let number = Int(segments[2]) else { throw NotFound() }
    self.number = number
  }
  var segments: [String] { contribution.segments + [String(number)] }
}

func first(_ segments: [String]) throws(NotFound) -> String {
  guard let first = segments.first else { throw NotFound() }
  return first
}

func tokenAndSlug(_ segments: [String]) throws(NotFound) -> (String, String) {
  guard segments.count >= 2, let token = Token(prefixOf: segments[1]) else { throw NotFound() }
  return (token.text, String(segments[1].dropFirst(token.text.count + 1)))
}

extension DepositsModule {
  func registerContributions(in registry: inout Registry) {
    registry.navigate(NavigationEntry(t("Contributions"), path: AllContributionsAddress().path))
    registry.addToMenu(NavigationEntry(t("Mes dépôts"), path: MyDepositsAddress().path))
    registry.get(AllContributionsAddress.self, access: .anyone) { _, visit in
      let asked = ContributionFilter(visit.query, at: visit.now).queryString
      return try await choose(t("Contributions"), visit.language) { ContributionsAddress($0).path + asked }
    }
    registry.get(MyDepositsAddress.self, for: PersonVisit.self) { _, visit in
      try await choose(t("Mes dépôts"), visit.language) { DraftsAddress($0).path }
    }
    registry.get(ContributionsAddress.self, access: .anyone) { address, visit in try await list(address, visit) }
    registry.get(ContributionAddress.self, access: .anyone) { address, visit in try await show(address, visit) }
    registry.get(VersionAddress.self, access: .anyone) { address, visit in
      let page = try await database.read { db -> VersionPage? in
        guard let (consultation, contribution) = try Self.contribution(at: address.contribution, db) else { return nil }
        let versions = try contribution.versions(from: address.number, limit: 2, db)
        guard var version = versions.first, version.number == address.number else { return nil }
        let files = try openAttachments(of: contribution, to: visit.person, db)
        let whole = try whole(version.text, files: files, db)
        let since = visit.query["depuis"].flatMap { Int($0) }.flatMap { (1..<address.number).contains($0) ? $0 : nil }
        let earlier = try since.map { try contribution.versions(from: $0, limit: 1, db) } ?? Array(versions.dropFirst())
        let before = try earlier.first.map { try self.whole($0.text, files: files, db) }
        let changes = before.map {
          VersionChange.all(from: $0, to: whole, contribution.rubric, in: visit.language, visit.site.catalogue)
        }
        version.text = whole.text
        return VersionPage(
          consultation: consultation, contribution: contribution, version: version,
          questionnaire: whole.questionnaire, since: since, changes: changes ?? [], language: visit.language)
      }
      guard let page else { throw NotFound() }
      return .page(
        Page(.verbatim(page.version.text.title), section: AllContributionsAddress().path, isNarrow: true, page))
    }
  }

  /// What stays of one that was taken back.
  private func tombstone(_ address: ContributionAddress, _ visit: Visit) async throws -> TombstonePage? {
    try await database.read { db in
      guard let (consultation, contribution) = try Self.everContribution(at: address, db),
        let withdrawal = try Withdrawal.of(contribution.id, db),
        let organisation = try Organisation.with(ids: [contribution.organisation], db).first
      else { return nil }
      var kept: KeptText?
      if try contribution.standing(of: visit.person, db) != nil {
        let whole = try whole(contribution.text, files: try Attachment.of(contribution: contribution.id, db), db)
        let isLead = visit.person?.standings.contains { $0.organisation == contribution.organisation } ?? false
        let refusal = try Openings.of(consultation.id, at: visit.now, db).refusal(
          of: .correction, by: organisation.kind)
        kept = KeptText(
          text: whole.text, questionnaire: whole.questionnaire, mayPutBack: isLead && refusal == nil)
      }
      return TombstonePage(
        consultation: consultation, contribution: contribution, withdrawal: withdrawal, organisation: organisation,
        others: try Organisation.with(ids: Codeposit.organisations(of: .contribution(contribution), db), db),
        redactions: try Redaction.done(to: contribution.id, db),
        mayRedact: visit.person?.mayAskRedaction ?? false, kept: kept, isDone: visit.query["fait"] == "retiree",
        language: visit.language)
    }
  }

  /// Straight to the one consultation; where several were announced, a page to choose.
  package func choose(_ title: Phrase, _ language: Language, _ path: @Sendable (Consultation) -> String) async throws
    -> Answer
  {
    let consultations = try await database.read { db in try Consultation.announced(db) }
    guard let newest = consultations.first else { return .page(Page(title, NoConsultationPage(language: language))) }
    guard consultations.count > 1 else { return .redirect(to: language.address(path(newest))) }
    let choices = consultations.map { ConsultationChoicePage.Choice(consultation: $0, path: path($0)) }
    return .page(
      Page(
        title, section: AllContributionsAddress().path, isNarrow: true,
        ConsultationChoicePage(title: title, choices: choices, language: language)))
  }

  /// The contribution of an address, where it belongs to the consultation that it names and was not taken back.
  static func contribution(at address: ContributionAddress, _ db: Snapshot) throws -> (Consultation, Contribution)? {
    guard let found = try everContribution(at: address, db), try Withdrawal.of(found.1.id, db) == nil else {
      return nil
    }
    return found
  }

  /// The same, taken back or not.
  static func everContribution(at address: ContributionAddress, _ db: Snapshot) throws
    -> (Consultation, Contribution)?
  {
    guard let consultation = try Consultation.with(slug: address.consultation, db),
      let contribution = try Contribution.with(token: address.token, db),
      contribution.consultation == consultation.id
    else { return nil }
    return (consultation, contribution)
  }

  /// What a list needs of each contribution.
  func entries(_ contributions: [ContributionSummary], _ person: SignedIn?, _ themes: [Theme], _ db: Snapshot) throws
    -> [ContributionEntryContent]
  {
    let mine = try supporters(of: contributions.map(\.id), person, db)
    return try entries(contributions, themes, db).map { $0.supported(by: mine[$0.contribution.id] ?? []) }
  }

  /// The same for everybody.
  private func entries(_ contributions: [ContributionSummary], _ themes: [Theme], _ db: Snapshot) throws
    -> [ContributionEntryContent]
  {
    let places = register.places
    let others = try Codeposit.names(of: contributions.map(\.id), db)
    var themesByLine: [String: [Theme]] = [:]
    return contributions.map { contribution in
      let line = contribution.themes
      let its = themesByLine[line] ?? Theme.named(in: line, among: themes)
      themesByLine[line] = its
      return ContributionEntryContent(
        contribution: contribution, others: others[contribution.id] ?? [],
        place: contribution.department.map(places.departmentName), themes: its, supporters: [])
    }
  }

  /// The names of one's own organisations that support each contribution; nothing for those that none supports.
  private func supporters(of contributions: [Int64], _ person: SignedIn?, _ db: Snapshot) throws -> [Int64: [String]] {
    guard let standings = person?.standings, !standings.isEmpty else { return [:] }
    let given = try Support.given(to: contributions, by: standings.map(\.organisation), db)
    return given.mapValues { mine in standings.filter { mine.contains($0.organisation) }.map(\.fullName) }
  }

  private func list(_ address: ContributionsAddress, _ visit: Visit) async throws -> Answer {
    let filter = ContributionFilter(visit.query, at: visit.now)
    // The seed of the day goes into the address, so that a link which is shared shows the same order tomorrow.
    if filter.order == .shuffled, visit.query["graine"] == nil {
      return .redirect(to: visit.language.address(address.path) + filter.queryString)
    }
    let key = "\(visit.language.rawValue) \(address.consultation) \(filter.queryString)"
    let shared = try await lists.value(key) { [language = visit.language] db in
      try sharedList(address, filter, language, db)
    }
    var mine: [Int64: [String]] = [:]
    if let person = visit.person, !person.standings.isEmpty, !shared.ids.isEmpty {
      mine = try await database.read { db in try supporters(of: shared.ids, person, db) }
    }
    return .page(
      Page(
        t("Contributions"), section: AllContributionsAddress().path,
        feed: ContributionFeed.address(shared.consultation, filter.selection, visit.language),
        ContributionListPage(list: shared, mine: mine)))
  }

  /// A page of what a filter asks for.
  /// - Parameter known: How many there are in all, where that was counted already.
  package func contributions(
    _ filter: ContributionFilter, in consultation: Consultation, known: Int? = nil, _ db: Snapshot
  ) throws -> ListedContributions {
    guard !filter.query.isEmpty else {
      let total = try known ?? filter.count(in: consultation.id, DepositFigures.of(consultation.id, db), db)
      let page = ListPage(asked: filter.page, of: total, size: ContributionFilter.pageSize)
      let shown = try filter.at(page: page.number).contributions(in: consultation.id, db)
      return ListedContributions(shown: shown, page: page, total: total)
    }
    let found = try self.found(filter, in: consultation, limit: filter.page * ContributionFilter.pageSize, db)
    let page = ListPage(asked: filter.page, of: found.total, size: ContributionFilter.pageSize)
    let ids = Array(found.ids.dropFirst(page.offset).prefix(page.size))
    return ListedContributions(
      shown: try ContributionSummary.with(ids: ids, db), page: page, total: found.total, found: found)
  }

  /// What the words of a filter find, at most `limit` of them where they come as they were found.
  func found(_ filter: ContributionFilter, in consultation: Consultation, limit: Int, _ db: Snapshot) throws
    -> ContributionSearch.Found
  {
    let allowed = try filter.allowed(in: consultation.id, db)
    let most = filter.order == nil ? limit : .max
    var found = try search.find(filter.query, in: consultation.id, limit: most, among: allowed, db)
    found.ids = try filter.ordered(found.ids, in: consultation.id, db)
    return found
  }

  /// The identifiers that a filter lets through, whatever its page; of a search, the best ones.
  package func ids(
    _ filter: ContributionFilter, in consultation: Consultation, limit: Int, _ db: Snapshot
  ) throws -> [Int64] {
    guard filter.query.isEmpty else {
      return Array(try found(filter, in: consultation, limit: limit, db).ids.prefix(limit))
    }
    return try filter.ids(in: consultation.id, limit: limit, db)
  }

  private func sharedList(
    _ address: ContributionsAddress, _ filter: ContributionFilter, _ language: Language, _ db: Snapshot
  ) throws -> SharedContributionList {
    guard let consultation = try Consultation.with(slug: address.consultation, db) else { throw NotFound() }
    let themes = try Theme.all(of: consultation.id, db)
    let listed = try contributions(filter, in: consultation, db)
    return SharedContributionList(
      consultation: consultation, filter: filter, themes: themes, territories: try territories(filter, db),
      entries: try marked(entries(listed.shown, themes, db), listed.found, language, db), listed: listed,
      language: language)
  }

  /// With the words that were found in each.
  private func marked(
    _ entries: [ContributionEntryContent], _ found: ContributionSearch.Found?, _ language: Language, _ db: Snapshot
  ) throws -> [ContributionEntryContent] {
    guard let found else { return entries }
    let names = entries.map { ($0.contribution.id, [$0.contribution.organisationName] + $0.others) }
    let words = try FoundWords.of(
      entries.map(\.contribution), names: Dictionary(names) { first, _ in first }, found.sought, in: search, language,
      db)
    return entries.map { entry in
      var entry = entry
      entry.found = words[entry.contribution.id]
      return entry
    }
  }

  package func territories(_ filter: ContributionFilter, _ db: Snapshot) throws -> TerritoryChoices {
    var choices = TerritoryChoices(groups: register.places.territoryChoices)
    guard case .intercommunality(let siren)? = filter.depositors.territory else { return choices }
    guard let body = try Organisation.withSiren(siren, db) else { return choices }
    choices.chosen = Choices.Option("intercommunalite-" + siren, .verbatim(body.name))
    return choices
  }

  func openAttachments(
    of contribution: Contribution, to person: SignedIn?, _ db: Snapshot
  ) throws -> [Attachment] {
    try Attachment.of(contribution: contribution.id, db).filter { try $0.isOpen(to: person, of: contribution, db) }
  }

  /// A text as it is read, with the questions that it answers.
  func whole(
    _ text: ContributionText, files: [Attachment], _ db: Snapshot
  ) throws -> VersionChange.Whole {
    let asked = try text.asked(db)
    return VersionChange.Whole(text: try named(text, asked: asked, files: files, db), questionnaire: asked)
  }

  private func show(_ address: ContributionAddress, _ visit: Visit) async throws -> Answer {
    if let tombstone = try await tombstone(address, visit) {
      let bare = ContributionAddress(bare: tombstone.contribution, in: tombstone.consultation)
      guard address.slug.isEmpty else { return .redirect(to: visit.language.address(bare.path)) }
      return .page(
        Page(
          TombstonePage.title(tombstone.contribution), section: AllContributionsAddress().path, isNarrow: true,
          tombstone))
    }
    let page = try await database.read { db -> ContributionPage? in
      guard let (consultation, found) = try Self.contribution(at: address, db) else { return nil }
      var contribution = found
      let themes = try Theme.all(of: consultation.id, db)
      guard let organisation = try Organisation.with(ids: [contribution.organisation], db).first else { return nil }
      let others = try Codeposit.organisations(of: .contribution(contribution), db)
      let standings = visit.person?.standings ?? []
      let given = try Support.given(to: [contribution.id], by: standings.map(\.organisation), db)[contribution.id] ?? []
      let supporters = try Support.organisations(of: contribution.id, limit: ContributionPage.shownSupporters, db)
      let attachments = try openAttachments(of: contribution, to: visit.person, db)
      let resemblances = try Resemblance.of(contribution, in: consultation, search, db)
      let whole = try whole(contribution.text, files: attachments, db)
      contribution.text = whole.text
      return ContributionPage(
        consultation: consultation, contribution: contribution, organisation: organisation,
        others: try Organisation.with(ids: others, db),
        place: register.places.departmentName(of: organisation),
        themes: themes.filter { contribution.text.themes.contains($0.slug) },
        mySupporters: standings.filter { given.contains($0.organisation) }.map(\.fullName),
        versions: try contribution.versionDates(db),
        openings: try Openings.of(consultation.id, for: standings, at: visit.now, db),
        supporters: try Organisation.with(ids: supporters, db),
        resemblances: resemblances,
        threads: try CommentThreads(of: contribution.id, page: visit.query["fil"], db),
        isFollowed: try visit.person.map {
          try Follow.isLive(.contribution(contribution.id), person: $0.id, db)
        } ?? false,
        places: register.places,
        person: visit.person, now: visit.now, done: visit.query["fait"],
        questionnaire: whole.questionnaire, attachments: attachments,
        redactions: try Redaction.done(to: contribution.id, db),
        panels: try contributionPanels.compactMap { try $0(contribution, consultation, visit, db) },
        isVetoed: try veto(on: contribution, db) != nil,
        sheet: try sheetCard(contribution, in: consultation, visit, db),
        matches: try matchSection(contribution, in: consultation, visit, db),
        language: visit.language)
    }
    guard let page else { throw NotFound() }
    let right = ContributionAddress(page.contribution, in: page.consultation)
    if right.slug != address.slug { return .redirect(to: visit.language.address(right.path)) }
    return .page(
      Page(
        .verbatim(page.contribution.text.title), section: AllContributionsAddress().path, page))
  }
}
