import Testing

@testable import Platform

@Suite("The readable end of an address")
struct SlugTests {
  @Test(
    "Plain letters and single hyphens, whatever was written",
    arguments: [
      ("Bureau virtuel de l’agent", "bureau-virtuel-de-l-agent"), ("L'Haÿ-les-Roses", "l-hay-les-roses"),
      ("Œuvre d’Æneas, ÇA !", "oeuvre-d-aeneas-ca"), ("E\u{301}cole", "ecole"), ("  --a--b--  ", "a-b"),
      ("Łódź × straße", "odz-strasse"), ("東京", ""), ("", ""), ("👩‍🚒 12", "12"),
    ])
  func plain(text: String, slug: String) { #expect(Slug.make(text) == slug) }

  @Test("Sixty characters at most, and no hyphen at the end")
  func bounds() {
    #expect(Slug.make(String(repeating: "é", count: 100)) == String(repeating: "e", count: 60))
    #expect(Slug.make(String(repeating: "a", count: 59) + " b") == String(repeating: "a", count: 59))
    #expect(Slug.make(String(repeating: "a", count: 59) + "œ").utf8.count == 60)
  }
}
