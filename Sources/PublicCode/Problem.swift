/// What is wrong in a `publiccode.yml`, and where. The sentence is told by whoever shows it, in the reader's language.
public struct Problem: Sendable, Equatable {
  public enum Severity: Sendable, Equatable {
    /// The file does not follow the standard.
    case error
    /// It does, but bears what the standard has replaced.
    case warning
  }

  public enum Kind: Sendable, Equatable {
    // Of the file.
    case empty
    /// Longer than `PublicSoftware.longestFile` bytes.
    case tooLarge
    /// More values, or deeper, than any such file has.
    case tooDeep
    /// `*name` stands for what is written elsewhere: a few lines could stand for millions.
    case alias
    case severalDocuments
    /// What the reader of YAML says, in English.
    case syntax(String)

    // Of a key.
    case missing
    case repeatedKey
    case unknownKey
    case emptyList
    /// Neither present, because of the kind of maintenance.
    case notWithThisMaintenance

    // Of a value.
    case wrongType(ValueType)
    case notAmong([String])
    case badAddress
    case badWebAddress
    case badMail
    case badDate
    case badMediaType
    case badPath
    case unknownLicence(String)
    case unknownLanguage(String)
    case unknownCountry(String)
    case unknownCategory(String)
    case tooLong(Int)
    case tooShort(Int)

    // Replaced.
    case deprecatedKey
    case deprecatedLicence(String)
    case lowercaseCountry
  }

  /// What was expected of a value.
  public enum ValueType: Sendable, Equatable { case text, flag, list, section }

  /// From 1.
  public var line: Int
  /// From 1, in characters.
  public var column: Int
  /// `description/fr/features`, or nothing for the file.
  public var path: String
  public var kind: Kind

  public init(line: Int, column: Int, path: String, kind: Kind) {
    self.line = line
    self.column = column
    self.path = path
    self.kind = kind
  }

  public var severity: Severity {
    switch kind {
    case .deprecatedKey, .deprecatedLicence, .lowercaseCountry: .warning
    default: .error
    }
  }
}
