import HTML

/// From what was deposited, on the left, bands as wide as their numbers; the table says the same.
struct FlowDrawing: Component {
  var outcomes: Outcomes

  private static let height = 120.0
  private static let gap = 6.0

  private var drawing: String {
    let parts = OutcomeChoice.all.map { choice -> (String, Int) in
      switch choice {
      case .kind(.grouped): ("d5", outcomes.count(.grouped))
      case .kind(.kept): ("d4", outcomes.count(.kept))
      case .kind(.redirected): ("d3", outcomes.count(.redirected))
      case .kind(.rejected): ("d2", outcomes.count(.rejected))
      case .undecided, .divided: ("d1", outcomes.undecided)
      }
    }.filter { $0.1 > 0 }
    let whole = Double(max(1, outcomes.deposited))
    let room = Self.height - Self.gap * Double(max(0, parts.count - 1))
    var (left, right) = (Self.gap * Double(max(0, parts.count - 1)) / 2, 0.0)
    var svg = """
      <svg class="chart" viewBox="0 0 400 \(Int(Self.height))" preserveAspectRatio="none" aria-hidden="true" \
      focusable="false">
      """
    for (style, count) in parts {
      let size = room * Double(count) / whole
      let (top, bottom) = (Self.digits(left), Self.digits(left + size))
      let (topThere, bottomThere) = (Self.digits(right), Self.digits(right + size))
      svg += "<path class=\"\(style)\" d=\"M0 \(top)C200 \(top) 200 \(topThere) 400 \(topThere)"
      svg += "V\(bottomThere)C200 \(bottomThere) 200 \(bottom) 0 \(bottom)Z\"/>"
      left += size
      right += size + Self.gap
    }
    return svg + "</svg>"
  }

  private static func digits(_ number: Double) -> String { String((number * 100).rounded() / 100) }

  var body: some Markup { UnsafelyUnescaped(unsafelyUnescaped: drawing) }
}
