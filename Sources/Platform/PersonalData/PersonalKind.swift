package import Localization

/// A kind of personal data, as people read of it: what it is, how long it is kept, and what ends it. Declared by the
/// room that keeps it; the page on personal data, the export and the jobs of retention read it here.
package struct PersonalKind: Sendable {
  package enum Period: Sendable, Equatable {
    /// So long, after which this job ends it by itself.
    case limited(seconds: Int64, job: String)
    /// Until something happens, which the sentence tells.
    case lasting
  }

  /// As the export knows it: `sessions`.
  package let name: String
  package let title: Phrase
  package let period: Period
  /// How long, and what ends it.
  package let sentence: Phrase

  package init(lasting name: StaticString, _ title: Phrase, _ sentence: Phrase) {
    self.name = name.description
    self.title = title
    self.sentence = sentence
    period = .lasting
  }

  package init(_ name: StaticString, _ title: Phrase, seconds: Int64, job: StaticString, _ sentence: Phrase) {
    self.name = name.description
    self.title = title
    self.sentence = sentence
    period = .limited(seconds: seconds, job: job.description)
  }

  /// What is older than this has had its time; nil where time alone ends nothing.
  package func oldest(at now: Instant) -> Instant? {
    guard case .limited(let seconds, _) = period else { return nil }
    return now.adding(seconds: -seconds)
  }
}
