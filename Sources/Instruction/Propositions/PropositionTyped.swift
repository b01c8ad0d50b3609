import Deposits
import Localization
import Platform

/// The wording of a proposition as it was typed.
struct PropositionTyped: Input {
  static let fields: Set<String> = [
    "titre", "texte", "langue", "genre", "theme", "cout-bas", "cout-haut", "cout-source", "cout-retenu", "lu",
  ]
  var wording = Proposition.Wording()
  var lowest = ""
  var highest = ""
  var retained = ""
  /// The wording that was on the screen.
  var read = ReadWording(id: 0, Proposition.Wording())

  init(_ proposition: Proposition, read: Int64) {
    wording = proposition.wording
    lowest = wording.cost.map { String($0.lowerBound) } ?? ""
    highest = wording.cost.map { String($0.upperBound) } ?? ""
    retained = wording.retainedCost.map { String($0) } ?? ""
    self.read = ReadWording(id: read, wording)
  }

  init(_ visit: Visit) {
    let form = visit.form
    wording.title = ContributionText.line(form["titre"])
    wording.text = ContributionText.text(form["texte"])
    wording.language = form["langue"].flatMap(Language.init(rawValue:)) ?? .french
    wording.kind = form["genre"].flatMap(Proposition.Kind.init(rawValue:)) ?? .develop
    wording.themes = form.all("theme")
    wording.costSource = ContributionText.line(form["cout-source"])
    lowest = ContributionText.line(form["cout-bas"])
    highest = ContributionText.line(form["cout-haut"])
    retained = ContributionText.line(form["cout-retenu"])
    read = ReadWording(typed: form["lu"])
  }

  /// All that was typed by hand.
  var texts: [String] { [wording.title, wording.text, lowest, highest, wording.costSource, retained] }

  /// The wording with its costs, which are numbers.
  /// - Throws: `PropositionRefusal.badCost`, `.zeroCost`.
  func whole() throws(PropositionRefusal) -> Proposition.Wording {
    var whole = wording
    let (low, high) = (try Self.euros(lowest), try Self.euros(highest))
    switch (low, high) {
    case (nil, nil): whole.cost = nil
    case (let low?, let high?) where low <= high: whole.cost = low...high
    default: throw .badCost
    }
    whole.retainedCost = try Self.euros(retained)
    if whole.retainedCost == 0 { throw .zeroCost }
    return whole
  }

  /// `1 200 000`, in euros; nil where nothing was typed.
  private static func euros(_ typed: String) throws(PropositionRefusal) -> Int? {
    let digits = typed.filter { !$0.isWhitespace && $0 != "€" }
    guard !digits.isEmpty else { return nil }
    guard digits.utf8.count <= 10, digits.utf8.allSatisfy({ (48...57).contains($0) }), let euros = Int(digits),
      euros <= Proposition.Wording.highestCost
    else { throw .badCost }
    return euros
  }
}
