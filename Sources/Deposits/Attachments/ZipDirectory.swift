/// What an archive says that it holds (PKWARE APPNOTE 6.3), read from its end; nothing is unpacked.
struct ZipDirectory {
  struct Entry: Equatable {
    var name: String
    var isLocked: Bool
    /// 0 is as it is, 8 is deflated.
    var method: Int
    var packedBytes: Int
    var offset: Int

    /// Programs inside a document: those of Word, those of OpenDocument.
    var isMacro: Bool {
      name.lowercased().hasSuffix("vbaproject.bin") || name.hasPrefix("Basic/") || name.hasPrefix("Scripts/")
    }
  }

  static let mostEntries = 5_000
  private static let largest = 1_048_576
  private static let endBytes = 22

  var entries: [Entry] = []

  func has(_ name: String) -> Bool { entries.contains { $0.name == name } }

  /// Nil where it is no archive that can be read in one way only.
  init?(_ file: FileBytes) throws {
    let tailBytes = min(file.count, Self.endBytes + 65_535)
    let tail = try file.read((file.count - tailBytes)..<file.count)
    guard let end = Self.end(in: tail) else { return nil }
    let count = tail.number(at: end + 10, bytes: 2)
    let size = tail.number(at: end + 12, bytes: 4)
    let start = tail.number(at: end + 16, bytes: 4)
    let isWhole = tail.number(at: end + 4, bytes: 4) == 0 && tail.number(at: end + 8, bytes: 2) == count
    guard isWhole, (1...Self.mostEntries).contains(count), size <= Self.largest else { return nil }
    guard start + size == file.count - tailBytes + end else { return nil }
    let bytes = try file.read(start..<start + size)
    var place = 0
    for _ in 0..<count {
      guard let entry = Self.entry(in: bytes, at: &place, before: start) else { return nil }
      entries.append(entry)
    }
    guard place == bytes.count, Set(entries.map(\.name)).count == entries.count else { return nil }
  }

  /// Where its end record is; the comment after it must reach the end of the file.
  private static func end(in tail: [UInt8]) -> Int? {
    guard tail.count >= endBytes else { return nil }
    for place in stride(from: tail.count - endBytes, through: 0, by: -1)
    where tail[place] == 0x50 && tail.number(at: place, bytes: 4) == 0x0605_4B50 {
      return tail.number(at: place + 20, bytes: 2) == tail.count - place - endBytes ? place : nil
    }
    return nil
  }

  private static func entry(in bytes: [UInt8], at place: inout Int, before end: Int) -> Entry? {
    guard place + 46 <= bytes.count, bytes.number(at: place, bytes: 4) == 0x0201_4B50 else { return nil }
    let lengths = [28, 30, 32].map { bytes.number(at: place + $0, bytes: 2) }
    let nameStart = place + 46
    let next = nameStart + lengths.reduce(0, +)
    guard next <= bytes.count else { return nil }
    let nameBytes = bytes[nameStart..<nameStart + lengths[0]]
    guard let name = String(validating: nameBytes, as: UTF8.self), !isOutside(name) else { return nil }
    let flags = bytes.number(at: place + 8, bytes: 2)
    let entry = Entry(
      name: name, isLocked: flags & 1 == 1, method: bytes.number(at: place + 10, bytes: 2),
      packedBytes: bytes.number(at: place + 20, bytes: 4), offset: bytes.number(at: place + 42, bytes: 4))
    guard entry.offset + entry.packedBytes <= end, [0, 8].contains(entry.method) else { return nil }
    place = next
    return entry
  }

  /// A name that would leave the folder in which it were unpacked, or is none.
  private static func isOutside(_ name: String) -> Bool {
    name.isEmpty || name.hasPrefix("/") || name.contains("\\") || name.contains("\0")
      || name.split(separator: "/").contains("..")
  }

  /// The content of the very first entry, where it has this name and is kept as it is.
  func plainFirstEntry(named name: String, longest: Int, _ file: FileBytes) throws -> [UInt8]? {
    guard let entry = entries.first(where: { $0.offset == 0 }), entry.name == name, entry.method == 0,
      entry.packedBytes <= longest
    else { return nil }
    let head = try file.read(0..<min(30, file.count))
    guard head.count == 30, head.number(at: 26, bytes: 2) == name.utf8.count else { return nil }
    let start = 30 + name.utf8.count + head.number(at: 28, bytes: 2)
    guard start + entry.packedBytes <= file.count else { return nil }
    return try file.read(start..<start + entry.packedBytes)
  }
}

extension [UInt8] {
  /// A number as archives write it, the least byte first.
  fileprivate func number(at place: Int, bytes: Int) -> Int {
    guard place >= 0, place + bytes <= count else { return -1 }
    return self[place..<place + bytes].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
