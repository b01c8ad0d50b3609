import HTTPTypes
import Storage
import Testing

@testable import Deposits
@testable import Directory
@testable import Platform

extension Answered {
  /// Without what shows the words of a search.
  var unmarked: String { text.replacing("<mark>", with: "").replacing("</mark>", with: "") }
}

@Suite("What a search shows of what it found", .serialized)
struct FoundWordsTests {
  private static let far = String(repeating: "Le bureau ouvre chaque matin. ", count: 30)

  @Test(
    "A list marks the words that were searched, in a passage around the first of them, and says where it stands",
    arguments: Engine.available)
  func passages(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    try await towns.deposit(
      camille, title: "Payer la cantine", today: Self.far + "Les élèves <b> passent à l’école. " + Self.far)
    let draft = try await towns.begin(camille)
    _ = try await camille.post(
      draft,
      [
        "rubrique": "besoin", "titre": "Un agenda", "aujourdhui": Self.far,
        "pour-qui": "Ceux qui suivent les délibérations", "action": "pieces",
      ])
    let files = draft + "/pieces-jointes"
    _ = try await camille.post(files, ["description": "Le plan & tout", "public": "tous"], file: SampleFiles.pdf(""))
    _ = try await camille.post(files, ["description": "Le devis"], file: SampleFiles.pdf(""))
    _ = try await camille.post(draft + "/publication", [:])
    try await towns.asking.house.database.write { db in
      let ids: [Int64] = try db.values("SELECT id FROM attachment ORDER BY id")
      for (id, text) in zip(ids, [Self.far + "\nUne passerelle zwq\n" + Self.far, "Zwqsecret"]) {
        let attachment = try #require(try Attachment.with(id: id, db))
        try attachment.keep(AttachmentText(Array(text.utf8)), at: towns.asking.time.clock.now(), db)
      }
    }
    func list(_ query: String, _ language: String = "") async throws -> String {
      try await towns.asking.get(language + Towns.home + "/contributions?q=" + query).text
    }
    #expect(try await list("cantines").contains("Payer la <mark>cantine</mark></a>"))
    let school = try await list("ecole")
    #expect(school.contains("Les élèves &lt;b&gt; passent à l’<mark>école</mark>. Le bureau"))
    #expect(school.contains("… ") && school.contains("…</span>") && !school.contains(Self.far))
    #expect(try await list("d%C3%A9lib%C3%A9ration").contains("Dans «\u{A0}Pour qui\u{A0}?\u{A0}»\u{A0}: "))
    #expect(try await list("deliberatins").contains("suivent les <mark>délibérations</mark>"))
    #expect(try await list("deliberation", "/en").contains("In “For whom?”: "))
    let inFile = try await list("zwq")
    #expect(inFile.contains("Dans la pièce jointe «\u{A0}Le plan &amp; tout\u{A0}»\u{A0}: "))
    #expect(inFile.contains("Une passerelle <mark>zwq</mark>"))
    #expect(!(try await list("zwqsecret").contains("secret</mark>")))
    #expect(try await list("dax").contains("<strong><mark>Dax</mark></strong>"))
    // Without words, the list is what it was.
    let whole = try await towns.asking.get(Towns.home + "/contributions").text
    #expect(!whole.contains("<mark>") && whole.contains(">Le bureau ouvre"))
    await towns.asking.house.database.close()
  }

  @Test("What was found comes in the order that is chosen, on pages and for programs", arguments: Engine.available)
  func orders(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    try await towns.deposit(camille, title: "La cantine, la cantine A", today: "Cantine.")
    let supported = try await towns.deposit(camille, title: "Une cantine B")
    for title in ["Un agenda", "Les repas de la cantine D"] {
      towns.asking.time.advance(seconds: 60)
      try await towns.deposit(camille, title: title)
    }
    _ = try await paul.post(supported + "/soutien", ["organisme": "\(towns.pau.id)"])
    func letters(_ query: String) async throws -> String {
      let page = try await towns.asking.get(Towns.home + "/contributions?q=cantine" + query).unmarked
      return page.matches(of: /cantine ([A-D])</).map { String($0.output.1) }.joined()
    }
    func told(_ query: String) async throws -> String {
      let list = try await towns.asking.get("/api/v1" + Towns.home + "/contributions?q=cantine" + query).text
      return list.matches(of: /cantine ([A-D])"/).map { String($0.output.1) }.joined()
    }
    for (query, expected) in [("", "ABD"), ("&tri=recentes", "DBA"), ("&tri=soutenues", "BDA")] {
      #expect(try await letters(query) == expected, "\(query)")
      #expect(try await told(query) == expected, "\(query)")
    }
    var shuffles: Set<String> = []
    for seed in 1...6 { shuffles.insert(try await letters("&tri=melangees&graine=\(seed)")) }
    #expect(shuffles.count > 1 && shuffles.allSatisfy { $0.count == 3 })
    let page = try await towns.asking.get(Towns.home + "/contributions?q=cantine").text
    #expect(page.contains("<option value=\"\" selected>Pertinence</option>"))
    #expect(page.contains("<option value=\"recentes\">Récentes</option>"))
    #expect(!(try await towns.asking.get(Towns.home + "/contributions").text.contains("Pertinence")))
    // A page beyond the last is the last, searched or not; an address without a consultation keeps what it asks.
    for asked in ["?page=9999", "?q=cantine&page=9999"] {
      let beyond = try await towns.asking.get(Towns.home + "/contributions" + asked).text
      #expect(beyond.contains("class=\"entry") && !beyond.contains("La première sera"), "\(asked)")
    }
    let sent = try await towns.asking.get("/contributions?q=cantine&tri=soutenues").fields[.location]
    #expect(sent == Towns.home + "/contributions?q=cantine&tri=soutenues")
    await towns.asking.house.database.close()
  }
}
