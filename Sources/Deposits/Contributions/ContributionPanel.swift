package import Consultations
package import HTML
package import Platform
package import Storage

/// What a later room shows at the head of the page of a contribution: what became of it.
package struct ContributionPanel: Sendable {
  /// Nil where it has nothing to say.
  package typealias Maker =
    @Sendable (Contribution, Consultation, Visit, Snapshot) throws -> ContributionPanel?

  package var markup: AnyMarkup

  package init(_ markup: some Markup) { self.markup = AnyMarkup(markup) }
}
