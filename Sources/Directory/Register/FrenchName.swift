/// A proper name with the forms that French sentences need.
package struct FrenchName: Sendable, Equatable {
  /// As it stands alone: « Le Havre ».
  package let name: String
  /// After « la commune »: « du Havre », « d’Albi », « de La Rochelle ».
  package let genitive: String
  /// Where something happens: « au Havre », « à Albi », « dans l’Ain ».
  package let locative: String

  package init(name: String, genitive: String, locative: String) {
    self.name = name
    self.genitive = genitive
    self.locative = locative
  }

  /// A commune's forms; nil when the code is unknown or does not fit the name.
  /// - Parameters:
  ///   - name: with its article, apostrophe ’: « L’Haÿ-les-Roses ».
  ///   - articleCode: INSEE's TNCC, 0 to 8 (Code officiel géographique, « type de nom en clair »).
  package init?(commune name: String, articleCode: Int) {
    let forms: (article: String, genitive: String, locative: String)
    switch articleCode {
    case 0: forms = ("", "de ", "à ")
    case 1: forms = ("", "d’", "à ")
    case 2: forms = ("Le ", "du ", "au ")
    case 3: forms = ("La ", "de La ", "à La ")
    case 4: forms = ("Les ", "des ", "aux ")
    case 5: forms = ("L’", "de L’", "à L’")
    case 6: forms = ("Aux ", "des ", "aux ")
    case 7: forms = ("Las ", "de Las ", "à Las ")
    case 8: forms = ("Los ", "de Los ", "à Los ")
    default: return nil
    }
    guard name.utf8.starts(with: forms.article.utf8) else { return nil }
    let rest = String(decoding: name.utf8.dropFirst(forms.article.utf8.count), as: UTF8.self)
    self.init(name: name, genitive: forms.genitive + rest, locative: forms.locative + rest)
  }

  /// The forms of a body from its name within a sentence: « l’Adico », « le Sitiv », « Mégalis Bretagne ».
  /// - Parameters:
  ///   - name: as it stands alone.
  ///   - article: the name within a sentence, with its small article when it has one, apostrophe ’.
  package init(body name: String, article: String) {
    let forms: (genitive: String, locative: String)
    if article.hasPrefix("le ") {
      forms = ("du " + article.dropFirst(3), "au " + article.dropFirst(3))
    } else if article.hasPrefix("les ") {
      forms = ("des " + article.dropFirst(4), "aux " + article.dropFirst(4))
    } else if article.hasPrefix("la ") || article.hasPrefix("l’") {
      forms = ("de " + article, "à " + article)
    } else {
      forms = ((FrenchName.isElided(before: article) ? "d’" : "de ") + article, "à " + article)
    }
    self.init(name: name, genitive: forms.genitive, locative: forms.locative)
  }

  /// Whether « de » loses its vowel before a name: it does before a vowel, not before an h that nobody knows.
  private static func isElided(before name: String) -> Bool {
    name.first.map { "aeiouyàâäéèêëîïôöùûüAEIOUÀÂÄÉÈÊËÎÏÔÖÙÛÜŒœÆæ".contains($0) } ?? false
  }
}

extension FrenchName {
  /// What the registers abbreviate at the start of an intercommunality's name.
  private static let natures = [
    ("CC ", "Communauté de communes "),
    ("CA ", "Communauté d’agglomération "),
    ("CU ", "Communauté urbaine "),
  ]

  /// An intercommunality's forms from the register's name, its nature in full.
  ///
  /// « CC de la Dombes » is « Communauté de communes de la Dombes », « de la Communauté… », « dans la Communauté… »;
  /// « Rennes Métropole » has no article.
  package init(intercommunality official: String) {
    var name = FrenchName.quoted(official)
    for (short, long) in FrenchName.natures where name.hasPrefix(short) { name = long + name.dropFirst(short.count) }
    if name.hasPrefix("Communauté ") || name.hasPrefix("Métropole ") {
      self.init(name: name, genitive: "de la " + name, locative: "dans la " + name)
    } else if name.hasPrefix("Eurométropole ") {
      self.init(name: name, genitive: "de l’" + name, locative: "dans l’" + name)
    } else {
      self.init(body: name, article: name)
    }
  }

  /// Straight quotation marks become « and », each with its no-break space.
  private static func quoted(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\"")) else { return text }
    var result = ""
    var isOpen = false
    for character in text {
      guard character == "\"" else {
        result.append(character)
        continue
      }
      result += isOpen ? "\u{A0}»" : "«\u{A0}"
      isOpen.toggle()
    }
    return result
  }
}
