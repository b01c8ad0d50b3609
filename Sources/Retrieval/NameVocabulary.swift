/// The words and codes of an index of names: sorted, so that those with a given beginning are a range of numbers, and
/// laid end to end, so that reading through them all is quick.
struct NameVocabulary: Sendable {
  private let bytes: [UInt8]
  /// Where each word begins in `bytes`, and the end of the last.
  private let starts: [Int32]
  /// How many are words of names; from there on they are codes.
  let nameCount: Int

  var count: Int { starts.count - 1 }

  /// Both lists are sorted by bytes, without repetition.
  init(names: [[UInt8]], codes: [[UInt8]]) {
    var bytes: [UInt8] = []
    var starts: [Int32] = [0]
    for word in [names, codes].joined() {
      bytes.append(contentsOf: word)
      starts.append(Int32(bytes.count))
    }
    self.bytes = bytes
    self.starts = starts
    nameCount = names.count
  }

  /// The bytes of a word.
  func word(_ number: Int) -> ArraySlice<UInt8> {
    bytes[Int(starts[number])..<Int(starts[number + 1])]
  }

  /// The numbers of the words of names that begin with `beginning`.
  func nameNumbers(beginningWith beginning: [UInt8]) -> Range<Int> {
    numbers(beginningWith: beginning, within: 0..<nameCount)
  }

  /// The numbers of the codes that begin with `beginning`.
  func codeNumbers(beginningWith beginning: [UInt8]) -> Range<Int> {
    numbers(beginningWith: beginning, within: nameCount..<count)
  }

  /// Calls `body` for each word of names that `typed` reaches with one mistake at most.
  func forEachName(reachedBy typed: [UInt8], _ body: (Int, TypingMistake.Reach) -> Void) {
    typed.withUnsafeBufferPointer { typed in
      bytes.withUnsafeBufferPointer { bytes in
        for number in 0..<nameCount {
          let word = UnsafeBufferPointer(rebasing: bytes[Int(starts[number])..<Int(starts[number + 1])])
          if let reach = TypingMistake.reach(of: typed, into: word) { body(number, reach) }
        }
      }
    }
  }

  private func numbers(beginningWith beginning: [UInt8], within range: Range<Int>) -> Range<Int> {
    let first = partition(range) { !$0.lexicographicallyPrecedes(beginning) }
    return first..<partition(first..<range.upperBound) { !$0.starts(with: beginning) }
  }

  /// The first place of a sorted range from which `isAfter` holds.
  private func partition(_ range: Range<Int>, isAfter: (ArraySlice<UInt8>) -> Bool) -> Int {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if isAfter(word(middle)) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
