extension NameIndex {
  /// The words of a name, folded, written out; the nature of an intercommunality too: « CA » is « Communauté
  /// d’agglomération ».
  static func spell(_ name: String, of kind: Kind) -> [[UInt8]] {
    var words: [[UInt8]] = []
    WordReader.read(name) { word in words.append(Folding.folded(word.form)) }
    words = writtenOut(words)
    guard kind == .intercommunality, let first = words.first, first.count <= 3 else { return words }
    return NameReading.before(words)?.written ?? words
  }

  /// What people call a body for short: « Grand Dax » for « Communauté d’agglomération du Grand Dax », « Bordeaux » for
  /// « Bordeaux Métropole », « Alpi » for « Agence landaise pour l’informatique (Alpi) ».
  static func shortNames(_ name: String, _ words: [[UInt8]], of kind: Kind) -> [[[UInt8]]] {
    var names: [[[UInt8]]] = []
    if name.hasSuffix(")"), let open = name.lastIndex(of: "(") {
      let acronym = spell(String(name[open...]), of: .other)
      if acronym.count == 1, acronym != words { names.append(acronym) }
    }
    guard kind == .intercommunality else { return names }
    if let reading = NameReading.before(words) ?? NameReading.around(words), reading.kind == .intercommunality {
      let rest = reading.rest.drop(while: articles.contains)
      if !rest.isEmpty, rest.count < words.count { names.append(Array(rest)) }
    }
    return names
  }

  /// « St », « Ste » and « ND » written out as « Saint », « Sainte » and « Notre Dame ».
  static func writtenOut(_ words: [[UInt8]]) -> [[UInt8]] {
    var result: [[UInt8]] = []
    result.reserveCapacity(words.count)
    var place = 0
    while place < words.count {
      let word = words[place]
      place += 1
      if word == n, place < words.count - 1, words[place] == d {
        result += notreDame
        place += 1
      } else if let long = abbreviations[word] {
        result += long
      } else {
        result.append(word)
      }
    }
    return result
  }

  private static let n = Array("n".utf8)
  private static let d = Array("d".utf8)
  private static let notreDame = ["notre", "dame"].map { Array($0.utf8) }
  private static let abbreviations = [
    Array("st".utf8): [Array("saint".utf8)], Array("ste".utf8): [Array("sainte".utf8)], Array("nd".utf8): notreDame,
  ]
}
