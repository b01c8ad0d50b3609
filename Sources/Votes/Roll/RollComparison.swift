import Directory
import Localization
import Platform
import Storage

/// The roll that the opening froze beside the register of today, kind by kind. Whatever differs, the roll stays: those
/// that merge meanwhile vote to the end, those that are new do not.
struct RollComparison: Sendable, Equatable {
  struct Line: Sendable, Equatable {
    var kind: OrganisationKind
    var frozen: Int
    var today: Int
    var added: Int
    var removed: Int
  }

  struct Difference: Sendable, Equatable {
    var entry: RollEntry
    var change: Change
  }

  enum Change: Sendable, Equatable {
    /// Called today, and not on the roll.
    case added
    /// On the roll, and called no more: another took it over.
    case merged(into: String)
    /// On the roll, and called no more, for another reason.
    case removed

    var isAddition: Bool { self == .added }

    /// Its word in files.
    var word: String {
      switch self {
      case .added: "ajout"
      case .merged: "fusion"
      case .removed: "retrait"
      }
    }
  }

  var lines: [Line]
  /// By kind, then by name.
  var differences: [Difference]

  var added: [Difference] { differences.filter(\.change.isAddition) }
  var removed: [Difference] { differences.filter { !$0.change.isAddition } }
  var frozen: Int { lines.reduce(0) { $0 + $1.frozen } }

  /// - Parameter mergers: the names of those that took over others, by these.
  init(frozen: [RollEntry], today: [RollEntry], mergers: [Int64: String]) {
    func keys(_ entries: [RollEntry]) -> Set<Key> { Set(entries.map(Key.init)) }
    let (before, after) = (keys(frozen), keys(today))
    let added = today.filter { !before.contains(Key($0)) }.map { Difference(entry: $0, change: .added) }
    let removed = frozen.filter { !after.contains(Key($0)) }.map { entry in
      Difference(entry: entry, change: mergers[entry.organisation].map { .merged(into: $0) } ?? .removed)
    }
    lines = OrganisationKind.allCases.compactMap { kind in
      func count(_ entries: [RollEntry]) -> Int { entries.count { $0.kind == kind } }
      let line = Line(
        kind: kind, frozen: count(frozen), today: count(today), added: count(added.map(\.entry)),
        removed: count(removed.map(\.entry)))
      return line.frozen + line.today == 0 ? nil : line
    }
    let order = Dictionary(
      uniqueKeysWithValues: OrganisationKind.allCases.enumerated().map { ($0.element, $0.offset) })
    differences = (added + removed).sorted { one, other in
      (order[one.entry.kind] ?? 0, one.entry.name, one.entry.identifier)
        < (order[other.entry.kind] ?? 0, other.entry.name, other.entry.identifier)
    }
  }

  /// One that is of another kind today is another, kind by kind.
  private struct Key: Hashable {
    var organisation: Int64
    var kind: OrganisationKind
    init(_ entry: RollEntry) { (organisation, kind) = (entry.organisation, entry.kind) }
  }

  /// - Parameter band: what each row of a demonstration's file warns of.
  func csv(band: String?) -> [UInt8] {
    var sheet = Spreadsheet(
      header: ["changement", "identifiant", "collectivite", "genre", "departement", "rejointe_par"], band: band)
    for difference in differences {
      let into = if case .merged(let into) = difference.change { into } else { "" }
      let entry = difference.entry
      sheet.add([
        difference.change.word, entry.identifier, entry.name, entry.kind.rawValue, entry.department, into,
      ])
    }
    return sheet.bytes
  }
}

extension RollComparison {
  /// Of a vote that has opened; before, nothing differs from what would be frozen.
  init(of vote: Vote, _ db: Snapshot) throws {
    let mergers = try db.rows(
      """
      SELECT organisation_merger.organisation_id, organisation.name FROM organisation_merger
      JOIN organisation ON organisation.id = organisation_merger.into_id
      WHERE organisation_merger.ended_event_id IS NULL
      """
    ) { row in (merged: try row.next(Int64.self), into: try row.next(String.self)) }
    self.init(
      frozen: try RollEntry.roll(of: vote, db),
      today: try RollEntry.called(in: vote.consultation, within: vote.form, db),
      mergers: Dictionary(mergers.map { ($0.merged, $0.into) }, uniquingKeysWith: { $1 }))
  }
}
