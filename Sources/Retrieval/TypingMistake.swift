/// One typing mistake: a letter missing, one too many, one for another, or two neighbours exchanged
/// (Damerau–Levenshtein distance 1). Words are UTF-8 bytes, already folded.
enum TypingMistake {
  enum Reach {
    /// The whole word, at most one mistake apart.
    case whole
    /// Only the beginning of the word.
    case beginning
  }

  /// How far `typed` reaches into `word` with exactly one mistake or none; nil when it takes more.
  ///
  /// Nothing is lost by deciding at the first difference: what precedes it costs nothing in the best alignment.
  @inline(__always)
  static func reach(of typed: UnsafeBufferPointer<UInt8>, into word: UnsafeBufferPointer<UInt8>) -> Reach? {
    guard typed.count <= word.count + 1 else { return nil }
    var same = 0
    let shorter = min(typed.count, word.count)
    while same < shorter && typed[same] == word[same] { same += 1 }
    if same == typed.count { return word.count <= typed.count + 1 ? .whole : .beginning }
    if same == word.count { return .whole }

    var best: Reach?
    func consider(_ from: Int, _ into: Int) -> Bool {
      guard let reach = exactReach(of: typed, from: from, into: word, from: into) else { return false }
      if case .whole = reach { best = .whole } else if best == nil { best = .beginning }
      return reach == .whole
    }
    if consider(same + 1, same + 1) || consider(same, same + 1) || consider(same + 1, same) { return .whole }
    if same + 1 < typed.count, same + 1 < word.count, typed[same] == word[same + 1], typed[same + 1] == word[same] {
      _ = consider(same + 2, same + 2)
    }
    return best
  }

  @inline(__always)
  private static func exactReach(
    of typed: UnsafeBufferPointer<UInt8>, from: Int, into word: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Reach? {
    let length = typed.count - from
    guard length >= 0, word.count - start >= length else { return nil }
    for offset in 0..<length where typed[from + offset] != word[start + offset] { return nil }
    return word.count - start == length ? .whole : .beginning
  }
}
