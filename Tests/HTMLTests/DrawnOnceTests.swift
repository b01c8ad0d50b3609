import Localization
import Synchronization
import Testing

@testable import HTML

@Suite("A piece that is drawn once")
struct DrawnOnceTests {
  /// Writes how many times it was written.
  private final class Counted: Markup {
    private let times = Mutex(0)
    let hasForm: Bool
    init(hasForm: Bool = false) { self.hasForm = hasForm }
    func write(to page: inout PageBuffer) {
      let time = times.withLock { times in
        times += 1
        return times
      }
      if hasForm { page.hasForm = true }
      page.escaped("<\(time)>")
    }
  }

  private func page(_ markup: some Markup, in language: Language = .french) -> (text: String, hasForm: Bool) {
    var page = PageBuffer(language: language, catalogue: Catalogue())
    page.raw("before ")
    markup.write(to: &page)
    return (String(decoding: page.bytes, as: UTF8.self), page.hasForm)
  }

  @Test("It is copied as it was escaped, for each language apart")
  func copied() {
    let piece = DrawnOnce(Counted())
    #expect(page(piece).text == "before &lt;1&gt;")
    #expect(page(piece).text == "before &lt;1&gt;")
    #expect(page(piece, in: .english).text == "before &lt;2&gt;")
    #expect(page(piece).text == "before &lt;1&gt;")
  }

  @Test("One that holds a form is written each time, and says so")
  func forms() {
    let piece = DrawnOnce(Counted(hasForm: true))
    #expect(page(piece) == ("before &lt;1&gt;", true))
    #expect(page(piece) == ("before &lt;2&gt;", true))
  }

  @Test("A form beside it does not keep it from being copied, and is not forgotten")
  func besides() {
    let piece = DrawnOnce(Counted())
    for _ in 0..<2 {
      var page = PageBuffer(language: .french, catalogue: Catalogue())
      page.hasForm = true
      piece.write(to: &page)
      let hasForm = page.hasForm
      #expect(hasForm)
      let text = String(decoding: page.bytes, as: UTF8.self)
      #expect(text == "&lt;1&gt;")
    }
  }
}
