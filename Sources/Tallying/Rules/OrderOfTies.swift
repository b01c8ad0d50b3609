/// The order in which equal projects are taken: one for the whole count, published before it.
public struct OrderOfTies: Sendable, Equatable {
  /// The place of each project, 0 first.
  public let places: [Int]

  /// By identifier, in the order of Unicode code points (that of UTF-8 bytes): `10`, `9`, `B`, `b`, `é`.
  public static func lexicographic(_ projects: [Election.Project]) -> OrderOfTies {
    let sorted = projects.indices.sorted { precedes(projects[$0].id, projects[$1].id) }
    return OrderOfTies(firstToLast: sorted)
  }

  /// By lots: the projects in lexicographic order, shuffled by Fisher and Yates (D. Knuth, TAOCP 3.4.2, algorithm P)
  /// with numbers that SplitMix64 (G. Steele, D. Lea, C. Flood, OOPSLA 2014) makes of the seed; each is brought below
  /// its bound by refusing the incomplete last cycle, so that all orders are equally likely.
  public static func lots(_ projects: [Election.Project], seed: UInt64) -> OrderOfTies {
    var order = projects.indices.sorted { precedes(projects[$0].id, projects[$1].id) }
    var state = seed
    func next(below bound: UInt64) -> UInt64 {
      while true {
        state &+= 0x9E37_79B9_7F4A_7C15
        var number = state
        number = (number ^ (number >> 30)) &* 0xBF58_476D_1CE4_E5B9
        number = (number ^ (number >> 27)) &* 0x94D0_49BB_1331_11EB
        number ^= number >> 31
        if number < UInt64.max - UInt64.max % bound { return number % bound }
      }
    }
    for last in order.indices.dropFirst().reversed() {
      order.swapAt(last, Int(next(below: UInt64(last + 1))))
    }
    return OrderOfTies(firstToLast: order)
  }

  /// - Parameter firstToLast: all projects, by number.
  public init(firstToLast: [Int]) {
    var places = [Int](repeating: 0, count: firstToLast.count)
    for (place, project) in firstToLast.enumerated() { places[project] = place }
    self.places = places
  }

  public var firstToLast: [Int] { places.indices.sorted { places[$0] < places[$1] } }
  public var reversed: OrderOfTies { OrderOfTies(firstToLast: firstToLast.reversed()) }

  /// The same order with one project moved just before another.
  func moving(_ project: Int, before other: Int) -> OrderOfTies {
    var order = firstToLast.filter { $0 != project }
    order.insert(project, at: order.firstIndex(of: other) ?? 0)
    return OrderOfTies(firstToLast: order)
  }

  public static func precedes(_ one: String, _ other: String) -> Bool {
    one.utf8.lexicographicallyPrecedes(other.utf8)
  }
}
