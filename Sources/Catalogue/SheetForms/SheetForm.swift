import Localization
import Platform
import PublicCode

/// A sheet described in a form, for whoever has no `publiccode.yml`: what is typed becomes one. What a sheet says
/// besides stays when it is changed so.
struct SheetForm: Sendable, Equatable {
  var name = ""
  var short = ""
  var long = ""
  var address = ""
  var licence = ""
  var owner = ""
  var documentation = ""

  static let longestShort = 150
  static let longestText = 10_000
  static let longestLine = 500

  init() {}

  /// What a sheet says already, in the language in which it says it.
  init(_ software: PublicSoftware, in language: Language) {
    let described = software.description(in: [language.rawValue, "fr", "en"])
    name = software.name
    short = described?.short ?? ""
    long = described?.long ?? ""
    address = software.address
    licence = software.licence
    owner = software.owner
    documentation = described?.documentation ?? ""
  }

  /// The first thing that cannot be.
  var refusal: SheetFormRefusal? {
    if name.isEmpty { return .noName }
    if name.unicodeScalars.count > SheetText.longestName { return .longName }
    if short.isEmpty { return .noShort }
    if short.unicodeScalars.count > Self.longestShort { return .longShort }
    if long.unicodeScalars.count > Self.longestText { return .longText }
    if owner.unicodeScalars.count > Self.longestLine { return .longOwner }
    if !address.isEmpty, !WebAddress.isOfWeb(address) { return .badCode }
    if !licence.isEmpty, !LicenceExpression.isKnown(licence) { return .badLicence }
    return documentation.isEmpty || WebAddress.isOfWeb(documentation) ? nil : .badDocumentation
  }

  func software(in language: String) -> PublicSoftware {
    PublicSoftware(
      name: name, address: address, licence: licence, owner: owner, usedBy: [], language: language, short: short,
      long: long, documentation: documentation)
  }
}

enum SheetFormRefusal: FieldRefusal, Equatable, CaseIterable {
  case noName, longName, noShort, longShort, longText, longOwner, badCode, badLicence, badDocumentation

  var status: Int { 422 }
  var field: String {
    switch self {
    case .noName, .longName: "nom"
    case .noShort, .longShort: "resume"
    case .longText: "texte"
    case .longOwner: "editeur"
    case .badCode: "code"
    case .badLicence: "licence"
    case .badDocumentation: "documentation"
    }
  }
  var sentence: Phrase {
    switch self {
    case .noName: t("Donnez le nom du service.")
    case .longName: t("Ce nom est trop long : 300 caractères au plus.")
    case .noShort: t("Dites en une phrase ce qu’il fait.")
    case .longShort: t("Cette phrase est trop longue : 150 caractères au plus.")
    case .longText: t("Ce texte est trop long : 10 000 caractères au plus.")
    case .longOwner: t("C’est trop long : 500 caractères au plus.")
    case .badCode, .badDocumentation: t("Écrivez une adresse complète, qui commence par https://.")
    case .badLicence: t("Cette licence n’est pas de la liste SPDX : EUPL-1.2, MIT, AGPL-3.0-only…")
    }
  }
}
