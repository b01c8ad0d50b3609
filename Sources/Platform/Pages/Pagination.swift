package import HTML
import Localization

/// Links to the other pages of a list: the first, the last, and those around.
package struct Pagination: Component {
  var page: Int
  var pages: Int
  var address: @Sendable (Int) -> String

  package init(_ page: ListPage, address: @escaping @Sendable (Int) -> String) {
    self.page = page.number
    pages = page.pages
    self.address = address
  }

  private var shown: [Int] {
    Array(Set([1, pages] + Array(max(1, page - 2)...max(1, min(pages, page + 2))))).filter { $0 <= pages }.sorted()
  }

  package var body: some Markup {
    if pages > 1 {
      nav(.class("pagination"), .ariaLabel(t("Pages"))) {
        ul {
          if page > 1 { li { a(.href(address(page - 1)), .named("rel", "prev")) { t("← Précédente") } } }
          for (place, number) in shown.enumerated() {
            if place > 0, shown[place - 1] < number - 1 { li(.ariaHidden()) { span(.class("gap")) { "…" } } }
            PageLink(number: number, isCurrent: number == page, address: address(number))
          }
          if page < pages { li { a(.href(address(page + 1)), .named("rel", "next")) { t("Suivante →") } } }
        }
      }
    }
  }
}

private struct PageLink: Component {
  var number: Int
  var isCurrent: Bool
  var address: String

  var body: some Markup {
    li {
      if isCurrent {
        span(.ariaCurrent("page")) { number }
      } else {
        a(.href(address)) { number }
      }
    }
  }
}

/// Which page of a list is shown: the one asked for, or the last where the list ends before it.
package struct ListPage: Sendable, Equatable {
  /// From 1.
  package var number: Int
  package var pages: Int
  package var size: Int
  /// How many stand on the pages before.
  package var offset: Int { (number - 1) * size }

  /// - Parameter count: How many the list has in all.
  package init(asked number: Int, of count: Int, size: Int) {
    pages = max(1, (count + size - 1) / size)
    self.number = min(max(number, 1), pages)
    self.size = size
  }

  /// As it came in an address: the first page where that is no number.
  package init(asked typed: String?, of count: Int, size: Int) {
    self.init(asked: typed.flatMap { Int($0) } ?? 1, of: count, size: size)
  }
}
