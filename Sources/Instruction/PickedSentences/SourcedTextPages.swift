import Consultations
import Deposits
import HTML
import Localization
import Platform

/// A contribution that a text takes sentences from, as its note tells it.
struct NamedSource: Sendable {
  var contribution: ContributionSummary
  var version: Int

  /// « n° 12, Commune de Dax, version 2 ».
  var mention: Phrase { t("n° \(contribution.number), \(contribution.organisationName), version \(version)") }
}

/// The text of a proposition: each sentence that was picked bears the number of its note, and shows its source once
/// that number has the focus.
struct SourcedProse: Component {
  var text: SourcedText
  var sources: [NamedSource]
  var written: Language
  var address: @Sendable (ContributionSummary, _ version: Int) -> String

  /// The first call of each note, to which the note leads back.
  private var paragraphs: [[Call]] {
    var seen: Set<Int> = []
    return text.paragraphs.map { segments in
      segments.map { segment in
        Call(segment: segment, first: segment.notes.filter { seen.insert($0).inserted }, sources: sources)
      }
    }
  }

  var body: some Markup {
    div(.class("prose")) {
      for paragraph in paragraphs { p(.lang(written.rawValue)) { for call in paragraph { call } } }
    }
    if !sources.isEmpty {
      h2(.class("h3")) { t("D’où viennent les phrases reprises") }
      ol(.class("sources")) {
        for (place, source) in sources.enumerated() {
          SourceNote(number: place + 1, source: source, address: address(source.contribution, source.version))
        }
      }
    }
  }

  private struct Call: Component {
    var segment: SourcedText.Segment
    var first: [Int]
    var sources: [NamedSource]

    var body: some Markup {
      if segment.notes.isEmpty {
        segment.text
      } else {
        span(.class("sourced")) { segment.text }
        for number in segment.notes {
          NoteNumber(number: number, isFirst: first.contains(number), source: sources[number - 1])
        }
      }
    }
  }
}

private struct NoteNumber: Component {
  var number: Int
  var isFirst: Bool
  var source: NamedSource

  private var note: String { "source-\(number)" }
  private var id: String? { isFirst ? "appel-\(number)" : nil }
  private var name: Phrase { t("Source \(number)") }

  var body: some Markup {
    a(.class("note-number"), .id(id), .href("#" + note), .ariaLabel(name), .describedBy(note)) { "[\(number)]" }
    span(.class("note-source"), .ariaHidden()) { source.mention }
  }
}

private struct SourceNote: Component {
  var number: Int
  var source: NamedSource
  var address: String

  private var id: String { "source-\(number)" }
  private var back: String { "#appel-\(number)" }
  private var backName: Phrase { t("Revenir au texte, source \(number)") }
  private var title: Phrase {
    source.contribution.isWithdrawn
      ? t("Contribution n° \(source.contribution.number), retirée") : .verbatim(source.contribution.title)
  }
  private var language: String? { source.contribution.isWithdrawn ? nil : source.contribution.language.rawValue }

  var body: some Markup {
    li(.id(id)) {
      a(.lang(language), .href(address)) { title }
      " "
      span(.class("help")) { source.mention }
      " "
      a(.class("note-back"), .href(back), .ariaLabel(backName)) { "↩" }
    }
  }
}
