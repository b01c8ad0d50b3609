import Testing

@testable import Platform

@Suite("JSON read as a form")
struct JSONFieldsTests {
  private func fields(_ text: String) throws -> [String] {
    try FormFields(json: Array(text.utf8)).pairs.map { "\($0.name)=\($0.value)" }
  }

  @Test("Texts, numbers, boxes and lists become what a form would send")
  func values() throws {
    let cases: [(String, [String])] = [
      ("{}", []),
      (#"{"titre": "Une école à Dax", "revision": 3}"#, ["revision=3", "titre=Une école à Dax"]),
      (#"{"partagee": true, "autre": false, "rien": null}"#, ["partagee=1"]),
      (#"{"theme": ["numerique", "ecole"]}"#, ["theme=numerique", "theme=ecole"]),
      (
        #"{"n": 9223372036854775807, "m": -1, "d": 1.5, "e": "\u00e9"}"#,
        ["d=1.5", "e=é", "m=-1", "n=9223372036854775807"]
      ),
      (" \n\t{\"a\":\"\"} ", ["a="]),
    ]
    for (text, expected) in cases { #expect(try fields(text) == expected, "\(text)") }
  }

  @Test("What is no flat object is refused, and nothing traps")
  func refused() {
    let deep = String(repeating: "[", count: 200_000)
    let wide = "{" + (0..<501).map { "\"f\($0)\":1" }.joined(separator: ",") + "}"
    let list = "{\"a\":[" + (0..<501).map { "\"\($0)\"" }.joined(separator: ",") + "]}"
    let cases = [
      "", " ", "[]", "1", "\"a\"", "null", "{", "{\"a\":}", "{'a':1}", "{\"a\":{\"b\":1}}",
      "{\"a\":[[\"b\"]]}",
      "{\"a\":[1]}", "{\"a\":[\"b\",null]}", "{\"a\":\"\\u0000\"}", "{\"\\u0000\":1}", "{\"a\":1e999}", "{\"a\":NaN}",
      deep,
      "{\"a\":" + deep, wide, list, "{\"a\":1}{\"b\":2}", "a=b",
    ]
    for text in cases {
      #expect(throws: FieldsRefusal.self, "\(text.prefix(40))") { try FormFields(json: Array(text.utf8)) }
    }
    #expect(throws: FieldsRefusal.malformed) { try FormFields(json: [0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D]) }
  }
}
