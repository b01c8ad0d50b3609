package import Storage

/// Why the schema stays as it is: what a room keeps open forbids a step that does not say that it is safe meanwhile.
package struct UpgradeRefusal: Error, Equatable, CustomStringConvertible {
  /// What forbids it.
  package var obstacle: String
  /// The steps that do not say that they are safe.
  package var steps: [String]

  package var description: String {
    """
    \(obstacle) Cette version change la base d’une façon qui n’est pas déclarée sans danger pendant un vote \
    (\(steps.joined(separator: ", "))). Rien n’a été changé : servez la version d’avant jusqu’à la clôture, puis \
    recommencez.
    """
  }
}

extension Database {
  /// Brings the schema to the level of the kernel and of these rooms.
  /// - Returns: the names of the steps that ran.
  /// - Throws: `UpgradeRefusal`, and nothing has changed.
  @discardableResult
  package func bringToLevel(of modules: [any Module]) async throws -> [String] {
    try await migrate(migrations(of: modules)) { missing, db in
      let unsafe = missing.filter { !$0.isSafeWhileVoting }.map(\.name)
      guard !unsafe.isEmpty else { return }
      for module in modules {
        guard let obstacle = try module.upgradeObstacle(Set(missing.map(\.name)), db) else { continue }
        throw UpgradeRefusal(obstacle: obstacle, steps: unsafe)
      }
    }
  }
}
