import Foundation
import Testing

@testable import Directory

@Suite("What a table refuses")
struct MalformedRegisterTests {
  private func table(_ text: String) throws -> CSV { try CSV(bytes: Array(text.utf8), file: "essai.csv") }

  @Test("Quotes, doubled quotes, commas and line ends inside quotes are read; errors after them keep their line")
  func quotes() throws {
    let table = try table("\u{FEFF}name,note\r\n\"Sète, ville\",\"dit \"\"l'île\"\"\nsuite\"\r\nDax,")
    #expect(table.header == ["name", "note"] && table.count == 2)
    #expect(table.text(0, 0) == "Sète, ville")
    #expect(table.text(0, 1) == "dit \"l'île\"\nsuite")
    #expect(table.prose(0, 1) == "dit \"l’île\"\nsuite")
    #expect(table.text(1, 0) == "Dax" && table.optionalText(1, 1) == nil && table.line(of: 1) == 4)
    #expect(try self.table("a\n\"\"\"\"\"\"").text(0, 0) == "\"\"")
  }

  @Test(
    "Malformed lines are refused with their number",
    arguments: [
      ("", 1, RegisterError.Reason.empty),
      ("a,b\n1,2\n1\n", 3, .width(found: 1, expected: 2)),
      ("a,b\n1,2,3\n", 2, .width(found: 3, expected: 2)),
      ("a,b\n1,2\n\n1,2\n", 3, .width(found: 1, expected: 2)),
      ("a,b\n1,x\"y\n", 2, .quoting),
      ("a,b\n1,\"x\"y\n", 2, .quoting),
      ("a,b\n1,2\r3,4\n", 2, .quoting),
      ("a,b\n1,2\n1,\"x\n\n", 3, .unclosedQuote),
      ("a,a\n", 1, .repeatedColumn("a")),
    ])
  func malformed(text: String, line: Int, reason: RegisterError.Reason) {
    #expect(throws: RegisterError(file: "essai.csv", line: line, reason: reason)) { try table(text) }
  }

  @Test("Bytes that are not UTF-8 are refused with their line")
  func encoding() {
    let bytes = Array("a,b\nDax,".utf8) + [0xE9, 0x0A]
    #expect(throws: RegisterError(file: "x", line: 2, reason: .notUTF8)) { try CSV(bytes: bytes, file: "x") }
  }

  @Test("Numbers out of form or of bounds are refused", arguments: ["-1", "1.5", "12a", " 1", "1234567890123456"])
  func numbers(text: String) throws {
    let table = try table("n\n\(text)\n")
    let refusal = RegisterError(file: "essai.csv", line: 2, reason: .wrongValue(column: "n", value: text))
    #expect(throws: refusal) { try table.natural(0, 0) }
    #expect(throws: refusal) { try table.decimal(0, 0, within: 50...60) }
  }

  @Test("An error is a French sentence that begins with the file and the line")
  func sentence() {
    let error = RegisterError(file: "epci.csv", line: 12, reason: .width(found: 9, expected: 10))
    #expect(error.description == "epci.csv, ligne 12\u{A0}: 9 colonnes au lieu de 10.")
  }

