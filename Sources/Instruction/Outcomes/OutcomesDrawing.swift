import HTML

/// A band of the picture, as wide as its number: from where it leaves on the left to where it arrives on the right, in
/// heights of which a row of the table has `FlowRibbon.rowHeight`.
struct FlowRibbon: Sendable, Equatable {
  var style: String
  var count: Int
  /// Its upper edge on either side.
  var left: Double
  var right: Double
  var size: Double

  static let rowHeight = 100.0
  /// Of the widest band.
  private static let widest = 80.0
  /// What a single contribution is still seen by.
  private static let thinnest = 2.0

  /// From the trunk, which stands in the middle, each to the row of its outcome.
  static func outcomes(_ outcomes: Outcomes) -> [FlowRibbon] {
    let counts = OutcomeChoice.all.map { $0.count(in: outcomes) }
    let sizes = counts.map { size($0, in: outcomes) }
    var left = (rowHeight * Double(counts.count) - sizes.reduce(0, +)) / 2
    var ribbons: [FlowRibbon] = []
    for (row, count) in counts.enumerated() where count > 0 {
      let right = middle(row) - sizes[row] / 2
      ribbons.append(
        FlowRibbon(style: style(row), count: count, left: left, right: right, size: sizes[row]))
      left += sizes[row]
    }
    return ribbons
  }

  /// From the rows of the outcomes to those of the propositions that they make, as wide as they came: it is the
  /// contributions that flow, whatever the number of propositions.
  static func propositions(_ flows: [PropositionFlow], in outcomes: Outcomes) -> [FlowRibbon] {
    flows.map { flow in
      let size = size(flow.contributions, in: outcomes)
      let leaving = flows.filter { $0.from == flow.from }
      let arriving = flows.filter { $0.to == flow.to }
      return FlowRibbon(
        style: style(flow.from.row), count: flow.contributions,
        left: top(of: leaving, at: flow.from.row, before: { $0.to.row < flow.to.row }, in: outcomes),
        right: top(of: arriving, at: flow.to.row, before: { $0.from.row < flow.from.row }, in: outcomes), size: size)
    }
  }

  /// The upper edge of a band among those that meet in the middle of a row.
  private static func top(
    of flows: [PropositionFlow], at row: Int, before: (PropositionFlow) -> Bool, in outcomes: Outcomes
  ) -> Double {
    func height(_ flows: [PropositionFlow]) -> Double { flows.reduce(0) { $0 + size($1.contributions, in: outcomes) } }
    return middle(row) - height(flows) / 2 + height(flows.filter(before))
  }

  private static func middle(_ row: Int) -> Double { rowHeight * (Double(row) + 0.5) }

  private static func size(_ count: Int, in outcomes: Outcomes) -> Double {
    let most = OutcomeChoice.all.map { $0.count(in: outcomes) }.max() ?? 0
    return count == 0 ? 0 : max(thinnest, Double(count) * widest / Double(max(1, most)))
  }

  private static func style(_ row: Int) -> String { "d\(OutcomeChoice.all.count - row)" }

  /// Whether a part of it is seen in a row.
  func crosses(_ row: Int) -> Bool {
    let top = Self.rowHeight * Double(row)
    return max(left, right) + size > top && min(left, right) < top + Self.rowHeight
  }
}

extension Decision.Kind {
  /// Its place in the table.
  fileprivate var row: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// What a row of the table shows of the picture: its slice of the whole, so that the bands meet whatever the height of
/// the rows.
struct FlowSlice: Component {
  var ribbons: [FlowRibbon]
  var row: Int

  private var drawing: String {
    let seen = ribbons.filter { $0.crosses(row) }
    guard !seen.isEmpty else { return "" }
    let top = FlowRibbon.rowHeight * Double(row)
    var svg = """
      <svg viewBox="0 \(Self.digits(top)) 200 \(Self.digits(FlowRibbon.rowHeight))" preserveAspectRatio="none" \
      aria-hidden="true" focusable="false">
      """
    for ribbon in seen {
      let (left, right, size) = (ribbon.left, ribbon.right, ribbon.size)
      svg += "<path class=\"\(ribbon.style)\" d=\"M0 \(Self.digits(left))"
      svg += "C100 \(Self.digits(left)) 100 \(Self.digits(right)) 200 \(Self.digits(right))"
      svg += "V\(Self.digits(right + size))C100 \(Self.digits(right + size)) 100 \(Self.digits(left + size)) 0 "
      svg += "\(Self.digits(left + size))Z\"/>"
    }
    return svg + "</svg>"
  }

  private static func digits(_ number: Double) -> String { String((number * 100).rounded() / 100) }

  var body: some Markup { UnsafelyUnescaped(unsafelyUnescaped: drawing) }
}
