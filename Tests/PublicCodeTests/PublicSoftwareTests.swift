import Testing

@testable import PublicCode

let sheet = """
  publiccodeYmlVersion: "0.4"
  name: Guichet des écoles
  url: "https://forge.example/guichet-ecoles.git"
  landingURL: https://guichet.example/
  softwareVersion: "2.1"
  releaseDate: 2026-02-28
  platforms:
    - web
  developmentStatus: stable
  softwareType: standalone/web
  usedBy:
    - Ville de Chambéry
    - Ville de Dax
  description:
    en:
      shortDescription: A desk for schools
      longDescription: >
        Families enrol their children in school, in the canteen and in day care from one page, and the town hall
        answers from another. The same file serves each year; what was said once is never asked for again.
      features: [Enrolment]
    fr:
      shortDescription: Un guichet pour les écoles
      longDescription: >
        Les familles inscrivent leurs enfants à l’école, à la cantine et à la garderie depuis une seule page, et
        la mairie répond depuis une autre. Le même dossier sert chaque année ; rien n’est redemandé.
      documentation: https://guichet.example/doc
      features:
        - Inscriptions
        - Cantine
  legal:
    license: EUPL-1.2 OR AGPL-3.0-or-later
    mainCopyrightOwner: Ville de Chambéry
  maintenance:
    type: contract
    contractors:
      - name: Coopérative du Lac
        until: 2027-12-31
    contacts:
      - name: Une Personne
        affiliation: Ville de Chambéry
  localisation:
    localisationReady: true
    availableLanguages: [fr, oc, gsw]
  FR:
    ligne: ce que le pays ajoute
  """

/// The first problem, as `line:column path kind`.
func first(_ text: String) -> String {
  PublicSoftware.read(text).problems.first.map { "\($0.line):\($0.column) \($0.path) \($0.kind)" } ?? "none"
}

@Suite struct PublicSoftwareTests {
  @Test("A file that follows the standard is read whole, without a person’s name")
  func reads() throws {
    let reading = PublicSoftware.read(sheet)
    #expect(reading.problems == [])
    let software = try #require(reading.software)
    #expect(software.name == "Guichet des écoles")
    #expect(software.address == "https://forge.example/guichet-ecoles.git")
    #expect(software.licence == "EUPL-1.2 OR AGPL-3.0-or-later")
    #expect(software.maintenance == .contract)
    #expect(software.maintainers == ["Coopérative du Lac", "Ville de Chambéry"])
    #expect(software.usedBy == ["Ville de Chambéry", "Ville de Dax"])
    #expect(software.languages == ["fr", "oc", "gsw"])
    let french = try #require(software.description(in: ["fr", "en"]))
    #expect(french.short == "Un guichet pour les écoles")
    #expect(french.documentation == "https://guichet.example/doc")
    #expect(french.features == ["Inscriptions", "Cantine"])
    #expect(software.description(in: ["de"])?.language == "en")
  }

  @Test("Without contractor nor affiliation, the owner of the rights maintains it")
  func owner() throws {
    let text = sheet.replacing("  contractors:\n    - name: Coopérative du Lac\n      until: 2027-12-31\n", with: "")
      .replacing("      affiliation: Ville de Chambéry\n", with: "").replacing("contract\n", with: "internal\n")
    let reading = PublicSoftware.read(text)
    #expect(reading.problems == [])
    #expect(reading.software?.maintainers == ["Ville de Chambéry"])
  }

  @Test("What is written back says the same, keys in the order of the standard")
  func roundTrip() throws {
    let software = try #require(PublicSoftware.read(sheet).software)
    let file = software.file
    #expect(PublicSoftware.read(file) == .init(software: software, problems: []))
    #expect(PublicSoftware.read(file).software?.file == file)
    #expect(file.hasPrefix("publiccodeYmlVersion: \"0.4\"\nname: \"Guichet des écoles\"\nurl: \"https"))
  }

  @Test(
    "Hostile texts come back as they were",
    arguments: [
      "", " ", "a\n\nb\n", "\n\n", "- a", "yes", "null", "0x1F", "1e5", "# no", "a: b", "'", "\"\\\"", "\u{0}\u{1F}",
      "\u{202E}rtl", "\u{2028}", "\u{85}", "👩🏽‍💻",
      "tab\tin", "a \nb", "  indented\nthen", "a\r\nb", "%", "@", "`",
      "true", "~", "...", "---", "a\n", "a\nb", "|", ">", "é\n\n\nb", "*alias", "&anchor",
    ])
  func hostile(_ words: String) throws {
    let tree = Tree(
      value: .section([
        .init(key: words.isEmpty ? "k" : words, place: .start, value: Tree(value: .text(words), place: .start)),
        .init(
          key: "list", place: .start,
          value: Tree(value: .list([Tree(value: .text(words), place: .start)]), place: .start)),
      ]), place: .start)
    #expect(try Tree.read(Writing.file(tree)) == tree)
  }

