/// Finds, among short French texts, those that resemble one: what a town hall is about to write, somebody has perhaps
/// written already.
///
/// Nothing is learnt beforehand and no label is used: what a word is worth follows from the texts that are there. One
/// writer inserts and removes texts as they change; a copy may be asked meanwhile. A removed text only leaves a mark
/// until a quarter of the index is gone.
public struct LikenessIndex: Sendable {
  /// A title and what stands under it.
  public struct Text: Sendable {
    let title: String
    let body: String

    public init(title: String, body: String = "") {
      self.title = title
      self.body = body
    }
  }

  /// A feature in a text: which text, and how often (at most 255), in one number, since there are millions of them.
  struct Posting {
    private let bits: UInt32
    init(text: Int, frequency: UInt8) { bits = UInt32(truncatingIfNeeded: text) << 8 | UInt32(frequency) }
    var text: Int { Int(bits >> 8) }
    var frequency: Int { Int(bits & 0xFF) }
  }
  /// The texts that 24 bits can number; more are not taken in.
  private static let most = 1 << 24

  /// The numbers of features by key.
  private(set) var numbers: [UInt64: UInt32] = [:]
  /// By feature, sorted by text.
  private(set) var postings: [[Posting]] = []
  /// By feature: its block, and what it is worth.
  private(set) var blocks: [LikenessReading.Block] = []
  private(set) var rarities: [Float] = []
  /// By text, in the order of insertion.
  private(set) var ids: [Int64] = []
  private(set) var titles: [String] = []
  private var isThere: [Bool] = []
  /// By block, by text: one over the length of its vector; zero for what is not there.
  private(set) var scales: [[Float]] = LikenessReading.Block.allCases.map { _ in [] }
  /// The texts that are there, by identifier.
  private(set) var texts: [Int64: Int] = [:]
  /// Insertions and removals since everything was weighed.
  private var changes = 0

  public init() {}

  /// How many texts can be found.
  public var count: Int { texts.count }

  /// Adds a text, in place of the one with the same identifier.
  public mutating func insert(_ text: Text, id: Int64) {
    remove(id: id)
    let place = ids.count
    guard place < Self.most else { return }
    let reading = LikenessReading(title: text.title, body: text.body, findsInBodies: false, Stemmer())
    for feature in reading.features {
      postings[number(of: feature)].append(Posting(text: place, frequency: feature.frequency))
    }
    ids.append(id)
    titles.append(text.title)
    isThere.append(true)
    texts[id] = place
    let squares = squares(of: reading)
    for block in scales.indices { scales[block].append(Self.scale(squares[block])) }
    changes += 1
    if changes > 64, changes > count / 8 { settle() }
  }

  /// Takes a text out; nothing happens when it is not there.
  public mutating func remove(id: Int64) {
    guard let place = texts.removeValue(forKey: id) else { return }
    isThere[place] = false
    titles[place] = ""
    for block in scales.indices { scales[block][place] = 0 }
    changes += 1
    let removed = ids.count - texts.count
    if removed > 256, removed > texts.count / 4 { compact() }
  }

  private mutating func number(of feature: LikenessReading.Feature) -> Int {
    if let known = numbers[feature.key] { return Int(known) }
    let number = postings.count
    numbers[feature.key] = UInt32(truncatingIfNeeded: number)
    postings.append([])
    blocks.append(feature.block)
    rarities.append(rarity(ofPresence: 1))
    return number
  }

  /// What a feature is worth that so many texts have: ln((1 + n) / (1 + frequency)) + 1.
  private func rarity(ofPresence frequency: Int) -> Float {
    Float(NaturalLogarithm.of(Double(1 + max(count, frequency)) / Double(1 + frequency))) + 1
  }

  /// What a feature is worth, met or not.
  func rarity(of feature: LikenessReading.Feature) -> Float {
    if let known = numbers[feature.key] { return rarities[Int(known)] }
    return rarity(ofPresence: 0)
  }

  /// By block: the square of the length of the vector.
  func squares(of reading: LikenessReading) -> [Float] {
    var squares = [Float](repeating: 0, count: scales.count)
    for feature in reading.features {
      let weight = rarity(of: feature) * Self.dampened[Int(feature.frequency)]
      squares[Int(feature.block.rawValue)] += weight * weight
    }
    return squares
  }

  static func scale(_ square: Float) -> Float { square > 0 ? 1 / square.squareRoot() : 0 }

  /// What a feature counts that occurs so often in a text: 1 + ln(frequency).
  static let dampened: [Float] = (0...255).map { $0 == 0 ? 0 : 1 + Float(NaturalLogarithm.of(Double($0))) }

  /// Weighs everything anew, by the texts that are there now. It happens by itself as texts come and go; after a
  /// known lot of them, it makes the answers those of an index that was filled in any other order.
  public mutating func settle() {
    changes = 0
    var squares = scales.map { [Float](repeating: 0, count: $0.count) }
    for number in postings.indices {
      let present = postings[number].reduce(0) { $0 + (isThere[$1.text] ? 1 : 0) }
      let rarity = rarity(ofPresence: present)
      rarities[number] = rarity
      let block = Int(blocks[number].rawValue)
      for posting in postings[number] where isThere[posting.text] {
        let weight = rarity * Self.dampened[posting.frequency]
        squares[block][posting.text] += weight * weight
      }
    }
    scales = squares.map { $0.map(Self.scale) }
  }

  /// Forgets removed texts and numbers the others anew.
  private mutating func compact() {
    let kept = ids.indices.filter { isThere[$0] }
    var places = [Int](repeating: -1, count: ids.count)
    for (place, old) in kept.enumerated() { places[old] = place }
    ids = kept.map { ids[$0] }
    titles = kept.map { titles[$0] }
    isThere = kept.map { _ in true }
    scales = scales.map { scales in kept.map { scales[$0] } }
    for (place, id) in ids.enumerated() { texts[id] = place }
    for number in postings.indices {
      postings[number] = postings[number].compactMap { posting in
        let place = places[posting.text]
        return place < 0 ? nil : Posting(text: place, frequency: UInt8(posting.frequency))
      }
    }
    settle()
  }
}
