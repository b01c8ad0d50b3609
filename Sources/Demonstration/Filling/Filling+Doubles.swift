import Consultations
import Deposits
import Foundation
import Localization

extension Filling {
  /// What is publicly known, from invented bodies and without the names of real services: once the deposit is over,
  /// nobody's act is told that was not his.
  static func doubles(_ known: KnownConsultation, of rows: [Int64]) -> [(place: Int, deposit: Deposit)] {
    known.deposits.enumerated().compactMap { place, deposit in
      guard let rubric = Rubric(rawValue: deposit.rubric), let at = ParisTime.instant(deposit.publishedAt),
        let organisation = rows.dropFirst(depositor(of: place)).first
      else { return nil }
      let text = ContributionText(
        title: bare(deposit.title), today: bare(deposit.todayText), forWhom: bare(deposit.forWhom),
        existing: bare(deposit.existing), expected: bare(deposit.expected), themes: deposit.themes,
        service: rubric == .need
          ? ServiceSheet()
          : ServiceSheet(maintainer: "L’organisme qui le dépose", users: "Lui-même et ses adhérents"))
      return (place, Deposit(organisation: organisation, rubric: rubric, text: text, at: at))
    }.sorted { $0.deposit.at < $1.deposit.at }
  }

  /// The operator, the association or a commune, as the real one was.
  private static func depositor(of place: Int) -> Int {
    switch place {
    case 0, 1, 5, 6: 1
    case 2: 8
    default: 2
    }
  }

  private static func bare(_ text: String) -> String {
    var bare = text
    if let colon = text.firstIndex(of: ":"), text.hasPrefix("NumériScore") || text.hasPrefix("IDQuart") {
      bare = text[text.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      bare = bare.prefix(1).uppercased() + bare.dropFirst()
    }
    return bare.replacing("NumériScore", with: "Le questionnaire").replacing("IDQuart", with: "La plateforme")
  }
}
