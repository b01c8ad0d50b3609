import HTML

/// What of the whole went to each outcome: bands that leave one trunk, as wide as their numbers, each towards its row
/// of the table. A row draws its slice of the whole, so that the bands meet whatever the height of the rows.
struct FlowSlice: Component {
  /// The numbers of all rows, from the top, with the style of each.
  var bands: [(style: String, count: Int)]
  /// Which row this is.
  var row: Int

  private static let rowHeight = 100.0
  /// Of the widest band.
  private static let widest = 80.0
  /// What a single contribution is still seen by.
  private static let thinnest = 2.0

  private var drawing: String {
    let unit = Self.widest / Double(max(1, bands.map(\.count).max() ?? 1))
    let sizes = bands.map { $0.count == 0 ? 0 : max(Self.thinnest, Double($0.count) * unit) }
    let top = Self.rowHeight * Double(row)
    var left = (Self.rowHeight * Double(bands.count) - sizes.reduce(0, +)) / 2
    var svg = """
      <svg viewBox="0 \(Self.digits(top)) 200 \(Self.digits(Self.rowHeight))" preserveAspectRatio="none" \
      aria-hidden="true" focusable="false">
      """
    for (place, band) in bands.enumerated() where band.count > 0 {
      let size = sizes[place]
      let right = Self.rowHeight * (Double(place) + 0.5) - size / 2
      if max(left, right) + size >= top, min(left, right) <= top + Self.rowHeight {
        svg += "<path class=\"\(band.style)\" d=\"M0 \(Self.digits(left))"
        svg += "C100 \(Self.digits(left)) 100 \(Self.digits(right)) 200 \(Self.digits(right))"
        svg += "V\(Self.digits(right + size))C100 \(Self.digits(right + size)) 100 \(Self.digits(left + size)) 0 "
        svg += "\(Self.digits(left + size))Z\"/>"
      }
      left += size
    }
    return svg + "</svg>"
  }

  private static func digits(_ number: Double) -> String { String((number * 100).rounded() / 100) }

  var body: some Markup { UnsafelyUnescaped(unsafelyUnescaped: drawing) }
}
