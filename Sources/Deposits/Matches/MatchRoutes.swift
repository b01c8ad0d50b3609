import Catalogue
import Consultations
import Directory
import HTML
import Localization
import Platform
import Storage

/// `/consultations/services-2021/contributions/8f3k29qrst-agenda/services`: the services that could meet a need.
struct MatchesAddress: AddressOfContribution {
  static let pattern: StaticString = "/consultations/{consultation}/contributions/{contribution}/services"
  var contribution: ContributionAddress
}

/// `…/services/retrait`
struct MatchTakingBackAddress: AddressOfContribution {
  static let pattern: StaticString = "/consultations/{consultation}/contributions/{contribution}/services/retrait"
  var contribution: ContributionAddress
}

/// `…/services/instruction`: an instructor confirms one, sets it aside, or puts it back.
struct MatchDecisionAddress: AddressOfContribution {
  static let pattern: StaticString = "/consultations/{consultation}/contributions/{contribution}/services/instruction"
  var contribution: ContributionAddress
}

/// Which service.
struct MatchTyped: Input {
  static let fields: Set<String> = ["service", "decision"]
  var sheet: String?
  /// What an instructor has decided; nil where nothing was.
  var decision: Decision?
  enum Decision: String { case confirm = "confirmer", dismiss = "ecarter", putBack = "remettre" }

  init(_ visit: Visit) {
    sheet = visit.form["service"].flatMap { Token(prefixOf: $0)?.text }
    decision = visit.form["decision"].flatMap(Decision.init(rawValue:))
  }
}

extension DepositsModule {
  private static let searched = 20
  private static let shownDismissed = 100

  func registerMatches(in registry: inout Registry) {
    registry.get(MatchesAddress.self, access: .anyone) { address, visit in try await matches(address, visit) }
    registry.post(MatchesAddress.self, for: ActingVisit.self, input: MatchTyped.self) { address, visit, typed in
      try await change(address.contribution, typed, visit.language) { need, sheet, db in
        let isNew = try need.propose(
          sheet, for: visit.mandate.organisation, by: visit.actor, at: visit.now, db)
        return isNew ? "propose" : "deja-propose"
      }
    }
    registry.post(MatchTakingBackAddress.self, for: ActingVisit.self, input: MatchTyped.self) {
      address, visit, typed in
      try await change(address.contribution, typed, visit.language) { need, sheet, db in
        let isTheirs = try need.takeBack(
          sheet, for: visit.mandate.organisation, by: visit.actor, at: visit.now, db)
        return isTheirs ? "repris" : "rien-a-reprendre"
      }
    }
    registry.post(MatchDecisionAddress.self, permission: .curate, input: MatchTyped.self) { address, visit, typed in
      guard let decision = typed.decision else { throw RequestRefusal.nothingChosen }
      return try await change(address.contribution, typed, visit.language) { need, sheet, db in
        switch decision {
        case .confirm:
          return try need.confirm(sheet, by: visit.actor, at: visit.now, db) ? "confirme" : "deja-confirme"
        case .dismiss:
          try need.dismiss(sheet, by: visit.actor, at: visit.now, db)
          return "ecarte"
        case .putBack:
          return try need.putBack(sheet, by: visit.actor, at: visit.now, db) ? "remis" : "deja-remis"
        }
      }
    }
  }

  /// Does something to a need and a service, and goes back to the services of the need.
  private func change(
    _ address: ContributionAddress, _ typed: MatchTyped, _ language: Language,
    _ act: @escaping @Sendable (Contribution, Sheet, Transaction) throws -> String
  ) async throws -> Answer {
    guard let token = typed.sheet else { throw RequestRefusal.nothingChosen }
    let path = try await database.write { db -> String in
      guard let (consultation, need) = try Self.contribution(at: address, db),
        let sheet = try Sheet.with(token: token, db)
      else { throw NotFound() }
      let word = try act(need, sheet, db)
      return MatchesAddress(ContributionAddress(need, in: consultation)).path + "?fait=" + word
    }
    return .redirect(to: language.address(path))
  }

