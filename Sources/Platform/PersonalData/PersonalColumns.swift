package import Localization
package import Storage

/// What a room says of the columns of a table: each is personal or impersonal, and a test refuses a column of which
/// nothing is said. Export, erasure and the page on personal data are driven by it.
package struct DeclaredTable: Sendable {
  package let name: StaticString
  package let impersonal: [StaticString]
  package let personal: [PersonalColumns]
  /// Rows that go with those of another table when a person is erased; nil for none.
  package let goes: PersonCondition?

  package init(
    _ name: StaticString, impersonal: [StaticString], _ personal: [PersonalColumns] = [],
    goes: PersonCondition? = nil
  ) {
    self.name = name
    self.impersonal = impersonal
    self.personal = personal
    self.goes = goes
  }
}

/// The rows of a table that are of one person, by her number.
package typealias PersonCondition = @Sendable (_ person: Int64) -> SQL

/// Columns of a table that tell of the same person.
package struct PersonalColumns: Sendable {
  /// A value of another table that the export shows instead of a number: the name of an organisation.
  package struct Beside: Sendable {
    let name: StaticString
    let value: SQL
    package init(_ name: StaticString, _ value: SQL) {
      self.name = name
      self.value = value
    }
  }

  /// Columns that are hers to read in some rows only: what others have written over hers since is theirs.
  package struct Reserved: Sendable {
    let columns: [StaticString]
    let isHers: PersonCondition
    package init(_ columns: [StaticString], where isHers: @escaping PersonCondition) {
      self.columns = columns
      self.isHers = isHers
    }
  }

  /// What erasure does to the rows, in this order.
  package enum Erasure: Sendable {
    /// Deletes them, or those of them that the condition names.
    case deletes(only: PersonCondition? = nil)
    /// Empties columns: `name = ''`.
    case blanks(SQL)
    /// Cuts what leads to her, and leaves the words: `person_id = NULL`.
    case unlinks(SQL)
    /// Ends the live ones by the event of the erasure; the rest stays, by the number of somebody without a name.
    case ends
    /// Leaves them, for this reason.
    case keeps(Phrase)
  }

  package let columns: [StaticString]
  package let kind: PersonalKind
  package let owner: PersonCondition
  package let beside: [Beside]
  package let reserved: Reserved?
  package let erasure: [Erasure]

  package init(
    _ columns: [StaticString], _ kind: PersonalKind, of owner: @escaping PersonCondition, beside: [Beside] = [],
    reserved: Reserved? = nil, erasure: Erasure...
  ) {
    self.columns = columns
    self.kind = kind
    self.owner = owner
    self.beside = beside
    self.reserved = reserved
    self.erasure = erasure
  }
}

/// What a room declares, in the order in which its tables were made: erasure goes through it backwards, so that what
/// refers to a row goes before it.
package enum PersonalDeclaration: Sendable {
  case table(DeclaredTable)
  /// Rows of another room's table that name a person, and go with her: letters to others about what she asked.
  case mention(table: StaticString, rows: PersonCondition)
  /// What an export shows beside her rows of another room's table: the name of what a number means nothing of.
  case besides(table: StaticString, [PersonalColumns.Beside])

  package var table: DeclaredTable? { if case .table(let table) = self { table } else { nil } }
}

extension PersonalColumns {
  package static let ofPerson: PersonCondition = { person in "person_id = \(person)" }
}

extension Person {
  /// The addresses of a person that nobody else enters with: what a box that is shared received is not hers alone.
  package static func ownMails(_ person: Int64) -> SQL {
    """
    SELECT mail FROM person_address WHERE person_id = \(person)
      AND mail NOT IN (SELECT mail FROM person_address WHERE person_id <> \(person))
    """
  }
}
