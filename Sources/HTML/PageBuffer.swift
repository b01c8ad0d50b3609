public import Localization

/// The bytes of a page as it is written, with the language it is written in.
///
/// Memory of its own, which one page writes and nobody shares: a page is some three thousand short pieces, and an array
/// would ask at each of them whether it is alone to hold its bytes.
public struct PageBuffer: ~Copyable {
  /// `capacity` bytes, of which the first `count` are written; both change in this file alone.
  @usableFromInline private(set) var start: UnsafeMutablePointer<UInt8>
  @usableFromInline private(set) var capacity: Int
  public private(set) var count = 0

  public let language: Language
  public let catalogue: Catalogue
  /// What each form that posts carries, so that another site cannot post in a person's name: asked for by the first.
  private let makeFormToken: () -> String
  private var madeFormToken: String?
  /// Whether a form that posts was written: the page then belongs to one browser and is kept by no cache.
  public var hasForm = false

  public init(
    language: Language, catalogue: Catalogue, capacity: Int = 32_768, formToken: @escaping () -> String = { "" }
  ) {
    self.language = language
    self.catalogue = catalogue
    makeFormToken = formToken
    self.capacity = max(capacity, 64)
    start = .allocate(capacity: self.capacity)
  }

  deinit { start.deallocate() }

  /// A copy of what is written.
  public var bytes: [UInt8] { Array(UnsafeBufferPointer(start: start, count: count)) }

  /// A copy of what is written from a place on.
  borrowing func bytes(from start: Int) -> [UInt8] {
    Array(UnsafeBufferPointer(start: self.start + start, count: count - start))
  }

  /// Shows what is written, for as long as `body` runs.
  public borrowing func withBytes<T>(_ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
    try body(UnsafeRawBufferPointer(start: start, count: count))
  }

  private mutating func grow(by more: Int) {
    let larger = max(capacity * 2, count + more)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    moved.update(from: start, count: count)
    start.deallocate()
    start = moved
    capacity = larger
  }

  @usableFromInline mutating func append(_ byte: UInt8) {
    if count == capacity { grow(by: 1) }
    start[count] = byte
    count += 1
  }

  @usableFromInline mutating func append(_ source: UnsafeBufferPointer<UInt8>) {
    guard let address = source.baseAddress, source.count > 0 else { return }
    if capacity - count < source.count { grow(by: source.count) }
    (start + count).update(from: address, count: source.count)
    count += source.count
  }

  /// Bytes that are HTML already and were written by another page of ours.
  public mutating func drawn(_ bytes: ArraySlice<UInt8>) { bytes.withUnsafeBufferPointer { append($0) } }

  @inlinable public mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { append($0) }
  }

  public mutating func raw(_ text: String) {
    var copy = text
    copy.withUTF8 { append($0) }
  }

  /// Text or the value of an attribute: `& < > " '` become references, NUL (which HTML forbids) the replacement mark.
  public mutating func escaped(_ text: String) {
    var copy = text
    copy.withUTF8 { escaped($0) }
  }

  /// One bit for each of the bytes below 64 that do not stand for themselves.
  private static let marks: UInt64 = {
    var bits: UInt64 = 1
    for mark: UInt8 in [UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), 39] {
      bits |= 1 << UInt64(mark)
    }
    return bits
  }()

  @usableFromInline mutating func escaped(_ source: UnsafeBufferPointer<UInt8>) {
    // Runs without a mark to escape are copied whole.
    let marks = Self.marks
    var start = 0
    for place in source.indices {
      let byte = source[place]
      guard byte < 64, marks & (1 << UInt64(byte)) != 0 else { continue }
      append(UnsafeBufferPointer(rebasing: source[start..<place]))
      switch byte {
      case UInt8(ascii: "&"): raw("&amp;")
      case UInt8(ascii: "<"): raw("&lt;")
      case UInt8(ascii: ">"): raw("&gt;")
      case UInt8(ascii: "\""): raw("&quot;")
      case 0: raw("\u{FFFD}")
      default: raw("&#39;")
      }
      start = place + 1
    }
    append(UnsafeBufferPointer(rebasing: source[start...]))
  }

  /// The token of the forms of this page, the same in each.
  public mutating func formToken() {
    hasForm = true
    let token = madeFormToken ?? makeFormToken()
    madeFormToken = token
    escaped(token)
  }

  public mutating func phrase(_ phrase: Phrase) {
    if language == .french, let words = phrase.words {
      words.withUTF8Buffer { escaped($0) }
    } else {
      escaped(phrase.text(in: language, catalogue))
    }
  }
}
