import Localization
import PublicCode

/// The fields of a contribution that a `publiccode.yml` can fill.
enum FilledField: Sendable, CaseIterable {
  case title, today, codeAddress, licence, maintainer, users, documentation

  var title: Phrase {
    switch self {
    case .title: t("le titre")
    case .today: t("ce que fait le service")
    case .codeAddress: t("l’adresse du code")
    case .licence: t("la licence")
    case .maintainer: t("qui le maintient")
    case .users: t("qui l’utilise")
    case .documentation: t("la documentation")
    }
  }
}

extension ContributionText {
  /// Fills from the file of a software what was left empty; what is written stays.
  /// - Returns: what was filled.
  mutating func fill(from software: PublicSoftware) -> [FilledField] {
    let description = software.description(in: [language.rawValue, "fr", "en"])
    let name = [description?.name ?? "", software.name].first { !$0.isEmpty } ?? ""
    let short = description?.short ?? ""
    let wholeTitle = [name, short].filter { !$0.isEmpty }.joined(separator: language == .french ? "\u{A0}: " : ": ")
    var filled: [FilledField] = []
    func fill(_ field: FilledField, _ place: WritableKeyPath<ContributionText, String>, _ text: String, _ longest: Int)
    {
      let bounded = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\0" }.prefix(longest)))
      guard self[keyPath: place].isEmpty, !bounded.isEmpty else { return }
      self[keyPath: place] = bounded
      filled.append(field)
    }
    fill(.title, \.title, wholeTitle, Self.longestTitle)
    fill(.today, \.today, description?.long ?? "", Self.longestText)
    fill(.codeAddress, \.service.codeAddress, software.address, ServiceSheet.longest)
    fill(.licence, \.service.licence, software.licence, ServiceSheet.longestLicence)
    fill(.maintainer, \.service.maintainer, software.maintainers.joined(separator: ", "), ServiceSheet.longest)
    fill(.users, \.service.users, software.usedBy.joined(separator: ", "), ServiceSheet.longest)
    fill(.documentation, \.service.documentation, description?.documentation ?? "", ServiceSheet.longest)
    return filled
  }
}
