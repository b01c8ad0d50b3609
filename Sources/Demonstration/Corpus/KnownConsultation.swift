package import Forms
package import Foundation

/// The consultation of 2021 as it is publicly known: `Data/2021.json`, read once when the demonstration is filled.
/// Times are wall clock in `timeZone`.
package struct KnownConsultation: Sendable, Decodable {
  package struct Phase: Sendable, Decodable {
    package var phase: String
    /// `2021-01-25T00:00`.
    package var opens: String
    package var closes: String?
  }

  package struct Rubric: Sendable, Decodable {
    package var key: String
    package var title: String
    package var titleEnglish: String
  }

  package struct Theme: Sendable, Decodable {
    package var slug: String
    package var title: String
    package var titleEnglish: String
  }

  package struct Rules: Sendable, Decodable {
    package struct Article: Sendable, Decodable {
      /// Stable: decisions refer to it.
      package var key: String
      package var number: Int
      package var title: String
      /// Markdown.
      package var text: String
      /// Shown to whoever is about to publish.
      package var isSelfCheck: Bool?
    }

    package var version: Int
    package var title: String
    package var articles: [Article]
  }

  package struct Deposit: Sendable, Decodable {
    /// A real body, by its name in the register and the code that tells it apart.
    package struct Depositor: Sendable, Decodable {
      package var name: String
      package var siren: String?
      package var insee: String?
    }

    package var slug: String
    package var organisation: Depositor
    package var rubric: String
    /// A stand-in within the deposit: the true hour is not publicly known.
    package var publishedAt: String
    package var title: String
    package var todayText: String
    package var forWhom: String
    package var existing: String
    package var expected: String
    package var themes: [String]
    /// How many supports it received, where that is publicly known.
    package var supports: Int?
  }

  package var slug: String
  package var title: String
  package var titleEnglish: String
  /// Markdown.
  package var presentation: String
  package var presentationEnglish: String
  package var timeZone: String
  package var calendar: [Phase]
  package var rubrics: [Rubric]
  package var themes: [Theme]
  package var rules: Rules
  /// Extra questions by the key of a rubric.
  package var questions: [String: Questionnaire]
  package var deposits: [Deposit]

  package init(json: Data) throws { self = try JSONDecoder().decode(KnownConsultation.self, from: json) }
}
