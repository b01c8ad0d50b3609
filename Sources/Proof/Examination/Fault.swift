/// The first thing that is wrong with an export, and where.
public struct Fault: Error, Equatable, Sendable {
  public enum Place: Hashable, Sendable {
    case folder
    /// By its path, printable where it is not one of the format's.
    case file(String)
    /// The first line is 1.
    case line(String, Int)
    case key
    case since
    case receipt

    /// As it is printed, by every program that follows `docs/proof.md`.
    public var text: String {
      switch self {
      case .folder: "."
      case .file(let path): path
      case .line(let path, let number): "\(path):\(number)"
      case .key: "--key"
      case .since: "--since"
      case .receipt: "--receipt"
      }
    }
  }

  public enum Reason: Equatable, Sendable {
    case unreadable
    case missing
    case unexpected
    /// Not the bytes that it must hold.
    case different
    case extraLine
    case missingLine
    case unfinishedLine
    case tooLong
    /// Not the line that was hashed into the tree.
    case notInTree
    case malformedCheckpoint
    /// The root of all leaves is not that of the checkpoint.
    case wrongRoot
    case wrongOrigin
    case wrongSignature
    case malformedKey
    /// The log's first key is not the one that was given.
    case foreignKey
    /// An earlier head of this log has another root: the log was written anew.
    case rewritten
    /// A text that was withdrawn, or that no leaf commits to, or other than the one committed to.
    case wrongText
    case ledger(LedgerRefusal)
    case malformedReceipt
    case receipt(Receipt.Refusal)
  }

  public var place: Place
  public var reason: Reason

  public init(_ place: Place, _ reason: Reason) {
    self.place = place
    self.reason = reason
  }
}