  @Test("A SIREN is nine digits with a right key", arguments: ["384452611", "210100012", "356000000", "130004930"])
  func rightKey(siren: String) { #expect(SIREN.isValid(siren)) }

  @Test(
    "A SIREN with a wrong key is refused",
    arguments: ["384452612", "834452611", "38445261", "3844526110", "000000000", "38445261a", "", "٣٨٤٤٥٢٦١١"])
  func wrongKey(siren: String) { #expect(!SIREN.isValid(siren)) }
}

@Suite("What the register refuses")
struct WrongRegisterTests {
  private static let communeHeader = """
    insee,name,article_code,department,department_name,region,region_name,siren,population_municipal,epci_siren,\
    longitude,latitude
    """
  private static let dax = "40088,Dax,0,40,Landes,75,Nouvelle-Aquitaine,214000887,21000,244000675,-1.05,43.7"

  private func entries(
    communes: [String] = [dax], group: String = "244000675,CA du Grand Dax,40,55000",
    body: String = "Adico,l'Adico,operator,384452611,40,https://www.adico.fr/,essai"
  ) throws -> [RegisterEntry] {
    let towns = ([Self.communeHeader] + communes).joined(separator: "\n")
    return try RegisterFile.entries(
      communes: CSV(bytes: Array(towns.utf8), file: "communes"),
      intercommunalities: CSV(bytes: Array("siren,name,department,population_municipal\n\(group)".utf8), file: "epci"),
      bodies: CSV(bytes: Array("name,article,kind,siren,departments,website,source\n\(body)".utf8), file: "bodies"))
  }

  @Test("A small right register gives its five entries")
  func right() throws {
    #expect(
      try entries().map(\.key) == [
        "commune:40088", "intercommunality:244000675", "department:40", "region:75", "operator:384452611",
      ])
  }

  @Test(
    "A wrong commune is refused with its line",
    arguments: [
      ("214000887", "214000888", RegisterError.Reason.wrongValue(column: "siren", value: "214000888")),
      (",0,40", ",9,40", .wrongValue(column: "article_code", value: "9")),
      (",0,40", ",2,40", .wrongValue(column: "article_code", value: "2")),
      ("43.7", "143.7", .wrongValue(column: "latitude", value: "143.7")),
      ("21000", "", .wrongValue(column: "population_municipal", value: "")),
      ("40088", "4008", .wrongValue(column: "insee", value: "4008")),
      ("244000675", "200069193", .unknownIntercommunality("200069193")),
    ])
  func wrongCommune(right: String, wrong: String, reason: RegisterError.Reason) {
    let line = Self.dax.replacingOccurrences(of: right, with: wrong)
    #expect(throws: RegisterError(file: "communes", line: 2, reason: reason)) { try entries(communes: [line]) }
  }

  @Test("A commune that comes twice is refused at its second line")
  func twice() {
    #expect(throws: RegisterError(file: "communes", line: 3, reason: .repeatedEntry("40088"))) {
      try entries(communes: [Self.dax, Self.dax])
    }
  }

  @Test("A wrong intercommunality or body is refused with its file")
  func wrongBody() {
    let key = RegisterError.Reason.wrongValue(column: "siren", value: "244000676")
    #expect(throws: RegisterError(file: "epci", line: 2, reason: key)) { try entries(group: "244000676,CA,40,1") }
    let kind = RegisterError.Reason.wrongValue(column: "kind", value: "commune")
    #expect(throws: RegisterError(file: "bodies", line: 2, reason: kind)) { try entries(body: "X,X,commune,,,,essai") }
    let source = RegisterError.Reason.wrongValue(column: "source", value: "")
    #expect(throws: RegisterError(file: "bodies", line: 2, reason: source)) { try entries(body: "X,X,state,,,,") }
    let place = RegisterError.Reason.wrongValue(column: "departments", value: "99")
    #expect(throws: RegisterError(file: "bodies", line: 2, reason: place)) { try entries(body: "X,X,state,,99,,s") }
  }

  @Test("A missing folder is said in a sentence")
  func missing() {
    #expect(throws: RegisterError(file: "communes.csv.gz", line: 1, reason: .unreadable)) {
      try RegisterFile.load(folder: URL(filePath: "/nowhere"))
    }
  }
}

@Suite("Gunzip")
struct GunzipTests {
  private let packed = (try? Data(contentsOf: registerFolder.appending(path: "communes.csv.gz"))).map(Array.init) ?? []

  @Test("What is whole is read")
  func whole() throws { #expect(try Gunzip.bytes(of: packed).count == 5_294_885) }

  @Test("What is cut, altered, followed by other bytes, or not gzip is refused")
  func damaged() {
    var altered = packed
    altered[packed.count - 6] ^= 1
    for bytes in [Array(packed.dropLast()), Array(packed.prefix(1_000)), packed + [0], altered, [], [1, 2, 3]] {
      #expect(throws: Gunzip.Failure.damaged) { try Gunzip.bytes(of: bytes) }
    }
  }

  @Test("What unfolds beyond the limit is refused")
  func bounded() {
    #expect(throws: Gunzip.Failure.tooLarge) { try Gunzip.bytes(of: packed, limit: 5_294_884) }
  }
}
