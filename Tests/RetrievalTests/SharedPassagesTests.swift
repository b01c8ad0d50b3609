import Testing

@testable import Retrieval

@Suite("What several texts say in the same words")
struct SharedPassagesTests {
  /// The words of each passage of the first pieces, with the places of the texts that share it.
  private func told(_ texts: [String]) -> [[String]] {
    let shared = SharedPassages(texts.map { [$0] })
    return texts.enumerated().map { place, text in
      shared.of(place, piece: 0).map { passage in
        let words = String(decoding: Array(text.utf8)[passage.bytes], as: UTF8.self)
        return words + " " + passage.others.map { String($0) }.joined(separator: ",")
      }
    }
  }

  @Test("Five words in a row are a passage, four are none")
  func five() {
    #expect(
      told(["Payer la cantine en ligne vite", "Oui : payer la cantine en ligne"]) == [
        ["Payer la cantine en ligne 1"], ["payer la cantine en ligne 0"],
      ])
    #expect(told(["Payer la cantine en espèces", "Payer la cantine en ligne"]) == [[], []])
  }

  @Test("Endings, accents, capitals and punctuation do not count, and an elided word is the whole one")
  func folded() {
    #expect(
      told(["LES FAMILLES PAIENT LEURS FACTURES", "La famille, elle, paie. Les familles paient (leur facture) ici"])
        == [["LES FAMILLES PAIENT LEURS FACTURES 1"], ["Les familles paient (leur facture 0"]])
    #expect(
      told(["demander l’aide de la commune", "Demander le aide de la commune"])[0] == [
        "demander l’aide de la commune 1"
      ])
  }

  @Test("A passage goes as far as the words agree, and tells all texts that share a part of it")
  func long() {
    let texts = [
      "un deux trois quatre cinq six sept huit", "un deux trois quatre cinq six", "trois quatre cinq six sept huit",
    ]
    #expect(
      told(texts) == [
        ["un deux trois quatre cinq six sept huit 1,2"], ["un deux trois quatre cinq six 0"],
        ["trois quatre cinq six sept huit 0"],
      ])
  }

  @Test("Passages that only touch stay apart, and none goes from one piece to the next")
  func apart() {
    #expect(
      told(["a b c d e f g h i j", "f g h i j", "a b c d e"])[0] == ["a b c d e 2", "f g h i j 1"])
    let shared = SharedPassages([["un deux trois", "quatre cinq six"], ["un deux trois quatre cinq six", ""]])
    #expect(shared.of(0, piece: 0).isEmpty && shared.of(0, piece: 1).isEmpty && shared.of(1, piece: 0).isEmpty)
  }

  @Test("What one text says twice is shared with nobody")
  func alone() {
    #expect(told(["un deux trois quatre cinq un deux trois quatre cinq", "rien", ""]) == [[], [], []])
  }

  @Test("Against the rule applied word by word, on invented texts")
  func plainly() {
    var generator = SeededNumbers(seed: 5)
    for _ in 0..<200 {
      let texts = (0..<Int.random(in: 2...5, using: &generator)).map { _ in
        (0..<Int.random(in: 0...60, using: &generator)).map { _ in
          String(["a", "b", "c"].randomElement(using: &generator) ?? "a")
        }
      }
      let shared = SharedPassages(texts.map { [$0.joined(separator: " ")] })
      for (place, words) in texts.enumerated() {
        var isMarked = words.map { _ in false }
        for start in words.indices where start + 5 <= words.count {
          let run = Array(words[start..<start + 5])
          let isShared = texts.enumerated().contains { other, text in
            other != place && text.indices.contains { $0 + 5 <= text.count && Array(text[$0..<$0 + 5]) == run }
          }
          if isShared { for word in start..<start + 5 { isMarked[word] = true } }
        }
        // Each word takes two bytes, with the space after it.
        var told = words.map { _ in false }
        for passage in shared.of(place, piece: 0) {
          for byte in stride(from: passage.bytes.lowerBound, to: passage.bytes.upperBound, by: 2) {
            told[byte / 2] = true
          }
        }
        #expect(told == isMarked)
      }
    }
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
private struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
