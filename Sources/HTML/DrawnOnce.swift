import Synchronization

import Localization

/// A piece of page that is the same for whoever reads it in one language: written the first time, copied after.
///
/// A form that posts carries the token of one browser: a piece that holds one is written each time.
public final class DrawnOnce: Markup {
  private let markup: any Markup
  private let drawn = Mutex<[Language: [UInt8]]>([:])

  public init(_ markup: any Markup) { self.markup = markup }

  public func write(to page: inout PageBuffer) {
    let language = page.language
    if let bytes = drawn.withLock({ $0[language] }) { return page.drawn(bytes[...]) }
    let start = page.count
    let hadForm = page.hasForm
    page.hasForm = false
    markup.write(to: &page)
    if !page.hasForm {
      let bytes = page.bytes(from: start)
      drawn.withLock { $0[language] = bytes }
    }
    page.hasForm = page.hasForm || hadForm
  }
}
