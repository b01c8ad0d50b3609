/// Numbers that are the same for the same seed, on every machine: SplitMix64 (G. Steele, D. Lea, C. Flood, “Fast
/// Splittable Pseudorandom Number Generators”, OOPSLA 2014). Whoever knows the seed knows them all: they hide nothing.
public struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number below `bound`, which is 1 at least. That the lowest come a little oftener is of no matter here.
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(bound, 1))) }

  mutating func isOneIn(_ times: Int) -> Bool { below(times) == 0 }

  mutating func octets() -> Octets {
    var bytes: [UInt8] = []
    for _ in 0..<4 {
      let word = next()
      for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift))) }
    }
    return Octets(bytes) ?? .zero
  }
}
