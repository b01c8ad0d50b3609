import Testing

@testable import Platform

@Suite("What a form or an address sends")
struct FormFieldsTests {
  @Test("Names come several times, spaces and accents are decoded")
  func decodes() throws {
    let fields = try FormFields(urlencoded: "theme=a&theme=b&q=h%C3%B4tel+de+ville&vide=&seul")
    #expect(fields.all("theme") == ["a", "b"])
    #expect(fields["q"] == "hôtel de ville")
    #expect(fields["vide"] == "")
    #expect(fields["seul"] == "")
    #expect(fields["absent"] == nil)
  }

  @Test("What has no meaning is refused", arguments: ["a=%zz", "a=%", "a=%4", "a=%00", "%FF=a", "a=%C3%28"])
  func refuses(text: String) {
    #expect(throws: FieldsRefusal.malformed) { try FormFields(urlencoded: text[...]) }
  }

  @Test("More fields than the limit are refused")
  func tooMany() {
    let text = String(repeating: "a=1&", count: 501)
    #expect(throws: FieldsRefusal.tooMany) { try FormFields(urlencoded: text[...]) }
  }

  @Test("Any text survives encoding and decoding", arguments: ["L’Haÿ-les-Roses", "a/b?c#d%", "+ &=", "🗳"])
  func roundTrip(text: String) throws {
    #expect(try PercentCoding.decode(percentEncoded(text)[...], plusIsSpace: false) == text)
  }
}
