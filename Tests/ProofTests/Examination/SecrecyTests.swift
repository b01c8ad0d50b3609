import MerkleLog
import Testing

@testable import Proof

/// The attack: whoever has all that is public during the vote tries to learn what was chosen.
@Suite("Secrecy during the vote")
struct SecrecyTests {
  private struct Secret {
    var ballot: BallotLeaf
    var nonce: Octets
    var choices: [String]
  }

  /// Ballots of an export amid the vote, with what opens them, which only the end of the same vote tells.
  private func secrets(_ amid: MemoryExport, _ end: MemoryExport) -> [Secret] {
    let leaves = amid.leaves
    return end.leaves.compactMap { leaf in
      guard case .disclosure(let disclosure) = leaf, case .ballot(let ballot) = leaves[Int(disclosure.ballot)] else {
        return nil
      }
      return Secret(ballot: ballot, nonce: disclosure.nonce, choices: disclosure.choices)
    }
  }

  /// All ballots of three propositions at most, of eight.
  private static let guesses: [[String]] = {
    let names = (1...8).map { "P0\($0)" }
    var all: [[String]] = [[]]
    for one in names.indices {
      all.append([names[one]])
      for two in names.indices where two > one {
        all.append([names[one], names[two]])
        for three in names.indices where three > two { all.append([names[one], names[two], names[three]]) }
      }
    }
    return all
  }()

  @Test("No choice is found by trying them all with what is public, and each is with its nonce")
  func guessing() throws {
    let amid = try MemoryExport(.small(.vote))
    let known = secrets(amid, try MemoryExport(.small()))
    #expect(known.count == 12)
    let shortBallots = known.filter { $0.choices.count <= 3 }
    #expect(!shortBallots.isEmpty)
    // Nonces that a careless writer would take: nothing, or what stands in public beside the ballot.
    let leaves = amid.leaves
    var publicOctets = [Octets.zero, Octets(sha256: [0]), Octets(sha256: [1])]
    publicOctets += (Octets(Array(repeating: 0, count: 32))).map { [$0] } ?? []
    for leaf in leaves { publicOctets += Self.octets(in: leaf) }
    for secret in known {
      let name = secret.ballot.organisation
      let others = [Array(name.utf8), Array("\(secret.ballot.at)".utf8), Array("\(secret.ballot.right)".utf8)]
      let tried = publicOctets + others.map { Octets(sha256: $0) }
      for choices in Self.guesses {
        let value = Choices(organisation: name, propositions: choices)
        #expect(Octets(sha256: value.json) != secret.ballot.choices)
        for nonce in tried { #expect(Octets(of: value, under: nonce) != secret.ballot.choices) }
        // The attack works when the nonce is known: the test could fail.
        let isRight = Octets(of: value, under: secret.nonce) == secret.ballot.choices
        #expect(isRight == (choices == secret.choices))
      }
    }
  }

  private static func octets(in leaf: Leaf) -> [Octets] {
    switch leaf {
    case .grant(let grant): [grant.person]
    case .ballot(let ballot): [ballot.choices]
    case .opening(let opening): [opening.frozen]
    case .rules(let rules): [rules.document]
    default: []
    }
  }

  @Test("The line of a ballot has one length, whatever was chosen")
  func lengths() throws {
    let amid = try MemoryExport(.small(.vote))
    let known = secrets(amid, try MemoryExport(.small()))
    #expect(Set(known.map(\.choices.count)).count > 3, "from none to many")
    // The names and numbers that stand beside the choices, and that all may know, have lengths of their own.
    let lengths = known.map { secret in
      let (ballot, others) = (secret.ballot, [secret.ballot.at, secret.ballot.right, secret.ballot.number])
      let apart = ballot.organisation.utf8.count + others.map { String($0).utf8.count }.reduce(0, +)
      return Leaf.ballot(ballot).bytes.count - apart
    }
    #expect(Set(lengths).count == 1, "\(lengths)")
  }

  @Test("No file of an export amid the vote holds a nonce or a choice")
  func files() throws {
    let amid = try MemoryExport(.small(.vote))
    let known = secrets(amid, try MemoryExport(.small()))
    #expect(known.count == 12)
    for secret in known {
      let spellings = [secret.nonce.bytes, Array(secret.nonce.base64.utf8), Array(secret.nonce.hexadecimal.utf8)]
      for (path, bytes) in amid.files {
        for spelling in spellings { #expect(bytes.firstRange(of: spelling) == nil, "\(path)") }
      }
    }
    #expect(amid.lines(of: ExportPath.ballots).count == 12)
    for line in amid.lines(of: ExportPath.ballots) {
      #expect(String(decoding: line, as: UTF8.self).hasSuffix("\"choices\":null}"))
    }
    let commitments = amid.leaves.compactMap { leaf in
      if case .ballot(let ballot) = leaf { ballot.choices } else { nil }
    }
    #expect(Set(commitments).count == commitments.count, "equal choices have different commitments")
  }

  @Test("A ballot that was replaced stays sealed for ever")
  func replaced() throws {
    let leaves = try MemoryExport(.small()).leaves
    let replaced = leaves.indices.filter { place in
      guard case .ballot(let ballot) = leaves[place] else { return false }
      return leaves[(place + 1)...].contains { later in
        if case .ballot(let other) = later { other.organisation == ballot.organisation } else { false }
      }
    }
    #expect(!replaced.isEmpty)
    let disclosed = leaves.compactMap { if case .disclosure(let opened) = $0 { Int(opened.ballot) } else { nil } }
    #expect(disclosed.count == 12)
    #expect(Set(disclosed).isDisjoint(with: replaced))
  }
}
