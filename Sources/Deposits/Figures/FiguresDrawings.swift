package import HTML

/// Bars, one for each day: needs below, services on them. Drawings of our own, with numbers alone.
struct DaysDrawing: Component {
  var days: [Figures.Day]

  private var drawing: String {
    let top = max(1, days.map(\.contributions).max() ?? 1)
    let height = 40.0
    func size(_ count: Int) -> Double { (Double(count) / Double(top) * height * 100).rounded() / 100 }
    var svg = """
      <svg class="chart" viewBox="0 0 \(days.count * 4) \(Int(height))" preserveAspectRatio="none" aria-hidden="true" \
      focusable="false">
      """
    for (place, day) in days.enumerated() {
      let (needs, services) = (size(day.needs), size(day.services))
      let x = place * 4
      if day.needs > 0 {
        svg += "<rect class=\"d5\" x=\"\(x)\" y=\"\(height - needs)\" width=\"3\" height=\"\(needs)\"/>"
      }
      if day.services > 0 {
        svg += "<rect class=\"d2\" x=\"\(x)\" y=\"\(height - needs - services)\" width=\"3\" height=\"\(services)\"/>"
      }
    }
    return svg + "</svg>"
  }

  var body: some Markup { UnsafelyUnescaped(unsafelyUnescaped: drawing) }
}

/// A bar under the label of a line: the most is the whole width.
package struct ShareBar: Component {
  var count: Int
  var most: Int

  package init(count: Int, most: Int) {
    self.count = count
    self.most = most
  }

  private var drawing: String {
    """
    <svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true" focusable="false">\
    <rect class="part" width="\(most == 0 ? 0 : count * 100 / most)" height="1"/></svg>
    """
  }

  package var body: some Markup { UnsafelyUnescaped(unsafelyUnescaped: drawing) }
}
