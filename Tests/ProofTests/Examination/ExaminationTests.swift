import Foundation
import MerkleLog
import Testing

@testable import Proof

@Suite("Check of an export")
struct ExaminationTests {
  @Test("An honest export is right at each stage of the vote", arguments: SyntheticVote.Stage.allCases)
  func stages(stage: SyntheticVote.Stage) throws {
    let finding = try Examination(try MemoryExport(.small(stage))).run()
    let moments: [SyntheticVote.Stage: Ledger.Moment] = [
      .preparation: .preparation, .vote: .open, .closing: .closed, .count: .counted, .selection: .recorded,
    ]
    #expect(finding.ledger.moment == moments[stage])
    #expect(finding.ledger.organisations.count { $0.ballot != nil } == (stage == .preparation ? 0 : 12))
  }

  @Test("Votes of all sizes, rules and forms are right", arguments: CountingRule.allCases, BallotForm.allCases)
  func rules(rule: CountingRule, form: BallotForm) throws {
    for ballots in [1, 2, 3, 4, 5, 6, 17, 60] {
      for utility in rule == .approval ? [CountingUtility.none] : [.cost, .cardinality] {
        var vote = SyntheticVote.small(ballots: ballots)
        (vote.rule, vote.form, vote.utility) = (rule, form, utility)
        vote.seed = UInt64(ballots)
        #expect(Examination(try MemoryExport(vote)).fault == nil, "\(ballots) ballots by \(utility)")
      }
    }
  }

  @Test("The same seed gives the same bytes, another seed others")
  func seeds() throws {
    let export = try MemoryExport(.small())
    #expect(try MemoryExport(.small()).files == export.files)
    var other = SyntheticVote.small()
    other.seed = 8
    #expect(try MemoryExport(other).lines(of: ExportPath.leaves) != export.lines(of: ExportPath.leaves))
  }

  @Test("A line of leaves changed, dropped, added or swapped is named")
  func lines() throws {
    let honest = try MemoryExport(.small())
    let lines = honest.lines(of: ExportPath.leaves)
    for place in lines.indices {
      let named = Fault.Place.line(ExportPath.leaves, place + 1)
      var changed = lines
      changed[place][changed[place].count / 2] ^= 1
      #expect(fault(honest, changed)?.place == named)
      var dropped = lines
      dropped.remove(at: place)
      #expect(fault(honest, dropped)?.place == named)
      var added = lines
      added.insert(lines[place], at: place)
      #expect(fault(honest, added)?.place == .line(ExportPath.leaves, place + 2))
      guard place > 0 else { continue }
      var swapped = lines
      swapped.swapAt(place - 1, place)
      #expect(fault(honest, swapped)?.place == .line(ExportPath.leaves, place))
    }
  }

  private func fault(_ honest: MemoryExport, _ leaves: [[UInt8]]) -> Fault? {
    let export = MemoryExport(honest.files)
    export.put(leaves, ExportPath.leaves)
    return Examination(export).fault
  }

  @Test("A line of any other file changed, dropped, added or swapped is found in that file")
  func otherLines() throws {
    let honest = try MemoryExport(.small())
    let texts = [ExportPath.texts, ExportPath.roll, ExportPath.ballots, ExportPath.tally, ExportPath.votes]
    for path in texts {
      let lines = honest.lines(of: path)
      for place in lines.indices {
        var (changed, dropped, added, swapped) = (lines, lines, lines, lines)
        changed[place][lines[place].count / 2] ^= 1
        dropped.remove(at: place)
        added.insert(lines[place], at: place)
        swapped.swapAt(0, place)
        for (number, other) in [(place + 1, changed), (place + 1, dropped), (place + 2, added), (1, swapped)] {
          guard other != lines else { continue }
          let export = MemoryExport(honest.files)
          export.put(other, path)
          #expect(Examination(export).fault?.place == .line(path, number), "\(path):\(place + 1)")
        }
      }
    }
  }

  /// All bytes in `make soak`, and some of each file otherwise.
  private static let bytesOfEach = ProcessInfo.processInfo.environment["SOAK"] == nil ? 25 : Int.max

  @Test("One byte of any file is found, whichever it is")
  func bytes() throws {
    let honest = try MemoryExport(.small(ballots: 3))
    var random = SeededRandom(seed: 5)
    for (path, bytes) in honest.files.sorted(by: { $0.key < $1.key }) {
      for place in bytes.indices.shuffled(using: &random).prefix(Self.bytesOfEach) {
        let export = MemoryExport(honest.files)
        export.files[path]?[place] ^= UInt8(1 << random.below(8))
        let fault = Examination(export).fault
        #expect(fault != nil, "\(path), byte \(place)")
      }
    }
  }

  @Test("A file that is cut, empty, missing, renamed or one too many is named")
  func files() throws {
    let honest = try MemoryExport(.small())
    for (path, bytes) in honest.files {
      for other in [nil, [], Array(bytes.dropLast()), bytes + [0x0A], bytes + bytes] where other != bytes {
        let export = MemoryExport(honest.files)
        export.files[path] = other
        let fault = Examination(export).fault
        #expect(fault?.path == path, "\(path): \(String(describing: fault))")
      }
      let renamed = MemoryExport(honest.files)
      renamed.files["\(path)x"] = renamed.files.removeValue(forKey: path)
      #expect(Examination(renamed).fault?.path == path)
    }
    for path in [
      "a", ".hidden", "tile/0/001", "tile/1/000", "tile/entries/000", "checkpoints/1", "votes.pb~", "tile/0/../x",
    ] where honest.files[path] == nil {
      let export = MemoryExport(honest.files)
      export.files[path] = [1]
      #expect(Examination(export).fault == Fault(.file(path), .unexpected))
    }
  }

