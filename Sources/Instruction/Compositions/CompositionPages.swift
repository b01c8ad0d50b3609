import Consultations
import Deposits
import HTML
import Localization
import Platform
import Retrieval

/// Contributions of a proposition side by side: what they say in the same words is marked, sentences are picked into
/// its text, and what is not kept of each has its reason.
struct CompositionPage: Component {
  var consultation: Consultation
  var proposition: Proposition
  var feeding: [Feeding]
  var compared: [ComparedContribution]
  var composition: Composition
  var text: SourcedText
  var sources: [NamedSource]
  /// The wording that is read.
  var read: String
  /// What was refused, with what was typed.
  var refusal: (any Refusal)?
  var typed: CompositionTyped?
  var done: String?

  private var back: String { EditedPropositionAddress(consultation, token: proposition.token).path }
  private var action: String { CompositionAddress(consultation, token: proposition.token).path }
  private var written: Language { proposition.wording.language }
  private func sentence(_ field: String) -> Phrase? {
    guard let refusal = refusal as? any FieldRefusal, refusal.field == field else { return nil }
    return refusal.sentence
  }
  private var columns: [ComparedColumn] {
    let shared = ComparedContribution.shared(compared)
    return compared.enumerated().map { place, one in
      ComparedColumn(
        compared: one, lines: lines(of: one, place, shared), elsewhere: elsewhere(of: one),
        isTaken: !one.feeding.isWithoutText(composition),
        reason: typed?.reasons[one.feeding.contribution.token] ?? composition.reasons[one.id] ?? "",
        sentences: reasons(of: one))
    }
  }

  /// The sentences of a contribution that have their reason, and those that may be given one.
  private func reasons(of one: ComparedContribution) -> SentenceReasons {
    let token = one.feeding.contribution.token
    func value(_ sentence: PickedSentence) -> String { CompositionTyped.value(of: sentence, token: token) }
    let known = composition.unkept.filter { old in one.sentences.contains { $0.isSame(as: old.sentence) } }
    let free = one.sentences.filter { sentence in
      !(composition.sentences + known.map(\.sentence)).contains { $0.isSame(as: sentence) }
    }
    let new = typed?.newReasons[token]
    return SentenceReasons(
      token: token,
      known: known.map { old in
        let place = value(old.sentence)
        return .init(value: place, words: old.sentence.words, reason: typed?.sentenceReasons[place] ?? old.reason)
      },
      free: free.map { .init(value: value($0), words: $0.words, reason: "") },
      chosen: new?.sentence ?? "", reason: new?.reason ?? "")
  }

  /// The sentences of a contribution, with what is shared of each and whether it is picked.
  private func lines(of one: ComparedContribution, _ place: Int, _ shared: SharedPassages) -> [[PickLine]] {
    one.answers.enumerated().map { piece, answer in
      let passages = shared.of(place, piece: piece)
      let cut = CutAnswer(answer.text)
      return answer.sentences.map { sentence in
        let value = CompositionTyped.value(of: sentence, token: one.feeding.contribution.token)
        let isPicked = typed?.picked.contains(value) ?? composition.sentences.contains { $0.isSame(as: sentence) }
        return PickLine(
          value: value, isPicked: isPicked, runs: cut.runs(of: sentence.characters, passages),
          others: cut.others(in: sentence.characters, passages).map { compared[$0].feeding.contribution.number },
          language: one.feeding.contribution.language)
      }
    }
  }

