import Retrieval
import Testing

/// A few memorable places, with their INSEE code and municipal population; the number is also the identifier.
private let world: [NameIndex.Entry] = [
  place(1, "Chambéry", "73065", 59_856),
  place(2, "Dax", "40088", 21_702),
  place(3, "Vénissieux", "69259", 65_990),
  place(4, "Beauvais", "60057", 55_906),
  place(5, "Saint-Denis", "93066", 113_942),
  place(6, "Saint-Étienne", "42218", 172_565),
  place(7, "Strasbourg", "67482", 291_313),
  place(8, "Le Havre", "76351", 165_830),
  place(9, "L’Haÿ-les-Roses", "94038", 31_417),
  place(10, "Sainte-Foy-lès-Lyon", "69202", 21_742),
  place(11, "La Rochelle", "17300", 79_961),
  place(12, "Rochelle", "99998", 40),
  place(13, "Saint-Denis", "97411", 154_765),
  place(14, "Beauvais-sur-Tescou", "99997", 341),
  place(15, "Villeneuve-d’Ascq", "59009", 61_920),
  place(16, "Ajaccio", "2A004", 73_822),
  place(17, "Œuilly", "51410", 624),
  NameIndex.Entry(
    id: 18, kind: .intercommunality, names: ["CA Grand Chambéry"], codes: ["200069110"], weight: 140_000),
  place(19, "Lens", "62498", 32_641),
]

/// What bears nearly the same name: a commune, what gathers it, its department, its operator.
private let namesakes: [NameIndex.Entry] = [
  place(1, "Dax", "40088", 21_347),
  place(2, "Saint-Paul-lès-Dax", "40279", 13_900),
  body(3, .intercommunality, "Communauté d’agglomération du Grand Dax", 57_582),
  body(4, .intercommunality, "Métropole de Lyon", 1_424_069),
  place(5, "Lyon", "69123", 522_228),
  place(6, "Lyons-la-Forêt", "27377", 720),
  body(7, .intercommunality, "Communauté d’agglomération du Grand Longwy", 61_000),
  place(8, "Notre-Dame-de-Bellecombe", "73186", 500),
  place(9, "Maussane-les-Alpilles", "13058", 2_400),
  body(10, .other, "Agence landaise pour l’informatique (Alpi)", 0),
  body(11, .department, "Landes", 422_000),
  place(12, "Landes", "17202", 800),
  place(13, "Ville-d’Avray", "92077", 11_000),
  place(14, "Saint-Just-d’Avray", "69217", 800),
  body(15, .region, "Bretagne", 3_400_000),
  place(16, "Bretagne", "36024", 150),
  body(17, .intercommunality, "Bordeaux Métropole", 831_534),
  place(18, "Bordeaux", "33063", 261_804),
  body(19, .intercommunality, "Communauté de communes de la Région de Rambervillers", 13_000),
  place(20, "Sainte-Marie", "35294", 2_300),
]

private func body(_ id: Int64, _ kind: NameIndex.Kind, _ name: String, _ weight: Int) -> NameIndex.Entry {
  NameIndex.Entry(id: id, kind: kind, names: [name], codes: [], weight: weight)
}

private func place(_ id: Int64, _ name: String, _ code: String, _ weight: Int) -> NameIndex.Entry {
  NameIndex.Entry(id: id, kind: .commune, names: [name], codes: [code], weight: weight)
}

@Suite("Names of organisations")
struct NameIndexTests {
  let index = NameIndex(world)

  @Test(
    "A place is found as one types",
    arguments: [
      ("chambery", [1, 18]), ("CHAMBÉRY", [1, 18]), ("cham", [1, 18]),
      ("grand chambery", [18]), ("chambery grand", [18]),
      ("dax", [2]), ("venissieux", [3]), ("oeuilly", [17]), ("Œui", [17]),
      ("hay les roses", [9]), ("l'hay", [9]), ("l’haÿ-les-ro", [9]), ("roses hay", [9]), ("hay roses", [9]),
      ("villeneuve ascq", [15]), ("villeneuve d'ascq", [15]),
      ("havre", [8]), ("le havre", [8]), ("zzz", []), ("", []), ("  -  ", []),
    ] as [(String, [Int64])])
  func finds(query: String, ids: [Int64]) {
    #expect(index.find(query, limit: 10) == ids)
  }

  @Test(
    "« St » and « Ste » are « Saint » and « Sainte »",
    arguments: [
      ("st denis", [13, 5]), ("St-Étienne", [6]), ("saint etienne", [6]), ("ste foy", [10]), ("st.denis", [13, 5]),
    ] as [(String, [Int64])])
  func writesSaintOut(query: String, ids: [Int64]) {
    #expect(index.find(query, limit: 10) == ids)
  }

