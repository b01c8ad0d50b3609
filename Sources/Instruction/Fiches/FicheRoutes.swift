import Consultations
import Deposits
import Directory
import Localization
import Platform
import Storage

/// `/consultations/services-2021/instruction/fiche?theme=accueil`, or `?organisme=7k3m9p2q4r` for all that an
/// organisation deposited.
struct FicheAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/fiche"
  var consultation: String
}

extension InstructionModule {
  func registerFiches(in registry: inout Registry) {
    registry.get(FicheAddress.self, permission: .instruct) { address, visit in
      let queue = Queue(visit.visit.query, for: visit.person.id, at: visit.now)
      let page = try await database.read { db in try fiche(address, queue, visit, db) }
      guard let page else { throw NotFound() }
      return .page(Page(.verbatim(page.title), page))
    }
  }

  private func fiche(
    _ address: FicheAddress, _ queue: Queue, _ visit: PersonVisit, _ db: Snapshot
  ) throws -> FichePage? {
    guard let consultation = try Consultation.with(slug: address.consultation, db) else { return nil }
    let query = visit.visit.query
    let organisation = try query["organisme"].flatMap { Token(prefixOf: $0) }
      .flatMap { try Organisation.with(token: $0.text, db) }
    let ids =
      try organisation.map {
        try ContributionSummary.all(of: $0.id, in: consultation.id, limit: .max, db).map(\.id)
      } ?? deposits.ids(queue.filter, in: consultation, limit: .max, db)
    let shown = try ContributionSummary.with(ids: Array(ids.sorted().prefix(FichePage.most)), db)
    let texts = try Contribution.with(ids: shown.map(\.id), db)
    let expected = Dictionary(uniqueKeysWithValues: texts.map { ($0.id, $0.text.expected) })
    let decisions = try Decision.live(of: shown.map(\.id), db)
    let targets = try Decision.targets(of: decisions, in: consultation.id, db)
    let exchanges = try Exchange.of(decisions, at: visit.now, db)
    let parts = try PartWords.of(decisions.compactMap(\.part), db)
    let answers = Dictionary(grouping: decisions, by: \.contribution)
    let theme = try Theme.all(of: consultation.id, db).first { $0.slug == query["theme"] }?.title
    let place = try place(query["territoire"] ?? "", db)
    let phase = try Phase.all(of: consultation.id, db).first { $0.kind == .instruction }
    let last = phase?.closesAt.flatMap { $0 > visit.now ? $0.adding(seconds: -60) : nil }
    let title = [organisation?.name, theme, place, query["q"]].compactMap(\.self).filter { !$0.isEmpty }.joined(
      separator: ", ")
    return FichePage(
      consultation: consultation, filters: queue.queryString, title: title.isEmpty ? consultation.title : title,
      entries: shown.map { one in
        FichePage.Entry(
          contribution: one, expected: expected[one.id] ?? "",
          decisions: (answers[one.id] ?? []).map {
            AnswerBanner.Answer(
              decision: $0, part: $0.part.flatMap { parts[$0] }, target: targets[$0.id] ?? .nothing,
              exchange: exchanges[$0.id])
          })
      }, total: ids.count, decidedTotal: try Decision.countDecided(among: ids, db), last: last)
  }

  /// The name of a territory, by its word in the address: `region-75`, `departement-40`, `intercommunalite-244000675`.
  private func place(_ word: String, _ db: Snapshot) throws -> String? {
    let parts = word.split(separator: "-", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    return switch parts[0] {
    case "region": register.places.regionName(parts[1])
    case "departement": register.places.departmentName(parts[1])
    default: try Organisation.withSiren(parts[1], db)?.name
    }
  }
}