  @Test("A tile whose number comes back as that of another, once multiplied, is one too many")
  func farTile() throws {
    let honest = try MemoryExport(.small())
    let widths = honest.files.keys.compactMap { $0.wholeMatch(of: /tile\/0\/000\.p\/(\d+)/)?.1 }
    let path = "tile/0/x072/x057/x594/x037/x927/936.p/" + (try #require(widths.first))
    let export = MemoryExport(honest.files)
    export.files[path] = [1]
    #expect(Examination(export).fault == Fault(.file(path), .unexpected))
  }

  @Test("A name that is no text, or that a terminal would obey, is printed by its bytes")
  func printedPlaces() throws {
    let export = try MemoryExport(.small())
    export.files["a b\u{1B}é\\"] = [1]
    #expect(Examination(export).fault?.place.text == "a\\x20b\\x1b\\xc3\\xa9\\x5c")
    #expect(Printable.path([0x80, 0x41, 0x7F]) == "\\x80A\\x7f")
    #expect(Printable.text("é\u{9B}31m\u{202E}\u{AD}\\n") == "é\\u{9b}31m\\u{202e}\\u{ad}\\u{5c}n")
    // Two names of one text are two files.
    let twice = try MemoryExport(.small())
    twice.files["votes\u{301}.pb"] = [1]
    #expect(Examination(twice).fault?.place.text == "votes\\xcc\\x81.pb")
  }

  @Test("A head of more leaves than a number counts, or whose signature has another length, is no head")
  func headForm() throws {
    let honest = try MemoryExport(.small(.preparation))
    let key = try SigningKey(name: "vote.exemple.fr/synthese")
    let far = try Checkpoint(origin: "a", size: 1 << 53, root: TreeHash.leaf([])).signed(by: key).bytes
    let near = try Checkpoint(origin: "a", size: 1 << 53 - 1, root: TreeHash.leaf([])).signed(by: key).bytes
    #expect(SignedHead(far) == nil)
    #expect(SignedHead(near) != nil)
    let note = try SignedNote(bytes: near)
    for count in [1, 63, 65, 72] {
      let encoded = Base64.text(of: [UInt8](repeating: 1, count: 4 + count))
      #expect(SignedHead(Array("\(note.text)\n— a \(encoded)\n".utf8)) == nil, "\(count)")
    }
    // Looked at before the leaves, which are wrong too.
    honest.files[ExportPath.checkpoint] = far
    honest.files[ExportPath.leaves] = []
    #expect(Examination(honest).fault == Fault(.file(ExportPath.checkpoint), .malformedCheckpoint))
  }

  @Test("What a server that holds the key forges is named by its line", arguments: Corruption.allCases)
  func forgeries(corruption: Corruption) throws {
    var vote = SyntheticVote.small()
    let honest = try MemoryExport(vote)
    vote.corruption = corruption
    let export = try MemoryExport(vote)
    let (before, after) = (honest.lines(of: ExportPath.leaves), export.lines(of: ExportPath.leaves))
    let first = try #require(zip(before, after).enumerated().first { $1.0 != $1.1 }?.offset)
    let reasons: [Corruption: Fault.Reason] = [
      .changedByte: .notInTree, .droppedLine: .notInTree, .swappedLines: .notInTree,
      .secondBallot: .ledger(.wrongNumber), .wrongTally: .ledger(.wrongTally),
    ]
    let expected = try #require(reasons[corruption])
    #expect(Examination(export).fault == Fault(.line(ExportPath.leaves, first + 1), expected))
  }

  @Test("Another key, another log and a note of many signatures are refused")
  func keys() throws {
    let export = try MemoryExport(.small(.preparation))
    var examination = Examination(export)
    let stranger = try SigningKey(name: "vote.exemple.fr/synthese")
    examination.key = stranger.verifier
    #expect(examination.fault == Fault(.line(ExportPath.leaves, 1), .foreignKey))
    let key = try #require(export.leaves.first.flatMap { if case .log(let log) = $0 { log.key } else { nil } })
    examination.key = try VerifierKey(text: key)
    #expect(examination.fault == nil)
    let note = try SignedNote(bytes: export.files[ExportPath.checkpoint] ?? [])
    export.files[ExportPath.checkpoint] = try SignedNote(text: note.text, by: [stranger]).bytes
    #expect(examination.fault == Fault(.file(ExportPath.checkpoint), .wrongSignature))
    export.files[ExportPath.checkpoint] = note.bytes + Array("— x AAAAAAAA\n".utf8)
    #expect(examination.fault == Fault(.file(ExportPath.checkpoint), .malformedCheckpoint))
  }
}

extension Fault {
  var path: String? {
    switch place {
    case .file(let path), .line(let path, _): path
    default: nil
    }
  }
}
