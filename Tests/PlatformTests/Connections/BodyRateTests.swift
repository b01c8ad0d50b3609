import NIOCore
import Testing

@testable import Platform

@Suite("The rate of a body")
struct BodyRateTests {
  private let start = NIODeadline.uptimeNanoseconds(1_000_000_000)

  /// Whether a body passes that brings `bytes` each second for `seconds`.
  private func passes(_ bytes: Int, for seconds: Int64) -> Bool {
    var rate = BodyRate(ConnectionLimits(), at: start)
    for second in 1...seconds {
      rate.count(bytes)
      guard rate.isFastEnough(at: start + .seconds(second)) else { return false }
    }
    return true
  }

  @Test("2 kB/s passes, for almost fifteen minutes; less does not, from the thirtieth second")
  func slow() {
    #expect(passes(2_000, for: 899))
    #expect(!passes(2_000, for: 900))
    #expect(passes(1_900, for: 29))
    #expect(!passes(1_900, for: 30))
  }

  @Test("A body that was quick and then stops is closed within one more window")
  func stops() {
    var rate = BodyRate(ConnectionLimits(), at: start)
    rate.count(900_000)
    let isFastAtFirst = rate.isFastEnough(at: start + .seconds(31))
    let isFastAfterwards = rate.isFastEnough(at: start + .seconds(36))
    #expect(isFastAtFirst && !isFastAfterwards)
  }
}
