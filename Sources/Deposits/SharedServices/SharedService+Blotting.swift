import Catalogue
import Localization
import Platform
import Storage

extension SharedService {
  /// What is blotted out of a contribution goes from the sheet that stands for it, in all its versions.
  static func blot(
    _ passage: Passage, outOf contribution: Int64, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    guard let shared = try of(contribution, db),
      let sheet = try Sheet.with(ids: [shared.sheet], evenRemoved: true, db).first
    else {
      return
    }
    let mark = Redaction.mark(in: .french)
    try sheet.blot(by: actor, at: now, db) { passage.blotted(from: $0, mark: mark, longest: .max) }
  }
}
