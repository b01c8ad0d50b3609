import Retrieval
import Testing

@Suite("Search of texts")
struct TextIndexTests {
  /// Contributions of a small known world, title weighing three times the body.
  private func world() -> TextIndex {
    var index = TextIndex()
    let texts: [(String, String)] = [
      ("Simplifier les marchés publics", "Les procédures d’achat sont trop longues pour une petite commune."),
      ("L’eau des écoles", "Jusqu’à présent, la qualité de l'eau était mesurée chaque année à Chambéry."),
      ("Agents de catégorie C", "La carrière des agents mérite d’être simplifiée, été comme hiver."),
      ("Voirie communale", "Le cœur de village manque de trottoirs. La régularité du nettoyage est en cause."),
      ("Marché du samedi", "Les communes voisines partagent le marché."),
      ("Un formulaire à modifier", "Rien."),
    ]
    for (number, text) in texts.enumerated() {
      index.insert(TextIndex.Document(id: Int64(number + 1), fields: [(text.0, 3), (text.1, 1)]))
    }
    return index
  }

  @Test(
    "Stems, accents, case, ligatures and elision do not count",
    arguments: [
      ("simplification", [1, 3]), ("SIMPLIFIÉES", [1, 3]), ("simplifiee", [1, 3]), ("eau", [2]), ("l’eau", [2]),
      ("d'eau", [2]), ("eaux", [2]), ("coeur", [4]), ("cœurs", [4]), ("regularite", [4]), ("chambery", [2]),
      ("ecole", [2]), ("carrieres", [3]), ("voiries", [4]), ("catégorie c", [3]), ("ete", [3]),
      ("modifications", [6]), ("modifiée", [6]), ("zzzz", []), ("", []),
    ] as [(String, Set<Int64>)])
  func finds(query: String, ids: Set<Int64>) {
    #expect(Set(world().search(query).map(\.id)) == ids)
  }

  @Test("Stop words are ignored, unless the query has nothing else")
  func ignoresStopWords() {
    #expect(world().search("la voirie de la commune").map(\.id) == world().search("voirie commune").map(\.id))
    #expect(world().search("jusqu’à").map(\.id) == [2])
    #expect(world().search("l’").count == 3)
    #expect(world().search("pour").map(\.id) == [1])
  }

  @Test(
    "A word that no text has is read as those at one typing mistake, from four letters",
    arguments: [
      ("smiplifier", [1, 3]), ("simplifer", [1, 3]), ("voierie", [4]), ("vorie", [4]), ("trottoire", [4]),
      ("qualitée", [2]), ("eua", []), ("vorrrie", []), ("chembery", [2]),
    ] as [(String, Set<Int64>)])
  func forgives(query: String, ids: Set<Int64>) {
    #expect(Set(world().search(query).map(\.id)) == ids)
  }

  @Test("What was read in place of a mistyped word is said, with its accents")
  func saysCorrections() {
    let results = world().search("regularitte", limit: 10)
    #expect(results.corrections.map(\.typed) == ["regularitte"])
    #expect(results.corrections.map(\.read) == [["régularité"]])
    #expect(world().search("2025", limit: 10).corrections.isEmpty)
  }

  @Test("All words are required; if no text has them all, those with the most come, and it is said")
  func requiresAllFirst() {
    let all = world().search("marché communes", limit: 10)
    #expect(Set(all.hits.map(\.id)) == [1, 5])
    #expect(!all.isPartial)
    let some = world().search("marché samedi trottoirs", limit: 10)
    #expect(some.hits.map(\.id) == [5])
    #expect(some.isPartial)
    #expect(world().search("voirie zzzz", limit: 10).hits.map(\.id) == [4])
    #expect(world().search("voirie zzzz", limit: 10).isPartial)
  }

  @Test("A title weighs more than a body, then the newest comes first")
  func ranks() {
    var index = TextIndex()
    index.insert(.init(id: 1, fields: [("Piscine", 3), ("Un lieu de sport", 1)]))
    index.insert(.init(id: 2, fields: [("Sport", 3), ("Un lieu, la piscine", 1)]))
    index.insert(.init(id: 3, fields: [("Piscine", 3), ("Un lieu de sport", 1)]))
    let hits = index.search("piscine")
    #expect(hits.map(\.id) == [3, 1, 2])
    #expect(hits[0].score == hits[1].score && hits[1].score > hits[2].score)
  }

  @Test("The score is BM25's")
  func scores() throws {
    var index = TextIndex()
    index.insert(.init(id: 1, fields: [("vélo vélo piste", 1)]))
    index.insert(.init(id: 2, fields: [("route", 1)]))
    // ln(1 + 1.5 / 1.5) · 2 · 2.2 / (2 + 1.2 · (0.25 + 0.75 · 3 / 2)), by hand.
    let score = try #require(index.search("vélo").first?.score)
    #expect(abs(score - 0.835_575) < 0.000_01)
  }

