package import Localization

/// `/administration`: the home page of administrators.
package struct AdministrationAddress: FixedAddress {
  package static let pattern: StaticString = "/administration"
  package init() {}
}

extension Permission {
  /// Persons, roles, and what concerns the whole installation.
  package static let administer = Permission("administration", [.administrator])
}

/// A page that the home page of administrators leads to; each room adds its own (`Registry.addToAdministration`).
package struct AdministrationEntry: Sendable {
  package var title: Phrase
  package var path: String
  /// One sentence: what one does there.
  package var summary: Phrase
  /// Shown to those who hold it alone.
  package var permission: Permission

  package init(_ title: Phrase, path: String, summary: Phrase, permission: Permission) {
    self.title = title
    self.path = path
    self.summary = summary
    self.permission = permission
  }
}
