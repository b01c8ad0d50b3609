import Testing

@testable import Differences

@Suite struct TextDifferenceTests {
  private func told(_ old: String, _ new: String) -> String {
    TextDifference(from: old, to: new).pieces.map { piece in
      switch piece.change {
      case .kept: piece.text
      case .removed: "[-" + piece.text + "-]"
      case .added: "[+" + piece.text + "+]"
      }
    }.joined()
  }

  @Test(
    "Sentences come and go whole; one that was reworded tells its words",
    arguments: [
      ("", "", ""), ("a", "a", "a"), ("", "Un mot.", "[+Un mot.+]"), ("Un mot.", "", "[-Un mot.-]"),
      (
        "Le guichet ferme. Il pleut.", "Le guichet ferme. Il neige fort. Il pleut.",
        "Le guichet ferme. [+Il neige fort. +]Il pleut."
      ),
      ("Le guichet ferme à midi.", "Le guichet ouvre à midi.", "Le guichet [-ferme-][+ouvre+] à midi."),
      ("Rien à voir ici.", "Quatre chats dorment.", "[-Rien à voir ici.-][+Quatre chats dorment.+]"),
      ("Un\n\nDeux", "Un\n\nTrois\n\nDeux", "Un\n\n[+Trois\n\n+]Deux"),
      ("Il ferme à midi. Il pleut.", "Il ouvre <b> à midi. Il pleut.", "Il [-ferme-][+ouvre <b>+] à midi. Il pleut."),
      ("Il sert à tous.", "Il sert à tous. Et tôt.", "Il sert à tous.[+ Et tôt.+]"),
      ("é", "e\u{301}", "é"),
    ])
  func examples(_ example: (old: String, new: String, told: String)) {
    #expect(told(example.old, example.new) == example.told)
  }

  @Test("Without what was added one reads the old text, without what was removed the new one")
  func properties() {
    var state: UInt64 = 99
    func draw(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    let words = ["la ", "mairie ", "ferme. ", "ouvre! ", "\n\n", "é", " ", "…", "« oui » ", "👩🏽‍💻 ", "\r\n", "non\n"]
    for _ in 0..<2_000 {
      let old = (0..<draw(12)).map { _ in words[draw(words.count)] }.joined()
      let new = draw(4) == 0 ? old : (0..<draw(12)).map { _ in words[draw(words.count)] }.joined()
      let difference = TextDifference(from: old, to: new)
      #expect(difference.pieces.filter { $0.change != .added }.map(\.text).joined() == old)
      #expect(difference.pieces.filter { $0.change != .removed }.map(\.text).joined() == new)
      #expect(difference.isEmpty == (old == new))
      #expect(zip(difference.pieces, difference.pieces.dropFirst()).allSatisfy { $0.change != $1.change })
    }
  }

  @Test("The longest texts that differ everywhere are compared")
  func long() {
    let old = (0..<10_000).map { "a\($0 % 7)" }.joined(separator: " ")
    let new = (0..<10_000).map { "b\($0 % 5)." }.joined(separator: " ")
    #expect(!TextDifference(from: String(old.prefix(20_000)), to: String(new.prefix(20_000))).isEmpty)
    #expect(TextDifference(from: old, to: old).isEmpty)
  }
}
