package import Catalogue
import Consultations
import Directory
package import HTML
import Localization
package import Platform
import PublicCode
package import Storage

/// `/consultations/services-2021/contributions/8f3k29qrst-guichet/fiche`: what a correction would change in the sheet.
struct SheetUpdateAddress: AddressOfContribution {
  static let pattern: StaticString = "/consultations/{consultation}/contributions/{contribution}/fiche"
  var contribution: ContributionAddress
}

/// Whether the sheet takes what the contribution says.
struct SheetUpdateTyped: Input {
  static let fields: Set<String> = ["choix", "version"]
  /// Nil where nothing was chosen.
  var takes: Bool?
  /// The version that was read.
  var version: Int?

  init(_ visit: Visit) {
    switch visit.form["choix"] {
    case "prendre": takes = true
    case "laisser": takes = false
    default: takes = nil
    }
    version = visit.form["version"].flatMap { Int($0) }
  }
}

extension DepositsModule {
  func registerSharedServices(in registry: inout Registry) {
    registry.get(SheetUpdateAddress.self, for: ActingVisit.self) { address, visit in
      let page = try await database.read { db -> SheetUpdatePage? in
        guard let desk = try self.update(address, visit, db) else { return nil }
        return SheetUpdatePage(
          consultation: desk.consultation, contribution: desk.contribution, sheet: desk.sheet,
          differences: SharedService.differences(
            from: desk.software, to: Sheet.taking(desk.contribution.text, into: desk.software),
            in: desk.contribution.text.language),
          language: visit.language)
      }
      guard let page else { throw NotFound() }
      return .page(
        Page(t("Mettre la fiche à jour ?"), section: AllContributionsAddress().path, isNarrow: true, page))
    }
    registry.post(SheetUpdateAddress.self, for: ActingVisit.self, input: SheetUpdateTyped.self) {
      address, visit, typed in
      guard let takes = typed.takes else { throw RequestRefusal.nothingChosen }
      let path = try await database.write { db -> String in
        guard let desk = try self.update(address, visit, db) else { throw NotFound() }
        guard typed.version.map({ $0 == desk.contribution.version }) ?? true else {
          throw DepositRefusal.changedSinceRead
        }
        guard takes else {
          try desk.contribution.leave(desk.shared, by: visit.actor, at: visit.now, db)
          return ContributionAddress(desk.contribution, in: desk.consultation).path + "?fait=fiche-laissee"
        }
        let outcome = try desk.contribution.update(
          desk.shared, for: visit.mandate.organisation, by: visit.actor, at: visit.now, db)
        return SheetAddress(outcome.sheet).path + "?fait=modifiee"
      }
      return .redirect(to: visit.language.address(path))
    }
  }

  private struct UpdateDesk {
    var consultation: Consultation
    var contribution: Contribution
    var shared: SharedService
    var sheet: Sheet
    var software: PublicSoftware
  }

  /// For whoever acts for one of those that deposit it and maintain its sheet; for others it is not there.
  private func update(_ address: SheetUpdateAddress, _ visit: ActingVisit, _ db: Snapshot) throws -> UpdateDesk? {
    guard let (consultation, contribution) = try Self.contribution(at: address.contribution, db),
      let shared = try SharedService.of(contribution.id, db),
      let sheet = try Sheet.with(ids: [shared.sheet], db).first,
      try sheet.maintainers(db).contains(visit.mandate.organisation),
      try contribution.standing(of: visit.person, db) != nil,
      let file = try sheet.file(db), let software = PublicSoftware.read(file).software
    else { return nil }
    return UpdateDesk(
      consultation: consultation, contribution: contribution, shared: shared, sheet: sheet, software: software)
  }

  /// What the page of a sheet shows: the needs that it could meet, the contributions that share it.
  package func sheetPanel(_ sheet: Sheet, _ visit: Visit, _ db: Snapshot) throws -> AnyMarkup? {
    let needs = try matchedNeeds(sheet, visit, db)
    let shares = try sharing(sheet, visit, db)
    return needs == nil && shares == nil ? nil : AnyMarkup(SheetPanel(needs: needs, shares: shares))
  }

  private func sharing(_ sheet: Sheet, _ visit: Visit, _ db: Snapshot) throws -> SharingContributions? {
    let ids = try SharedService.contributions(of: sheet.id, db)
    guard !ids.isEmpty else { return nil }
    let contributions = try Contribution.with(ids: ids, db)
    let organisations = try Organisation.with(ids: contributions.map(\.organisation), db)
    let names = Dictionary(organisations.map { ($0.id, $0.name) }) { first, _ in first }
    var consultations: [Int64: Consultation] = [:]
    let shares = try contributions.compactMap { contribution -> SharingContributions.Share? in
      let known = try consultations[contribution.consultation] ?? Consultation.with(id: contribution.consultation, db)
      guard let known else { return nil }
      consultations[known.id] = known
      return .init(
        consultation: known, contribution: contribution, organisation: names[contribution.organisation] ?? "")
    }
    return SharingContributions(shares: shares, language: visit.language)
  }

  /// What the page of a contribution says of its sheet.
  func sheetCard(_ contribution: Contribution, in consultation: Consultation, _ visit: Visit, _ db: Snapshot) throws
    -> SheetCard?
  {
    guard let shared = try SharedService.of(contribution.id, db),
      let sheet = try Sheet.with(ids: [shared.sheet], db).first
    else { return nil }
    let maintainers = try sheet.maintainers(db)
    let mayUpdate = visit.person?.standing.map { maintainers.contains($0.organisation) } ?? false
    let isOwn = try visit.person.map { try contribution.standing(of: $0, db) != nil } ?? false
    let update = SheetUpdateAddress(ContributionAddress(contribution, in: consultation)).path
    return SheetCard(
      sheet: sheet, update: mayUpdate && isOwn && shared.isBehind(contribution) ? update : nil,
      language: visit.language)
  }
}
