/// Files in one, as `tar` unpacks them (POSIX.1-2001, « ustar »): plain files, readable by all.
struct TarArchive {
  private static let block = 512
  private static let longestPath = 100
  private var blocks: [UInt8] = []
  /// Seconds since 1970 at which all that is added was last changed.
  let changedAt: Int64

  init(changedAt: Int64) { self.changedAt = changedAt }

  /// The archive as it is to be kept: after the last file come two empty blocks.
  var bytes: [UInt8] { blocks + [UInt8](repeating: 0, count: 2 * Self.block) }

  /// - Parameter path: of at most 100 bytes, with `/` between folders.
  mutating func add(_ content: [UInt8], at path: String) {
    precondition(path.utf8.count <= Self.longestPath)
    blocks += header(path, size: content.count)
    blocks += content
    blocks += [UInt8](repeating: 0, count: (Self.block - content.count % Self.block) % Self.block)
  }

  private func header(_ path: String, size: Int) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: Self.block)
    func put(_ text: String, at place: Int) { block.replaceSubrange(place..<place + text.utf8.count, with: text.utf8) }
    put(path, at: 0)
    put(Self.octal(0o644, digits: 7), at: 100)
    put(Self.octal(0, digits: 7), at: 108)
    put(Self.octal(0, digits: 7), at: 116)
    put(Self.octal(Int64(size), digits: 11), at: 124)
    put(Self.octal(changedAt, digits: 11), at: 136)
    // The sum is reckoned as if its own eight places held spaces.
    put("        ", at: 148)
    put("0", at: 156)
    put("ustar\u{0}00", at: 257)
    put(Self.octal(block.reduce(0) { $0 + Int64($1) }, digits: 6) + "\u{0} ", at: 148)
    return block
  }

  private static func octal(_ number: Int64, digits: Int) -> String {
    let text = String(max(0, number), radix: 8)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