  @Test("« st » typed alone also begins Strasbourg")
  func readsUnfinishedSt() {
    #expect(index.find("st", limit: 10) == [7, 6, 13, 5, 10])
    #expect(index.find("str", limit: 10) == [7])
  }

  @Test(
    "A code is found whole or by its beginning, from two characters",
    arguments: [
      ("73065", [1]), ("730", [1]), ("2a004", [16]), ("2A", [16]), ("200069110", [18]), ("200 069 110", [18]),
      ("9", []), ("chambery 73", [1]), ("69", [3, 10]), ("99999", []),
    ] as [(String, [Int64])])
  func findsCodes(query: String, ids: [Int64]) {
    #expect(index.find(query, limit: 10) == ids)
  }

  @Test("Whole names come first, then names that begin so, then the others, each by population")
  func ranks() {
    #expect(index.find("beauvais", limit: 10) == [4, 14])
    #expect(index.find("rochelle", limit: 10) == [11, 12])
    #expect(index.find("le", limit: 10).first == 8)
    #expect(index.find("saint", limit: 2) == [6, 13])
    #expect(index.find("la", limit: 1) == [11])
  }

  @Test(
    "One typing mistake is forgiven in one word of four letters or more",
    arguments: [
      ("chambry", [1, 18]), ("chembéry", [1, 18]), ("chambeyr", [1, 18]), ("chambberry", []), ("chambbery", [1, 18]),
      ("hcambery", [1, 18]), ("venisieux", [3]), ("venisie", [3]), ("saint etiene", [6]), ("dqx", []),
      ("strsabourg", [7]), ("le havfe", [8]),
    ] as [(String, [Int64])])
  func forgives(query: String, ids: [Int64]) {
    #expect(index.find(query, limit: 10) == ids)
  }

  @Test(
    "What says the kind need not be in the name, and brings that kind first",
    arguments: [
      ("mairie de dax", [1, 2, 3]), ("la mairie de dax", [1, 2, 3]), ("Commune de Dax", [1, 2, 3]),
      ("ville de Dax", [1, 2, 3]), ("hôtel de ville de dax", [1, 2, 3]), ("marie de dax", [1, 2, 3]),
      ("communauté de communes du grand dax", [3]), ("cc grand dax", [3]), ("CA du Grand Dax", [3]),
      ("communauté d'agglo du grand dax", [3]), ("comunauté de communes du grand dax", [3]),
      ("agglo de dax", [3, 1, 2]), ("dax agglo", [3]), ("grand dax", [3]), ("communauté de dax", [3, 1, 2]),
      ("mairie de dxa", []), ("mairie de bordeax", [18, 17]), ("mairie 40088", [1]), ("mairie dax 40", [1, 2]),
      ("grand lyon", [4, 5, 6]), ("métropole de lyon", [4, 5, 6]), ("lyon métropole", [4]),
      ("métropole du grand lyon", [4, 5, 6]), ("ville de lyon", [5, 6, 4]), ("lyon", [5, 4, 6]),
      ("bordeaux", [18, 17]), ("bordeaux métropole", [17]), ("métropole bordeaux", [17, 18]),
      ("département des landes", [11, 12]), ("conseil départemental des landes", [11, 12]),
      ("conseil général landes", [11, 12]), ("mairie des landes", [12, 11]),
      ("région bretagne", [15, 16]), ("conseil régional de bretagne", [15, 16]),
    ] as [(String, [Int64])])
  func prefersKind(query: String, ids: [Int64]) {
    #expect(NameIndex(namesakes).find(query, limit: 10) == ids)
  }

  @Test(
    "A kind that is part of the name stays there, an acronym is a name, « ND » is « Notre-Dame »",
    arguments: [
      ("ville d'avray", [13, 14]), ("région de ramb", [19]), ("ville", [13]),
      ("alpi", [10, 9]), ("ALPI", [10, 9]), ("agence landaise", [10]), ("alpilles", [9]),
      ("ND de bellecombe", [8]), ("n.-d. de bellecombe", [8]), ("notre dame de bellecombe", [8]), ("nd", [8]),
    ] as [(String, [Int64])])
  func readsNames(query: String, ids: [Int64]) {
    #expect(NameIndex(namesakes).find(query, limit: 10) == ids)
  }

  @Test("The limit holds, and nothing typed can stop the search")
  func holds() {
    #expect(index.find("s", limit: 3).count == 3)
    #expect(index.find("s", limit: 0).isEmpty)
    #expect(index.find("s", limit: -1).isEmpty)
    #expect(index.find(String(repeating: "zz ", count: 5_000), limit: 5).isEmpty)
    #expect(index.find(String(repeating: "é", count: 5_000), limit: 5).isEmpty)
    #expect(NameIndex([]).find("chambery", limit: 5).isEmpty)
  }
}
