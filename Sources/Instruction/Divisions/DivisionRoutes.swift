import Consultations
import Deposits
import Localization
import Platform
import Storage

/// `/consultations/services-2021/instruction/contributions/8f3k29qrst/division`
struct DivisionAddress: AddressOfThing {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/contributions/{contribution}/division"
  var consultation: String
  var token: String
}

/// The part of each sentence, in their order, and the version in which they were read.
struct DivisionTyped: Input {
  static let fields: Set<String> = ["partie", "version", "vu", "suite"]
  var choice: [Int]
  var version: Int
  /// What will be made was shown.
  var isSeen: Bool
  /// Where one goes on from: the filters of the queue.
  var queue: String

  init(_ visit: Visit) {
    choice = visit.form.all("partie").map { Int($0) ?? 0 }
    version = visit.form["version"].flatMap { Int($0) } ?? 0
    isSeen = visit.form["vu"] == "1"
    queue = DeskStep.queue(of: visit)
  }
}

extension InstructionModule {
  func registerDivisions(in registry: inout Registry) {
    registry.get(DivisionAddress.self, permission: .instruct) { address, visit in
      try await divisionPage(address, visit, nil, refusal: nil)
    }
    registry.post(DivisionAddress.self, permission: .instruct, input: DivisionTyped.self) { address, visit, typed in
      do {
        guard typed.isSeen else { return try await divisionPage(address, visit, typed, refusal: nil) }
        try await database.write { db in
          guard let (consultation, contribution) = try Self.contribution(address.token, in: address.consultation, db)
          else { throw NotFound() }
          try Division.make(
            typed.choice, of: contribution, version: typed.version, in: consultation, by: visit.actor, at: visit.now,
            db)
        }
        let path = DecidingAddress(consultation: address.consultation, token: address.token).path
        return .redirect(to: DeskStep.place(path, under: typed.queue, done: "divisee"))
      } catch let refusal as any Refusal {
        return try await visit.visit.refuse(refusal) {
          try await divisionPage(address, visit, typed, refusal: refusal)
        }
      }
    }
  }

  /// The sentences with a choice for each, and what it would make once there is one.
  private func divisionPage(
    _ address: DivisionAddress, _ visit: PersonVisit, _ typed: DivisionTyped?, refusal: (any Refusal)?
  ) async throws -> Answer {
    let fields = typed.map { FormFields(query: $0.queue) } ?? visit.visit.query
    let queue = Queue(fields, for: visit.person.id, at: visit.now).queryString
    let (page, refused) = try await database.read { db -> (DivisionPage, (any Refusal)?) in
      guard let (consultation, contribution) = try Self.contribution(address.token, in: address.consultation, db)
      else { throw NotFound() }
      guard try Withdrawal.of(contribution.id, db) == nil else { throw DecisionRefusal.withdrawn }
      var page = DivisionPage(
        consultation: consultation, contribution: contribution, units: Division.units(of: contribution.text),
        choice: typed?.choice ?? [], parts: [], obstacle: nil, queue: queue, refusal: refusal)
      // A text that was corrected meanwhile has other sentences: what was chosen is not put on them.
      if page.choice.count != page.units.count { page.choice = page.units.map { _ in 0 } }
      do {
        try Division.require(
          contribution, version: contribution.version, in: consultation, by: visit.actor, at: visit.now, db)
      } catch let refusal as any Refusal { page.obstacle = refusal }
      guard let typed, refusal == nil else { return (page, refusal) }
      do {
        let ranges = try Division.parts(
          typed.choice, of: contribution, version: typed.version, in: consultation, by: visit.actor, at: visit.now, db)
        let (texts, language) = (contribution.text.longAnswers, contribution.text.language)
        page.parts = ranges.enumerated().map { place, ranges in
          PartWords(number: place + 1, language: language, passages: ranges.passages(in: texts))
        }
        page.left = PartWords.left(by: Part.Ranges(ranges.flatMap(\.all)), of: texts, in: language)
      } catch let refusal as any Refusal { page.refusal = refusal }
      return (page, page.refusal)
    }
    if let refused, visit.visit.wantsJSON { throw refused }
    let status = refused?.status ?? 200
    return .page(Page(t("Diviser une contribution"), status: status, page))
  }
}
