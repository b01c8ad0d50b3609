import Hummingbird
import Synchronization
import Testing

@testable import Platform

@Suite("Pages in memory")
struct PageCacheTests {
  /// Counts how many times something was drawn.
  final class Painter: Sendable {
    let drawn = Mutex(0)
    let page: [UInt8]?
    init(_ page: [UInt8]?) { self.page = page }
    func draw() -> PageCache.Answered {
      drawn.withLock { $0 += 1 }
      return .init(response: Response(status: .ok), bytes: page)
    }
    var count: Int { drawn.withLock { $0 } }
  }

  @Test("A thousand who ask at once share one drawing, compressed once")
  func shared() async {
    let cache = PageCache(life: .seconds(3600))
    let painter = Painter(Array(String(repeating: "texte ", count: 1000).utf8))
    let tags = await withTaskGroup(of: String.self, returning: Set<String>.self) { group in
      for _ in 0..<1000 {
        group.addTask { Self.page(await cache.page("/", painter.draw))?.tag ?? "" }
      }
      var tags: Set<String> = []
      for await tag in group { tags.insert(tag) }
      return tags
    }
    #expect(painter.count == 1)
    #expect(tags.count == 1)
    let page = Self.page(await cache.page("/", painter.draw))
    let compressed: Int = page?.compressed?.count ?? 0
    #expect(page?.bytes.count == 6000)
    #expect((1..<600).contains(compressed))
  }

  @Test("A page whose life is over is drawn anew; another address has its own")
  func life() async {
    let cache = PageCache(life: .zero)
    let painter = Painter([1, 2, 3])
    for _ in 0..<3 { _ = await cache.page("/") { painter.draw() } }
    #expect(painter.count == 3)
    let longer = PageCache(life: .seconds(3600))
    for address in ["/", "/en", "/"] { _ = await longer.page(address) { painter.draw() } }
    #expect(painter.count == 5)
  }

  @Test("What is not the same for all is not kept, and memory holds in its bound")
  func bounds() async {
    let cache = PageCache(life: .seconds(3600), capacity: 100)
    let form = Painter(nil)
    // Whoever asked has the answer that was made for it; the next is told to draw its own.
    guard case .own = await cache.page("/connexion", form.draw) else { return #expect(Bool(false)) }
    guard case .unshared = await cache.page("/connexion", form.draw) else { return #expect(Bool(false)) }
    #expect(form.count == 1)
    let painter = Painter([UInt8](repeating: 7, count: 60))
    for address in ["/a", "/b", "/c", "/a"] { _ = await cache.page(address) { painter.draw() } }
    #expect(painter.count > 3)
  }

  private static func page(_ outcome: PageCache.Outcome) -> PageCache.Drawn? {
    guard case .shared(let page) = outcome else { return nil }
    return page
  }
}
