import Crypto
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import Consultations
@testable import Deposits
@testable import Directory
@testable import Platform

@Suite("Open data of a consultation", .serialized)
struct OpenDataTests {
  private static let data = Towns.home + "/donnees"

  /// Rows as RFC 4180 §2 parts them, each with the names of its header.
  private func rows(_ csv: String) throws -> [[String: String]] {
    var table: [[String]] = [[]]
    var cell = ""
    var isQuoted = false
    var scalars = Array(csv.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\"" where isQuoted && scalars.first == "\"":
        scalars.removeFirst()
        cell.unicodeScalars.append("\"")
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        table[table.count - 1].append(cell)
        cell = ""
      case "\r" where !isQuoted:
        #expect(scalars.popFirst() == "\n")
        table[table.count - 1].append(cell)
        cell = ""
        table.append([])
      default: cell.unicodeScalars.append(scalar)
      }
    }
    #expect(table.removeLast().isEmpty && cell.isEmpty && !isQuoted)
    let header = table.removeFirst()
    return table.map { row in
      #expect(row.count == header.count)
      return Dictionary(uniqueKeysWithValues: zip(header, row))
    }
  }

  private func object(_ json: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
  }

  private func hash(_ text: String) -> String { "sha256:" + hexadecimal(SHA256.hash(data: Array(text.utf8))) }

  private static let title = "=HYPERLINK(\"http://x\";\"y\"), « é »"
  private static let today = "Ligne \"1\",\n\n\tLigne 2; \\ \u{2028}fin"

  /// Two contributions by hand, one of them supported and the other taken back, then enough for a second batch.
  /// - Returns: where the first is.
  private func fill(_ towns: Towns) async throws -> String {
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    let path = try await towns.deposit(camille, title: Self.title, today: Self.today, theme: "accueil")
    _ = try await paul.post(
      path + "/soutien", ["organisme": "\(towns.pau.id)", "usage": "+1\n@toi", "pret": "experimenter"])
    let gone = try await towns.deposit(camille, title: "Un secret zwq", today: "zwq")
    _ = try await camille.post(gone + "/retrait", ["raison": "Deux fois"])
    let (pau, now) = (towns.pau.id, towns.asking.time.clock.now())
    try await towns.asking.house.database.write { db in
      for number in 1...OpenDataSelection.batch {
        let text = ContributionText(title: "Le besoin \(number)", today: "Rien.")
        let token = "t" + String(100_000_000 + number)
        _ = try Contribution.publish(text, rubric: .need, token: token, in: 1, for: pau, by: .command, at: now, db)
      }
    }
    return path
  }

  @Test("A table holds what was typed, harmless, and nothing of what was taken back", arguments: Engine.available)
  func table(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    _ = try await fill(towns)
    let anyone = Browser(towns.asking)
    let csv = try await anyone.get(Self.data + "/contributions.csv")
    #expect(csv.status == 200)
    #expect(csv.fields[.contentType] == "text/csv; charset=utf-8; header=present")
    #expect(csv.fields[.contentDisposition] == "attachment; filename*=UTF-8''essai-contributions.csv")
    #expect(!csv.text.contains("zwq"))
    let head = try await towns.asking.get(Self.data + "/contributions.csv", method: .head)
    #expect(head.text.isEmpty && head.fields[.contentLength] == String(csv.bytes.count))
    let read = try rows(csv.text)
    let numbers: [String] = read.compactMap { $0["numero"] }
    let expected: [String] = (1...OpenDataSelection.batch + 2).map { String($0) }
    #expect(numbers == expected)
    isFirst(read[0])
    let gone: [String: String] = read[1].filter { ["etat", "motif_retrait", "titre"].contains($0.key) }
    #expect(gone == ["etat": "retiree", "motif_retrait": "Deux fois", "titre": ""])
    let bands: Set<String> = Set(read.compactMap { $0["avertissement"] })
    #expect(bands == ["Démonstration\u{A0}: textes, soutiens et votes inventés"])
    await towns.asking.house.database.close()
  }

  private func isFirst(_ row: [String: String]) {
    #expect(row["titre"] == "'" + Self.title)
    #expect(row["aujourdhui"] == Self.today)
    #expect(row["themes"] == "accueil")
    #expect(row["organisme"] == "Dax")
    #expect(row["soutiens_collectivites"] == "1")
    #expect(row["publiee_le"] == "2021-03-15T17:00:00Z")
  }

  @Test("The table of supports says who, since when and with what words", arguments: Engine.available)
  func supports(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    _ = try await fill(towns)
    let supports = try rows(try await Browser(towns.asking).get(Self.data + "/soutiens.csv").text)
    #expect(supports.count == 1)
    #expect(supports[0]["soutenue_le"] == "2021-03-15T17:00:00Z")
    #expect(supports[0]["organisme"] == "Pau")
    #expect(supports[0]["usage"] == "'+1\n@toi")
    #expect(supports[0]["pret_a_experimenter"] == "true")
    #expect(supports[0]["pret_a_co_porter"] == "false")
    await towns.asking.house.database.close()
  }

  @Test("The same in JSON, to the letter", arguments: Engine.available)
  func json(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let path = try await fill(towns)
    let anyone = Browser(towns.asking)
    let json = try await anyone.get(Self.data + "/contributions.json").text
    let told = try object(json)
    let objects = try #require(told["contributions"] as? [[String: Any]])
    #expect(objects.count == OpenDataSelection.batch + 2)
    #expect(told["lignes"] as? Int == objects.count)
    #expect(objects[0]["titre"] as? String == Self.title)
    #expect(objects[0]["aujourdhui"] as? String == Self.today)
    #expect(objects[1]["titre"] is NSNull)
    #expect(!json.contains("zwq"))
    #expect((told["avertissement"] as? String)?.hasPrefix("Démonstration") == true)
    let address = try #require(objects[0]["adresse"] as? String)
    let bare = String(address.dropFirst(towns.asking.house.settings.baseAddress.count))
    #expect(try await anyone.get(bare).fields[.location] == path)
    await towns.asking.house.database.close()
  }

  @Test("What is told about a file is true of it: rows, bytes, checksum, columns", arguments: Engine.available)
  func descriptors(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    _ = try await fill(towns)
    let anyone = Browser(towns.asking)
    for file in OpenDataFile.all {
      let whole = try await anyone.get("\(Self.data)/\(file.name)").text
      for prefix in ["", "/en"] {
        let about = try object(try await anyone.get("\(prefix)\(Self.data)/\(file.descriptorName)").text)
        #expect(about["hash"] as? String == hash(whole))
        #expect(about["bytes"] as? Int == whole.utf8.count)
        let rows = file.table == .supports ? 1 : OpenDataSelection.batch + 2
        #expect(about["rows"] as? Int == rows)
        let schema = about["schema"] as? [String: Any]
        let fields = try #require(schema?["fields"] as? [[String: Any]])
        let names: [String] = fields.compactMap { $0["name"] as? String }
        #expect(names == file.table.fields.map(\.name))
        let descriptions: [String] = fields.compactMap { $0["description"] as? String }
        #expect(descriptions.count == names.count && !descriptions.contains(""))
      }
    }
    let page = try await anyone.get(Self.data).text
    #expect(page.contains("<p>\(OpenDataSelection.batch + 2) lignes</p>"))
    #expect(page.contains("<p>1 ligne</p>"))
    #expect(page.contains("Licence ouverte 2.0"))
    await towns.asking.house.database.close()
  }

  @Test(
    "Files follow the filters and the words of the list, and what was taken back is found by none of them",
    arguments: Engine.available)
  func filters(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    let member = try await towns.agent("membre@wanadoo.fr", for: towns.guild)
    let first = try await towns.deposit(camille, title: "L’école prévient", theme: "accueil")
    let second = try await towns.deposit(member, title: "Un agenda", theme: "mairie")
    for path in [first, second] { _ = try await paul.post(path + "/soutien", ["organisme": "\(towns.pau.id)"]) }
    let gone = try await towns.deposit(camille, title: "L’école zwq", theme: "accueil")
    _ = try await camille.post(gone + "/retrait", ["raison": "Non"])
    let anyone = Browser(towns.asking)
    for (query, found) in [
      ("", ["1", "2", "3"]), ("?tri=soutenues&page=7", ["1", "2", "3"]), ("?theme=accueil", ["1"]),
      ("?q=ecoles", ["1"]), ("?q=agenda&theme=accueil", []), ("?organisme=association", ["2"]),
      ("?rubrique=service", []), ("?q=zwq", []), ("?theme=%22%3Cb%3E", []),
    ] {
      let read = try rows(try await anyone.get(Self.data + "/contributions.csv" + query).text)
      #expect(read.map { $0["numero"] } == found, "\(query)")
      let supports = try rows(try await anyone.get(Self.data + "/soutiens.csv" + query).text)
      #expect(supports.map { $0["contribution_numero"] } == found.filter { $0 != "3" }, "\(query)")
      let page = try await anyone.get(Self.data + query).text
      let count = found.count > 1 ? "<p>\(found.count) lignes</p>" : "<p>\(found.count) ligne</p>"
      #expect(page.contains(count), "\(query)")
    }
    let list = try await anyone.get("\(Towns.home)/contributions?tri=soutenues&theme=accueil").text
    #expect(list.contains("href=\"\(Self.data)?theme=accueil\""))
    for missing in ["/contributions.xml", "/soutiens.csv.resource", "/.resource.json", "/%2e%2e"] {
      #expect(try await anyone.get(Self.data + missing).status == 404, "\(missing)")
    }
    #expect(try await anyone.get("/consultations/rien/donnees/contributions.csv").status == 404)
    #expect(try await towns.asking.get(Self.data + "/contributions.csv", method: .head).text.isEmpty)
    await towns.asking.house.database.close()
  }

  @Test(
    "The feed is Atom, newest first, its identifiers outlive a correction, and it follows the filters",
    arguments: Engine.available)
  func feed(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let gone = try await towns.deposit(camille, title: "Un secret zwq")
    _ = try await camille.post(gone + "/retrait", ["raison": "Non"])
    let path = try await towns.deposit(camille, title: "Un <agenda> & \"deux\"", theme: "accueil")
    towns.asking.time.advance(seconds: 60)
    try await towns.deposit(camille, title: "Une école", theme: "mairie")
    let anyone = Browser(towns.asking)
    let base = towns.asking.house.settings.baseAddress
    let address = Self.data + "/contributions.atom"
    let answered = try await anyone.get(address)
    #expect(answered.fields[.contentType] == "application/atom+xml; charset=utf-8")
    let feed: [String: [String]] = try FeedReader.read(answered.text)
    #expect(feed["feed/id"] == [base + address])
    #expect(feed["feed/updated"] == ["2021-03-15T17:01:00Z"])
    #expect(feed["feed/subtitle"] == ["Démonstration\u{A0}: textes, soutiens et votes inventés"])
    #expect(feed["feed/link@self"] == [base + address])
    #expect(feed["feed/entry/title"] == ["Une école", "Un <agenda> & \"deux\""])
    #expect(feed["feed/entry/author/name"] == ["Dax", "Dax"])
    #expect(feed["feed/entry/published"]?.last == "2021-03-15T17:00:00Z")
    #expect(feed["feed/entry/link@alternate"]?.last == base + path)
    let identifier = try #require(feed["feed/entry/id"]?.last)
    #expect(identifier == base + String(path.prefix(Towns.home.count + "/contributions/".count + 10)))
    let english = try FeedReader.read(try await anyone.get("/en" + address).text)
    #expect(english["feed/entry/id"]?.last == identifier)
    #expect(english["feed/link@self"] == ["\(base)/en\(address)"])
    try await expectFiltered(towns, identifier)
    await towns.asking.house.database.close()
  }

  private func expectFiltered(_ towns: Towns, _ identifier: String) async throws {
    let anyone = Browser(towns.asking)
    let base = towns.asking.house.settings.baseAddress
    let address = Self.data + "/contributions.atom"
    for query in ["?theme=accueil", "?q=agenda"] {
      let one = try FeedReader.read(try await anyone.get(address + query).text)
      #expect(one["feed/entry/id"] == [identifier], "\(query)")
      #expect(one["feed/link@self"] == [base + address + query])
    }
    #expect(try FeedReader.read(try await anyone.get(address + "?q=zwq").text)["feed/entry/id"] == nil)
    let head = "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"\(address)?theme=accueil\">"
    #expect(try await anyone.get("\(Towns.home)/contributions?theme=accueil&tri=soutenues").text.contains(head))
  }
}
