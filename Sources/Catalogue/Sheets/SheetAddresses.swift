import Localization
package import Platform

/// `/services`
package struct SheetsAddress: FixedAddress {
  package static let pattern: StaticString = "/services"
  package init() {}
}

/// `/services/8f3k29qrst-guichet`: the token finds, the rest is decoration.
package struct SheetAddress: Address {
  package static let pattern: StaticString = "/services/{service}"
  package var token: String
  package var slug: String

  package init(_ sheet: Sheet) {
    token = sheet.token
    slug = Slug.make(sheet.name)
  }

  package init(segments: [String]) throws(NotFound) {
    guard let segment = segments.first, let token = Token(prefixOf: segment) else { throw NotFound() }
    self.token = token.text
    slug = String(segment.dropFirst(token.text.count + 1))
  }

  package var segments: [String] { [slug.isEmpty ? token : "\(token)-\(slug)"] }
}

/// The address of what is done to a sheet.
package protocol AddressOfSheet: Address {
  var sheet: SheetAddress { get }
  init(sheet: SheetAddress)
}

extension AddressOfSheet {
  package init(_ sheet: Sheet) { self.init(sheet: SheetAddress(sheet)) }
  package init(segments: [String]) throws(NotFound) { self.init(sheet: try SheetAddress(segments: segments)) }
  package var segments: [String] { sheet.segments }
}

/// `/services/8f3k29qrst-guichet/publiccode.yml`
struct SheetFileAddress: AddressOfSheet {
  static let pattern: StaticString = "/services/{service}/publiccode.yml"
  var sheet: SheetAddress
}

/// `/services/8f3k29qrst-guichet/modification`: where those who maintain it change it.
struct SheetEditionAddress: AddressOfSheet {
  static let pattern: StaticString = "/services/{service}/modification"
  var sheet: SheetAddress
}

/// `/services/8f3k29qrst-guichet/versions/2`: its file as it was.
struct SheetVersionAddress: Address {
  static let pattern: StaticString = "/services/{service}/versions/{version}"
  var sheet: SheetAddress
  var number: Int
  init(_ sheet: Sheet, number: Int) {
    self.sheet = SheetAddress(sheet)
    self.number = number
  }
  init(segments: [String]) throws(NotFound) {
    sheet = try SheetAddress(segments: segments)
    guard segments.count == 2, let number = Int(segments[1]) else { throw NotFound() }
    self.number = number
  }
  var segments: [String] { sheet.segments + [String(number)] }
}

/// `/services/import`: a file becomes a sheet.
package struct SheetImportAddress: FixedAddress {
  package static let pattern: StaticString = "/services/import"
  package init() {}
}
