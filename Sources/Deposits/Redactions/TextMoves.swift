/// Where the characters of a text stand once some of them were written over.
package struct TextMoves: Sendable, Equatable {
  /// Ranges of the text before, in their order, and how many characters stand there since.
  private var edits: [(range: Range<Int>, written: Int)] = []
  /// The text since.
  package var text = ""

  package init() {}

  /// One that stands before those that are known.
  package mutating func prepend(_ range: Range<Int>, written: Int) { edits.insert((range, written), at: 0) }

  /// Where a range of the text before is now. One that began or ended within what was written over takes the whole
  /// mark, so that no part loses it.
  package func moved(_ range: Range<Int>) -> Range<Int> {
    let (lower, upper) = (place(range.lowerBound, isEnd: false), place(range.upperBound, isEnd: true))
    return lower..<max(lower, upper)
  }

  private func place(_ place: Int, isEnd: Bool) -> Int {
    var shift = 0
    for edit in edits where edit.range.lowerBound < place {
      guard edit.range.upperBound <= place else {
        return edit.range.lowerBound + shift + (isEnd ? edit.written : 0)
      }
      shift += edit.written - edit.range.count
    }
    return place + shift
  }

  package static func == (left: TextMoves, right: TextMoves) -> Bool {
    left.edits.elementsEqual(right.edits) { $0.range == $1.range && $0.written == $1.written }
  }
}
