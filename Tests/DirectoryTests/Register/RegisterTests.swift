import Foundation
import Testing

@testable import Directory

/// The folder of the files that ship with the product.
let registerFolder = URL(filePath: #filePath).deletingLastPathComponent()
  .appending(path: "../../../Sources/Directory/Data").standardizedFileURL

/// Everything that ships, read once for all tests.
private let register = Result { try RegisterFile.load(folder: registerFolder) }

@Suite("The register that ships")
struct RegisterTests {
  let entries: [RegisterEntry]

  init() throws { entries = try register.get() }

  private func commune(_ insee: String) throws -> RegisterEntry {
    try #require(entries.first { $0.kind == .commune && $0.inseeCode == insee })
  }

  /// What has this name and is no commune (there is a commune of Landes, in Charente-Maritime).
  private func named(_ name: String) throws -> RegisterEntry {
    try #require(entries.first { $0.name == name && $0.kind != .commune })
  }

  @Test(
    "Each kind has its number of entries",
    arguments: [(RegisterEntry.Kind.commune, 34_935), (.intercommunality, 1_255), (.department, 101), (.region, 18)])
  func counts(kind: RegisterEntry.Kind, count: Int) {
    #expect(entries.count { $0.kind == kind } == count)
  }

  @Test("Municipal populations add up to 67,651,444, by communes, departments and regions alike")
  func populations() {
    for kind in [RegisterEntry.Kind.commune, .department, .region] {
      let total = entries.reduce(0) { $1.kind == kind ? $0 + ($1.population ?? 0) : $0 }
      #expect(total == 67_651_444)
    }
  }

  @Test("Four islands without intercommunality and 47 communes without position pass")
  func gaps() {
    let communes = entries.filter { $0.kind == .commune }
    #expect(communes.count { $0.intercommunalitySiren == nil } == 4)
    #expect(communes.count { $0.longitude == nil || $0.latitude == nil } == 47)
    #expect(entries.allSatisfy { ![.intercommunality, .department, .region].contains($0.kind) || $0.latitude != nil })
  }

  @Test("Keys are unique, SIREN keys are right, no straight apostrophe is left")
  func cleanliness() {
    #expect(Set(entries.map(\.key)).count == entries.count)
    #expect(entries.compactMap(\.siren).allSatisfy { SIREN.isValid($0) })
    #expect(entries.allSatisfy { !($0.name + $0.genitive + $0.locative).contains("'") })
    #expect(entries.allSatisfy { !$0.name.isEmpty && !$0.source.isEmpty })
  }

  @Test(
    "A commune's name takes « de » and « à » as INSEE says",
    arguments: [
      ("73065", "Chambéry", "de Chambéry", "à Chambéry"),
      ("40088", "Dax", "de Dax", "à Dax"),
      ("69259", "Vénissieux", "de Vénissieux", "à Vénissieux"),
      ("60057", "Beauvais", "de Beauvais", "à Beauvais"),
      ("76351", "Le Havre", "du Havre", "au Havre"),
      ("17300", "La Rochelle", "de La Rochelle", "à La Rochelle"),
      ("97101", "Les Abymes", "des Abymes", "aux Abymes"),
      ("94038", "L’Haÿ-les-Roses", "de L’Haÿ-les-Roses", "à L’Haÿ-les-Roses"),
      ("81004", "Albi", "d’Albi", "à Albi"),
      ("13001", "Aix-en-Provence", "d’Aix-en-Provence", "à Aix-en-Provence"),
      ("60703", "Aux Marais", "des Marais", "aux Marais"),
      ("66104", "Los Masos", "de Los Masos", "à Los Masos"),
    ])
  func communeForms(insee: String, name: String, genitive: String, locative: String) throws {
    let entry = try commune(insee)
    #expect([entry.name, entry.genitive, entry.locative] == [name, genitive, locative])
  }

  @Test(
    "Other names take theirs",
    arguments: [
      ("Ain", "de l’Ain", "dans l’Ain"),
      ("Lot-et-Garonne", "de Lot-et-Garonne", "en Lot-et-Garonne"),
      ("Landes", "des Landes", "dans les Landes"),
      ("Bretagne", "de Bretagne", "en Bretagne"),
      ("Occitanie", "d’Occitanie", "en Occitanie"),
      ("Hauts-de-France", "des Hauts-de-France", "dans les Hauts-de-France"),
      ("Métropole de Lyon", "de la Métropole de Lyon", "dans la Métropole de Lyon"),
      ("Eurométropole de Strasbourg", "de l’Eurométropole de Strasbourg", "dans l’Eurométropole de Strasbourg"),
      ("Orléans Métropole", "d’Orléans Métropole", "à Orléans Métropole"),
      ("Adico", "de l’Adico", "à l’Adico"),
      ("Sitiv", "du Sitiv", "au Sitiv"),
      ("Mégalis Bretagne", "de Mégalis Bretagne", "à Mégalis Bretagne"),
      ("Les Interconnectés", "des Interconnectés", "aux Interconnectés"),
    ])
  func otherForms(name: String, genitive: String, locative: String) throws {
    let entry = try named(name)
    #expect([entry.genitive, entry.locative] == [genitive, locative])
  }

  @Test(
    "The nature of an intercommunality is written in full",
    arguments: [
      ("200069193", "Communauté de communes de la Dombes"),
      ("200036473", "Communauté d’agglomération «\u{A0}Saintes - Grandes Rives - L’Agglo\u{A0}»"),
    ])
  func natures(siren: String, name: String) throws {
    let entry = try #require(entries.first { $0.siren == siren })
    #expect(entry.name == name)
    #expect(entry.genitive == "de la " + name)
  }

  @Test("A commune knows where it is and what it belongs to")
  func commune() throws {
    let entry = try commune("01001")
    #expect(entry.name == "L’Abergement-Clémenciat")
    #expect(entry.siren == "210100012" && entry.population == 832 && entry.department == "01" && entry.region == "84")
    #expect(entry.intercommunalitySiren == "200069193" && entry.longitude == 4.9306 && entry.latitude == 46.1517)
    #expect(entry.stratum == .from500)
  }

  @Test(
    "Strata begin at 500, 3,500 and 20,000 inhabitants",
    arguments: [
      (0, SizeStratum.under500), (499, .under500), (500, .from500), (3_499, .from500), (3_500, .from3500),
      (19_999, .from3500), (20_000, .from20000),
    ])
  func strata(population: Int, stratum: SizeStratum) {
    #expect(SizeStratum(kind: .commune, population: population) == stratum)
    #expect(SizeStratum(kind: .intercommunality, population: population) == .intercommunality)
    #expect(SizeStratum(kind: .department, population: population) == .other)
  }
}
