import Deposits

/// The text of a proposition with, for each sentence that was picked, where it comes from.
struct SourcedText: Sendable, Equatable {
  /// A contribution in one of its versions.
  struct Source: Sendable, Hashable {
    var contribution: Int64
    var version: Int
  }

  struct Segment: Sendable, Equatable {
    var text: String
    /// Numbers of notes, from 1; none for what was written at the desk.
    var notes: [Int] = []
  }

  var paragraphs: [[Segment]] = []
  /// The sources, in the order in which the text names them first.
  var notes: [Source] = []

  init(_ text: String, taking sentences: [PickedSentence]) {
    // The longest first: a short sentence may stand within another.
    var left: [(words: [UInt8], sources: [Source])] = []
    for (words, same) in Dictionary(grouping: sentences, by: \.words) {
      var sources: [Source] = []
      for one in same {
        let source = Source(contribution: one.contribution, version: one.version)
        if !sources.contains(source) { sources.append(source) }
      }
      left.append((Array(words.utf8), sources))
    }
    left.sort { left, right in
      left.words.count != right.words.count
        ? left.words.count > right.words.count : left.words.lexicographicallyPrecedes(right.words)
    }
    for paragraph in text.split(separator: "\n\n").map(String.init) where !paragraph.isEmpty {
      let bytes = Array(paragraph.utf8)
      var found: [(range: Range<Int>, sources: [Source])] = []
      left.removeAll { sentence in
        guard let range = Self.place(of: sentence.words, in: bytes) else { return false }
        if let holder = found.firstIndex(where: { $0.range.overlaps(range) }) {
          for source in sentence.sources where !found[holder].sources.contains(source) {
            found[holder].sources.append(source)
          }
        } else {
          found.append((range, sentence.sources))
        }
        return true
      }
      paragraphs.append(segments(of: bytes, found.sorted { $0.range.lowerBound < $1.range.lowerBound }))
    }
  }

  private mutating func segments(of bytes: [UInt8], _ found: [(range: Range<Int>, sources: [Source])]) -> [Segment] {
    var segments: [Segment] = []
    var place = 0
    for one in found {
      let before = String(decoding: bytes[place..<one.range.lowerBound], as: UTF8.self)
      let words = String(decoding: bytes[one.range], as: UTF8.self)
      let numbers = one.sources.map { number(of: $0) }
      place = one.range.upperBound
      // Sentences that follow one another in a source are told together.
      if let last = segments.last, last.notes == numbers, before.allSatisfy(\.isWhitespace) {
        segments[segments.count - 1].text += before + words
        continue
      }
      if !before.isEmpty { segments.append(Segment(text: before)) }
      segments.append(Segment(text: words, notes: numbers))
    }
    if place < bytes.count { segments.append(Segment(text: String(decoding: bytes[place...], as: UTF8.self))) }
    return segments
  }

  private mutating func number(of source: Source) -> Int {
    if let known = notes.firstIndex(of: source) { return known + 1 }
    notes.append(source)
    return notes.count
  }

  /// The first place of some bytes among others.
  private static func place(of words: [UInt8], in bytes: [UInt8]) -> Range<Int>? {
    guard let first = words.first, words.count <= bytes.count else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      for start in 0...bytes.count - words.count
      where bytes[start] == first && bytes[start..<start + words.count].elementsEqual(words) {
        return start..<start + words.count
      }
      return nil
    }
  }
}
