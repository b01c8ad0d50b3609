package import Consultations
package import Localization
package import Platform
package import Storage

/// A table of a later room among the files of a consultation: in the same formats, with the same schema and checksum,
/// and a feed of what is newest in it.
package struct LaterTable: Sendable, Equatable {
  /// A row, and where it stands in the order of the table.
  package struct Row: Sendable {
    var place: Int64
    var cells: [OpenDataCell]
    package init(place: Int64, cells: [OpenDataCell]) { (self.place, self.cells) = (place, cells) }
  }

  /// An entry of its feed.
  package struct Entry: Sendable {
    package var title: String
    /// Of its page, without the language: what identifies it.
    package var path: String
    package var publishedAt: Instant
    package var summary: String
    package var language: Language

    package init(title: String, path: String, publishedAt: Instant, summary: String, language: Language) {
      self.title = title
      self.path = path
      self.publishedAt = publishedAt
      self.summary = summary
      self.language = language
    }
  }

  package typealias Rows =
    @Sendable (_ of: Consultation, _ after: Int64, _ limit: Int, _ base: String, _ db: Snapshot) throws -> [Row]
  package typealias Count = @Sendable (_ of: Consultation, _ db: Snapshot) throws -> Int
  package typealias Newest = @Sendable (_ of: Consultation, _ limit: Int, _ db: Snapshot) throws -> [Entry]

  /// `decisions`, in addresses and files.
  let name: String
  let title: Phrase
  let fields: [OpenDataField]
  let count: Count
  let rows: Rows
  let newest: Newest

  package init(
    _ name: String, _ title: Phrase, _ fields: [OpenDataField], count: @escaping Count, rows: @escaping Rows,
    newest: @escaping Newest
  ) {
    self.name = name
    self.title = title
    self.fields = fields
    self.count = count
    self.rows = rows
    self.newest = newest
  }

  /// `decisions.atom`
  var feedName: String { name + ".atom" }

  package static func == (one: LaterTable, other: LaterTable) -> Bool { one.name == other.name }
}
