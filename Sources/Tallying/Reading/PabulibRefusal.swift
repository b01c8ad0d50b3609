/// Why a file cannot be counted, and the line (from 1) where that is seen.
public struct PabulibRefusal: Error, Equatable, Sendable {
  public var line: Int
  public var reason: Reason

  public init(line: Int, _ reason: Reason) {
    self.line = line
    self.reason = reason
  }

  public enum Reason: Equatable, Sendable {
    case notUTF8
    /// More bytes than the reader was allowed.
    case tooLarge(limit: Int)
    /// A row that does not end.
    case rowTooLong(limit: Int)
    /// A quotation mark opened at this line is never closed.
    case openQuote
    case missingSection(String)
    /// Rows before the first section.
    case outsideSection
    case missingColumn(String)
    case missingKey(String)
    case unknownVoteType(String)
    /// A cell that is no number, or has more than 24 digits.
    case notANumber(column: String, text: String)
    case negative(column: String, text: String)
    case missingCost(project: String)
    case emptyProject
    case repeatedProject(String)
    case unknownProject(String)
    case fewerPoints(projects: Int, points: Int)
    case noProject
    /// A number of points beyond what is counted exactly (12 digits in all).
    case pointsTooLarge(String)
    /// A warning, where warnings are refused.
    case warned(PabulibWarning.Reason)
  }
}

/// What is odd in a file and does not keep it from being counted.
public struct PabulibWarning: Equatable, Sendable {
  public var line: Int
  public var reason: Reason

  public enum Reason: Equatable, Sendable {
    case repeatedVoter(String)
    case votes(announced: String, found: Int)
    case projects(announced: String, found: Int)
    /// Points without a project: they are left out.
    case morePoints(projects: Int, points: Int)
  }
}
