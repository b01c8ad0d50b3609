import Catalogue
import Consultations
import Localization
import Platform
import Storage

/// `…/brouillons/8f3k29qrst/ressemblances?titre=…`: what resembles a draft whose title is being typed. The rest of its
/// text is read where it is kept: only the title is in the address, as in a search.
struct ResemblancesAddress: AddressOfDraft {
  static let pattern: StaticString = "/consultations/{consultation}/brouillons/{draft}/ressemblances"
  var place: DraftPlace
}

extension DepositsModule {
  func registerResemblances(in registry: inout Registry) {
    registry.get(ResemblancesAddress.self, for: PersonVisit.self) { address, visit in
      let page = try await database.read { db -> ResemblancesPage? in
        guard let desk = try self.desk(address.place, visit, db) else { return nil }
        var text = desk.draft?.text ?? ContributionText()
        if let typed = visit.visit.query["titre"] { text.title = String(typed.prefix(Limits.searchCharacters)).trimmed }
        return ResemblancesPage(
          resemblances: try resemblances(of: text, desk, db), consultation: desk.consultation, place: desk.place,
          language: visit.language)
      }
      guard let page else { throw NotFound() }
      return .page(Page(t("Ce qui lui ressemble"), section: AllContributionsAddress().path, isNarrow: true, page))
    }
  }

  /// What resembles a draft; a correction is of what is published already, and asks nothing.
  func resemblances(of text: ContributionText, _ desk: DraftDesk, _ db: Snapshot) throws -> Resembling {
    guard desk.draft?.contribution == nil else { return Resembling() }
    // Whoever writes it for another does not choose in its place between supporting and depositing.
    let supporter = desk.decides ? desk.standing?.organisation : nil
    let maySupport = desk.openings.refusal(of: .support, for: supporter) == nil
    let contributions = try Resemblance.of(
      text, in: desk.consultation, supportableBy: maySupport ? supporter : nil, search, db)
    // A service is told once: by its contribution, which may be supported.
    let told = try SharedService.sheets(of: contributions.map(\.contribution.id), db)
    let others = try Match.suggestions(for: text, sheets, db).filter { !told.contains($0.sheet.id) }
    return Resembling(contributions: contributions, sheets: others)
  }
}
