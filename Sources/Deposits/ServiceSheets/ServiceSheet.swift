import Platform
import PublicCode

/// What a service that is shared tells of itself, so that another authority can take it up. Part of the text of a
/// contribution, with its versions; empty for a need.
package struct ServiceSheet: Sendable, Equatable {
  package var codeAddress = ""
  /// An expression of SPDX, or nothing.
  package var licence = ""
  package var maintainer = ""
  package var users = ""
  package var documentation = ""
  /// Of one more authority, in words.
  package var cost = ""

  package static let longest = 2_000
  static let longestLicence = 200

  package init() {}

  package init(
    codeAddress: String = "", licence: String = "", maintainer: String, users: String, documentation: String = "",
    cost: String = ""
  ) {
    self.codeAddress = codeAddress
    self.licence = licence
    self.maintainer = maintainer
    self.users = users
    self.documentation = documentation
    self.cost = cost
  }

  package static let fields: Set<String> = [
    "code", "licence", "mainteneur", "utilisateurs", "documentation", "cout",
  ]

  init(_ form: FormFields) {
    codeAddress = ContributionText.line(form["code"])
    licence = ContributionText.line(form["licence"])
    maintainer = ContributionText.line(form["mainteneur"])
    users = ContributionText.text(form["utilisateurs"])
    documentation = ContributionText.line(form["documentation"])
    cost = ContributionText.text(form["cout"])
  }

  /// What even a draft cannot hold.
  var refusalToKeep: ContributionText.Refusal? {
    if licence.unicodeScalars.count > Self.longestLicence { return .longLine("licence") }
    for (field, text) in [
      ("code", codeAddress), ("mainteneur", maintainer), ("utilisateurs", users), ("documentation", documentation),
      ("cout", cost),
    ] where text.unicodeScalars.count > Self.longest { return .longLine(field) }
    return nil
  }

  /// What is missing, or cannot be used, before it can be published: of a service two more fields are required.
  var refusalsToPublish: [ContributionText.Refusal] {
    var refusals: [ContributionText.Refusal] = []
    if maintainer.isEmpty { refusals.append(.noMaintainer) }
    if users.isEmpty { refusals.append(.noUsers) }
    if !codeAddress.isEmpty, !WebAddress.isOfWeb(codeAddress) { refusals.append(.notAPage("code")) }
    if !licence.isEmpty, !LicenceExpression.isKnown(licence) { refusals.append(.unknownLicence) }
    if !documentation.isEmpty, !WebAddress.isOfWeb(documentation) { refusals.append(.notAPage("documentation")) }
    return refusals
  }
}
