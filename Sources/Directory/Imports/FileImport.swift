/// What a file that an administrator supplies changed in the directory (its columns: docs/data-formats.md).
package struct FileImport: Sendable, Equatable {
  package var created = 0
  package var updated = 0
  package var removed = 0
  package var unchanged = 0
  /// Lines whose organisation is not in the directory: left out, and told.
  package var unknown: [Int] = []

  package init() {}

  package var changes: Int { created + updated + removed }
}
