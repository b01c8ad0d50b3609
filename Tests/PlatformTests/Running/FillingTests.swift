import Synchronization
import Testing

@testable import Platform

@Suite("What is read into memory behind the start")
struct FillingTests {
  @Test("Nobody waits before it has begun; then one waits until all was read, and those who come later do not")
  func waited() async {
    let filling = Filling()
    await filling.ended()
    let isRead = Mutex(false)
    let (gate, opening) = AsyncStream.makeStream(of: Void.self)
    filling.begin {
      for await _ in gate { break }
      isRead.withLock { $0 = true }
    }
    #expect(isRead.withLock { !$0 })
    opening.yield()
    await filling.ended()
    #expect(isRead.withLock { $0 })
    await filling.ended()
  }
}
