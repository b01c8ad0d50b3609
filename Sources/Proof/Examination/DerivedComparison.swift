/// Compares the texts with their commitments, and each derived file with the one made anew, line by line.
struct DerivedComparison {
  let files: any ExportFiles
  let ledger: Ledger

  func run() throws(Fault) {
    try compareTexts()
    for path in ledger.derivedFiles { try compare(path) }
  }

  private func compareTexts() throws(Fault) {
    let path = ExportPath.texts
    var found = try FoundLines(files, path, longest: OpenedText.longestLine)
    for committed in ledger.texts where !committed.isWithdrawn {
      let line = try found.next()
      guard let text = try? OpenedText(line), text.opens(committed) else {
        throw Fault(.line(path, found.number), .wrongText)
      }
    }
    try found.end()
  }

  /// Lines of ballots are the longest.
  private static let longestLine = 1 << 17

  private func compare(_ path: String) throws(Fault) {
    var found = try FoundLines(files, path, longest: Self.longestLine)
    try ledger.lines(of: path) { line throws(Fault) in
      guard try found.next() == line else { throw Fault(.line(path, found.number), .different) }
    }
    try found.end()
  }
}

/// The lines of a file that is there, each asked for.
private struct FoundLines {
  private var lines: ExportLines
  private let path: String
  /// Of the last line given, the first being 1.
  private(set) var number = 0

  init(_ files: any ExportFiles, _ path: String, longest: Int) throws(Fault) {
    guard let file = files.open(path) else { throw Fault(.file(path), .missing) }
    lines = ExportLines(file, longest: longest)
    self.path = path
  }

  mutating func next() throws(Fault) -> [UInt8] {
    number += 1
    let place = Fault.Place.line(path, number)
    guard let line = lines.next() else { throw Fault(place, .missingLine) }
    switch line {
    case .line(let bytes): return bytes
    case .unfinished: throw Fault(place, .unfinishedLine)
    case .tooLong: throw Fault(place, .tooLong)
    case .unreadable: throw Fault(.file(path), .unreadable)
    }
  }

  mutating func end() throws(Fault) {
    guard lines.next() == nil else { throw Fault(.line(path, number + 1), .extraLine) }
  }
}