  private func matches(_ address: MatchesAddress, _ visit: Visit) async throws -> Answer {
    let query = String((visit.query["q"] ?? "").prefix(Limits.searchCharacters)).trimmed
    let page = try await database.read { db -> MatchesPage? in
      guard let (consultation, need) = try Self.contribution(at: address.contribution, db), need.rubric == .need
      else { return nil }
      var found: [Sheet] = []
      let settled = try Match.settled(with: need.id, db)
      if !query.isEmpty {
        let ids = try sheets.find(query, limit: Self.searched, among: nil, db).ids
        found = try Sheet.with(ids: ids.filter { !settled.contains($0) }, db)
      }
      let mayDecide = visit.person?.holds(.curate) ?? false
      let dismissed = mayDecide ? try Match.dismissed(for: need.id, limit: Self.shownDismissed, db) : []
      return MatchesPage(
        consultation: consultation, need: need, matched: try matched(need, db),
        suggestions: try Match.suggestions(for: need, sheets, db), query: query, found: found,
        dismissed: try Sheet.with(ids: dismissed, db),
        hand: .init(organisation: visit.person?.standing?.organisation, mayDecide: mayDecide),
        done: visit.query["fait"], language: visit.language)
    }
    guard let page else { throw NotFound() }
    return .page(
      Page(t("Des services pour ce besoin"), section: AllContributionsAddress().path, isNarrow: true, page))
  }

  /// What is matched with a need, with its sheets and who proposed each.
  private func matched(_ need: Contribution, _ db: Snapshot) throws -> [MatchedSheet] {
    let matches = try Match.all(of: need.id, db)
    let sheets = try Sheet.with(ids: matches.map(\.sheet), db)
    let organisations = try Organisation.with(ids: matches.compactMap(\.organisation), db)
    let names = Dictionary(organisations.map { ($0.id, register.places.fullName(of: $0)) }) { first, _ in first }
    let byRow = Dictionary(sheets.map { ($0.id, $0) }) { first, _ in first }
    return matches.compactMap { match in
      byRow[match.sheet].map { sheet in
        MatchedSheet(match: match, sheet: sheet, proposer: match.organisation.flatMap { names[$0] })
      }
    }
  }

  /// What the page of a need shows: the services that could meet it.
  func matchSection(_ need: Contribution, in consultation: Consultation, _ visit: Visit, _ db: Snapshot) throws
    -> MatchSection?
  {
    guard need.rubric == .need else { return nil }
    return MatchSection(
      consultation: consultation, need: need, matched: try matched(need, db),
      suggestions: Array(try Match.suggestions(for: need, sheets, db).prefix(3)), language: visit.language)
  }

  /// What the page of a sheet shows: the needs that it could meet.
  func matchedNeeds(_ sheet: Sheet, _ visit: Visit, _ db: Snapshot) throws -> MatchedNeeds? {
    let matches = try Match.all(with: sheet.id, limit: 100, db)
    guard !matches.isEmpty else { return nil }
    let needs = try Contribution.with(ids: matches.map(\.contribution), db)
    let byRow = Dictionary(needs.map { ($0.id, $0) }) { first, _ in first }
    let organisations = try Organisation.with(ids: needs.map(\.organisation), db)
    let names = Dictionary(organisations.map { ($0.id, register.places.fullName(of: $0)) }) { first, _ in first }
    let shown = try matches.compactMap { match -> MatchedNeeds.Entry? in
      guard let need = byRow[match.contribution], let consultation = try Consultation.with(id: need.consultation, db)
      else { return nil }
      return .init(
        need: need, consultation: consultation, organisation: names[need.organisation] ?? "",
        isConfirmed: match.isConfirmed)
    }
    return MatchedNeeds(entries: shown, language: visit.language)
  }
}
