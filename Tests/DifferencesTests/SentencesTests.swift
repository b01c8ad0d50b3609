import Testing

@testable import Differences

@Suite struct SentencesTests {
  @Test(
    "A sentence ends with its mark or its line, and not at an abbreviation, a number, a quotation or an ellipsis",
    arguments: [
      "", "Une seule", "Une.", "Une. |Deux.", "Une ! |Deux ? |Trois…", "Une\u{A0}? |Deux\u{A0}!",
      "M. Martin vient. |Mme. Durand aussi.", "L’art. 5 le dit. |Cf. p. 12.", "J. Dupont signe. |Voilà.",
      "Il y en a 3.5 par an. |Puis 1 200.", "En 2020. |En 2021.", "1. Payer en ligne. |2. Réserver.",
      "Il faut :\n|- payer ;\n|- réserver ;\n\n|Puis voir.", "a) payer\n|b) réserver",
      "On dit « Venez. Payez. » à tous. |Puis rien.", "« Venez ! » dit-elle. |Fin.", "« Venez. » |Il vient.",
      "Il a dit « venez. |Puis rien.\n|Et » là.", "Des papiers, etc. et des files. |Fin, etc. |Voilà.",
      "Attendre… puis payer. |Attendre... |Puis payer.", "Vraiment ?! |Oui (enfin). |Non.",
      "Voir https://a.fr/b.html ou v2.1. |Fin.", "c.-à-d. rien. |Fin.", "il ferme. |il ouvre.",
      "  Au début. |Fin.  ", "\n\nUn", "Un.\r\n|Deux", "Le n. 5 et le n° 6. |Fin.", "Dix min. |Puis 5 max. par an.",
    ])
  func examples(_ told: String) {
    let text = told.replacing("|", with: "")
    #expect(Sentences(text).texts.joined(separator: "|") == told)
  }

  @Test("Joined, the sentences of any text give it back, and none is empty")
  func total() {
    let pieces = [
      "a", "Le", "M.", "etc.", "3.5", "1.", " ", "  ", "\u{A0}", "\n", "\r\n", ".", "...", "…", "!", "?", "«", "»",
      "(", ")", "\"", "’", "-", "é", "e\u{301}", "👩🏽‍🚒", "\u{301}", "\u{200D}", "ﷺ", "🇫🇷", "\0",
    ]
    var state: UInt64 = 2021
    for _ in 0..<20_000 {
      var text = ""
      for _ in 0..<24 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int((state >> 33) % UInt64(pieces.count))]
      }
      let sentences = Sentences(text)
      #expect(sentences.texts.joined() == text)
      #expect(sentences.ranges.allSatisfy { !$0.isEmpty })
      var end = 0
      for range in sentences.ranges {
        #expect(range.lowerBound == end)
        end = range.upperBound
      }
      #expect(end == text.count)
    }
  }

  @Test("A text ten times the longest is cut, whatever it is made of")
  func long() {
    for piece in ["« ", "a. ", ".", "»", "\n", "M. ", "… ", "« a »", " ", "c."] {
      let text = String(repeating: piece, count: 200_000)
      // What grows with the square of the length would not end.
      #expect(Sentences(text).count > 0, "\(piece)")
    }
  }
}
