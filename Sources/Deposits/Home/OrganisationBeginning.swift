import Consultations
import Directory
import HTML
import Localization
import Platform
import Storage

/// What helps where an organisation has neither deposited nor supported: what those around it and those like it have
/// asked, and how to begin.
struct OrganisationBeginning: Sendable {
  private static let shown = 3

  var consultation: Consultation
  /// Why it may not deposit now; nil where it may.
  var refusal: ParticipationRefusal?
  /// From its intercommunality, or else its department.
  var around: [ContributionEntryContent]
  /// The list of them.
  var aroundQuery: String
  /// From communes of its size in its region.
  var alike: [ContributionEntryContent]
  var alikeQuery: String

  /// Nil for one that is no more.
  init?(
    of organisation: Organisation, in consultation: Consultation, at now: Instant, _ db: Snapshot,
    entries: ([ContributionSummary]) throws -> [ContributionEntryContent]
  ) throws {
    guard try !Merger.isDone(to: organisation.id, db) else { return nil }
    self.consultation = consultation
    refusal = try Openings.of(consultation.id, at: now, db).refusal(of: .need, by: organisation.kind)
    var (near, like) = (ContributionFilter(), ContributionFilter())
    (near.order, like.order) = (.supported, .supported)
    var seen: Set<Int64> = []
    (around, alike) = ([], [])
    for territory in Self.around(organisation) where around.isEmpty {
      near.depositors.territory = territory
      let found = try Self.supported(from: territory, near, in: consultation.id, db)
      seen = Set(found.map(\.id))
      around = try entries(found)
    }
    if organisation.kind == .commune, let population = organisation.population {
      like.depositors.kind = .commune
      like.depositors.stratum = SizeStratum(kind: .commune, population: population)
      like.depositors.territory = organisation.region.map { .region($0) }
      let found = try like.contributions(in: consultation.id, limit: 2 * Self.shown, db)
      alike = try entries(Array(found.filter { !seen.contains($0.id) }.prefix(Self.shown)))
    }
    (aroundQuery, alikeQuery) = (near.queryString, like.queryString)
  }

  /// The most supported of a territory. Where it is small, by way of its organisations: the order of all supports would
  /// be followed to its end where the territory asked nothing.
  private static func supported(
    from territory: ContributionDepositors.Territory, _ filter: ContributionFilter, in consultation: Int64,
    _ db: Snapshot
  ) throws -> [ContributionSummary] {
    let place: SQL
    switch territory {
    case .region: return try filter.contributions(in: consultation, limit: shown, db)
    case .department(let code): place = "organisation.department = \(code)"
    case .intercommunality(let siren):
      place = "(organisation.intercommunality_siren = \(siren) OR organisation.siren = \(siren))"
    }
    // A sum keeps an engine from the index of the consultation, and from that of supports.
    let ids: [Int64] = try db.values(
      """
      SELECT contribution.id FROM organisation JOIN contribution ON contribution.organisation_id = organisation.id
      WHERE \(place) AND contribution.consultation_id + 0 = \(consultation) AND \(Withdrawal.stands)
      ORDER BY contribution.supports + 0 DESC, contribution.id DESC LIMIT \(shown)
      """)
    return try ContributionSummary.with(ids: ids, db)
  }

  /// The nearest first.
  private static func around(_ organisation: Organisation) -> [ContributionDepositors.Territory] {
    var around: [ContributionDepositors.Territory] = []
    if let siren = organisation.intercommunalitySiren { around.append(.intercommunality(siren)) }
    if organisation.kind != .department, let code = organisation.department { around.append(.department(code)) }
    if organisation.kind != .region, let code = organisation.region { around.append(.region(code)) }
    return around
  }
}

struct OrganisationBeginningSection: Component {
  var beginning: OrganisationBeginning
  var organisation: Organisation
  var language: Language

  private var consultation: Consultation { beginning.consultation }
  private var list: String { language.address(ContributionsAddress(consultation).path) }
  private var deposit: String { language.address(DepositAddress(.need, in: consultation).path) }
  private var acting: String { language.address(MandateAskingAddress(organisation).path) }
  private var nothing: Phrase { t("\(organisation.name) n’a encore rien déposé ni soutenu.") }

  var body: some Markup {
    section(.class("section")) {
      h2 { t("Par où commencer") }
      div(.class("empty")) {
        p { nothing }
        if let refusal = beginning.refusal {
          p { refusal.sentence }
        } else {
          p { t("Vous y travaillez, ou y êtes élu ? Rédigez dès maintenant, prouvez-le avant de publier.") }
          div(.class("actions")) {
            a(.class("button button-primary"), .href(deposit)) { t("Dire ce qui manque") }
            a(.class("button button-secondary"), .href(acting)) { t("Agir pour cet organisme") }
          }
        }
      }
    }
    Examples(
      title: t("Ce que l’on demande autour"), entries: beginning.around, all: list + beginning.aroundQuery,
      consultation: consultation, language: language)
    Examples(
      title: t("Ce que demandent des communes de cette taille"), entries: beginning.alike,
      all: list + beginning.alikeQuery, consultation: consultation, language: language)
  }
}

private struct Examples: Component {
  var title: Phrase
  var entries: [ContributionEntryContent]
  var all: String
  var consultation: Consultation
  var language: Language

  var body: some Markup {
    if !entries.isEmpty {
      section(.class("section")) {
        h2 { title }
        ContributionList(consultation: consultation, entries: entries, language: language)
        div(.class("actions")) { a(.class("button button-secondary"), .href(all)) { t("Voir la liste") } }
      }
    }
  }
}
