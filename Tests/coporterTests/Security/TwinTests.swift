import Foundation
import HTTPTypes
import Storage
import Testing

@testable import Directory
@testable import Platform

/// Two authorities alike in everything: whatever one does, the other tries after her (SECURITY 8).
@Suite("Twin authorities", .serialized)
struct TwinTests {
  /// What A writes, and nobody but her colleagues reads before it is published.
  static let secret = "Mot7secret"

  @Test(
    "No recorded request of A succeeds when B sends it, at any moment, nor tells B anything",
    arguments: Engine.available)
  func replay(engine: Engine) async throws {
    let made = try await Towns.make(engine)
    try await made.openConsultation()
    let towns = try await made.reopened()
    let a = try await towns.agent("a@wanadoo.fr", for: towns.dax)
    let b = try await towns.agent("b@wanadoo.fr", for: towns.pau)
    // What both can see and support.
    let third = try await towns.agent("tiers@wanadoo.fr", for: towns.guild)
    let contribution = try await towns.deposit(third, title: "Un agenda")
    let twins = Twins(
      towns: towns, a: a, b: b, mail: "b@wanadoo.fr", organisation: towns.pau, first: a.sent.count)
    // Just before A does what ends or publishes something, B tries it first.
    twins.precede(Self.acts)
    for step in journey(towns, contribution) {
      try await step(a)
      try await twins.expectNothing()
    }
    #expect(a.sent.count - twins.first > 20)
    await towns.asking.house.database.close()
  }

  private static let acts = [
    "/publication", "/suppression", "/maintien", "/soutien", "/retrait", "/correction", "/fin", "/fermeture",
    "/organisme-choisi",
  ]

  private typealias Step = (Browser) async throws -> Void

  /// A file that is joined, read and removed.
  private func join(_ towns: Towns, _ a: Browser, _ files: String) async throws {
    _ = try await a.post(files, ["description": Self.secret], file: SampleFiles.pdf(Self.secret))
    _ = try await a.get(files)
    let token = try await towns.asking.house.database.read { db in
      try db.value("SELECT token FROM attachment ORDER BY id DESC LIMIT 1", as: String.self) ?? ""
    }
    _ = try await a.get(files + "/" + token)
    _ = try await a.post(files + "/" + token, [:])
    _ = try await a.post(files + "/" + token + "/maintien", [:])
    let joined: SQL = "SELECT count(*) FROM attachment WHERE description = \(Self.secret)"
    #expect(try await towns.count(joined) == 1)
    _ = try await a.post(files + "/" + token + "/suppression", [:])
    #expect(try await towns.count(joined) == 0)
  }

  private func journey(_ towns: Towns, _ contribution: String) -> [Step] {
    let places = Places()
    let fields = ["rubrique": "besoin", "titre": Self.secret, "aujourdhui": "Rien.", "action": "relire"]
    return [
      { a in places.draft = try await towns.begin(a) },
      { a in _ = try await a.post(places.draft, fields) },
      { a in _ = try await a.get(places.draft) },
      { a in _ = try await a.get(places.draft + "/apercu") },
      { a in try await join(towns, a, places.draft + "/pieces-jointes") },
      { a in
        let other = try await towns.begin(a)
        _ = try await a.post(other, ["rubrique": "besoin", "titre": "Jeté", "action": "enregistrer"])
        _ = try await a.post(other + "/suppression", [:])
      },
      { a in
        let asked = ["fonction": "agent", "preuve": "personne", "message": Self.secret]
        _ = try await a.post(towns.address(towns.guild), asked)
        let (path, _) = try await towns.askForCode(a, towns.pau)
        _ = try await a.get(path)
        _ = try await a.post(path, ["code": "000001"])
      },
      { a in
        let missing = ["nom": Self.secret, "sorte": "syndicate", "siren": "120027016", "site": ""]
        _ = try await a.post("/organismes/demande", missing)
      },
      { a in
        let comments = contribution + "/commentaires"
        let sent = ["texte": "Nous aussi.", "organisme": "\(towns.dax.id)", "jeton": "0123456789"]
        _ = try await a.post(comments, sent)
        _ = try await a.get(comments + "/0123456789")
        _ = try await a.post(comments + "/0123456789", ["texte": "Nous aussi, depuis un an."])
        _ = try await a.post(comments + "/0123456789/retrait", [:])
      },
      { a in _ = try await a.post(contribution + "/soutien", ["organisme": "\(towns.dax.id)"]) },
      { a in
        let said = ["organisme": "\(towns.dax.id)", "usage": "Pour nous.", "pret": "co-porter"]
        _ = try await a.post(contribution + "/soutien/precision", said)
      },
      { a in _ = try await a.post(contribution + "/soutien/retrait", ["organisme": "\(towns.dax.id)"]) },
      { a in
        _ = try await a.post(contribution + "/soutien", ["organisme": "\(towns.dax.id)"])
        _ = try await a.post("/organisme-choisi", ["organisme": "\(towns.dax.id)", "retour": "/compte"])
        for path in ["/compte", "/habilitation", "/mes-depots", Towns.home + "/brouillons"] {
          _ = try await a.get(path)
        }
      },
      { a in
        let page = try await a.get("/habilitation").text
        let mandate = page.firstMatch(of: /name="mandat" value="([0-9]+)"/).map { String($0.1) } ?? ""
        #expect(!mandate.isEmpty)
        _ = try await a.post("/habilitation/fin", ["mandat": mandate, "jusque": "2021-12-31"])
      },
      // Last, what makes it public.
      { a in _ = try await a.post(places.draft + "/publication", [:]) },
    ]
  }

  /// Where the journey has come to.
  private final class Places { var draft = "" }
}
