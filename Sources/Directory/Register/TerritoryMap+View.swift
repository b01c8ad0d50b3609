extension TerritoryMap {
  /// The square of the drawing that shows one department with a little of what is around it.
  struct View: Sendable, Equatable {
    var x: Double
    var y: Double
    var side: Double
    /// Whether it is the box of a department overseas, which has no neighbour there.
    var isInset: Bool

    /// Whether a department may show in it: the largest is some 40 units from its middle to its edge.
    func isNear(_ department: Department) -> Bool {
      abs(department.x - x - side / 2) < side / 2 + 40 && abs(department.y - y - side / 2) < side / 2 + 40
    }
  }

  func view(of department: Department) -> View {
    if let inset = insets.first(where: { $0.code == department.code }) {
      return View(x: inset.x, y: inset.y, side: max(inset.width, inset.height), isInset: true)
    }
    let box = department.box
    let side = max(box.right - box.left, box.bottom - box.top) + 8
    return View(
      x: (box.left + box.right - side) / 2, y: (box.top + box.bottom - side) / 2, side: side, isInset: false)
  }
}

extension TerritoryMap.Department {
  /// The edges of its outline, read from its path: absolute moves (`M`), relative lines (`l`), ends (`z`).
  var box: (left: Double, top: Double, right: Double, bottom: Double) {
    var (left, top, right, bottom) = (x, y, x, y)
    for ring in path.split(separator: "z") {
      let numbers = Self.numbers(in: ring)
      guard numbers.count >= 2 else { continue }
      var (penX, penY) = (0.0, 0.0)
      for place in stride(from: 0, to: numbers.count - 1, by: 2) {
        penX += numbers[place]
        penY += numbers[place + 1]
        (left, right) = (min(left, penX), max(right, penX))
        (top, bottom) = (min(top, penY), max(bottom, penY))
      }
    }
    return (left, top, right, bottom)
  }

  /// « M376.8 242.5l.3 2.8 1.7-.6 » is 376.8, 242.5, .3, 2.8, 1.7, -.6.
  private static func numbers(in ring: Substring) -> [Double] {
    var numbers: [Double] = []
    var text = ""
    func end() {
      if let number = Double(text) { numbers.append(number) }
      text = ""
    }
    for character in ring {
      let isSecondPoint = character == "." && text.contains(".")
      if character == "-" || isSecondPoint || !(character.isNumber || character == ".") { end() }
      if character.isNumber || character == "." || character == "-" { text.append(character) }
    }
    end()
    return numbers
  }
}
