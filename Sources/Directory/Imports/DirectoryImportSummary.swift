package import Localization

/// What an import changed, told in sentences: to the terminal and on the administrator's page alike.
package struct DirectoryImportSummary: Sendable {
  /// Lines shown of each kind of change; more would hide what matters.
  private static let shown = 20

  package var sentences: [Phrase] = []

  package init(_ result: DirectoryImport.Result) {
    if let register = result.register { tell(register) }
    if let movements = result.movements { tell(movements, t("Événements sur les communes")) }
    if let contacts = result.contacts { tell(contacts, t("Contacts")) }
    if let members = result.members { tell(members, t("Adhérents")) }
    if let postcodes = result.postcodes { tell(postcodes, t("Codes postaux")) }
    if let heads = result.heads { tell(heads, t("Maires et présidents")) }
  }

  private mutating func tell(_ register: RegisterImport) {
    if register.isEmpty {
      sentences.append(t("Registre : rien à changer, \(register.unchanged) organismes sont déjà à jour."))
    } else {
      let counts = [RegisterChange.Kind.created, .renamed, .updated, .merged].map(register.count)
      let changes = t("\(counts[0]) créés, \(counts[1]) renommés, \(counts[2]) mis à jour, \(counts[3]) fusionnés")
      sentences.append(t("Registre : \(changes), \(register.unchanged) inchangés."))
    }
    for kind in RegisterChange.Kind.allCases {
      let changes = register.changes.filter { $0.kind == kind }
      sentences += changes.prefix(Self.shown).map(\.sentence)
      if changes.count > Self.shown { sentences.append(t("… et \(changes.count - Self.shown) autres")) }
    }
  }

  private mutating func tell(_ file: FileImport, _ title: Phrase) {
    let changes = t("\(file.created) créés, \(file.updated) mis à jour, \(file.removed) retirés")
    sentences.append(t("\(title) : \(changes), \(file.unchanged) inchangés."))
    guard !file.unknown.isEmpty else { return }
    let lines = file.unknown.prefix(Self.shown).map(String.init).joined(separator: ", ")
    sentences.append(t("Lignes d’organismes inconnus, laissées de côté (\(file.unknown.count)) : \(lines)"))
  }
}
