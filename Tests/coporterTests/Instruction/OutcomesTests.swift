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
}
