import MerkleLog
import Testing

@testable import Proof

/// What a server that holds the key could still not write: each rule is broken once in an honest log.
@Suite("Rules of the log")
struct LedgerTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var refusal: LedgerRefusal
    /// Changes a leaf; nil where it does not concern it.
    var change: @Sendable (Leaf) -> [Leaf]?

    init(_ name: String, _ refusal: LedgerRefusal, _ change: @escaping @Sendable (Leaf) -> [Leaf]?) {
      testDescription = name
      self.refusal = refusal
      self.change = change
    }
  }

  private static func ballot(_ change: @escaping @Sendable (inout BallotLeaf) -> Void) -> @Sendable (Leaf) -> [Leaf]? {
    { leaf in
      guard case .ballot(var ballot) = leaf else { return nil }
      change(&ballot)
      return [.ballot(ballot)]
    }
  }

  private static func grant(_ change: @escaping @Sendable (inout GrantLeaf) -> Void) -> @Sendable (Leaf) -> [Leaf]? {
    { leaf in
      guard case .grant(var grant) = leaf else { return nil }
      change(&grant)
      return [.grant(grant)]
    }
  }

  private static func tally(_ change: @escaping @Sendable (inout TallyLeaf) -> Void) -> @Sendable (Leaf) -> [Leaf]? {
    { leaf in
      guard case .tally(var tally) = leaf else { return nil }
      change(&tally)
      return [.tally(tally)]
    }
  }

  private static let seal = Octets(sha256: [1])

  static let ballots = [
    Case("a ballot before its time", .backInTime, ballot { $0.at = 0 }),
    Case("a ballot after the closing", .outsideVote, ballot { $0.at = 2_000_000_000_000 }),
    Case("a ballot of no organisation", .unknownOrganisation, ballot { $0.organisation = "Y" }),
    Case("a ballot under another's right", .foreignRight, ballot { $0.organisation = "X000000" }),
    Case("a ballot under no right", .unknownRight, ballot { $0.right = 0 }),
    Case("a second first ballot", .wrongNumber, ballot { $0.number = 2 }),
    Case("a ballot without attendance", .attendanceWithoutBallot) { leaf in
      if case .attendance = leaf { [] } else { nil }
    },
    Case("two attendances", .secondAttendance) { leaf in if case .attendance = leaf { [leaf, leaf] } else { nil } },
    Case("an attendance without ballot", .attendanceWithoutBallot) { leaf in
      guard case .ballot(let ballot) = leaf, ballot.number == 1 else { return nil }
      // Another leaf in its place keeps the others where they are.
      return [.incident(IncidentLeaf(at: ballot.at, text: seal, closes: nil, by: [seal, Octets(sha256: [2])]))]
    },
    Case("another method than the right's", .unprovedRight) { leaf in
      guard case .attendance(var attendance) = leaf else { return nil }
      attendance.method = attendance.method == .letter ? .officialMailbox : .letter
      return [.attendance(attendance)]
    },
    Case("a head who names himself", .unprovedRight, grant { $0.method = .namedByHead }),
    Case(
      "a named person until no date", .unprovedRight,
      grant {
        $0.function = .agent; $0.method = .namedByHead
      }),
    Case("two heads", .secondHead) { leaf in
      guard case .grant(let grant) = leaf, grant.function == .head else { return nil }
      return [leaf, leaf]
    },
    Case("a right ended before it began", .impossible, grant { $0.until = $0.at }),
    Case("a right ended twice", .endedRight) { leaf in if case .end = leaf { [leaf, leaf] } else { nil } },
    Case("a contest of another ballot", .unknownBallot) { leaf in
      guard case .contest(var contest) = leaf else { return nil }
      contest.ballot += 1
      return [.contest(contest)]
    },
    Case("a contest twice", .contested) { leaf in if case .contest = leaf { [leaf, leaf] } else { nil } },
    Case("an outcome by one person", .notTwoPersons) { leaf in
      guard case .outcome(var outcome) = leaf else { return nil }
      outcome.by = [seal, seal]
      return [.outcome(outcome)]
    },
    Case("an outcome of no contest", .unknownContest) { leaf in
      if case .outcome = leaf { [leaf, leaf] } else { nil }
    },
  ]

  static let frames = [
    Case("a format of tomorrow", .unknownFormat) { leaf in
      guard case .log(var log) = leaf else { return nil }
      log.format = "coporter-proof-2"
      return [.log(log)]
    },
    Case("no key", .wrongKey) { leaf in
      guard case .log(var log) = leaf else { return nil }
      log.key = "vote"
      return [.log(log)]
    },
    Case("two logs", .outOfPlace) { leaf in if case .log = leaf { [leaf, leaf] } else { nil } },
    Case("an organisation twice on the roll", .repeated) { leaf in if case .roll = leaf { [leaf, leaf] } else { nil } },
    Case("a proposition twice", .repeated) { leaf in if case .proposition = leaf { [leaf, leaf] } else { nil } },
    Case("a proposition whose identifier would not fit a tally", .impossible) { leaf in
      guard case .proposition(var proposition) = leaf else { return nil }
      proposition.proposition = String(repeating: "P", count: 33)
      return [.proposition(proposition)]
    },
    Case("Rules that name a draw of no numbers", .impossible) { leaf in
      guard case .rules(var rules) = leaf else { return nil }
      rules.numbers = 0
      return [.rules(rules)]
    },
    Case("a free proposition", .impossible) { leaf in
      guard case .proposition(var proposition) = leaf else { return nil }
      proposition.cost = 0
      return [.proposition(proposition)]
    },
    Case("two forms", .repeated) { leaf in if case .form = leaf { [leaf, leaf] } else { nil } },
    Case("a form that closes before it opens", .impossible) { leaf in
      guard case .form(var form) = leaf else { return nil }
      form.closes = form.opens
      return [.form(form)]
    },
    Case("Rules of an older version", .impossible) { leaf in if case .rules = leaf { [leaf, leaf] } else { nil } },
    Case("an opening without Rules", .incomplete) { leaf in if case .rules = leaf { [] } else { nil } },
    Case("an opening that froze something else", .wrongFrozenRoot) { leaf in
      guard case .opening(var opening) = leaf else { return nil }
      opening.frozen = seal
      return [.opening(opening)]
    },
    Case("an opening too late", .outsideVote) { leaf in
      guard case .opening(var opening) = leaf else { return nil }
      opening.at += 30 * SyntheticCourse.day
      return [.opening(opening)]
    },
    Case("a closing that moves earlier", .wrongClosing) { leaf in
      guard case .incident(var incident) = leaf else { return nil }
      incident.closes = incident.at
      return [.incident(incident)]
    },
    Case("an incident that opens again a vote that is closed", .wrongClosing) { leaf in
      guard case .closing(let closing) = leaf else { return nil }
      let later = closing.at + SyntheticCourse.day
      return [
        leaf, .incident(IncidentLeaf(at: closing.at, text: seal, closes: later, by: [seal, Octets(sha256: [2])])),
      ]
    },
    Case("an incident that moves the closing to what is past", .wrongClosing) { leaf in
      guard case .closing(let closing) = leaf else { return nil }
      let (at, past) = (closing.at + 2, closing.at + 1)
      return [.incident(IncidentLeaf(at: at, text: seal, closes: past, by: [seal, Octets(sha256: [2])]))]
    },
    Case("a closing before its time", .wrongClosing) { leaf in
      guard case .closing(var closing) = leaf else { return nil }
      closing.at -= 1
      return [.closing(closing)]
    },
    Case("a closing of fewer", .wrongCount) { leaf in
      guard case .closing(var closing) = leaf else { return nil }
      closing.attendances -= 1
      return [.closing(closing)]
    },
    Case("a text withdrawn twice", .unknownText) { leaf in if case .redaction = leaf { [leaf, leaf] } else { nil } },
    Case("a succession that nobody signed", .wrongSuccession) { leaf in
      guard case .succession(var succession) = leaf else { return nil }
      succession.note = "coporter key succession 1\n"
      return [.succession(succession)]
    },
    Case("a key that succeeds twice", .wrongSuccession) { leaf in
      if case .succession = leaf { [leaf, leaf] } else { nil }
    },
  ]

  static let results = [
    Case("choices other than the sealed ones", .wrongCommitment) { leaf in
      guard case .disclosure(var disclosure) = leaf else { return nil }
      disclosure.choices = disclosure.choices == ["P01"] ? ["P02"] : ["P01"]
      return [.disclosure(disclosure)]
    },
    Case("a ballot that stays sealed", .wrongDisclosure) { leaf in if case .disclosure = leaf { [] } else { nil } },
    Case("a ballot opened twice", .wrongDisclosure) { leaf in
      if case .disclosure = leaf { [leaf, leaf] } else { nil }
    },
    Case("no draw where ties remain", .missingDraw) { leaf in if case .draw = leaf { [] } else { nil } },
    Case("a draw by one person", .notTwoPersons) { leaf in
      guard case .draw(var draw) = leaf else { return nil }
      draw.by.removeLast()
      return [.draw(draw)]
    },
    Case("a draw in another spelling", .malformedDraw) { leaf in
      guard case .draw(var draw) = leaf else { return nil }
      draw.text = draw.text.replacing(" ", with: "  ")
      return [.draw(draw)]
    },
    Case("a number less than the Rules say", .malformedDraw) { leaf in
      guard case .draw(var draw) = leaf else { return nil }
      draw.text = String(draw.text.dropLast(2))
      return [.draw(draw)]
    },
    Case("a draw that was known at the closing", .untimelyDraw) { leaf in
      guard case .draw(var draw) = leaf else { return nil }
      draw.held = 1_795_330_800_000
      return [.draw(draw)]
    },
    Case("a draw of tomorrow", .untimelyDraw) { leaf in
      guard case .draw(var draw) = leaf else { return nil }
      draw.held = draw.at + 1
      return [.draw(draw)]
    },
    Case("another draw", .wrongTally) { leaf in
      guard case .draw(var draw) = leaf else { return nil }
      draw.text += "1"
      return [.draw(draw)]
    },
    Case("a supporter more", .wrongTally, tally { $0.supports[0] += 1 }),
    Case("another order", .wrongTally, tally { $0.selected.reverse() }),
    Case("a proposition more", .wrongTally, tally { $0.selected.removeLast() }),
    Case("a voter less", .wrongTally, tally { $0.voters -= 1 }),
    Case("a decision against the count without reason", .wrongReason) { leaf in
      guard case .selection(var selection) = leaf, selection.reason != nil else { return nil }
      selection.reason = nil
      return [.selection(selection)]
    },
    Case("more than the budget", .beyondBudget) { leaf in
      guard case .selection(var selection) = leaf, selection.list != .none else { return nil }
      selection.amount = 30_000_001
      return [.selection(selection)]
    },
    Case("a decision twice", .repeated) { leaf in if case .selection = leaf { [leaf, leaf] } else { nil } },
    Case("a decision on nothing", .unknownProposition) { leaf in
      guard case .selection(var selection) = leaf else { return nil }
      selection.proposition = "P99"
      return [.selection(selection)]
    },
    Case("minutes without all decisions", .missingSelection) { leaf in
      guard case .selection(let selection) = leaf, selection.list == .none else { return nil }
      return []
    },
  ]

  @Test("Each rule is kept", arguments: ballots + frames + results)
  func rules(broken: Case) throws {
    var leaves = try MemoryExport(.small()).leaves
    let place = try #require(leaves.firstIndex { broken.change($0) != nil }, "the vote has such a leaf")
    leaves.replaceSubrange(place...place, with: broken.change(leaves[place]) ?? [])
    #expect(Self.refusal(leaves) == broken.refusal)
  }

  @Test("Leaves of one moment are refused in another")
  func moments() throws {
    let leaves = try MemoryExport(.small()).leaves
    let opening = try #require(leaves.firstIndex { if case .opening = $0 { true } else { false } })
    let closing = try #require(leaves.firstIndex { if case .closing = $0 { true } else { false } })
    for (place, moved) in [(opening, opening - 1), (closing, opening + 1), (leaves.count - 1, closing)] {
      var other = leaves
      other.insert(other.remove(at: place), at: moved)
      #expect(Self.refusal(other) != nil)
    }
    for late in leaves[..<opening] {
      var other = leaves
      other.insert(late, at: opening + 1)
      let refusal = Self.refusal(other)
      #expect(refusal == .backInTime || refusal == .outOfPlace)
    }
  }

  @Test("A ballot sealed with choices that its form does not allow is refused when it is opened")
  func choices() throws {
    var vote = SyntheticVote.small()
    vote.form = .budget
    let leaves = try MemoryExport(vote).leaves
    let all = (1...8).map { "P0\($0)" }
    let wrong: [([String], LedgerRefusal)] = [
      (["P02", "P01"], .wrongChoices), (["P01", "P01"], .wrongChoices), (["P99"], .unknownProposition),
      (all, .wrongChoices),
    ]
    for (choices, refusal) in wrong {
      var forged = leaves
      let place = try #require(leaves.firstIndex { if case .disclosure = $0 { true } else { false } })
      var disclosure = try #require({ if case .disclosure(let opened) = leaves[place] { opened } else { nil } }())
      let sealed = leaves[Int(disclosure.ballot)]
      var ballot = try #require({ if case .ballot(let cast) = sealed { cast } else { nil } }())
      let value = Choices(organisation: ballot.organisation, propositions: choices)
      ballot.choices = Octets(of: value, under: disclosure.nonce)
      disclosure.choices = choices
      forged[Int(disclosure.ballot)] = .ballot(ballot)
      forged[place] = .disclosure(disclosure)
      #expect(Self.refusal(forged) == refusal, "\(choices)")
    }
  }

  @Test("Whom a head named casts no longer than the head, and what was cast before stays")
  func named() throws {
    let amid = try MemoryExport(.small(.vote)).leaves
    let grants = amid.enumerated().compactMap { place, leaf in
      if case .grant(let grant) = leaf, grant.by != nil { (Int64(place), grant) } else { nil }
    }
    let (right, grant) = try #require(
      grants.first { right, _ in
        !amid.contains { if case .end(let end) = $0 { end.right == right } else { false } }
      })
    let ballots = amid.compactMap { leaf in
      if case .ballot(let ballot) = leaf, ballot.organisation == grant.organisation { ballot } else { nil }
    }
    var again = try #require(ballots.last)
    let now = try #require(amid.last).at + 1
    (again.at, again.right, again.number) = (now, right, again.number + 1)
    #expect(Self.refusal(amid + [.ballot(again)]) == nil)
    let head = try #require(grant.by)
    let end = Leaf.end(EndLeaf(at: now, right: head, reason: .officeEnded))
    #expect(Self.refusal(amid + [end]) == nil)
    #expect(Self.refusal(amid + [end, .ballot(again)]) == .endedRight)
    #expect(Self.refusal(amid + [.ballot(again), end]) == nil)
    let both = Leaf.end(EndLeaf(at: now, right: right, reason: .withdrawn))
    #expect(Self.refusal(amid + [both, end]) == nil)
    #expect(Self.refusal(amid + [end, both]) == .endedRight)
    var later = grant
    (later.at, later.until) = (now, now + 1)
    #expect(Self.refusal(amid + [end, .grant(later)]) == .unprovedRight)
  }

  @Test("A tally of all the propositions that a vote may have fits a leaf")
  func longestTally() {
    let names = (1000..<2000).map { String(repeating: "P", count: 28) + "\($0)" }
    let tally = TallyLeaf(
      at: FieldReader.greatest, voters: 1_000_000, blank: 1_000_000, contested: 1_000_000,
      supports: Array(repeating: FieldReader.greatest, count: 1000), selected: names, cost: FieldReader.greatest,
      seed: Octets.zero.hexadecimal)
    #expect(Leaf(bytes: Leaf.tally(tally).bytes) == .tally(tally))
  }

  @Test("What is too long for a leaf is refused before the ledger takes it")
  func tooLong() throws {
    let export = MemoryExport()
    var writer = ExportWriter(export)
    for leaf in try MemoryExport(.small(.closing)).leaves { try writer.append(leaf) }
    let before = writer.ledger.size
    let endless = TallyLeaf(
      at: writer.ledger.lastInstant, voters: 0, blank: 0, contested: 0, supports: Array(repeating: 0, count: 40_000),
      selected: [], cost: 0, seed: nil)
    #expect(throws: TileRefusal.leafTooLong) { try writer.append(.tally(endless)) }
    let many = IncidentLeaf(
      at: writer.ledger.lastInstant, text: Self.seal, closes: nil, by: Array(repeating: Self.seal, count: 2000))
    #expect(throws: TileRefusal.leafTooLong) { try writer.append(.incident(many)) }
    #expect(writer.ledger.size == before)
  }

  @Test("A vote to which nobody comes is opened, closed and counted")
  func nobody() throws {
    var leaves = try MemoryExport(.small(.preparation)).leaves
    var tree = GrowingTree()
    for leaf in leaves { _ = tree.append(TreeHash.leaf(leaf.bytes)) }
    let form = try #require(leaves.compactMap { if case .form(let form) = $0 { form } else { nil } }.first)
    leaves += [
      .opening(OpeningLeaf(at: form.opens, frozen: Octets(tree.root))),
      .closing(ClosingLeaf(at: form.closes, attendances: 0)),
      .tally(
        TallyLeaf(
          at: form.closes, voters: 0, blank: 0, contested: 0, supports: Array(repeating: 0, count: 8), selected: [],
          cost: 0, seed: nil)), .minutes(MinutesLeaf(at: form.closes, document: Self.seal)),
    ]
    #expect(Self.refusal(leaves) == nil)
  }

  /// The first refusal, with the roots of the very leaves.
  private static func refusal(_ leaves: [Leaf]) -> LedgerRefusal? {
    var (ledger, tree) = (Ledger(), GrowingTree())
    for leaf in leaves {
      do { try ledger.take(leaf) { tree.root } } catch { return error }
      _ = tree.append(TreeHash.leaf(leaf.bytes))
    }
    return nil
  }
}