  /// Those that the text takes from what is not shown of a contribution, each with its version.
  private func elsewhere(of one: ComparedContribution) -> [PickLine] {
    one.elsewhere.filter { sentence in composition.sentences.contains { $0.isSame(as: sentence) } }.map { sentence in
      let value = CompositionTyped.value(of: sentence, token: one.feeding.contribution.token)
      return PickLine(
        value: value, isPicked: typed?.picked.contains(value) ?? true,
        runs: [CutAnswer.Run(text: sentence.words, isShared: false)], version: sentence.version,
        language: one.feeding.contribution.language)
    }
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Proposition") }
    if done == "reprises" {
      div(.class("notice notice-ok"), .role("status")) { p { t("C’est enregistré : voici le texte et ses sources.") } }
    }
    if let refusal { DeskRefusal(refusal: refusal) }
    h1 { t("Composer côte à côte") }
    p(.class("lead"), .lang(written.rawValue)) { proposition.wording.title }
    ComparedChoice(page: self, action: action, refusal: sentence("choix"))
    if compared.count > 1 {
      postForm(.action(action), .named("novalidate", "")) {
        input(.type("hidden"), .name("lu"), .value(read))
        p(.class("help")) {
          t("Ce qui est marqué se lit aussi dans une autre contribution. Une phrase cochée rejoint le texte, à sa fin.")
        }
        div(.class("side-by-side"), .id("phrases"), .role("group"), .ariaLabel(t("Contributions côte à côte"))) {
          for column in columns { column }
        }
        div(.class("actions")) {
          button(.class("button button-primary"), .type("submit")) { t("Enregistrer ce qui est repris") }
        }
      }
    }
    HTML.section(.class("section")) {
      h2 { t("Le texte de la proposition") }
      if text.paragraphs.isEmpty {
        p(.class("help")) { t("Il est encore vide.") }
      } else {
        SourcedProse(text: text, sources: sources, written: written) { [consultation] contribution, _ in
          DecidingAddress(consultation, token: contribution.token).path
        }
      }
    }
  }
}

/// Which of the contributions that feed it stand side by side.
private struct ComparedChoice: Component {
  var page: CompositionPage
  var action: String
  var refusal: Phrase?

  private var isOpen: Bool { refusal != nil || page.compared.count < 2 }
  private var candidates: [Feeding] {
    var seen: Set<Int64> = []
    return page.feeding.filter { !$0.contribution.isWithdrawn && seen.insert($0.contribution.id).inserted }
  }
  private func isShown(_ feeding: Feeding) -> Bool { page.compared.contains { $0.id == feeding.contribution.id } }
  private func help(_ feeding: Feeding) -> Phrase {
    !feeding.isWithoutText(page.composition) ? feeding.mention : t("\(feeding.mention), sans reprise de texte")
  }

  var body: some Markup {
    details(.flag("open", isOpen)) {
      summary { t("Choisir les contributions") }
      form(.method("get"), .action(action)) {
        fieldset(.class("field"), .id("choix")) {
          legend { t("De deux à huit contributions") }
          if let refusal { p(.class("error")) { refusal } }
          for one in candidates {
            Choice(
              .checkbox, "contribution", one.contribution.token, one.title, help: help(one), isChosen: isShown(one))
          }
        }
        div(.class("actions")) {
          button(.class("button button-secondary"), .type("submit")) { t("Lire côte à côte") }
        }
      }
    }
  }
}

/// One contribution among those that stand side by side.
struct ComparedColumn: Component {
  var compared: ComparedContribution
  /// By answer.
  var lines: [[PickLine]]
  /// Of another version, or of another part.
  var elsewhere: [PickLine]
  var isTaken: Bool
  var reason: String
  var sentences: SentenceReasons

  private var contribution: ContributionSummary { compared.feeding.contribution }
  private var id: String { "colonne-\(contribution.token)" }
  private var version: Phrase { t("version \(compared.version)") }
  private var field: String { CompositionTyped.reasonPrefix + contribution.token }
  private func question(_ place: Int) -> Phrase {
    ContributionText.question(compared.answers[place].field, compared.rubric)
  }

  var body: some Markup {
    HTML.section(.class("card"), .labelledBy(id)) {
      input(.type("hidden"), .name("contribution"), .value(contribution.token))
      h2(.class("h3"), .id(id), .lang(contribution.language.rawValue)) { contribution.title }
      div(.class("meta")) {
        span { compared.feeding.mention }
        span { version }
        if !isTaken { span(.class("tag")) { t("sans reprise de texte") } }
      }
      for (place, answer) in lines.enumerated() {
        fieldset(.class("picks")) {
          legend { question(place) }
          for line in answer { line }
        }
      }
      if !elsewhere.isEmpty {
        fieldset(.class("picks")) {
          legend { t("Phrases reprises d’une autre version ou d’une autre partie") }
          for line in elsewhere { line }
        }
      }
      TextArea(
        field, t("Pourquoi le reste n’est pas repris"), value: reason, longest: Composition.longestReason, rows: 3,
        help: t("Publique avec le texte."), isOptional: true)
      sentences
    }
  }
}

/// Why single sentences of a contribution are not taken: those that say it, and one more.
struct SentenceReasons: Component {
  struct Line: Sendable {
    var value: String
    var words: String
    var reason: String

