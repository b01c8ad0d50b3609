/// One value of a row.
package enum OpenDataCell: Sendable, Equatable {
  case text(String)
  case number(Int)
  case flag(Bool)
  case missing

  package static func text(_ text: String?) -> OpenDataCell { text.map { .text($0) } ?? .missing }

  /// Between quotes where it is text (RFC 4180 §2), harmless in a spreadsheet.
  package var csv: String {
    switch self {
    case .text(let text): text.isEmpty ? "" : Spreadsheet.cell(text)
    case .number(let number): String(number)
    case .flag(let flag): flag ? "true" : "false"
    case .missing: ""
    }
  }

  /// RFC 8259.
  package var json: String {
    switch self {
    case .text(let text): Self.quoted(text)
    case .number(let number): String(number)
    case .flag(let flag): flag ? "true" : "false"
    case .missing: "null"
    }
  }

  /// `text` between quotes, with what RFC 8259 §7 wants escaped.
  package static func quoted(_ text: String) -> String {
    var json = JSONWriter()
    json.text(text)
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
