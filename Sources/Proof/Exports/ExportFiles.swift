/// Where the files of an export are written: a folder on a disk, an archive, a test's memory.
public protocol ExportSink {
  /// Adds bytes to the end of a file, which the first makes.
  mutating func append(_ bytes: [UInt8], to path: String) throws
}

/// Where the files of an export are read from; they may be anything at all.
public protocol ExportFiles {
  /// - Returns: nil when there is no such file, or it is not a plain one.
  func open(_ path: String) -> (any ExportFile)?

  /// Gives the path of all that is there, in bytes: of files, of folders that hold nothing, of what is neither, and of
  /// folders inside `ExportPath.deepest` others, which are not entered.
  /// - Returns: false when it cannot be read.
  func paths(_ take: ([UInt8]) -> Void) -> Bool
}

public protocol ExportFile: AnyObject {
  /// - Returns: how many bytes were read, 0 at the end, -1 when it cannot be read.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int
}

/// The files of an export, but for tiles and earlier checkpoints.
public enum ExportPath {
  public static let leaves = "leaves.jsonl"
  public static let checkpoint = "checkpoint"
  public static let texts = "texts.jsonl"
  public static let roll = "roll.jsonl"
  public static let ballots = "ballots.jsonl"
  public static let tally = "tally.jsonl"
  public static let votes = "votes.pb"

  /// How many folders deep one looks: deeper than any export.
  public static let deepest = 16

  public static func checkpoint(_ size: UInt64) -> String { "checkpoints/\(size)" }
}

/// Reads lines one after the other, holding one buffer and one line.
struct ExportLines {
  enum Line {
    case line([UInt8])
    /// The file ends without a line feed.
    case unfinished([UInt8])
    case tooLong
    case unreadable
  }

  private let file: any ExportFile
  private let longest: Int
  private var buffer = [UInt8](repeating: 0, count: 1 << 17)
  private var place = 0
  private var end = 0

  init(_ file: any ExportFile, longest: Int) {
    self.file = file
    self.longest = longest
  }

  /// - Returns: nil at the end of the file.
  mutating func next() -> Line? {
    var line: [UInt8] = []
    while true {
      if place == end {
        end = buffer.withUnsafeMutableBytes { file.read(into: $0) }
        place = 0
        guard end >= 0 else {
          end = 0
          return .unreadable
        }
        if end == 0 { return line.isEmpty ? nil : .unfinished(line) }
      }
      let feed = buffer[place..<end].firstIndex(of: 0x0A)
      line.append(contentsOf: buffer[place..<(feed ?? end)])
      place = feed.map { $0 + 1 } ?? end
      guard line.count <= longest else { return .tooLong }
      if feed != nil { return .line(line) }
    }
  }
}

extension ExportFiles {
  /// A file whole, or nil when it is not there, cannot be read or is longer.
  func bytes(of path: String, atMost most: Int) -> [UInt8]? {
    guard let file = open(path) else { return nil }
    var bytes = [UInt8](repeating: 0, count: most + 1)
    var count = 0
    while count <= most {
      let read = bytes.withUnsafeMutableBytes { file.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[count...])) }
      guard read >= 0 else { return nil }
      if read == 0 { return Array(bytes.prefix(count)) }
      count += read
    }
    return nil
  }
}
