package import Platform

/// A page of what a filter asks for: the page asked for, or the last where the list ends before it.
package struct ListedContributions: Sendable {
  package var shown: [ContributionSummary]
  package var page: ListPage
  /// How many there are in all.
  package var total: Int
  /// How the words were read, where any were given.
  package var found: ContributionSearch.Found?

  package static let none = ListedContributions(
    shown: [], page: ListPage(asked: 1, of: 0, size: ContributionFilter.pageSize), total: 0)
}
