package import Localization

/// What an import has changed, in sentences.
package struct ImportSummary: Sendable {
  private static let shown = 50
  private var result: ContributionImport.Result

  package init(_ result: ContributionImport.Result) { self.result = result }

  package var sentences: [Phrase] {
    guard result.refused.isEmpty else { return refusals }
    var sentences: [Phrase] = [
      t(result.created, one: "\(result.created) ligne nouvelle.", other: "\(result.created) lignes nouvelles."),
      t(result.corrected, one: "\(result.corrected) ligne changée.", other: "\(result.corrected) lignes changées."),
      t(
        result.withdrawn, one: "\(result.withdrawn) contribution retirée.",
        other: "\(result.withdrawn) contributions retirées."),
      t(result.unchanged, one: "\(result.unchanged) ligne déjà là.", other: "\(result.unchanged) lignes déjà là."),
    ]
    if result.keptHere > 0 {
      sentences.append(
        t(
          result.keptHere, one: "\(result.keptHere) ligne changée ici depuis, laissée telle quelle.",
          other: "\(result.keptHere) lignes changées ici depuis, laissées telles quelles."))
    }
    if !result.leftOut.isEmpty {
      let places = result.leftOut.prefix(Self.shown).map(String.init).joined(separator: ", ")
      sentences.append(t("Amendements laissés de côté : \(places)."))
    }
    sentences += result.renumbered.prefix(Self.shown).map { one in
      t("Le n° \(one.asked) était pris : la contribution porte le n° \(one.given).")
    }
    return sentences
  }

  private var refusals: [Phrase] {
    let count = result.refused.count
    let head: Phrase = t(
      count, one: "\(count) ligne est refusée : rien n’est importé.",
      other: "\(count) lignes sont refusées : rien n’est importé.")
    let lines = result.refused.prefix(Self.shown).map { t("Ligne \($0.place) : \($0.sentence)") }
    let rest = count - lines.count
    return [head] + lines
      + (rest > 0 ? [t(rest, one: "Et \(rest) autre.", other: "Et \(rest) autres.")] : [])
  }
}
