import Synchronization
import Testing

@testable import Votes

@Suite("What many ask for is made once")
struct MadeOnceTests {
  private struct Failure: Error {}
  private final class Making: Sendable { let count = Atomic(0) }

  @Test("However many come while it is made, it is made once; at another mark it is made again, of what there was")
  func once() async throws {
    let shared = MadeOnce<Int>()
    let made = Making()
    for mark in 1...3 {
      let values = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<64 {
          group.addTask {
            try await shared.value("vote", at: [Int64(mark)]) { before in
              made.count.add(1, ordering: .relaxed)
              for _ in 0..<100 { await Task.yield() }
              return (before ?? 0) + mark
            }
          }
        }
        return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
      }
      #expect(values == [mark * (mark + 1) / 2])
      #expect(made.count.load(ordering: .relaxed) == mark)
    }
  }

  @Test("One that failed is made again by the next")
  func failure() async throws {
    let shared = MadeOnce<Int>()
    await #expect(throws: Failure.self) { try await shared.value("vote", at: [1]) { _ in throw Failure() } }
    #expect(try await shared.value("vote", at: [1]) { _ in 7 } == 7)
  }
}
