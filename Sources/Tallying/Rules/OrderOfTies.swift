/// The order in which equal projects are taken: one for the whole count, published before it.
public struct OrderOfTies: Sendable, Equatable {
  /// The place of each project, 0 first.
  public let places: [Int]

  /// By identifier, in the order of Unicode code points (that of UTF-8 bytes): `10`, `9`, `B`, `b`, `é`.
  public static func lexicographic(_ projects: [Election.Project]) -> OrderOfTies {
    let sorted = projects.indices.sorted { precedes(projects[$0].id, projects[$1].id) }
    return OrderOfTies(firstToLast: sorted)
  }

  /// By lots: the smallest drawn first, compared byte by byte; equal lots by identifier. A draw that anyone can make
  /// again takes for each project a hash of a public seed and its identifier.
  public static func lots(_ projects: [Election.Project], draw: (_ id: String) -> [UInt8]) -> OrderOfTies {
    let lots = projects.map { draw($0.id) }
    let sorted = projects.indices.sorted { one, other in
      if lots[one] == lots[other] { return precedes(projects[one].id, projects[other].id) }
      return lots[one].lexicographicallyPrecedes(lots[other])
    }
    return OrderOfTies(firstToLast: sorted)
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
