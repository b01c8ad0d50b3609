import Localization

/// Where a list of the API goes on: after the row of this key and identifier, whatever was added or taken away since.
/// To those who read it, thirty-two letters that mean nothing; any of them is a place.
package struct Cursor: Sendable, Equatable {
  /// What the list is ordered by.
  package var key: Int64
  package var id: Int64

  package init(key: Int64 = 0, id: Int64) {
    self.key = key
    self.id = id
  }

  init?(_ text: String) {
    guard text.utf8.count == 32, text.utf8.allSatisfy(Self.isDigit), let key = UInt64(text.prefix(16), radix: 16),
      let id = UInt64(text.suffix(16), radix: 16)
    else { return nil }
    self.init(key: Int64(bitPattern: key), id: Int64(bitPattern: id))
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }

  var text: String { Self.letters(key) + Self.letters(id) }

  private static func letters(_ number: Int64) -> String {
    let letters = String(UInt64(bitPattern: number), radix: 16)
    return String(repeating: "0", count: 16 - letters.count) + letters
  }
}

/// Some elements of a list, and where it goes on.
package struct Paged<Element: Sendable>: Sendable {
  package var elements: [Element]
  /// How many the whole list has.
  package var total: Int
  /// The address of what follows; nil at the end.
  package var next: String?

  package init(elements: [Element], total: Int, next: String? = nil) {
    self.elements = elements
    self.total = total
    self.next = next
  }
}

extension Shape {
  /// The shape of a list of such values.
  package func page(named name: String) -> Shape<Paged<Value>> {
    Shape<Paged<Value>>(
      name,
      [
        .list("elements", t("Les éléments de cette page"), self) { $0.elements },
        .integer("total", t("Nombre d’éléments de la liste entière")) { $0.total },
        .optionalAddress("suivant", t("Adresse de la page suivante ; null à la fin")) { $0.next },
      ])
  }
}

/// The two parameters of every list.
package enum Paging {
  package static let limit = Parameter<Int>.integer(
    "limite", in: 1...100, t("Nombre d’éléments par page, 20 si rien n’est dit"))
  package static let cursor = Parameter<Cursor>(
    "curseur", t("Où reprendre : donné par l’adresse « suivant » de la page précédente"),
    .text(pattern: "^[0-9a-f]{32}$")
  ) { Cursor($0) }
  package static let parameters: [any DeclaredParameter] = [limit, cursor]
  package static let usual = 20
}

extension AskedParameters {
  /// How many elements the page asked for has at most.
  package var pageSize: Int { self[Paging.limit] ?? Paging.usual }

  /// The page asked for, of elements of which one more than it holds was read: that one tells that others follow.
  /// - Parameters:
  ///   - address: of the list.
  ///   - place: where the list goes on after an element.
  package func page<Element: Sendable>(
    of read: [Element], total: Int, _ address: some Address, _ site: Site, place: (Element) -> Cursor
  ) -> Paged<Element> {
    let shown = Array(read.prefix(pageSize))
    let next = read.count > pageSize ? shown.last.map(place) : nil
    return Paged(
      elements: shown, total: total, next: next.map { site.settings.baseAddress + address.path + query(at: $0) })
  }
}

extension Cursor {
  /// What follows in a list that a search has put in order, each with its own place: a cursor finds the last one that
  /// was given or, where it is gone, goes on from its place.
  package static func rest(of ids: [Int64], after cursor: Cursor?) -> [Cursor] {
    var start = 0
    if let cursor {
      let place = ids.firstIndex(of: cursor.id).map { $0 + 1 }
      start = place ?? Int(min(max(cursor.key, 0), Int64(ids.count)))
    }
    return ids.indices[start...].map { Cursor(key: Int64($0), id: ids[$0]) }
  }
}
