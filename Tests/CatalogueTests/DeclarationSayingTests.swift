import Testing

@testable import Catalogue

@Suite("What an organisation says of a service")
struct DeclarationSayingTests {
  @Test(
    "A date is a year, a month or a day, as people write it; not one to come, nor one that no calendar has",
    arguments: [
      ("", nil), ("2019", nil), ("2019-05", nil), ("2019-05-12", nil), ("2020-02-29", nil), ("2021-03-15", nil),
      ("2019-13", .wrongDate), ("2019-02-29", .wrongDate), ("1019", .wrongDate), ("hier", .wrongDate),
      ("٢٠١٩", .wrongDate), ("2019-5", .wrongDate), ("2021-03-16", .future), ("2021-04", .future), ("2022", .future),
    ] as [(String, DeclarationRefusal?)])
  func dates(since: String, refusal: DeclarationRefusal?) {
    #expect(Declaration.Saying(kind: .uses, since: since).refusal(today: "2021-03-15") == refusal)
  }

  @Test(
    "Dates come as people write them",
    arguments: [
      ("12/05/2019", "2019-05-12"), ("5/2019", "2019-05"), ("05 / 2019", "2019-05"), ("2019", "2019"),
      ("2019-05", "2019-05"), ("en mai", "en mai"), ("1/2/3", "1/2/3"),
    ])
  func typed(typed: String, date: String) { #expect(Declaration.Saying.date(typed) == date) }

  @Test(
    "Whom to ask is a service or a function, never a person",
    arguments: [
      ("", nil), ("secrétariat de mairie", nil), ("direction des systèmes d’information", nil), ("bureau 12", nil),
      ("jean@mairie.fr", .person), ("05 58 00 00 00", .person), ("Mme Dupont", .person), ("m. dupont", .person),
      ("voir Monsieur Dupont", .person), (String(repeating: "a", count: 121), .longContact),
    ] as [(String, DeclarationRefusal?)])
  func contacts(contact: String, refusal: DeclarationRefusal?) {
    #expect(Declaration.Saying(kind: .hosts, contact: contact).refusal(today: "2021-03-15") == refusal)
  }

  @Test("A version is bounded")
  func versions() {
    let long = Declaration.Saying(kind: .uses, version: String(repeating: "1", count: 61))
    #expect(long.refusal(today: "2021-03-15") == .longVersion)
  }
}
