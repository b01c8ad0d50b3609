import Deposits
import Storage

extension NamedSource {
  /// Those of a text, in the order of its notes.
  static func of(_ text: SourcedText, _ db: Snapshot) throws -> [NamedSource] {
    let found = try ContributionSummary.with(
      ids: Array(Set(text.notes.map(\.contribution))), evenWithdrawn: true, db)
    let known = Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
    return text.notes.compactMap { note in
      known[note.contribution].map { NamedSource(contribution: $0, version: note.version) }
    }
  }
}
