internal import MerkleLog

/// A line of the public log of a vote: one of its kinds, with exactly the fields of that kind.
///
/// Made where the act that it tells is written, and never changed afterwards. `at` is in milliseconds since 1970 UTC.
public enum Leaf: Hashable, Sendable {
  case log(LogLeaf)
  case rules(RulesLeaf)
  case form(FormLeaf)
  case proposition(PropositionLeaf)
  case roll(RollLeaf)
  case absence(AbsenceLeaf)
  case grant(GrantLeaf)
  case end(EndLeaf)
  case attendance(AttendanceLeaf)
  case ballot(BallotLeaf)
  case disclosure(DisclosureLeaf)
  case contest(ContestLeaf)
  case outcome(OutcomeLeaf)
  case opening(OpeningLeaf)
  case incident(IncidentLeaf)
  case closing(ClosingLeaf)
  case draw(DrawLeaf)
  case tally(TallyLeaf)
  case selection(SelectionLeaf)
  case minutes(MinutesLeaf)
  case redaction(RedactionLeaf)
  case succession(SuccessionLeaf)

  /// - Parameter bytes: the line, without its line feed.
  /// - Returns: nil for anything but the one spelling of a leaf.
  public init?(bytes: [UInt8]) {
    guard bytes.count <= EntryBundle.longestLeaf, let leaf = try? Self.read(bytes) else { return nil }
    self = leaf
  }

  private static func read(_ bytes: [UInt8]) throws(Malformed) -> Leaf {
    var fields = try FieldReader(bytes)
    let kind = try fields.identifier("kind")
    let at = try fields.number("at")
    let leaf = try read(kind, at, &fields)
    try fields.finish()
    return leaf
  }

  private static func read(_ kind: String, _ at: Int64, _ fields: inout FieldReader) throws(Malformed) -> Leaf {
    switch kind {
    case "log": .log(try LogLeaf(at: at, &fields))
    case "rules": .rules(try RulesLeaf(at: at, &fields))
    case "form": .form(try FormLeaf(at: at, &fields))
    case "proposition": .proposition(try PropositionLeaf(at: at, &fields))
    case "roll": .roll(try RollLeaf(at: at, &fields))
    case "absence": .absence(try AbsenceLeaf(at: at, &fields))
    case "grant": .grant(try GrantLeaf(at: at, &fields))
    case "end": .end(try EndLeaf(at: at, &fields))
    case "attendance": .attendance(try AttendanceLeaf(at: at, &fields))
    case "ballot": .ballot(try BallotLeaf(at: at, &fields))
    case "disclosure": .disclosure(try DisclosureLeaf(at: at, &fields))
    case "contest": .contest(try ContestLeaf(at: at, &fields))
    case "outcome": .outcome(try OutcomeLeaf(at: at, &fields))
    case "opening": .opening(try OpeningLeaf(at: at, &fields))
    case "incident": .incident(try IncidentLeaf(at: at, &fields))
    case "closing": .closing(try ClosingLeaf(at: at, &fields))
    case "draw": .draw(try DrawLeaf(at: at, &fields))
    case "tally": .tally(try TallyLeaf(at: at, &fields))
    case "selection": .selection(try SelectionLeaf(at: at, &fields))
    case "minutes": .minutes(try MinutesLeaf(at: at, &fields))
    case "redaction": .redaction(try RedactionLeaf(at: at, &fields))
    case "succession": .succession(try SuccessionLeaf(at: at, &fields))
    default: throw Malformed()
    }
  }

  /// The fields, whatever the kind.
  private var fields: any LeafOfKind {
    switch self {
    case .log(let leaf): leaf
    case .rules(let leaf): leaf
    case .form(let leaf): leaf
    case .proposition(let leaf): leaf
    case .roll(let leaf): leaf
    case .absence(let leaf): leaf
    case .grant(let leaf): leaf
    case .end(let leaf): leaf
    case .attendance(let leaf): leaf
    case .ballot(let leaf): leaf
    case .disclosure(let leaf): leaf
    case .contest(let leaf): leaf
    case .outcome(let leaf): leaf
    case .opening(let leaf): leaf
    case .incident(let leaf): leaf
    case .closing(let leaf): leaf
    case .draw(let leaf): leaf
    case .tally(let leaf): leaf
    case .selection(let leaf): leaf
    case .minutes(let leaf): leaf
    case .redaction(let leaf): leaf
    case .succession(let leaf): leaf
    }
  }

  public var at: Int64 { fields.at }

  /// The line, without its line feed.
  public var bytes: [UInt8] { fields.bytes }
}

/// A kind of leaf: its word, and its fields in their order.
protocol LeafOfKind: Hashable, Sendable {
  static var kind: StaticString { get }
  var at: Int64 { get }
  init(at: Int64, _ fields: inout FieldReader) throws(Malformed)
  func write(_ fields: inout FieldWriter)
}

extension LeafOfKind {
  var bytes: [UInt8] {
    var fields = FieldWriter()
    fields.identifier("kind", "\(Self.kind)")
    fields.number("at", at)
    write(&fields)
    return fields.finish()
  }
}
