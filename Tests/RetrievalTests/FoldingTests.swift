import Retrieval
import Testing

@Suite("Folding")
struct FoldingTests {
  @Test(
    "Case, accents, ligatures, hyphens and apostrophes do not count",
    arguments: [
      ("Chambéry", "chambery"), ("CHAMBÉRY", "chambery"), ("Œuilly", "oeuilly"), ("Ça", "ca"),
      ("L’Haÿ-les-Roses", "l hay les roses"), ("L'Haÿ-les-Roses", "l hay les roses"),
      ("  Saint‑Étienne ", "saint etienne"), ("Curaçao, 2e", "curacao 2e"), ("ﬁnances", "finances"),
      ("Łódź", "lodz"), ("Strauß", "strauss"), ("Ελλάδα", "ελλάδα"), ("", ""), ("—!?", ""),
    ])
  func folds(text: String, folded: String) {
    #expect(Folding.fold(text) == folded)
  }

  @Test("An accent written as a mark of its own folds like the composed letter")
  func foldsDecomposed() {
    #expect(Folding.fold("Chambe\u{301}ry") == "chambery")
    #expect(Folding.fold("\u{301}\u{301}é\u{301}") == "e")
  }

  @Test("A soft hyphen does not cut a word")
  func skipsInvisible() {
    #expect(Folding.words("dématé\u{AD}rialisation") == ["dematerialisation"])
  }

  @Test("What is folded folds to itself", arguments: ["Haute-Œuvre d’ÉTÉ", "ǅ ﬄ ŀ ŉ ſ İ", "🏛️ Mairie №5"])
  func isIdempotent(text: String) {
    #expect(Folding.fold(Folding.fold(text)) == Folding.fold(text))
  }
}
