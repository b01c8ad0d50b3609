import Consultations
import Localization
import Platform
import Proof
import Storage
import Votes

extension SelectionsModule {
  private static let mostChoices = 1000

  func registerSimulations(in registry: inout Registry) {
    registry.get(SimulationAddress.self, for: PersonVisit.self) { address, visit in
      let asked = visit.visit.query.all("choix").prefix(Self.mostChoices).map { String($0.prefix(Token.length)) }
      let page = try await database.read { db in
        let attendant = try Attendant(address.consultation, visit, db)
        let lines = try attendant.lines(db)
        // What is decided already, then what the vote took, before anything is ticked.
        let rulings = try Ruling.all(in: attendant.committee.id, db).filter { $0.list != .none }
        let taken = Set(rulings.map(\.proposition))
        let begun = lines.filter { line in
          taken.isEmpty ? line.place != nil : taken.contains(line.proposition.proposition)
        }
        let amounts = lines.compactMap { line in
          rulings.first { $0.proposition == line.proposition.proposition }.map { (line.proposition.name, $0.amount) }
        }
        let isAsked = !visit.visit.query.pairs.isEmpty
        return SimulationPage(
          consultation: attendant.consultation, committee: attendant.committee, lines: lines,
          chosen: Set(isAsked ? Array(asked) : begun.map(\.proposition.name)),
          amounts: Dictionary(amounts, uniquingKeysWith: { $1 }))
      }
      return .page(Page(t("Simuler un choix"), isNarrow: true, page))
    }
  }
}
