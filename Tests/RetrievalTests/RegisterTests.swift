import Foundation
import Retrieval
import Testing

/// The real register of communes, which ships with the product.
enum Register {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources/Directory/Data")

  /// One entry by commune; the identifier is the line's number, the weight the municipal population.
  static func communes() throws -> [(entry: NameIndex.Entry, name: String, insee: String)] {
    let unzip = Process()
    unzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    unzip.arguments = ["gzip", "-dc", folder.appending(path: "communes.csv.gz").path]
    let pipe = Pipe()
    unzip.standardOutput = pipe
    try unzip.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    unzip.waitUntilExit()
    return text.split(whereSeparator: \.isNewline).dropFirst().enumerated().compactMap { number, line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard fields.count > 11 else { return nil }
      let entry = NameIndex.Entry(
        id: Int64(number), kind: .commune, names: [fields[1]], codes: [fields[0], fields[10]],
        weight: Int(fields[11]) ?? 0)
      return (entry, fields[1], fields[0])
    }
  }

  /// Intercommunalities, then other bodies, numbered from 100,000 on; a name in quotation marks is left out.
  static func bodies() throws -> [(entry: NameIndex.Entry, name: String)] {
    func lines(_ file: String) throws -> [[String]] {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      return text.split(whereSeparator: \.isNewline).dropFirst().filter { !$0.hasPrefix("\"") }.map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
    }
    let gathered = try lines("epci.csv").filter { $0.count > 7 && !$0[1].contains("\"") }
    let others = try lines("bodies.csv").filter { $0.count > 3 }
    let names =
      gathered.map { (NameIndex.Kind.intercommunality, $0[1], $0[0], Int($0[7]) ?? 0) }
      + others.map { (NameIndex.Kind.other, $0[0], $0[3], 0) }
    return names.enumerated().map { number, body in
      let (kind, name, siren, weight) = body
      let entry = NameIndex.Entry(
        id: Int64(100_000 + number), kind: kind, names: [name], codes: siren.isEmpty ? [] : [siren], weight: weight)
      return (entry, name)
    }
  }
}

@Suite("The real register")
struct RegisterTests {
  @Test("Large communes come first for what people type, mistakes included")
  func findsWhatPeopleType() throws {
    let communes = try Register.communes()
    #expect(communes.count > 34_000)
    let index = NameIndex(communes.map(\.entry))
    let expected = [
      "chambery": "73065", "chambry": "77077", "venissieux": "69259", "vénisieux": "69259", "st denis": "97411",
      "saint-etienne": "42218", "st etiene": "42218", "le havre": "76351", "lyon": "69123", "la roch": "17300",
      "l'hay les roses": "94038", "marseile": "13055", "bordaux": "33063", "75056": "75056", "beauvais": "60057",
      "dax": "40088", "ajacio": "2A004", "aix en pr": "13001", "bourg bresse": "01053", "strasb": "67482",
    ]
    for (query, insee) in expected.sorted(by: { $0.key < $1.key }) {
      let best = index.find(query, limit: 8).first.map { communes[Int($0)].insee }
      #expect(best == insee, "\(query)")
    }
  }

  @Test("What a secretary types finds her commune, what gathers it, its operator")
  func findsWhatSecretariesType() throws {
    let communes = try Register.communes()
    let bodies = try Register.bodies()
    let index = NameIndex(communes.map(\.entry) + bodies.map(\.entry))
    let expected = [
      "mairie de dax": "Dax", "commune de dax": "Dax", "ville de dax": "Dax", "marie de dax": "Dax",
      "communauté de communes du grand dax": "CA du Grand Dax", "cc du grand dax": "CA du Grand Dax",
      "agglo de dax": "CA du Grand Dax", "grand dax": "CA du Grand Dax", "ND de bellecombe": "Notre-Dame-de-Bellecombe",
      "grand lyon": "Métropole de Lyon", "métropole de lyon": "Métropole de Lyon", "lyon": "Lyon", "ly": "Lyon",
      "alpi": "Agence landaise pour l’informatique (Alpi)", "mairie de st denis": "Saint-Denis",
      "hôtel de ville du havre": "Le Havre", "bordeaux": "Bordeaux", "agglo bordeaux": "Bordeaux Métropole",
      "mairie de venissieu": "Vénissieux", "sitiv": "Sitiv", "ville d'avray": "Ville-d'Avray",
      "cc région de rambervillers": "CC de la Région de Rambervillers",
    ]
    for (query, name) in expected.sorted(by: { $0.key < $1.key }) {
      let best = index.find(query, limit: 8).first.map { id in
        id < 100_000 ? communes[Int(id)].name : bodies[Int(id - 100_000)].name
      }
      #expect(best == name, "\(query)")
    }
  }

  @Test("Every commune is among the answers to its own name, its INSEE code and its SIREN")
  func findsEach() throws {
    let communes = try Register.communes()
    let index = NameIndex(communes.map(\.entry))
    for (number, commune) in communes.enumerated() where number % 97 == 0 {
      #expect(index.find(commune.name, limit: 100).contains(Int64(number)), "\(commune.name)")
      #expect(index.find(Folding.fold(commune.name), limit: 100).contains(Int64(number)), "\(commune.name)")
      #expect(index.find(commune.insee, limit: 1) == [Int64(number)], "\(commune.insee)")
    }
  }
}
