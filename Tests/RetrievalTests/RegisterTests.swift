import Foundation
import Retrieval
import Testing

/// The real register of communes, which ships with the product.
enum Register {
  private static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources/Directory/Data/communes.csv.gz")

  /// One entry by commune; the identifier is the line's number, the weight the municipal population.
  static func communes() throws -> [(entry: NameIndex.Entry, name: String, insee: String)] {
    let unzip = Process()
    unzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    unzip.arguments = ["gzip", "-dc", file.path]
    let pipe = Pipe()
    unzip.standardOutput = pipe
    try unzip.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    unzip.waitUntilExit()
    return text.split(whereSeparator: \.isNewline).dropFirst().enumerated().compactMap { number, line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard fields.count > 11 else { return nil }
      let entry = NameIndex.Entry(
        id: Int64(number), names: [fields[1]], codes: [fields[0], fields[10]], weight: Int(fields[11]) ?? 0)
      return (entry, fields[1], fields[0])
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
