import Retrieval
import Testing

@Suite("Texts that resemble one another")
struct LikenessIndexTests {
  /// What town halls wrote, in groups of the same need; the words differ.
  static let groups: [[String]] = [
    [
      "Payer la cantine en ligne", "Paiement de la restauration scolaire par internet",
      "Régler les repas de la cantine sans chèque", "Cantine scolaire : factures et paiement en ligne",
    ],
    [
      "Réserver la salle des fêtes", "Réservation des salles communales", "Un agenda pour réserver les salles",
      "Planning des salles et de leur réservation",
    ],
    [
      "Signaler un nid-de-poule", "Signalement des problèmes de voirie", "Les habitants signalent un lampadaire éteint",
      "Signaler un problème sur la voie publique",
    ],
    [
      "Gérer les concessions du cimetière", "Plan numérique du cimetière communal", "Suivi des concessions funéraires",
      "Cimetière : retrouver une concession",
    ],
    [
      "Dématérialiser les demandes d’urbanisme", "Déposer un permis de construire en ligne",
      "Instruction des permis de construire et déclarations préalables", "Urbanisme : suivre sa demande de permis",
    ],
    [
      "Gestion électronique des documents", "Une GED pour la mairie", "Classer et retrouver les documents de la mairie",
      "Archivage électronique des documents",
    ],
    ["Horaires du bus scolaire", "Suivre les bus scolaires en temps réel", "Inscription aux transports scolaires"],
    ["Prêter le matériel communal aux associations", "Prêt de matériel : tables, bancs et barnums"],
  ]

  static func world() -> (index: LikenessIndex, texts: [String]) {
    var index = LikenessIndex()
    let texts = groups.flatMap { $0 }
    for (place, text) in texts.enumerated() { index.insert(.init(title: text), id: Int64(place)) }
    index.settle()
    return (index, texts)
  }

  private func nearest(_ typed: String, body: String = "", limit: Int = 5) -> [String] {
    let (index, texts) = Self.world()
    return index.nearest(to: .init(title: typed, body: body), limit: limit).map { texts[Int($0.id)] }
  }

  @Test("Companions are found from one another, whatever their words")
  func findsCompanions() {
    let labelled = Self.groups.enumerated().flatMap { group, texts in
      texts.map { GroupingEvaluation.Labelled(text: $0, group: String(group)) }
    }
    let evaluation = GroupingEvaluation(labelled)
    #expect(evaluation.asked == labelled.count)
    #expect(evaluation.hitAt1 >= 0.9)
    #expect(evaluation.hitAt5 >= 0.96)
  }

  @Test(
    "Typing mistakes, endings, accents and initials do not hide what resembles",
    arguments: [
      ("paiment de la cantinne", "Payer la cantine en ligne"),
      ("reservation salle", "Réservation des salles communales"),
      ("Concession de cimetiere", "Cimetière : retrouver une concession"),
      ("GED", "Une GED pour la mairie"), ("Signalements de voirie", "Signalement des problèmes de voirie"),
    ])
  func forgives(typed: String, expected: String) {
    #expect(nearest(typed).prefix(2).contains(expected), "\(nearest(typed))")
  }

  @Test("Initials find what they stand for")
  func readsInitials() {
    var index = LikenessIndex()
    index.insert(.init(title: "Gestion des relations avec les usagers"), id: 1)
    index.insert(.init(title: "Guide pour la rentrée"), id: 2)
    #expect(index.nearest(to: .init(title: "Une GRU"), limit: 1).map(\.id) == [1])
  }

  @Test("Five answers tell more than one answer five times")
  func isDiverse() {
    var index = LikenessIndex()
    for id in 0..<8 { index.insert(.init(title: "Payer la cantine en ligne"), id: Int64(id)) }
    index.insert(.init(title: "Payer la garderie en ligne"), id: 8)
    index.insert(.init(title: "Cantine : commander les repas"), id: 9)
    index.settle()
    let found = index.nearest(to: .init(title: "Payer la cantine en ligne"), limit: 5).map(\.id)
    #expect(found.first.map { $0 < 8 } == true)
    #expect(Set(found).isSuperset(of: [8, 9]))
  }

