import Consultations
import HTML
import Localization
import Platform
import PublicCode
import Storage

/// `/consultations/services-2021/contributions/8f3k29qrst/publiccode.yml`: a service in the words of public software.
struct SheetExportAddress: AddressOfContribution {
  static let pattern: StaticString = "/consultations/{consultation}/contributions/{contribution}/publiccode.yml"
  var contribution: ContributionAddress
}

extension ContributionText {
  /// What its sheet says, as a `publiccode.yml` that fills the same fields again.
  var publicSoftware: PublicSoftware {
    let users = service.users.split { $0 == "," || $0 == "\n" }.map { String($0).trimmed }
    // As a title is made from a file: its name, then what it is in short.
    let parts = title.split(separator: language == .french ? "\u{A0}: " : ": ", maxSplits: 1).map(String.init)
    return PublicSoftware(
      name: parts.first ?? title, address: service.codeAddress, licence: service.licence, owner: service.maintainer,
      usedBy: users,
      language: language.rawValue, short: parts.count == 2 ? parts[1] : "", long: today,
      documentation: service.documentation)
  }
}

extension DepositsModule {
  func registerSheetExports(in registry: inout Registry) {
    registry.get(SheetExportAddress.self, access: .anyone) { address, visit in
      let text = try await database.read { db -> ContributionText? in
        guard let (_, contribution) = try Self.contribution(at: address.contribution, db),
          contribution.rubric == .service
        else { return nil }
        return contribution.text
      }
      guard let text else { throw NotFound() }
      // A comment: the standard has no key for it.
      let band = visit.site.band.map { "# \($0)\n" } ?? ""
      return .file(
        FileAnswer(
          type: "application/yaml; charset=utf-8", bytes: Array((band + text.publicSoftware.file).utf8),
          downloadName: "publiccode.yml"))
    }
  }
}

struct SheetExportLink: Component {
  var address: String
  var body: some Markup {
    div(.class("actions")) { a(.href(address)) { t("Cette fiche en publiccode.yml") } }
  }
}
