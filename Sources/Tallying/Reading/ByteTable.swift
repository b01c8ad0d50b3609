/// Distinct strings of bytes, numbered from 0 in the order they come. Hashes are seeded anew for each process, so
/// that no file can be written to make it slow.
struct ByteTable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var slots: [Int32] = Array(repeating: -1, count: 64)

  var count: Int { ends.count }

  /// The number of a string that is in the table, or nil.
  func find(_ string: UnsafeBufferPointer<UInt8>) -> Int? {
    let number = slots[slot(of: string)]
    return number < 0 ? nil : Int(number)
  }

  /// - Returns: the string's number, and whether it came for the first time.
  mutating func insert(_ string: UnsafeBufferPointer<UInt8>) -> (number: Int, isNew: Bool) {
    let place = slot(of: string)
    if slots[place] >= 0 { return (Int(slots[place]), false) }
    slots[place] = Int32(truncatingIfNeeded: ends.count)
    bytes.append(contentsOf: string)
    ends.append(bytes.count)
    if ends.count * 2 > slots.count { grow() }
    return (ends.count - 1, true)
  }

  func string(_ number: Int) -> String { String(decoding: bytes[range(number)], as: UTF8.self) }

  private func range(_ number: Int) -> Range<Int> { (number == 0 ? 0 : ends[number - 1])..<ends[number] }

  private func slot(of string: UnsafeBufferPointer<UInt8>) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(string))
    var place = hasher.finalize() & (slots.count - 1)
    while slots[place] >= 0 {
      let range = range(Int(slots[place]))
      if range.count == string.count, bytes[range].elementsEqual(string) { break }
      place = (place + 1) & (slots.count - 1)
    }
    return place
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    bytes.withUnsafeBufferPointer { all in
      for number in ends.indices {
        let place = slot(of: UnsafeBufferPointer(rebasing: all[range(number)]))
        slots[place] = Int32(truncatingIfNeeded: number)
      }
    }
  }
}