  @Test("A document inserted again replaces itself; removed, it is gone, and its words can be mistakes")
  func replaces() {
    var index = world()
    index.insert(.init(id: 4, fields: [("Éclairage", 3), ("Des lampadaires", 1)]))
    #expect(index.count == 6)
    #expect(index.search("trottoirs").isEmpty)
    #expect(index.search("éclairages").map(\.id) == [4])
    index.remove(id: 4)
    index.remove(id: 404)
    #expect(index.count == 5)
    #expect(index.search("éclairage").isEmpty)
    index.insert(.init(id: 7, fields: [("Éclairages", 1)]))
    #expect(index.search("eclairagee").map(\.id) == [7])
  }

  @Test("An index that lived answers as one built anew", arguments: [1, 2, 3] as [UInt64])
  func compacts(seed: UInt64) {
    var state = seed
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let words = ["voirie", "école", "marchés", "eau", "culture", "sport", "santé", "climat", "budget", "agent"]
    var lived = TextIndex()
    var texts: [Int64: String] = [:]
    for _ in 0..<3_000 {
      let id = Int64(random(600))
      if random(3) == 0 {
        lived.remove(id: id)
        texts[id] = nil
      } else {
        let text = (0..<(1 + random(6))).map { _ in words[random(words.count)] }.joined(separator: " ")
        lived.insert(.init(id: id, fields: [(text, 1)]))
        texts[id] = text
      }
    }
    #expect(lived.count == texts.count)
    for query in words + ["école santé", "agents climat budget sport"] {
      let wanted = Folding.words(query).map { $0.hasSuffix("s") && $0 != "marches" ? String($0.dropLast()) : $0 }
      let counts = texts.mapValues { text in wanted.filter(Folding.words(text).contains).count }
      let most = counts.values.max() ?? 0
      let expected = Set(counts.filter { $0.value == most && most > 0 }.keys)
      #expect(Set(lived.search(query).map(\.id)) == expected, "\(query), seed \(seed)")
    }
  }

  @Test("A limit keeps the best, the total counts all, a filter counts as if the others were not there")
  func limits() {
    var index = TextIndex()
    for id in 1...500 {
      let body = Array(repeating: "eau", count: id % 7 + 1) + Array(repeating: "terre", count: id % 11)
      index.insert(.init(id: Int64(id), fields: [(body.joined(separator: " "), 1)]))
    }
    let all = index.search("eau")
    #expect(all.count == 500)
    for limit in [0, 1, 2, 20, 499, 500, 501] {
      let results = index.search("eau", limit: limit)
      #expect(results.total == 500)
      #expect(results.hits == Array(all.prefix(limit)))
    }
    let even = index.search("eau", limit: 30) { $0.isMultiple(of: 2) }
    #expect(even.total == 250)
    #expect(even.hits == Array(all.filter { $0.id.isMultiple(of: 2) }.prefix(30)))
    #expect(index.search("eau", limit: -1).hits.isEmpty)
  }

  @Test(
    "The words that a query is about are marked in a text, elision apart",
    arguments: [
      ("eaux", "L’eau, l'EAU et les eaux.", ["eau", "EAU", "eaux"]),
      ("simplification", "À simplifier !", ["simplifier"]),
      ("smiplifier", "Tout simplifier", ["simplifier"]), ("la voirie", "La voirie de la ville", ["voirie"]),
      ("ecole", "E\u{301}cole ÉCOLES", ["E\u{301}cole", "ÉCOLES"]), ("zzzz", "zzzz", []), ("", "eau", []),
    ])
  func marks(query: String, text: String, marked: [String]) {
    let found: [String] = world().marks(query: query, in: text).map { range in String(text[range]) }
    #expect(found == marked)
  }

  @Test("Nothing typed or written can stop it")
  func holds() {
    var index = world()
    let long = String(repeating: "a", count: 30_000)
    let odd = ["", "'", "’’’", "\u{301}", "\u{0}", "🏛️🏛️", long, "l’l’l’", "é\u{301}\u{327}"]
    for (number, text) in odd.enumerated() {
      index.insert(.init(id: Int64(100 + number), fields: [(text, 1), (text, -1), (text, .nan), (text, .infinity)]))
      _ = index.search(text)
      _ = index.marks(query: text, in: text)
    }
    let query = (0..<500).map { "mot\($0) voirie" }.joined(separator: " ")
    #expect(index.search(query, limit: 5).isPartial)
  }
}