  @Test("What stands under the title helps, also where the other has it in its title")
  func readsBodies() {
    var index = LikenessIndex()
    index.insert(.init(title: "Un outil pour l’école", body: "La cantine est payée par chèque."), id: 1)
    index.insert(.init(title: "Un outil pour la bibliothèque", body: "Les livres sont prêtés sur un cahier."), id: 2)
    #expect(index.nearest(to: .init(title: "Payer la cantine"), limit: 1).map(\.id) == [1])
    let typed = LikenessIndex.Text(title: "Un outil", body: "Nous prêtons des livres.")
    #expect(index.nearest(to: typed, limit: 1).map(\.id) == [2])
  }

  @Test("A text is its own nearest, and the filter leaves out whom it names")
  func filters() {
    let (index, texts) = Self.world()
    for (place, text) in texts.enumerated() {
      let typed = LikenessIndex.Text(title: text)
      #expect(index.nearest(to: typed, limit: 1).map(\.id) == [Int64(place)])
      #expect(!index.nearest(to: typed, limit: 9) { $0 != Int64(place) }.map(\.id).contains(Int64(place)))
    }
    #expect(index.nearest(to: .init(title: "cantine"), limit: 5) { _ in false }.isEmpty)
  }

  @Test("Whatever came, changed and left meanwhile, a settled index answers as one filled at once")
  func doesNotDependOnHistory() {
    var generator = SystemRandomNumberGenerator()
    let seed = UInt64.random(in: 0..<(1 << 32), using: &generator)
    var state = seed
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let (plain, texts) = Self.world()
    var index = LikenessIndex()
    for step in 0..<900 {
      let id = Int64(random(texts.count + 20))
      if step % 3 == 0 { index.remove(id: id) } else { index.insert(.init(title: "Texte \(random(50))"), id: id) }
    }
    for id in texts.count..<(texts.count + 20) { index.remove(id: Int64(id)) }
    for place in texts.indices.shuffled() { index.insert(.init(title: texts[place]), id: Int64(place)) }
    index.settle()
    #expect(index.count == texts.count)
    for text in texts {
      let expected = plain.nearest(to: .init(title: text), limit: 5)
      let found = index.nearest(to: .init(title: text), limit: 5)
      #expect(found.map(\.id) == expected.map(\.id), "seed \(seed), \(text)")
      for (one, other) in zip(found, expected) { #expect(abs(one.score - other.score) < 0.001, "seed \(seed)") }
    }
  }

  @Test(
    "Nothing that is typed can trap",
    arguments: ["", " ", "l’", "de la", "\u{0}", "é", "🏫🚌", String(repeating: "a", count: 100_000), "日本 語", "'''"])
  func survives(typed: String) {
    var (index, _) = Self.world()
    _ = index.nearest(to: .init(title: typed, body: typed), limit: 5)
    index.insert(.init(title: typed, body: typed), id: 99)
    _ = index.nearest(to: .init(title: "Payer la cantine", body: typed), limit: 5)
    #expect(LikenessIndex().nearest(to: .init(title: typed), limit: 5).isEmpty)
    #expect(index.nearest(to: .init(title: "Payer la cantine"), limit: 0).isEmpty)
  }
}

@Suite("Words that two texts share")
struct SharedWordsTests {
  @Test(
    "Endings, accents and elision do not count; words that mean nothing are not shared",
    arguments: [
      ("Payer la cantine", "Paiement des cantines de l’école", ["paiement", "cantines"]),
      ("Écoles et réservations", "Réserver une salle d’école", ["réserver", "école"]),
      ("Pouvoir faire pour la mairie", "Comment faire pour le mieux", []),
      ("Gerer le cimetiere", "Le cimetière du village", ["cimetière"]), ("Cimetière", "UN CIMETIERE", ["cimetiere"]),
      ("", "Cantine", []), ("Cantine", "", []), ("Deux petites salles", "Deux petites écoles, en commun", []),
      ("Prise de rendez-vous", "Rendez-vous en ligne", ["rendez-vous"]), ("Un rendez-vous", "Rendez la clé", []),
      ("Un porte-à-porte", "La porte de l’école", []), ("L’eau", "L’eau-de-vie et l’eau", ["eau"]),
    ] as [(String, String, [String])])
  func shares(typed: String, text: String, words: [String]) {
    #expect(SharedWords(with: typed).found(title: "", body: text).map(\.word) == words)
  }

  @Test("Each word is told once, those of the title first, as they are written first")
  func isShort() {
    let found = SharedWords(with: "eau, air, terre, feu").found(title: "Le feu", body: "Feu, eaux, eau, air")
    #expect(found.map(\.word) == ["feu", "eaux", "air"] && found.map(\.isInTitle) == [true, false, false])
  }
}
