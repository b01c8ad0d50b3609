import Deposits
import HTML
import Localization
import Platform
import Storage

/// What the text of a proposition, as everyone reads it, takes of a contribution that was grouped into it, or of one of
/// its parts.
struct TakenText: Sendable, Equatable {
  var sentences: [PickedSentence]
  /// Why the rest is not there.
  var reason: String?
  /// Those of which it says by itself why they are not.
  var unkept: [UnkeptSentence]
  /// Of the contribution.
  var language: Language

  /// Those of some published decisions that group, by decision and proposition.
  static func of(_ decisions: [Decision], _ db: Snapshot) throws -> [Int64: [Int64: TakenText]] {
    let grouped = decisions.filter { $0.kind == .grouped }
    guard !grouped.isEmpty else { return [:] }
    let rows = try db.rows(
      """
      SELECT grouping.decision_id, proposition.id, wording.id FROM \(Proposition.publishedSource)
      JOIN grouping ON grouping.proposition_id = proposition.id
      WHERE grouping.decision_id IN (\(SQL.list(grouped.map(\.id))))
      """
    ) { row in
      (decision: try row.next(Int64.self), proposition: try row.next(Int64.self), wording: try row.next(Int64.self))
    }
    let compositions = try Composition.of(wordings: Array(Set(rows.map(\.wording))), onlyPublished: true, db)
    let parts = try Part.with(ids: grouped.compactMap(\.part), db)
    let found = try ContributionSummary.with(ids: Array(Set(grouped.map(\.contribution))), db)
    let languages = Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0.language) })
    let known = Dictionary(uniqueKeysWithValues: grouped.map { ($0.id, $0) })
    var all: [Int64: [Int64: TakenText]] = [:]
    for row in rows {
      guard let decision = known[row.decision], let composition = compositions[row.wording],
        let language = languages[decision.contribution]
      else { continue }
      let part = decision.part.flatMap { parts[$0] }
      func isIts(_ one: PickedSentence) -> Bool {
        one.contribution == decision.contribution && part.map(one.overlaps) ?? true
      }
      all[row.decision, default: [:]][row.proposition] = TakenText(
        sentences: composition.sentences.filter(isIts), reason: composition.reasons[decision.contribution],
        unkept: composition.unkept.filter { isIts($0.sentence) }, language: language)
    }
    return all
  }
}

/// Under the proposition that a contribution feeds: the sentences that were kept, or that none was, and why.
struct TakenTextLines: Component {
  var taken: TakenText

  private var title: Phrase {
    t(
      taken.sentences.count, one: "Une phrase en est reprise :",
      other: "\(taken.sentences.count) phrases en sont reprises :")
  }

  var body: some Markup {
    if taken.sentences.isEmpty {
      p { t("Regroupée sans reprise de texte.") }
    } else {
      p { title }
      for sentence in taken.sentences {
        p(.class("passage"), .lang(taken.language.rawValue)) { sentence.words }
      }
    }
    Unkept(reason: taken.reason, sentences: taken.unkept, language: taken.language)
  }
}
