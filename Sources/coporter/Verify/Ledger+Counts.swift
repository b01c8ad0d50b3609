import Foundation
import Proof

/// What both reports count.
extension Ledger {
  var added: Int { organisations.count { $0.entry.added != nil } }
  var present: Int { organisations.count { $0.attendance != nil } }
  /// Organisations that have a ballot, contested ones included.
  var standing: Int { organisations.count { $0.ballot != nil } }
  var contested: Int { organisations.count { $0.ballot != nil && !$0.counts } }
  var replaced: Int { ballotLeaves - standing }
  var withdrawnTexts: Int { texts.count { $0.isWithdrawn } }
  /// An instant, in universal time; beyond the year 9999 as the number that it is.
  static func date(_ instant: Int64) -> String {
    guard instant < 253_402_300_800_000 else { return "\(instant)" }
    return Date(timeIntervalSince1970: Double(instant / 1000)).formatted(.iso8601)
  }

  /// The propositions that the committee keeps, in their order.
  var kept: [String] { selections.values.filter { $0.list != .none }.map(\.proposition).sorted() }
}
