/// What the search knows of French besides stems: words that carry no meaning by themselves, and elision.
enum FrenchWords {
  /// Words that a query ignores, unless it has no other; with their accents and without, but where the word without
  /// accents is another one that matters. « sûr », « été », « non », « moins » are not among them.
  static let stop: Set<String> = {
    let words = """
            le la les un une des du de au aux et ou où à a en y ne pas plus que qui quoi dont ce cet cette ces cela ça
      ceci       celui celle ceux celles je tu il elle on nous vous ils elles me te se moi toi lui leur leurs eux soi
      mon ma mes ton       ta tes son sa ses notre nos votre vos par pour dans sur sous avec sans vers chez entre mais
      donc or ni car si comme       quand lorsque puisque quoique quelque jusque presque afin ainsi alors aussi très
      trop bien même mêmes tout tous       toute toutes dès après avant depuis pendant lors là ici être est es suis
      sommes êtes sont était étaient étais sera       seront serait seraient soit soient étant avoir ai as avons avez
      ont avait avaient avais aura auront aurait auraient       ait aient ayant eu quel quelle quels quelles chaque
      aujourd hui
      """
    let accented = words.split(whereSeparator: \.isWhitespace).map(String.init)
    return Set(accented + accented.map(Folding.fold))
  }()

  /// The whole word that an elided one stands for, when an apostrophe follows: `l` in « l’eau » is `le`.
  static func whole(_ elided: [UInt8]) -> [UInt8]? {
    switch String(decoding: elided, as: UTF8.self) {
    case "l", "d", "qu", "n", "s", "j", "m", "t", "c", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu", "presqu":
      elided + Array("e".utf8)
    default: nil
    }
  }

  /// Calls `body` with each word of a text, lower-case with its accents, elision undone, and where it stands.
  static func read(_ text: String, _ body: (_ form: [UInt8], _ bytes: Range<Int>) -> Void) {
    WordReader.read(text) { word in
      if word.isBeforeApostrophe, let whole = whole(word.form) {
        body(whole, word.bytes)
      } else {
        body(word.form, word.bytes)
      }
    }
  }
}
