import Testing

@testable import PublicCode

@Suite struct OpenLicencesTests {
  @Test(
    "Code is called open under approved licences alone",
    arguments: [
      ("EUPL-1.2", true), ("MIT", true), ("GPL-3.0", true), ("GPL-2.0+", true), ("Apache-2.0+", true),
      ("CECILL-2.1", true), ("MIT OR LicenseRef-Maison", true), ("LicenseRef-Maison", false),
      ("MIT AND LicenseRef-Maison", false), ("(MIT AND BUSL-1.1) OR ISC", true), ("BUSL-1.1", false),
      ("CC-BY-NC-4.0", false), ("GPL-2.0-only WITH Classpath-exception-2.0", true), ("", false), ("MIT OR", false),
      ("Maison", false), ("MIT AND (BUSL-1.1 OR ISC)", true), ("BUSL-1.1 OR MIT AND ISC", true),
      ("MIT AND ISC OR BUSL-1.1", true), ("BUSL-1.1 AND MIT OR BUSL-1.1", false),
    ])
  func open(licence: String, isOpen: Bool) { #expect(LicenceExpression.isOpen(licence) == isOpen) }

  @Test("Each approved licence is one of the list")
  func known() {
    let known = LicenceIdentifiers.inUse.union(LicenceIdentifiers.deprecated)
    #expect(LicenceIdentifiers.approved.count > 140)
    #expect(LicenceIdentifiers.approved.subtracting(known) == [])
  }

  @Test("What a file says of persons goes, once for all; organisations stay")
  func impersonal() throws {
    let software = try #require(PublicSoftware.read(sheet).software)
    let kept = software.impersonal
    #expect(kept != software && kept.impersonal == kept)
    #expect(!kept.file.contains("Une Personne") && kept.file.contains("Coopérative du Lac"))
    #expect(kept.maintainers == software.maintainers)
    #expect(PublicSoftware.read(kept.file).problems == [])
    let bare = try #require(
      PublicSoftware.read("name: a\nmaintenance: {contacts: [{name: X, email: x@y.fr, phone: '1'}, {name: Z}]}")
        .software)
    #expect(bare.impersonal.file == "name: a\nmaintenance:\n  contacts:\n    -\n      name: a\n")
  }

  @Test("A category is one of the standard")
  func categories() {
    #expect(
      first(sheet.replacing("platforms:", with: "categories: [payroll, mairie]\nplatforms:"))
        == "7:23 categories unknownCategory(\"mairie\")")
  }

  @Test("What is known elsewhere is taken in, and what is said besides stays")
  func taking() throws {
    let software = try #require(PublicSoftware.read(sheet).software)
    let other = PublicSoftware(
      name: "Guichet", address: "", licence: "MIT", owner: "", usedBy: ["Pau"], language: "fr", short: "Court",
      long: "",
      documentation: "")
    let taken = software.taking(other)
    #expect(taken.name == "Guichet" && taken.address == software.address && taken.licence == "MIT")
    #expect(taken.usedBy == ["Pau"])
    let french = try #require(taken.description(in: ["fr"]))
    #expect(french.short == "Court" && french.features == ["Inscriptions", "Cantine"])
    #expect(taken.description(in: ["en"])?.short == "A desk for schools")
  }
}