  @Test("Trees drawn at random come back as they were")
  func randomTrees() throws {
    var generator = Dice(seed: 2026)
    for _ in 0..<300 {
      let tree = Tree(value: .section(generator.entries(depth: 4)), place: .start)
      let file = Writing.file(tree)
      #expect(try Tree.read(file) == tree, "\(file)")
    }
  }

  @Test(
    "Each problem is told with its line and its column",
    arguments: [
      ("name: Guichet des écoles\n", "", "1:1 name missing"),
      ("name: Guichet des écoles", "name: [a]", "2:7 name wrongType(PublicCode.Problem.ValueType.text)"),
      ("name: Guichet des écoles", "name: Guichet\ncolour: red", "3:1 colour unknownKey"),
      ("https://forge.example/guichet-ecoles.git", "forge", "3:6 url badAddress"),
      ("https://guichet.example/\n", "ftp://guichet.example\n", "4:13 landingURL badWebAddress"),
      ("2026-02-28", "2026-02-29", "6:14 releaseDate badDate"),
      ("2026-02-28", "28/02/2026", "6:14 releaseDate badDate"),
      ("stable", "ready", "9:20 developmentStatus notAmong"),
      ("[fr, oc, gsw]", "[fr, xx]", "43:28 localisation/availableLanguages unknownLanguage(\"xx\")"),
      ("[fr, oc, gsw]", "[]", "43:23 localisation/availableLanguages emptyList"),
      ("  en:\n", "  anglais:\n", "15:3 description/anglais unknownLanguage(\"anglais\")"),
      ("EUPL-1.2 OR AGPL", "EUPL-1.2 OR APGL", "31:12 legal/license unknownLicence(\"APGL-3.0-or-later\")"),
      ("type: contract", "type: none", "35:3 maintenance/contractors notWithThisMaintenance"),
      ("      until: 2027-12-31\n", "", "36:7 maintenance/contractors/until missing"),
      ("localisationReady: true", "localisationReady: oui", "42:22 localisation/localisationReady wrongType"),
      (
        "A desk for schools", "\(String(repeating: "x", count: 151))",
        "16:23 description/en/shortDescription tooLong(150)"
      ),
      ("EUPL-1.2 OR AGPL-3.0-or-later", "GPL-3.0", "31:12 legal/license deprecatedLicence(\"GPL-3.0\")"),
    ])
  func problems(_ change: (old: String, new: String, told: String)) {
    #expect(sheet.contains(change.old))
    #expect(first(sheet.replacing(change.old, with: change.new)).hasPrefix(change.told))
  }

  @Test(
    "A licence expression is read as SPDX writes it",
    arguments: [
      ("MIT", true), ("(MIT)", true), ("MIT OR (Apache-2.0 AND CC0-1.0)", true),
      ("GPL-2.0-only WITH Classpath-exception-2.0", true),
      ("LicenseRef-Ville", true), ("Apache-2.0+", true), ("", false), ("MIT OR", false), ("(MIT", false),
      ("MIT)", false),
      ("MIT Apache-2.0", false), ("WITH MIT", false), ("mit", false), ("MIT or GPL-2.0-only", false),
      ("LicenseRef-", false),
      (String(repeating: "(", count: 499), false),
    ])
  func licences(_ expression: (text: String, isKnown: Bool)) {
    #expect(LicenceExpression.isKnown(expression.text) == expression.isKnown)
  }
}

/// A generator that a seed repeats, and the trees that it draws.
struct Dice: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }

  private mutating func words() -> String {
    let letters = Array("abcé  \n:-#\"'{}[]&*!|>%@`,?\\\t~0129.")
    return String((0..<Int.random(in: 0...12, using: &self)).map { _ in letters.randomElement(using: &self) ?? "a" })
  }

  mutating func entries(depth: Int) -> [Tree.Entry] {
    (0..<Int.random(in: 0...4, using: &self)).map { number in
      Tree.Entry(key: "\(number)" + words(), place: .start, value: tree(depth: depth - 1))
    }
  }

  private mutating func tree(depth: Int) -> Tree {
    let value: Tree.Value
    switch Int.random(in: 0...(depth > 0 ? 6 : 4), using: &self) {
    case 0...1: value = .text(words())
    case 2: value = .flag(Bool.random(using: &self))
    case 3: value = .number("0.40")
    case 4: value = .null
    case 5: value = .list((0..<Int.random(in: 0...3, using: &self)).map { _ in tree(depth: depth - 1) })
    default: value = .section(entries(depth: depth))
    }
    return Tree(value: value, place: .start)
  }
}
