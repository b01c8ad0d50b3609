/// What became of the communes, from all the movements known, in the order of time.
struct CommuneHistory: Sendable {
  /// Where a commune went that is no more.
  struct End: Sendable, Equatable {
    var into: String
    var effectiveOn: String
  }

  /// By INSEE code: of those that another took over.
  private(set) var ends: [String: End] = [:]
  /// The new code of those that changed it, and the old one by the new.
  private var codesBefore: [String: String] = [:]
  /// By INSEE code: the names that it took, in order.
  private var names: [String: [Movement]] = [:]

  /// - Parameter day: what comes into effect after this day is not told yet.
  init(_ movements: [Movement], until day: String) {
    // Of one day, what revives comes first: a commune may be restored to join another at once.
    let known = movements.filter { $0.effectiveOn <= day }.sorted {
      ($0.effectiveOn, $0.revives ? 0 : 1, $0.codeBefore, $0.codeAfter)
        < ($1.effectiveOn, $1.revives ? 0 : 1, $1.codeBefore, $1.codeAfter)
    }
    for movement in known {
      if movement.merges {
        ends[movement.codeBefore] = End(into: movement.codeAfter, effectiveOn: movement.effectiveOn)
      } else if movement.recodes {
        codesBefore[movement.codeAfter] = movement.codeBefore
      } else if movement.revives {
        ends[movement.codeAfter] = nil
      } else if movement.renames {
        names[movement.codeBefore, default: []].append(movement)
      }
    }
  }

  /// The code that a commune bore before it took `code`.
  func code(before code: String) -> String? { codesBefore[code] }

  /// The name of a commune today, from that of an edition of the register; nil where nothing changed it since.
  func name(of code: String, from name: String) -> FrenchName? {
    var current = name
    var article: Int?
    for movement in names[code] ?? [] where movement.nameBefore == current {
      current = movement.nameAfter
      article = movement.articleAfter
    }
    guard current != name, let article else { return nil }
    return FrenchName(commune: current, articleCode: article)
  }

  /// Where a commune went, the first of the chain for which `exists` holds; nil for those that are still there.
  func end(of code: String, exists: (String) -> Bool) -> End? {
    guard let first = ends[code] else { return nil }
    var into = first.into
    var seen: Set<String> = [code]
    while !exists(into) || into == code {
      guard seen.insert(into).inserted, let next = ends[into] else { return nil }
      into = next.into
    }
    return End(into: into, effectiveOn: first.effectiveOn)
  }
}
