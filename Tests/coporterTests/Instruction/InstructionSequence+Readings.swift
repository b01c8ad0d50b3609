import Localization
import Storage
import Testing

@testable import Consultations
@testable import Deposits
@testable import Directory
@testable import Instruction
@testable import Platform

extension InstructionSequence {
  /// A draft goes to its authors, who agree or say what is missing; an instructor replies.
  func reread(
    _ act: Act, by actor: Actor, using generator: inout SeededNumbers, _ db: Transaction
  ) throws -> String? {
    let all = try Proposition.all(of: side.consultation.id, db)
    let site = towns.asking.house.responder.site
    switch act {
    case .sendDraft:
      let written = all.filter { !$0.wording.text.isEmpty && $0.wording.retainedCost ?? 0 > 0 }
      guard let one = pick(written, &generator) else { return nil }
      try AuthorReading.send(one, in: side.consultation, by: actor, site: site, at: now, db)
    case .reply:
      let waiting = try AuthorRemark.waiting(on: all.map(\.id), db)
      guard let one = pick(all.filter { waiting[$0.id] != nil }, &generator),
        let remark = pick(waiting[one.id] ?? [], &generator)
      else { return nil }
      let isTaken = generator.next() % 2 == 0
      let text = isTaken ? nil : String("Vous disiez : \(remark.text)".prefix(2_000))
      try remark.reply(text, in: one, of: side.consultation, by: actor, site: site, at: now, db)
    default: return try answer(act, all, using: &generator, db)
    }
    return ""
  }

  /// An organisation agrees to the newest draft of a proposition, or says what is missing, in the words of its own.
  private func answer(
    _ act: Act, _ all: [Proposition], using generator: inout SeededNumbers, _ db: Transaction
  ) throws -> String? {
    let readings = try AuthorReading.of(propositions: all.map(\.id), db)
    guard let one = pick(all.filter { readings[$0.id] != nil }, &generator), let reading = readings[one.id] else {
      return nil
    }
    let authors = try AuthorReading.authors(of: [one.id], onlySent: true, db)[one.id] ?? [:]
    guard let organisation = pick(authors.keys.sorted(), &generator),
      let own = try Contribution.with(ids: Array((authors[organisation] ?? []).prefix(1)), db).first
    else { return nil }
    let missing = act == .accept ? nil : String("Nous disions : \(own.text.today)".prefix(2_000))
    try AuthorRemark.make(
      missing, in: .french, on: reading, of: one, for: organisation,
      by: Actor(person: nil, organisation: organisation, through: .session), at: now, db)
    return ""
  }

  /// What authors say stays, once for each draft. A remark has one reply at most, and one that was taken into a text
  /// has it as long as that text was not undone. What feeds a proposition of which a remark waits is not ready.
  func checkReadings(_ db: Snapshot) throws {
    let consultation = side.consultation.id
    let said = try db.values(
      """
      SELECT author_remark.event_id FROM author_remark
      JOIN author_reading ON author_reading.id = author_remark.author_reading_id
      JOIN proposition ON proposition.id = author_reading.proposition_id
      WHERE proposition.consultation_id = \(consultation) ORDER BY author_remark.id
      """, as: Int64.self)
    let told = try db.values(
      """
      SELECT id FROM journal WHERE kind IN ('draft.accepted', 'draft.remarked') AND consultation_id = \(consultation)
      ORDER BY id
      """, as: Int64.self)
    #expect(said == told, "what authors said")
    let wrong = try db.value(
      """
      SELECT count(*) FROM remark_reply JOIN author_remark ON author_remark.id = remark_reply.author_remark_id
      LEFT JOIN wording ON wording.id = remark_reply.wording_id
      WHERE remark_reply.ended_event_id IS NULL AND (author_remark.kind = 'accepted'
        OR EXISTS (SELECT 1 FROM remark_reply AS other WHERE other.author_remark_id = remark_reply.author_remark_id
          AND other.ended_event_id IS NULL AND other.id <> remark_reply.id)
        OR wording.ended_event_id IS NOT NULL AND wording.ended_event_id NOT IN (\(Regrouping.live)))
      """, as: Int.self)
    #expect(wrong == 0, "replies to nothing, twice, or by a text that was undone")
    let actor = Actor(person: instructors[0], through: .session)
    let ready = try Decision.ready(in: consultation, for: actor, at: now, db).filter { $0.kind == .grouped }
    let fed = try Proposition.of(decisions: ready.map(\.id), db).values.joined().map(\.id)
    #expect(try AuthorRemark.waiting(on: Array(Set(fed)), db).isEmpty, "ready before its authors are answered")
  }
}