    /// Its beginning, since it stands whole above.
    var short: String { words.count > 60 ? words.prefix(59) + "…" : words }
  }

  var token: String
  var known: [Line]
  var free: [Line]
  var chosen: String
  var reason: String

  private var isOpen: Bool { !known.isEmpty || !chosen.isEmpty || !reason.isEmpty }
  private var options: [Choices.Option] {
    [Choices.Option("", t("Aucune phrase choisie"))] + free.map { Choices.Option($0.value, .verbatim($0.short)) }
  }

  var body: some Markup {
    details(.flag("open", isOpen)) {
      summary { t("Donner une raison phrase par phrase") }
      for line in known {
        TextArea(
          CompositionTyped.sentenceReasonPrefix + line.value,
          t("Pourquoi la phrase « \(line.short) » n’est pas reprise"),
          value: line.reason, longest: UnkeptSentence.longestReason, rows: 2, isOptional: true)
      }
      Choices(
        CompositionTyped.newSentencePrefix + token, t("Une phrase qui n’est pas reprise"), options, chosen: chosen)
      TextArea(
        CompositionTyped.newReasonPrefix + token, t("Pourquoi elle n’est pas reprise"), value: reason,
        longest: UnkeptSentence.longestReason, rows: 2, help: t("Publique avec le texte."), isOptional: true)
    }
  }
}

/// A sentence with its box.
struct PickLine: Component {
  var value: String
  var isPicked: Bool
  var runs: [CutAnswer.Run]
  /// The numbers of the contributions that say a part of it too.
  var others: [Int] = []
  /// Of one that is shown with others than those of its version.
  var version: Int?
  var language: Language

  private var id: String { "phrase-" + value.replacing(".", with: "-") }
  private var help: String { id + "-aide" }
  private var also: Phrase? {
    if let version { return t("version \(version)") }
    guard !others.isEmpty else { return nil }
    let numbers = others.map { String($0) }.joined(separator: ", ")
    return t(others.count, one: "aussi dans le n° \(numbers)", other: "aussi dans les n° \(numbers)")
  }

  var body: some Markup {
    div(.class("pick")) {
      input(
        .type("checkbox"), .id(id), .name("phrase"), .value(value), .checked(isPicked),
        .describedBy(also == nil ? nil : help))
      div {
        label(.for(id), .lang(language.rawValue)) { for run in runs { PickRun(run: run) } }
        if let also { span(.class("help"), .id(help)) { also } }
      }
    }
  }
}

private struct PickRun: Component {
  var run: CutAnswer.Run
  var body: some Markup { if run.isShared { mark { run.text } } else { run.text } }
}

/// An answer of which sentences, in characters, and passages, in bytes, are told together.
struct CutAnswer: Sendable {
  struct Run: Sendable, Equatable {
    var text: String
    var isShared: Bool
  }

  private let bytes: [UInt8]
  /// The byte at which each character begins, and the end.
  private let starts: [Int]

  init(_ text: String) {
    bytes = Array(text.utf8)
    var starts = [0]
    for character in text { starts.append((starts.last ?? 0) + character.utf8.count) }
    self.starts = starts
  }

  private func bytes(of characters: Range<Int>) -> Range<Int> {
    starts[characters.lowerBound]..<starts[characters.upperBound]
  }

  /// A sentence in runs, which are shared or not.
  func runs(of characters: Range<Int>, _ passages: [SharedPassages.Passage]) -> [Run] {
    let whole = bytes(of: characters)
    var runs: [Run] = []
    var place = whole.lowerBound
    func add(upTo end: Int, isShared: Bool) {
      guard place < end else { return }
      runs.append(Run(text: String(decoding: bytes[place..<end], as: UTF8.self), isShared: isShared))
      place = end
    }
    for passage in passages where passage.bytes.overlaps(whole) {
      add(upTo: max(place, passage.bytes.lowerBound), isShared: false)
      add(upTo: min(passage.bytes.upperBound, whole.upperBound), isShared: true)
    }
    add(upTo: whole.upperBound, isShared: false)
    return runs
  }

  /// The texts that share something of a sentence, by their places.
  func others(in characters: Range<Int>, _ passages: [SharedPassages.Passage]) -> [Int] {
    let whole = bytes(of: characters)
    return Set(passages.filter { $0.bytes.overlaps(whole) }.flatMap(\.others)).sorted()
  }
}
