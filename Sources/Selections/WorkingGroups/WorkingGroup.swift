import Localization
import Platform
import Storage

/// Those who work on some propositions between the vote and the selection (« groupe de travail »).
///
/// Made and changed by whoever leads the committee, and ended by her. Everyone reads it as soon as it is written: what
/// it works on, when and where it meets, what it found. It decides nothing: the committee reads it too.
package struct WorkingGroup: Sendable, Equatable {
  package var id: Int64
  var token: String
  var words: Words
  var editedAt: Instant

  /// What whoever leads the committee says of it.
  package struct Words: Sendable, Equatable {
    package var title: String
    /// The propositions, in the order of the count.
    package var propositions: [Int64]
    /// A meeting on a line: when, where.
    package var meetings: String
    /// Markdown; empty until there is something to tell.
    package var summary: String

    package init(title: String, propositions: [Int64], meetings: String = "", summary: String = "") {
      self.title = title
      self.propositions = propositions
      self.meetings = meetings
      self.summary = summary
    }

    var version: String { WordsVersion.of([title, meetings, summary] + propositions.map(String.init)) }

    var meetingLines: [String] {
      meetings.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    /// - Throws: `WorkingGroup.Refusal`.
    func check() throws(Refusal) {
      guard !title.isEmpty else { throw .noTitle }
      guard title.unicodeScalars.count <= WorkingGroup.longestTitle else { throw .longTitle }
      guard !propositions.isEmpty else { throw .noProposition }
      guard meetings.unicodeScalars.count <= WorkingGroup.longestMeetings else { throw .longMeetings }
      guard summary.unicodeScalars.count <= WorkingGroup.longestSummary else { throw .longSummary }
    }
  }

  static let longestTitle = 150
  static let longestMeetings = 2000
  static let longestSummary = 20_000
  /// In one consultation.
  static let most = 50

  enum Refusal: FieldRefusal, Equatable, CaseIterable {
    case noTitle, longTitle, noProposition, longMeetings, longSummary, tooMany, changed

    var status: Int { [.tooMany, .changed].contains(self) ? 409 : 422 }

    var field: String {
      switch self {
      case .noTitle, .longTitle, .tooMany, .changed: "titre"
      case .noProposition: "proposition"
      case .longMeetings: "reunions"
      case .longSummary: "synthese"
      }
    }

    var sentence: Phrase {
      switch self {
      case .noTitle: t("Donnez un titre à ce groupe.")
      case .longTitle: t("Ce titre est trop long : 150 caractères au plus.")
      case .noProposition: t("Cochez au moins une proposition.")
      case .longMeetings: t("Ces réunions sont trop longues à lire : 2 000 caractères au plus.")
      case .longSummary: t("Cette synthèse est trop longue : 20 000 caractères au plus.")
      case .tooMany: t("Ce comité a déjà cinquante groupes.")
      case .changed:
        t(
          "Quelqu’un d’autre a enregistré entre-temps : sa version est plus bas. Prenez-y ce qu’il faut, puis enregistrez."
        )
      }
    }
  }
}
