import HTTPTypes
import Storage
import Testing

@testable import Instruction
@testable import Platform

@Suite("Where the contributions went", .serialized)
struct OutcomesTests {
  @Test("Numbers are those of published decisions, always add up, and each opens its list", arguments: Engine.available)
  func numbers(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let path = Towns.home + "/suites"
    #expect(!(try await scene.read(Towns.home).contains("sont devenues")))
    #expect(try await scene.decide(0, "regroupee", ["nouvelle": "Payer la cantine"]).status == 303)
    #expect(try await scene.decide(1, "gardee").status == 303)
    #expect(try await scene.decide(2, "ineligible", ["article": "objet"]).status == 303)
    func row(_ word: String, _ page: String) throws -> String? {
      page.firstMatch(of: try Regex("decision=\(word)\"[^>]*>([0-9]+)<"))?.output[1].substring.map(String.init)
    }
    let before = try await scene.read(path)
    #expect(try row("a-l-etude", before) == "4" && row("regroupee", before) == "0")
    scene.openInstruction()
    #expect(try await scene.publish().status == 303)
    let page = try await scene.read(path)
    #expect(try row("regroupee", page) == "1" && row("gardee", page) == "1" && row("ineligible", page) == "0")
    #expect(try row("a-l-etude", page) == "2" && page.contains("2 contributions forment 2 propositions."))
    for word in ["Regroupées", "Gardées seules"] {
      #expect(page.contains("\(word)\u{a0}: 1 proposition, voir la liste"), "\(word)")
    }
    #expect(
      page.contains("href=\"\(Towns.home)/contributions\" aria-label=\"En tout : 4 déposées, voir la liste\">4</a>"))
    #expect(page.contains("En tout : 2 propositions, voir la liste"))
    // One band goes on to the propositions of each of the two, in its row.
    let drawn = page.matches(of: /<td class="drawn"><svg[^>]*><path class="(d[0-9])"/).map { String($0.1) }
    #expect(drawn == ["d5", "d4"])
    // Its own propositions alone.
    let propositions = Towns.home + "/propositions?decision="
    let made = try await scene.towns.asking.get(propositions + "gardee").text
    #expect(made.contains("1 proposition<") && made.contains("Paiement de la cantine"))
    #expect(!made.contains("Payer la cantine<") && made.contains("Voir toutes les propositions"))
    #expect(try await scene.towns.asking.get(propositions + "ineligible").text.contains("0 proposition"))
    let list = try await scene.towns.asking.get(path + "?decision=gardee").text
    #expect(list.contains("1 contribution<") && list.contains("Paiement de la cantine"))
    #expect(list.contains("Voilà pourquoi."))
    let undecided = try await scene.towns.asking.get(path + "?decision=a-l-etude").text
    #expect(undecided.contains("2 contributions") && undecided.contains("nid-de-poule") && undecided.contains("chien"))
    #expect(try await scene.towns.asking.get(path + "?q=cantine").text.contains("2 contributions"))
    #expect(try await scene.towns.asking.get("/en" + path + "?decision=regroupee").text.contains("Grouped"))
    #expect(try await scene.read(Towns.home).contains("Ce que les contributions sont devenues"))
    #expect(try await scene.towns.asking.get("/consultations/absente/suites").status == 404)
    // One that is taken back counts no more.
    try await scene.bringWithdrawal(1)
    let after = try await scene.read(path)
    #expect(try row("gardee", after) == "0" && after.contains(">3</a>"))
    await scene.close()
  }

  @Test(
    "What flows to propositions is what is grouped and kept alone, each once, also where one joins the other",
    arguments: Engine.available)
  func flows(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    #expect(try await scene.decide(1, "gardee").status == 303)
    let alone = try await scene.value("SELECT token FROM proposition ORDER BY id DESC LIMIT 1")
    #expect(try await scene.decide(3, "gardee").status == 303)
    #expect(try await scene.decide(0, "regroupee", ["proposition": alone]).status == 303)
    scene.openInstruction()
    #expect(try await scene.publish().status == 303)
    let consultation = scene.consultation
    let (flows, outcomes, sums) = try await scene.towns.asking.house.database.read { db in
      (
        try PropositionFlow.all(in: consultation, db), try Outcomes(of: consultation, db), try Sums(db)
      )
    }
    #expect(
      flows == [
        PropositionFlow(from: .grouped, to: .grouped, contributions: 1),
        PropositionFlow(from: .kept, to: .grouped, contributions: 1),
        PropositionFlow(from: .kept, to: .kept, contributions: 1),
      ])
    #expect(flows.map(\.contributions).reduce(0, +) == outcomes.proposed && sums.faults.isEmpty)
    let page = try await scene.read(Towns.home + "/suites")
    #expect(page.contains("3 contributions forment 2 propositions."))
    // In the row of what is grouped, that of its own and that which comes up from what is kept alone.
    let svgs = page.matches(of: /<td class="drawn"><svg[^>]*>(.*?)<\/svg>/).map { String($0.1) }
    #expect(svgs.map { $0.split(separator: "<path").count } == [2, 2])
    await scene.close()
  }
}
