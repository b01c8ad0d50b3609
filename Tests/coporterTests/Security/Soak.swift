import Foundation

/// Whether what takes long runs whole (`make soak`) or by a slice (`make test`).
enum Soak {
  static let isWhole = ProcessInfo.processInfo.environment["SOAK"] == "1"

  static func rounds(_ slice: Int, whole: Int) -> Int { isWhole ? whole : slice }

  /// One element of so many, others from one turn to the next: as many turns as shares see them all. In the soak each
  /// turn sees them all.
  static func share<T>(of all: [T], _ turn: Int, among shares: Int) -> [T] {
    isWhole ? all : all.indices.filter { ($0 + turn) % shares == 0 }.map { all[$0] }
  }

  /// Written before a random sequence begins, so that one that ends the process can be played again: `SEED=7`.
  static func seed(_ name: String) -> UInt64 {
    let given = ProcessInfo.processInfo.environment["SEED"].flatMap { UInt64($0) }
    let seed = given ?? (isWhole ? UInt64.random(in: 1...999_999) : 2021)
    FileHandle.standardError.write(Data("\(name): SEED=\(seed)\n".utf8))
    return seed
  }
}

/// SplitMix64: the same numbers for the same seed, on every machine.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
