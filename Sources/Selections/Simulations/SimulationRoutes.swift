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
        let rulings = try Ruling.all(in: attendant.committee.id, db).filter { $0.list != .none }.map(\.proposition)
        let begun = lines.filter { line in
          rulings.isEmpty ? line.place != nil : rulings.contains(line.proposition.proposition)
        }
        let isAsked = !visit.visit.query.pairs.isEmpty
        return SimulationPage(
          consultation: attendant.consultation, committee: attendant.committee, lines: lines,
          chosen: Set(isAsked ? Array(asked) : begun.map(\.proposition.name)))
      }
      return .page(Page(t("Simuler un choix"), isNarrow: true, page))
    }
  }
}
