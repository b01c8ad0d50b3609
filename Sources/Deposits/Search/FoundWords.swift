import Consultations
import Directory
import Forms
import Localization
import Platform
import Retrieval
import Storage

/// Where the words of a search stand in a contribution that it found: in its title, in the names of who deposits it,
/// and in one passage of what is under the title. Made for those that a page shows, and kept nowhere.
struct FoundWords: Sendable {
  /// A passage around the first word that was found.
  struct Passage: Sendable {
    var text: MarkedText
    /// Nil where lists show the text anyway: what happens today.
    var place: Place?
  }

  enum Place: Sendable {
    case answer(to: Phrase)
    /// A public file, by its description.
    case file(String)
    /// A body of the directory that an answer names.
    case body
  }

  var title: MarkedText
  /// By the name of a depositor.
  var names: [String: MarkedText] = [:]
  /// Nil where no word stands under the title.
  var passage: Passage?

  private var isTold: Bool { title.isMarked || names.values.contains { $0.isMarked } || passage != nil }

  private typealias Reader = (String) -> MarkedText

  /// - Parameter names: of those who deposit, by contribution.
  static func of(
    _ summaries: [ContributionSummary], names: [Int64: [String]], _ sought: TextIndex.Sought,
    in search: ContributionSearch, _ language: Language, _ db: Snapshot
  ) throws -> [Int64: FoundWords] {
    var contributions = try Contribution.with(ids: summaries.map(\.id), db)
    var questionnaires: [Int64: Questionnaire] = [:]
    for id in Set(contributions.compactMap(\.text.questionnaire)) {
      questionnaires[id] = try RubricQuestionnaire.with(id: id, db)?.questionnaire
    }
    // What an answer says under a condition that no longer holds is shown nowhere.
    for place in contributions.indices {
      let asked = contributions[place].text.questionnaire.flatMap { questionnaires[$0] }
      contributions[place].text.answers = asked?.published(contributions[place].text.answers) ?? Answers()
    }
    var found: [Int64: FoundWords] = search.reading(sought) { marked in
      contributions.reduce(into: [:]) { found, contribution in
        let asked = contribution.text.questionnaire.flatMap { questionnaires[$0] }
        found[contribution.id] = FoundWords(
          title: marked(contribution.text.title),
          names: Dictionary(
            (names[contribution.id] ?? []).map { ($0, marked($0)) }, uniquingKeysWith: { first, _ in first }),
          passage: passage(in: contribution, asked: asked, language, marked))
      }
    }
    let withoutPassage = contributions.filter { found[$0.id]?.passage == nil }
    guard !withoutPassage.isEmpty else { return found }
    let files = try Attachment.readable(of: withoutPassage.map(\.id), db)
    let untold = withoutPassage.filter { found[$0.id]?.isTold == false && files[$0.id] == nil }
    let bodies = try Organisation.with(tokens: untold.flatMap(\.text.answers.pointers).sorted(), db)
    search.reading(sought) { marked in
      for (id, texts) in files { found[id]?.passage = passage(in: texts, marked) }
      for contribution in untold {
        let named = bodies.filter { contribution.text.answers.pointers.contains($0.token) }.map { marked($0.name) }
        found[contribution.id]?.passage = named.first { $0.isMarked }.map { Passage(text: $0, place: .body) }
      }
    }
    return found
  }

  private static func passage(
    in contribution: Contribution, asked: Questionnaire?, _ language: Language, _ marked: Reader
  ) -> Passage? {
    let text = contribution.text
    for field in text.fields(contribution.rubric) where field.isSearched {
      let written = text[field].filter { !$0.isEmpty }
      for words in written.map(marked) where words.isMarked {
        let isToday = field == .today
        return Passage(
          text: words.cut(),
          place: isToday ? nil : .answer(to: field.question(contribution.rubric, asked, in: language)))
      }
    }
    return nil
  }

  private static func passage(in files: [Attachment.Readable], _ marked: Reader) -> Passage? {
    for file in files {
      for piece in [file.description] + file.pieces {
        let words = marked(piece)
        if words.isMarked { return Passage(text: words.cut(), place: .file(file.description)) }
      }
    }
    return nil
  }
}

extension ContributionText.Field {
  /// Whether a search reads it, besides the title.
  fileprivate var isSearched: Bool {
    switch self {
    case .title, .language, .themes, .codeAddress, .documentation, .cost: false
    case .today, .forWhom, .existing, .expected, .licence, .maintainer, .users, .answer: true
    }
  }
}

extension Answers {
  /// Answers of one word that may point at a body of the directory.
  var pointers: [String] { typed.values.joined().filter { Token(prefixOf: $0)?.text == $0 }.sorted() }
}

/// A text with the words that were sought in it.
struct MarkedText: Sendable {
  private(set) var pieces: [(text: String, isMarked: Bool)] = []

  init(_ text: String, _ marks: [Range<String.Index>]) { add(text, text.startIndex..<text.endIndex, marks) }

  private init() {}

  private mutating func add(_ text: String, _ range: Range<String.Index>, _ marks: [Range<String.Index>]) {
    var place = range.lowerBound
    for mark in marks where mark.lowerBound >= place && mark.upperBound <= range.upperBound {
      if place < mark.lowerBound { pieces.append((String(text[place..<mark.lowerBound]), false)) }
      pieces.append((String(text[mark]), true))
      place = mark.upperBound
    }
    if place < range.upperBound { pieces.append((String(text[place..<range.upperBound]), false)) }
  }

  var isMarked: Bool { pieces.contains { $0.isMarked } }

  /// How many characters a passage has at most, and how many of them may stand before its first mark.
  private static let longest = ContributionSummary.excerptLength
  private static let longestBefore = 120
  private static let shortestBefore = 60

  /// A passage around its first mark, cut at spaces.
  func cut() -> MarkedText {
    var cut = MarkedText()
    var left = Self.longest
    guard let first = pieces.firstIndex(where: { $0.isMarked }) else { return self }
    if first > 0 {
      let before = Self.end(of: pieces[0].text)
      cut.pieces.append((before, false))
      left -= before.count
    }
    for piece in pieces[first...] {
      let kept = piece.isMarked ? piece.text : Self.beginning(of: piece.text, left)
      cut.pieces.append((kept, piece.isMarked))
      left -= kept.count
      guard left > 0, kept.utf8.count == piece.text.utf8.count else { break }
    }
    return cut
  }

  /// What precedes the first mark: all of it where it is short.
  private static func end(of text: String) -> String {
    guard text.index(text.endIndex, offsetBy: -longestBefore, limitedBy: text.startIndex) != nil else { return text }
    let from = text.index(text.endIndex, offsetBy: -shortestBefore)
    let space = text[from...].firstIndex(where: \.isWhitespace)
    return "… " + text[(space.map { text.index(after: $0) } ?? from)...]
  }

  /// No more than `limit` characters of a text, cut at a space.
  private static func beginning(of text: String, _ limit: Int) -> String {
    guard let end = text.index(text.startIndex, offsetBy: max(0, limit), limitedBy: text.endIndex),
      end < text.endIndex
    else { return text }
    var kept = text[..<(text[..<end].lastIndex(where: \.isWhitespace) ?? end)]
    while let last = kept.last, last.isWhitespace || ",;:".contains(last) { kept = kept.dropLast() }
    return kept + "…"
  }
}
