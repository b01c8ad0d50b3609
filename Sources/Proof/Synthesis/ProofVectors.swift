internal import MerkleLog

/// Values by which whoever writes a verifier tries it, piece by piece; one line of JSON each.
public enum ProofVectors {
  public static var lines: [[UInt8]] { commitments + leaves + lots }

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
    let text = "3 14 15 – é"
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
}

extension Committed {
  func commitment(under nonce: Octets) -> Octets { Octets(of: self, under: nonce) }
}
