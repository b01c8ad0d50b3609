import Localization
import PublicCode
import Testing

@testable import Consultations
@testable import Deposits

@Suite struct ServiceSheetTests {
  let whole = ContributionText(
    title: "Un guichet", today: "Il sert.", service: ServiceSheet(maintainer: "La ville", users: "Nous"))

  @Test("A service requires four fields, a need two; what comes from elsewhere requires two")
  func required() {
    #expect(whole.refusalToPublish(as: .service, asking: nil) == nil)
    var text = whole
    text.service.users = ""
    #expect(text.refusalToPublish(as: .service, asking: nil) == .noUsers)
    text.service.maintainer = ""
    #expect(text.refusalToPublish(as: .service, asking: nil) == .noMaintainer)
    #expect(text.refusalToPublish(as: .need, asking: nil) == nil && text.refusalToRecord == nil)
    text.title = ""
    #expect(text.refusalToPublish(as: .service, asking: nil) == .noTitle)
  }

  @Test(
    "What is given is usable: a licence of SPDX, addresses of pages",
    arguments: [
      ("codeAddress", "forge.example", ContributionText.Refusal.notAPage("code")),
      ("codeAddress", "javascript:alert(1)", .notAPage("code")), ("codeAddress", "https://forge.example/x", nil),
      ("licence", "libre", .unknownLicence), ("licence", "EUPL-1.2 OR MIT", nil), ("licence", "GPL-3.0", nil),
      ("documentation", "ftp://x.example", .notAPage("documentation")),
    ])
  func usable(_ example: (field: String, typed: String, refusal: ContributionText.Refusal?)) {
    var text = whole
    switch example.field {
    case "codeAddress": text.service.codeAddress = example.typed
    case "licence": text.service.licence = example.typed
    default: text.service.documentation = example.typed
    }
    #expect(text.refusalToPublish(as: .service, asking: nil) == example.refusal)
    #expect(text.refusalToKeep(among: [], asking: nil) == nil)
    text.service.cost = String(repeating: "x", count: 2_001)
    #expect(text.refusalToKeep(among: [], asking: nil) == .longLine("cout"))
  }

  @Test("A file fills what is empty, and nothing else")
  func filling() throws {
    let file = """
      name: Guichet
      url: https://forge.example/guichet
      legal: {license: EUPL-1.2, mainCopyrightOwner: Ville de Dax}
      usedBy: [Ville de Dax, Ville de Pau]
      description:
        fr: {shortDescription: Un guichet des écoles, documentation: https://guichet.example, longDescription: "a\\0b"}
      """
    let software = try #require(PublicSoftware.read(file).software)
    var text = ContributionText(language: .french)
    text.service.users = "Nous seuls"
    let filled = text.fill(from: software)
    #expect(filled == [.title, .today, .codeAddress, .licence, .maintainer, .documentation])
    #expect(text.title == "Guichet\u{A0}: Un guichet des écoles" && text.today == "ab")
    #expect(text.service.codeAddress == "https://forge.example/guichet" && text.service.licence == "EUPL-1.2")
    #expect(text.service.maintainer == "Ville de Dax" && text.service.users == "Nous seuls")
    #expect(text.fill(from: software) == [])
    let long = try #require(PublicSoftware.read("name: \(String(repeating: "é", count: 30_000))").software)
    var other = ContributionText(language: .french)
    _ = other.fill(from: long)
    #expect(other.refusalToKeep(among: [], asking: nil) == nil)
  }
}
