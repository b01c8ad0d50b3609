import Consultations
import Localization
import Platform
import Proof
import Storage
import Votes

/// The minutes as one text in Markdown, in French: what is signed, published and hashed. It names bodies, never
/// persons.
struct MinutesDocument: Sendable {
  /// A decision with what it stands on.
  struct Item: Sendable {
    var ruling: Ruling
    var line: CountedVote.Line
    var voices: Ruling.Voices
    var summary: GradeSummary?
    /// Of the envelope, once it and those before it in this text are taken away.
    var remains: Int64
  }

  struct Held: Sendable {
    var sitting: Sitting
    var changes: [PresenceChange]
    var items: [Item]
    /// What found no majority.
    var rejected: [RejectedRuling]

    /// What was proposed in vain of an item that this sitting did not decide, by proposition.
    var undecided: [(proposition: Int64, rejected: [RejectedRuling])] {
      let decided = Set(items.map(\.ruling.proposition))
      var seen: Set<Int64> = []
      return rejected.map(\.proposition).filter { !decided.contains($0) && seen.insert($0).inserted }
        .map { proposition in (proposition, rejected.filter { $0.proposition == proposition }) }
    }
  }

  var minutes: Minutes
  var committee: Committee
  var title: String
  var criteria: [Criterion]
  /// All seats, those that have ended too.
  var seats: [Int64: Seat]
  var sittings: [Held]
  /// Numbers of items and their titles, by proposition.
  private var numbers: [Int64: (number: Int, title: String)]

  init(_ minutes: Minutes, of committee: Committee, title: String, at now: Instant, _ db: Snapshot) throws {
    (self.minutes, self.committee, self.title) = (minutes, committee, title)
    criteria = try committee.criteria(db)
    seats = Dictionary(uniqueKeysWithValues: try Seat.ever(in: committee.id, db).map { ($0.id, $0) })
    let rulings = try Ruling.all(in: committee.id, db)
    let voices = try Ruling.voices(in: committee.id, db)
    let grades = try SentGrades(of: committee, at: now, db)
    let counted = try Vote.with(id: committee.vote, db).flatMap { try CountedVote(of: $0, db) }
    let lines = Dictionary(
      uniqueKeysWithValues: (counted?.lines ?? []).map { ($0.proposition.proposition, $0) })
    numbers = [:]
    for (place, line) in (counted?.lines ?? []).enumerated() {
      numbers[line.proposition.proposition] = (place + 1, line.proposition.title)
    }
    let rejected = try RejectedRuling.all(in: committee.id, db)
    var remains = committee.envelope
    sittings = try Sitting.all(of: committee.id, db).map { sitting in
      Held(
        sitting: sitting, changes: try PresenceChange.all(in: sitting.id, db),
        items: rulings.filter { $0.sitting == sitting.id }.compactMap { ruling in
          lines[ruling.proposition].map {
            remains -= ruling.amount
            return Item(
              ruling: ruling, line: $0, voices: voices[ruling.id] ?? .init(),
              summary: grades.summary(ruling.proposition), remains: remains)
          }
        }, rejected: rejected.filter { $0.sitting == sitting.id })
    }
  }

