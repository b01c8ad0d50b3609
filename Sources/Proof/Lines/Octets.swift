internal import Crypto
public import MerkleLog

/// 32 bytes, written in base64: a hash, a commitment, or the random bytes that hide what a commitment holds.
public struct Octets: Hashable, Sendable {
  public static let length = 32

  public let bytes: [UInt8]

  /// - Returns: nil unless there are 32 bytes.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Self.length else { return nil }
    self.bytes = Array(bytes)
  }

  /// - Returns: nil unless the text is the one base64 (RFC 4648 section 4) of 32 bytes.
  public init?(base64 text: some Collection<UInt8>) {
    guard text.count == 44, let bytes = Base64.bytes(of: text) else { return nil }
    self.init(bytes)
  }

  public init(_ hash: TreeHash) { bytes = hash.bytes }

  init(sha256 parts: [UInt8]...) {
    var hasher = SHA256()
    for part in parts { hasher.update(data: part) }
    bytes = Array(hasher.finalize())
  }

  public var base64: String { Base64.text(of: bytes) }
  public var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// What a field holds before it is read.
  static let zero = Octets(sha256: [])
}

extension Octets {
  /// Commits to a value, which stays hidden as long as the 32 random bytes do: SHA-256(nonce || JSON of the value).
  ///
  /// Without them a ballot could be guessed: ten choices out of 67 are 3·10¹¹ cases, which one machine tries in a
  /// day. With a nonce of its own for each value, equal values have different commitments.
  public init<Value: Committed>(of value: Value, under nonce: Octets) {
    self.init(sha256: nonce.bytes, value.json)
  }
}

/// What a commitment can hold; its JSON has the fields of no other kind.
public protocol Committed: Sendable {
  /// One line of JSON, without its line feed.
  var json: [UInt8] { get }
}

/// The choices of an organisation.
public struct Choices: Committed, Hashable {
  public var organisation: String
  /// Propositions, by identifier.
  public var propositions: [String]

  public init(organisation: String, propositions: [String]) {
    self.organisation = organisation
    self.propositions = propositions
  }

  public var json: [UInt8] {
    var line = FieldWriter()
    line.identifier("organisation", organisation)
    line.identifiers("choices", propositions)
    return line.finish()
  }
}

/// A public text, which can be withdrawn.
public struct PublicText: Committed, Hashable {
  public var title: String
  public var text: String

  public init(title: String = "", text: String) {
    self.title = title
    self.text = text
  }

  public var json: [UInt8] {
    var line = FieldWriter()
    line.text("title", title)
    line.text("text", text)
    return line.finish()
  }
}

/// A person, as the server knows her. Once its nonce is deleted nobody can tell whom a leaf means.
public struct CommittedPerson: Committed, Hashable {
  public var organisation: String
  public var person: String

  public init(organisation: String, person: String) {
    self.organisation = organisation
    self.person = person
  }

  public var json: [UInt8] {
    var line = FieldWriter()
    line.text("organisation", organisation)
    line.text("person", person)
    return line.finish()
  }
}
