internal import MerkleLog

/// Values by which whoever writes a verifier tries it, piece by piece; one line of JSON each.
public enum ProofVectors {
  public static var lines: [[UInt8]] { commitments + leaves + lots + keys + draws + places }

  private static var commitments: [[UInt8]] {
    let values: [any Committed] = [
      Choices(organisation: "X000001", propositions: []),
      Choices(organisation: "X000001", propositions: ["P01", "P10", "P2"]),
      PublicText(title: "Été « 2026 »", text: "a\"b\\c/d\ne\tf\u{1}g\u{7F}h\u{2028}i 🗳"),
      CommittedPerson(organisation: "X000001", person: "maire"), CommittedPerson(organisation: "", person: "A. B."),
    ]
    var random = SeededRandom(seed: 1)
    return values.map { value in
      let nonce = random.octets()
      var line = FieldWriter()
      line.identifier("of", "commitment")
      line.octets("nonce", nonce)
      line.text("value", String(decoding: value.json, as: UTF8.self))
      line.octets("commitment", value.commitment(under: nonce))
      return line.finish()
    }
  }

  private static var leaves: [[UInt8]] {
    let leaves: [Leaf] = [
      .absence(AbsenceLeaf(at: 0, organisation: "X-1.a_b", name: "Œuf", type: "commune", reason: "\u{0}\u{8}\u{C}\r")),
      .closing(ClosingLeaf(at: 9_007_199_254_740_991, attendances: 0)),
    ]
    return leaves.map { leaf in
      var line = FieldWriter()
      line.identifier("of", "leaf")
      line.text("line", String(decoding: leaf.bytes, as: UTF8.self))
      line.octets("hash", Octets(TreeHash.leaf(leaf.bytes)))
      return line.finish()
    }
  }

  private static var lots: [[UInt8]] {
    let root = Octets(TreeHash.leaf(Array("root".utf8)))
    let text = "3 14 15 26 35 8"
    let seed = Ledger.seed(closing: root, draw: text)
    var first = FieldWriter()
    first.identifier("of", "seed")
    first.octets("root", root)
    first.text("draw", text)
    first.identifier("seed", seed)
    return [first.finish()]
      + ["P01", "P02"].map { name in
        var line = FieldWriter()
        line.identifier("of", "lot")
        line.identifier("seed", seed)
        line.identifier("proposition", name)
        line.identifier("lot", Octets(sha256: Array("\(seed)\n\(name)".utf8)).hexadecimal)
        return line.finish()
      }
  }

  /// Texts of public keys, and whether each is one.
  private static var keys: [[UInt8]] {
    let names = ["vote.exemple.fr/2026", "!~", "", "a b", "a+b", "a\u{A0}b", "a\u{85}b", "e\u{301}", "é", "a\u{7F}"]
    return names.map { name in
      let bytes = [0x01] + Octets(TreeHash.leaf([0])).bytes
      let digest = Octets(sha256: Array(name.utf8), [0x0A], bytes).hexadecimal
      let text = "\(name)+\(digest.prefix(8))+\(Base64.text(of: bytes))"
      var line = FieldWriter()
      line.identifier("of", "key")
      line.text("text", text)
      line.flag("taken", (try? VerifierKey(text: text)) != nil)
      return line.finish()
    }
  }

  /// Texts of a draw of three numbers, and whether each is in its one spelling.
  private static var draws: [[UInt8]] {
    let texts = [
      "3 14 15", "0 0 0", "9007199254740991 1 2", "9007199254740992 1 2", "3 14", "3 14 15 16", "3  14 15", " 3 14 15",
      "3 14 15 ", "03 14 15", "3 14 –15", "3 14 +15", "3,14,15", "3\u{A0}14 15", "3 14 １５", "",
    ]
    return texts.map { text in
      var line = FieldWriter()
      line.identifier("of", "draw")
      line.text("text", text)
      line.flag("taken", Ledger.isDraw(text, of: 3))
      return line.finish()
    }
  }

  /// Names of files, byte for byte in base64, and how a fault prints them.
  private static var places: [[UInt8]] {
    let names = [Array("a b\\c:é\u{202E}\n~".utf8), [0x80, 0xFF, 0x41, 0x7F]]
    return names.map { name in
      var line = FieldWriter()
      line.identifier("of", "place")
      line.text("name", Base64.text(of: name))
      line.text("printed", Printable.path(name))
      return line.finish()
    }
  }
}

extension Committed {
  func commitment(under nonce: Octets) -> Octets { Octets(of: self, under: nonce) }
}