  /// - Parameter pdf: SHA-256 of the signed paper, in hexadecimal.
  func text(signedAt: Instant? = nil, pdf: String? = nil) -> String {
    var parts = ["# Relevé de décisions", "Comité de sélection de « \(title) »", frame]
    if !minutes.opening.isEmpty { parts.append(minutes.opening) }
    for held in sittings { parts += text(of: held) }
    parts += summary
    if !minutes.closing.isEmpty { parts.append(minutes.closing) }
    if let signedAt { parts.append("Signé par la présidence du comité le \(told(signedAt, .dateAndTime)).") }
    if let pdf { parts.append("Document signé joint : SHA-256 `\(pdf)`.") }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private var frame: String {
    let weights = criteria.map { "\(Self.line($0.title)) (\($0.weight))" }.joined(separator: " ; ")
    return """
      Règlement de la démarche, version \(committee.rulesVersion). Critères et poids : \(weights).

      Enveloppe : \(euros(committee.envelope)). Quorum : \(committee.quorum).
      """
  }

  private func text(of held: Held) -> [String] {
    let sitting = held.sitting
    var parts = ["## Séance du \(told(sitting.openedAt, .date))"]
    let close = sitting.closedAt.map { ", close \(told($0, after: sitting.openedAt))" } ?? ""
    parts.append("Ouverte à \(told(sitting.openedAt, .time))\(close). Lieu : \(Self.line(sitting.place)).")
    let (initial, moves) = presences(held.changes)
    if !initial.isEmpty { parts.append(initial.joined(separator: "\n")) }
    if !moves.isEmpty { parts.append("Arrivées et sorties :\n\n" + moves.joined(separator: "\n")) }
    parts += held.items.map { text(of: $0, after: held.rejected) }
    for (proposition, rejected) in held.undecided {
      let heading = "### \(numbers[proposition]?.number ?? 0). \(Self.line(numbers[proposition]?.title ?? ""))"
      parts.append(heading + "\n\n" + rejected.map(told).joined(separator: "\n"))
    }
    return parts
  }

  private func told(_ rejected: RejectedRuling) -> String {
    let amount = rejected.amount > 0 ? ", \(euros(rejected.amount))" : ""
    let voices = Ruling.Voices(pros: rejected.pros, cons: rejected.cons, abstained: rejected.abstained)
    return "- Proposé et non adopté : \(word(rejected.list))\(amount) (\(told(voices)))"
  }

  /// Who was there at the beginning, then who came and went, by item.
  private func presences(_ changes: [PresenceChange]) -> (initial: [String], moves: [String]) {
    var first: [Int64: Presence] = [:]
    for change in changes where change.proposition == nil { first[change.seat] = change.presence }
    let initial = Presence.allCases.compactMap { presence -> String? in
      let bodies = first.filter { $0.value == presence }.keys.sorted().compactMap { seats[$0] }.map(told)
      return bodies.isEmpty ? nil : "- \(heading(presence)) : \(bodies.joined(separator: " ; "))"
    }
    let moves = changes.compactMap { change -> String? in
      guard let item = change.proposition, let seat = seats[change.seat] else { return nil }
      let number = numbers[item].map { "point \($0.number)" } ?? "en séance"
      return "- \(number) : \(told(seat)), \(word(change.presence).lowercased())"
    }
    return (initial, moves)
  }

  private func text(of item: Item, after rejected: [RejectedRuling]) -> String {
    let (ruling, line, voices) = (item.ruling, item.line, item.voices)
    let number = numbers[ruling.proposition]?.number ?? 0
    let place = line.place.map { "retenue, à la place \($0)" } ?? "non retenue"
    var lines = ["- Vote : \(place), \(told(line.supports))"]
    if let summary = item.summary {
      lines.append(
        "- Note moyenne : \(summary.mean.text) sur 100 (de \(summary.lowest.text) à \(summary.highest.text))")
    }
    if !voices.aside.isEmpty {
      lines.append("- Déports : \(voices.aside.compactMap { seats[$0] }.map(told).joined(separator: " ; "))")
    }
    lines += rejected.filter { $0.proposition == ruling.proposition }.map(told)
    if let quorum = ruling.quorum, quorum != committee.quorum { lines.append("- Quorum : \(quorum)") }
    let casting = ruling.isCasting ? " ; voix prépondérante de la présidence" : ""
    lines.append("- Voix : \(told(voices))\(casting)")
    let amount = ruling.amount > 0 ? ", \(euros(ruling.amount))" : ""
    lines.append("- Décision : \(word(ruling.list))\(amount)")
    if ruling.goesAgainst { lines.append("- S’écarte du vote") }
    if !ruling.reason.isEmpty { lines.append("- Motif : \(Self.line(ruling.reason))") }
    lines.append("- Reste de l’enveloppe : \(euros(item.remains))")
    return "### \(number). \(Self.line(line.proposition.title))\n\n" + lines.joined(separator: "\n")
  }

  /// What is selected, in its two lists.
  private var summary: [String] {
    let items = sittings.flatMap(\.items)
    var parts = ["## Ce qui est retenu"]
    for list in [SelectionList.develop, .scaleUp] {
      let chosen = items.filter { $0.ruling.list == list }
      guard !chosen.isEmpty else { continue }
      parts.append("\(word(list)) :")
      parts.append(
        chosen.map { "- \(Self.line($0.line.proposition.title)) : \(euros($0.ruling.amount))" }.joined(separator: "\n"))
    }
    parts.append("En tout : \(euros(committee.spent)). Reste : \(euros(committee.remains)).")
    return parts
  }

  // MARK: Words

  private func told(_ seat: Seat) -> String { Self.line(seat.title) + (seat.isChair ? ", préside" : "") }

  private func told(_ voices: Ruling.Voices) -> String {
    let remote = voices.remote > 0 ? ", dont \(voices.remote) à distance" : ""
    return "\(voices.pros) pour, \(voices.cons) contre, \(abstained(voices))\(remote)"
  }

  private func told(_ supports: Int) -> String {
    t(supports, one: "choisie par \(supports) collectivité", other: "choisie par \(supports) collectivités")
      .text(in: .french, Catalogue())
  }

  private func abstained(_ voices: Ruling.Voices) -> String {
    "\(voices.abstained) abstention" + (voices.abstained > 1 ? "s" : "")
  }

  /// Before the names of several.
  private func heading(_ presence: Presence) -> String {
    switch presence {
    case .present: "Présents"
    case .remote: "À distance"
    case .excused: "Excusés"
    case .left: "Sortis"
    }
  }

  private func word(_ presence: Presence) -> String { presence.title.text(in: .french, Catalogue()) }
  private func word(_ list: SelectionList) -> String { list.title.text(in: .french, Catalogue()) }
  private func euros(_ amount: Int64) -> String { formatted(Int(amount), in: .french) + "\u{A0}euros" }
  /// Its day too, where that is another.
  private func told(_ close: Instant, after opening: Instant) -> String {
    let isSameDay = told(close, .date) == told(opening, .date)
    return isSameDay ? "à \(told(close, .time))" : "le \(told(close, .dateAndTime))"
  }
  private func told(_ instant: Instant, _ style: MomentStyle) -> String { style.text(of: instant, in: .french) }

  /// On one line, so that nothing that was typed begins a heading or an item.
  private static func line(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ").trimmed
  }
}

extension Seat {
  /// Those that have ended too: what they decided stays.
  static func ever(in committee: Int64, _ db: Snapshot) throws -> [Seat] {
    try db.rows("SELECT \(columns) FROM committee_seat WHERE committee_id = \(committee) ORDER BY id")
  }
}
