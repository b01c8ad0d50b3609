/// What the standard expects of a value (publiccode.yml 0.2 to 0.7, `schema.core`).
indirect enum Shape: Sendable {
  case text(shortest: Int = 0, longest: Int = .max)
  case flag
  case oneOf([String])
  case version
  /// Any address: `https`, `ssh`, `git`…
  case address
  case webAddress
  /// `https://…` or `urn:…`.
  case identifier
  case mail
  /// Also without quotes.
  case telephone
  case date
  case mediaType
  /// A file of the repository, or an address of the web.
  case path([String])
  case licence
  case language
  case country
  case category
  case list(Shape, isEmptyAllowed: Bool = true)
  case oneOrList(Shape)
  case section([Key])
  /// A section for each language.
  case byLanguage([Key])
  /// What a country adds; not read.
  case anything

  struct Key: Sendable {
    var name: String
    var shape: Shape
    var isRequired = false
    var isDeprecated = false

    static func required(_ name: String, _ shape: Shape) -> Key { Key(name: name, shape: shape, isRequired: true) }
    static func optional(_ name: String, _ shape: Shape) -> Key { Key(name: name, shape: shape) }
    static func deprecated(_ name: String, _ shape: Shape) -> Key { Key(name: name, shape: shape, isDeprecated: true) }
  }
}

/// The standard, key by key, in the order in which a file is written.
enum Standard {
  static let versions = [
    "0", "0.2", "0.2.0", "0.2.1", "0.2.2", "0.3", "0.3.0", "0.4", "0.4.0", "0.5", "0.5.0", "0.7", "0.7.0",
  ]
  static let text = Shape.text()
  private static let texts = Shape.list(text)
  private static let pictures = ["svg", "svgz", "png", "jpg", "jpeg"]

  static let keys: [Shape.Key] = beginning + use + sections

  private static let beginning: [Shape.Key] = [
    .required("publiccodeYmlVersion", .version),
    .required("name", text),
    .optional("applicationSuite", text),
    .required("url", .address),
    .optional("landingURL", .webAddress),
    .optional("isBasedOn", .oneOrList(.address)),
    .optional("softwareVersion", text),
    .optional("releaseDate", .date),
    .optional("logo", .path(["svg", "svgz", "png"])),
    .deprecated("monochromeLogo", .path(["svg", "svgz", "png"])),
    .deprecated("inputTypes", .list(.mediaType)),
    .deprecated("outputTypes", .list(.mediaType)),
  ]

  private static let use: [Shape.Key] = [
    .required("platforms", .oneOrList(text)),
    .optional("categories", .list(.category)),
    .optional("usedBy", texts),
    .optional("fundedBy", .list(.section(organisation))),
    .optional("roadmap", .webAddress),
    .required("developmentStatus", .oneOf(["concept", "development", "beta", "stable", "obsolete"])),
    .required(
      "softwareType",
      .oneOf([
        "standalone/mobile", "standalone/iot", "standalone/desktop", "standalone/web", "standalone/backend",
        "standalone/other", "addon", "library", "configurationFiles",
      ])),
    .optional("supports", .list(.section([.required("id", .identifier)]))),
    .optional("organisation", .section(organisation)),
  ]

  private static let sections: [Shape.Key] = [
    .optional(
      "intendedAudience",
      .section([
        .optional("countries", .list(.country)), .optional("unsupportedCountries", .list(.country)),
        .optional("scope", texts),
      ])),
    .required("description", .byLanguage(description)),
    .required(
      "legal",
      .section([
        .required("license", .licence), .optional("mainCopyrightOwner", text), .deprecated("repoOwner", text),
        .deprecated("authorsFile", text),
      ])),
    .required(
      "maintenance",
      .section([
        .required("type", .oneOf(["internal", "contract", "community", "none"])),
        .optional("contractors", .list(.section(contractor))), .optional("contacts", .list(.section(contact))),
      ])),
    .required(
      "localisation",
      .section([
        .required("localisationReady", .flag),
        .required("availableLanguages", .list(.language, isEmptyAllowed: false)),
      ])),
    .optional(
      "dependsOn",
      .section([
        .optional("open", .list(.section(dependency))), .optional("proprietary", .list(.section(dependency))),
        .optional("hardware", .list(.section(dependency))),
      ])),
  ]

  private static let description: [Shape.Key] = [
    .optional("localisedName", text),
    .deprecated("genericName", .text(longest: 35)),
    .required("shortDescription", .text(longest: 150)),
    .required("longDescription", .text(shortest: 150, longest: 10_000)),
    .optional("documentation", .webAddress),
    .optional("apiDocumentation", .webAddress),
    .required("features", .list(text, isEmptyAllowed: false)),
    .optional("screenshots", .list(.path(pictures))),
    .optional("videos", .list(.webAddress)),
    .optional("awards", texts),
  ]

  private static let organisation: [Shape.Key] = [.optional("name", text), .required("uri", .identifier)]
  private static let contractor: [Shape.Key] = [
    .required("name", text), .optional("email", .mail), .optional("website", .webAddress), .required("until", .date),
  ]
  private static let contact: [Shape.Key] = [
    .required("name", text), .optional("email", .mail), .optional("phone", .telephone), .optional("affiliation", text),
  ]
  private static let dependency: [Shape.Key] = [
    .required("name", text), .optional("versionMin", text), .optional("versionMax", text),
    .optional("version", text), .optional("optional", .flag),
  ]
}
