package import Consultations
import Deposits
import Directory
import HTML
import Localization
package import Platform
package import Storage

/// `/consultations/services-2021/suites?decision=reorientee`: where the contributions went.
struct OutcomesAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/suites"
  var consultation: String
}

extension InstructionModule {
  func registerOutcomes(in registry: inout Registry) {
    registry.get(OutcomesAddress.self, access: .anyone) { address, visit in
      // What was taken back is told at its own address alone.
      var filter = ContributionFilter(
        FormFields(pairs: visit.query.pairs.filter { $0.name != "etat" }), at: visit.now)
      let choice = OutcomeChoice(visit.query["decision"])
      filter.held = choice?.condition
      let bodies = await register.find(filter.query, limit: Self.shownOrganisations)
      let page = try await database.read { [filter] db -> OutcomesPage? in
        guard let consultation = try Consultation.with(slug: address.consultation, db) else { return nil }
        let outcomes = try Outcomes(of: consultation.id, db)
        let isAsked = choice != nil || !filter.query.isEmpty
        let listed = isAsked ? try deposits.contributions(filter, in: consultation, db) : .none
        let decisions = try Decision.published(of: listed.shown.map(\.id), db)
        let answers = Dictionary(
          grouping: try AnswerBanner.Answer.of(decisions, in: consultation, at: visit.now, db),
          by: \.decision.contribution)
        let others = try OtherParts.of(beside: decisions, db)
        return OutcomesPage(
          consultation: consultation, outcomes: outcomes,
          flows: try PropositionFlow.all(in: consultation.id, db), filter: filter, choice: choice,
          entries: listed.shown.map {
            OutcomesPage.Entry(contribution: $0, answers: answers[$0.id] ?? [], others: others[$0.id])
          },
          organisations: try depositors(among: bodies, in: consultation, db),
          reexaminations: ReexaminationFigures(try Reexamination.all(in: consultation.id, db)), total: listed.total,
          page: listed.page, isPartial: listed.found?.isPartial ?? false, isAsked: isAsked, language: visit.language)
      }
      guard let page else { throw NotFound() }
      return .page(Page(t("Où sont passées les contributions ?"), section: AllContributionsAddress().path, page))
    }
  }

  private static let shownOrganisations = 5

  /// Those that deposited something.
  private func depositors(
    among bodies: [Int64], in consultation: Consultation, _ db: Snapshot
  ) throws -> [Organisation] {
    try Organisation.with(ids: bodies, db).filter {
      try !ContributionSummary.all(of: $0.id, in: consultation.id, limit: 1, db).isEmpty
    }
  }

  /// On the home page of a consultation, once decisions are published.
  package func homePanel(_ consultation: Consultation, _ visit: Visit, _ db: Snapshot) throws -> ConsultationPanel {
    let outcomes = try Outcomes(of: consultation.id, db)
    return ConsultationPanel(
      main: AnyMarkup(HomeOutcomes(consultation: consultation, outcomes: outcomes, language: visit.language)),
      aside: AnyMarkup(Nothing()))
  }
}

/// Which contributions are listed.
enum OutcomeChoice: Sendable, Equatable {
  case kind(Decision.Kind)
  case undecided
  /// Those of which a part is decided, whatever they count under.
  case divided

  init?(_ typed: String?) {
    if typed == Self.undecided.slug {
      self = .undecided
    } else if typed == Self.divided.slug {
      self = .divided
    } else if let kind = typed.flatMap(Decision.Kind.init(slug:)) {
      self = .kind(kind)
    } else {
      return nil
    }
  }

  var slug: String {
    switch self {
    case .kind(let kind): kind.slug
    case .undecided: "a-l-etude"
    case .divided: "divisee"
    }
  }

  var title: Phrase {
    switch self {
    case .kind(.grouped): t("Regroupées")
    case .kind(.kept): t("Gardées seules")
    case .kind(.redirected): t("Réorientées")
    case .kind(.rejected): t("Inéligibles")
    case .undecided: t("À l’étude")
    case .divided: t("Dont divisées en parties")
    }
  }

  func count(in outcomes: Outcomes) -> Int {
    switch self {
    case .kind(let kind): outcomes.count(kind)
    case .undecided: outcomes.undecided
    case .divided: outcomes.divided
    }
  }

  var condition: SQL {
    switch self {
    case .kind(let kind): Outcomes.condition(kind)
    case .undecided: Outcomes.condition(nil)
    case .divided: Outcomes.isDivided
    }
  }

  /// Each contribution is in one of them.
  static let all: [OutcomeChoice] = Decision.Kind.allCases.map { .kind($0) } + [.undecided]
}
