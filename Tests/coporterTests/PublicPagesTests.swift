import HTTPTypes
import Storage
import Testing

@testable import Directory
@testable import Platform

@Suite("Public pages of the demonstration", .serialized)
struct PublicPagesTests {
  @Test("The last evening of the deposit shows in the calendar, in both languages", arguments: Engine.available)
  func home(engine: Engine) async throws {
    let asking = try await Asking.demonstration(engine)
    let french = try await asking.get("/")
    #expect(french.status == 200)
    #expect(french.text.contains("Il reste 6 heures"))
    #expect(french.text.contains("lundi 15\u{A0}mars 2021, 23\u{A0}h\u{A0}59"))
    let english = try await asking.get("/en")
    #expect(english.text.contains("6 hours left"))
    #expect(english.text.contains("<html lang=\"en\">"))
    await asking.house.database.close()
  }

  @Test("Dax is found by its name, without accents, by its code, with one typing mistake", arguments: Engine.available)
  func search(engine: Engine) async throws {
    let asking = try await Asking.demonstration(engine)
    for query in ["dax", "40088", "vennissieux", "chambery"] {
      let page = try await asking.get("/organismes?q=\(query)")
      #expect(page.status == 200)
      let expected = ["dax": "Dax", "40088": "Dax", "vennissieux": "Vénissieux", "chambery": "Chambéry"][query] ?? ""
      #expect(page.text.contains(">\(expected)</a>"), "\(query)")
    }
    // A commune of the Landes has the postal code of Dax as its INSEE code: what was found is said beside it.
    let byCode = try await asking.get("/organismes?q=40100").text
    #expect(byCode.contains(">Le Frêche</a>") && byCode.contains("code INSEE 40100"))
    #expect(try await asking.get("/en/organismes/suggestions?q=40100").text.contains("Landes, INSEE code 40100"))
    #expect(!(try await asking.get("/organismes?q=dax").text.contains("code INSEE 40")))
    let address = try #require(asking.linkToFirst(in: try await asking.get("/organismes?q=dax")))
    let page = try await asking.get(address)
    #expect(page.status == 200)
    #expect(page.text.contains("Landes"))
    let decorated = try await asking.get(String(address.prefix(22)) + "-autre-nom")
    #expect(decorated.status == 303)
    #expect(decorated.fields[.location] == address)
    await asking.house.database.close()
  }

  @Test("A search that is longer than what is read says so, wherever one searches")
  func longSearch() async throws {
    let towns = try await Towns.make(.sqlite)
    try await towns.openConsultation()
    let asking = towns.asking
    let (whole, cut) = (String(repeating: "a", count: 200), String(repeating: "a", count: 201))
    for page in ["/organismes", Towns.home + "/contributions"] {
      #expect(!(try await asking.get(page + "?q=" + whole).text.contains("premiers signes")))
      #expect(try await asking.get(page + "?q=" + cut).text.contains("seuls ses 200 premiers signes sont lus"))
      #expect(try await asking.get("/en" + page + "?q=" + cut).text.contains("only its first 200 characters are read"))
    }
    await asking.house.database.close()
  }

  @Test("What cannot be read is refused with a page, and the next request is answered")
  func refusals() async throws {
    let asking = try await Asking.demonstration(.sqlite)
    let cases: [(String, Int)] = [
      ("/organismes?q=%zz", 400), ("/organismes?q=%00", 400), ("/%FF", 400), ("/rien", 404),
      ("/organismes/zzzz", 404), ("/organismes/0000000000-x", 404), ("/organismes/..%2F..%2Fetc", 404),
      ("/static/../Package.swift", 404), ("/" + String(repeating: "a", count: 9000), 414),
    ]
    for (path, status) in cases {
      let answered = try await asking.get(path)
      #expect(answered.status == status, "\(path.prefix(40))")
      #expect(answered.text.contains("<h1>"))
      #expect(answered.fields[.contentSecurityPolicy] != nil)
    }
    #expect(try await asking.get("/", authority: nil).status == 400)
    #expect(try await asking.get("/", method: .put).status == 405)
    #expect(try await asking.get("/health").status == 200)
    await asking.house.database.close()
  }

  @Test("Hostile text in a search is written back harmless")
  func hostile() async throws {
    let asking = try await Asking.demonstration(.sqlite)
    for text in ["<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' or 1=1 --"] {
      let page = try await asking.get("/organismes?q=" + percentEncoded(text))
      #expect(page.status == 200)
      #expect(!page.text.contains("<script>alert") && !page.text.contains("<img src=x"))
    }
    await asking.house.database.close()
  }

  @Test("The register is loaded once: a second run changes nothing", arguments: Engine.available)
  func idempotent(engine: Engine) async throws {
    let asking = try await Asking.demonstration(engine)
    let again = try await RegisterImport.run(
      from: DirectoryModule.data, into: asking.house.database, now: asking.house.responder.clock.now())
    #expect(again.changes.isEmpty)
    #expect(again.unchanged > 36_000)
    await asking.house.database.close()
  }
}

extension Asking {
  /// The address of the first organisation in a list.
  func linkToFirst(in page: Answered) -> String? {
    page.text.firstMatch(of: /href="(\/organismes\/[0-9a-z]{10}-[^"]*)"/).map { String($0.1) }
  }
}
