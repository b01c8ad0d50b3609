import Consultations
import Instruction
import Localization
import Platform
import Proof
import Storage
import Votes

/// What the committee decides, with the voice of each by the token of its seat, and who came or went meanwhile.
struct RulingTyped: Input {
  static let fields: Set<String> = ["point", "liste", "montant", "motif", "suite"]
  static let prefixes: Set<String> = ["voix-", "presence-", "vue-"]
  var token: String
  var list: SelectionList?
  var amount: String
  var reason: String
  var voices: [String: Ruling.Voice] = [:]
  /// Those that are not what the form showed: of two who lead, one takes back nothing that the other noted.
  var presences: [String: Presence] = [:]
  var goesOn: Bool

  init(_ visit: Visit) {
    token = String((visit.form["point"] ?? "").prefix(Token.length))
    list = SelectionList(slug: visit.form["liste"] ?? "")
    amount = String((visit.form["montant"] ?? "").prefix(40)).trimmed
    reason = (visit.form["motif"] ?? "").trimmed
    goesOn = visit.form["suite"] == "suivant"
    for (name, value) in visit.form.pairs.prefix(300) {
      if name.hasPrefix("voix-") {
        voices[String(name.dropFirst(5))] = Ruling.Voice(rawValue: value)
      } else if name.hasPrefix("presence-") {
        let seat = String(name.dropFirst(9))
        if visit.form["vue-\(seat)"] != value { presences[seat] = Presence(rawValue: value) }
      }
    }
  }

  /// What the form shows first: what was decided, or what the vote took at its retained cost.
  init(_ view: SittingView) {
    token = view.line.proposition.name
    list = view.ruling?.list
    if list == nil, view.line.place != nil { list = view.line.proposition.kind == .develop ? .develop : .scaleUp }
    let amount = view.ruling.map(\.amount) ?? view.line.proposition.cost
    self.amount = amount == 0 ? "" : String(amount)
    reason = view.ruling?.reason ?? ""
    goesOn = false
  }

  /// Whether it says of the item of the screen something else than the form shows first.
  func adds(to view: SittingView) -> Bool {
    let first = RulingTyped(view)
    return token == first.token
      && (list != first.list || amount != first.amount || reason != first.reason
        || voices.values.contains { $0 != .for })
  }

  /// In whole euros; -1 for what is no amount.
  var euros: Int64 {
    if list == SelectionList.none { return 0 }
    return Int64(amount.filter { !$0.isWhitespace }) ?? -1
  }
}

extension SelectionsModule {
  func registerRulings(in registry: inout Registry) {
    registry.post(RulingAddress.self, for: PersonVisit.self, input: RulingTyped.self) { address, visit, typed in
      var generator = SystemRandomNumberGenerator()
      let token = Token(using: &generator)
      do {
        let refusal = try await database.write { db in
          let attendant = try Attendant.leading(address.consultation, visit, db)
          return try attendant.decide(typed, token: token, by: visit.actor, at: visit.now, db)
        }
        if let refusal { throw refusal }
        return .redirect(to: SittingAddress(consultation: address.consultation).path + "?fait=decide")
      } catch let refusal as Ruling.Refusal {
        return try await visit.visit.refuse(refusal) {
          try await sittingPage(address.consultation, visit, typed: typed, refusal: refusal)
        }
      }
    }
    registry.post(RulingUndoingAddress.self, for: PersonVisit.self) { address, visit in
      do {
        let isSitting = try await database.write { db in
          let attendant = try Attendant.leading(address.consultation, visit, db)
          try attendant.undo(address.token, by: visit.actor, at: visit.now, db)
          return try Sitting.open(of: attendant.committee.id, db) != nil
        }
        let page =
          isSitting
          ? SittingAddress(consultation: address.consultation).path
          : CommitteeAddress(consultation: address.consultation).path
        return .redirect(to: page + "?fait=annulee")
      } catch let refusal as Ruling.Refusal {
        return try await visit.visit.refuse(refusal) {
          try await sittingPage(address.consultation, visit, typed: nil, refusal: refusal)
        }
      }
    }
  }
}

extension Attendant {
  /// Notes who came or went, decides of an item, and goes on to the next where that was asked.
  /// - Returns: nil when it is decided, else the refusal: thrown here, it would undo what is noted.
  fileprivate func decide(
    _ typed: RulingTyped, token: Token, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> Ruling.Refusal? {
    let lines = try lines(db)
    guard let place = lines.firstIndex(where: { $0.proposition.name == typed.token }) else { throw NotFound() }
    let proposition = lines[place].proposition.proposition
    if let sitting = try Sitting.open(of: committee.id, db) {
      try note(typed.presences, in: sitting, by: actor, at: now, db)
      let voters = try Electorate(of: sitting, on: proposition, in: committee, at: now, db).voters
      let unheard = voters.map(\.seat).filter { typed.voices[$0.token] == nil }
      guard unheard.isEmpty else { return .unheard(unheard.map(\.title)) }
    }
    guard let list = typed.list else { return .noList }
    var voices: [Int64: Ruling.Voice] = [:]
    for seat in try Seat.accepted(in: committee.id, db) { voices[seat.id] = typed.voices[seat.token] }
    let proposed = Ruling.Proposed(list: list, amount: typed.euros, reason: typed.reason, voices: voices)
    do {
      try Ruling.make(proposed, of: lines[place], token: token, in: committee, by: actor, at: now, db)
    } catch let refusal as Ruling.Refusal {
      if case .notAdopted(let pros, let cons) = refusal {
        try RejectedRuling.note(
          proposed, pros: pros, cons: cons, on: proposition, token: token, in: committee, by: actor, at: now, db)
      }
      return refusal
    }
    guard typed.goesOn, place + 1 < lines.count else { return nil }
    try Sitting.open(of: committee.id, db)?.go(to: lines[place + 1].proposition.proposition, db)
    return nil
  }

  /// Takes back what was decided, or what was noted as not adopted.
  fileprivate func undo(_ token: String, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    if let ruling = try Ruling.with(token: token, in: committee.id, db) {
      return try ruling.undo(in: committee, by: actor, at: now, db)
    }
    guard let rejected = try RejectedRuling.all(in: committee.id, db).first(where: { $0.token == token }) else {
      throw NotFound()
    }
    try rejected.undo(in: committee, by: actor, at: now, db)
  }
}
