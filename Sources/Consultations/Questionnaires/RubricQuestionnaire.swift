package import Forms
package import Localization
import Storage

/// The extra questions of a rubric of a consultation, in one of their versions. Published by an administrator; never
/// changed but by a newer version, so that what was answered stays readable by the version that asked it.
package struct RubricQuestionnaire: Sendable, Equatable {
  package var id: Int64
  package var version: Int
  package var publishedAt: Instant
  package var questionnaire: Questionnaire
}
