@preconcurrency import Glibc

/// The second copy of the log of one vote: a file of its own folder, one line for each leaf in order, read by its owner
/// alone. What it says is written is durable.
struct LeafCopyFile {
  enum Refusal: Error, Equatable {
    case unwritable(Int32)
    case unreadable(Int32)
    /// It holds more leaves than the log, or others.
    case another
  }

  let path: String

  /// Whether a file can be made there and be durable: one is, and is taken away again.
  static func canBeKept(in folder: String) -> Bool {
    let path = "\(folder)/.essai-\(UInt64.random(in: .min ... .max))"
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { return false }
    defer { unlink(path) }
    let bytes = [UInt8](repeating: 0x0A, count: 1 << 12)
    let isDurable = Glibc.write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
    return close(file) == 0 && isDurable
  }

  init(folder: String, consultation: String) { path = "\(folder)/\(consultation).leaves" }

  /// How many leaves it holds; what a cut left of a last line is taken away.
  func count() throws(Refusal) -> Int64 {
    let file = open(path, O_RDWR | O_CLOEXEC)
    if file < 0, errno == ENOENT { return 0 }
    guard file >= 0 else { throw .unreadable(errno) }
    defer { close(file) }
    guard flock(file, LOCK_EX) == 0 else { throw .unreadable(errno) }
    var (lines, whole, read): (Int64, off_t, off_t) = (0, 0, 0)
    var bytes = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let got = Glibc.read(file, &bytes, bytes.count)
      guard got >= 0 else { throw .unreadable(errno) }
      guard got > 0 else { break }
      for place in 0..<got where bytes[place] == 0x0A {
        lines += 1
        whole = read + off_t(place) + 1
      }
      read += off_t(got)
    }
    if whole < read { guard ftruncate(file, whole) == 0, fsync(file) == 0 else { throw .unwritable(errno) } }
    return lines
  }

  /// Adds these lines, and returns once they are durable; where that fails, none of them is left.
  func append(_ bytes: [UInt8]) throws(Refusal) {
    let isNew = access(path, F_OK) != 0
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .unwritable(errno) }
    defer { close(file) }
    let before = lseek(file, 0, SEEK_END)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return try undo(file, before) }
      written += count
    }
    guard fsync(file) == 0 else { return try undo(file, before) }
    if isNew { try keepName() }
  }

  private func undo(_ file: Int32, _ size: off_t) throws(Refusal) {
    let cause = errno
    ftruncate(file, size)
    throw .unwritable(cause)
  }

  /// A new file is durable once its folder is.
  private func keepName() throws(Refusal) {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    let file = open(folder.isEmpty ? "/" : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { throw .unwritable(errno) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw .unwritable(errno) }
  }

  /// Shows each whole line, without its end.
  func forEachLine(_ body: (_ line: ArraySlice<UInt8>) throws -> Void) throws {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Refusal.unreadable(errno) }
    defer { close(file) }
    var rest: [UInt8] = []
    var bytes = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let got = Glibc.read(file, &bytes, bytes.count)
      guard got >= 0 else { throw Refusal.unreadable(errno) }
      guard got > 0 else { return }
      rest += bytes[..<got]
      var start = rest.startIndex
      while let end = rest[start...].firstIndex(of: 0x0A) {
        try body(rest[start..<end])
        start = end + 1
      }
      rest.removeSubrange(..<start)
    }
  }

  /// The last line, read back from the end.
  func lastLine() throws -> [UInt8]? {
    var last: [UInt8]?
    try forEachLine { last = Array($0) }
    return last
  }
}
