package import Localization

/// One line of the difference between an edition of the register and the directory; names with their department.
package enum RegisterChange: Sendable, Equatable {
  case created(String)
  case renamed(String, to: String)
  /// Its figures, its territory or its codes.
  case updated(String)
  case merged(String, into: String)
  /// A commune that lives again.
  case restored(String)
  /// No longer in the edition; it stays, since what it deposited refers to it.
  case vanished(String)

  package enum Kind: Int, CaseIterable, Sendable { case created, renamed, updated, merged, restored, vanished }

  package var kind: Kind {
    switch self {
    case .created: .created
    case .renamed: .renamed
    case .updated: .updated
    case .merged: .merged
    case .restored: .restored
    case .vanished: .vanished
    }
  }

  package var sentence: Phrase {
    switch self {
    case .created(let name): t("créé : \(name)")
    case .renamed(let before, let after): t("renommé : \(before) devient \(after)")
    case .updated(let name): t("mis à jour : \(name)")
    case .merged(let name, let into): t("fusionné : \(name) rejoint \(into)")
    case .restored(let name): t("rétabli : \(name)")
    case .vanished(let name): t("absent de cette édition, gardé : \(name)")
    }
  }
}
