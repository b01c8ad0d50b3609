import Consultations
import Directory
import Forms
import Localization
import Platform
import Storage

/// `…/brouillons/8f3k29qrst/conflit`: two versions of a draft, to choose from; `?version=` names the window in which
/// hers was typed, the newest without it.
struct DraftConflictAddress: AddressOfDraft {
  static let pattern: StaticString = "/consultations/{consultation}/brouillons/{draft}/conflit"
  var place: DraftPlace
}

/// What was chosen of each answer, upon the revision that was shown.
struct DraftChoices: Input {
  enum Action: String, Sendable {
    case choose = "choisir", letGo = "abandonner", begin = "reprendre"
  }

  static let prefix = "choix-"
  static let fields: Set<String> = ["revision", "action", "version"]
  static let prefixes: Set<String> = [prefix]
  var choices: [String: DraftConflict.Choice] = [:]
  var revision: Int
  var action: Action
  /// The window of the version that was shown.
  var window: String?

  init(_ visit: Visit) {
    for (name, value) in visit.form.pairs where name.hasPrefix(Self.prefix) {
      choices[String(name.dropFirst(Self.prefix.count))] = DraftConflict.Choice(rawValue: value)
    }
    revision = visit.form["revision"].flatMap { Int($0) } ?? 0
    action = visit.form["action"].flatMap(Action.init(rawValue:)) ?? .choose
    window = visit.form["version"]
  }
}

extension DepositsModule {
  func registerDraftConflicts(in registry: inout Registry) {
    registry.get(DraftConflictAddress.self, for: PersonVisit.self) { address, visit in
      try await conflictPage(address.place, from: visit.visit.query["version"], visit, refusal: nil)
    }
    registry.post(DraftConflictAddress.self, for: PersonVisit.self, input: DraftChoices.self) {
      address, visit, typed in
      do {
        let path = try await database.write { db in try choose(typed, address.place, visit, db) }
        guard let path else { throw NotFound() }
        return .redirect(to: visit.language.address(path))
      } catch let refusal as DepositRefusal {
        return try await visit.visit.refuse(refusal) {
          try await conflictPage(address.place, from: typed.window, visit, refusal: refusal)
        }
      } catch let refusal as ContributionText.Refusal {
        return try await visit.visit.refuse(refusal) {
          try await conflictPage(address.place, from: typed.window, visit, refusal: refusal)
        }
      }
    }
  }

  /// Both versions beside one another, or her own alone where the draft is gone.
  func conflictPage(
    _ place: DraftPlace, from window: String?, _ visit: PersonVisit, refusal: (any Refusal)?
  ) async throws -> Answer {
    let page = try await database.read { db -> DraftConflictPage? in
      guard let consultation = try Consultation.with(slug: place.consultation, db),
        let conflict = try DraftConflict.of(visit.person.id, upon: place.token, from: window, db),
        conflict.consultation == consultation.id
      else { return nil }
      let others = try DraftConflict.all(of: visit.person.id, upon: place.token, db)
        .filter { $0.window != conflict.window }
      let draft = try Draft.with(token: place.token, db)
      let questionnaire = try RubricQuestionnaire.current(of: consultation.id, conflict.rubric, db)?.questionnaire
      let open = try draft.flatMap { try $0.isOpen(to: visit.person, at: visit.now, db) ? $0 : nil }
      let names = try AnswerNames(
        of: [conflict.text.answers] + (open.map { [$0.text.answers] } ?? []), asked: questionnaire,
        files: try open.map { try DraftAttachments(of: $0, db).kept } ?? [], register.places, db)
      return DraftConflictPage(
        consultation: consultation, place: place, conflict: conflict, others: others,
        draft: open, themes: try Theme.all(of: consultation.id, db), questionnaire: questionnaire, names: names,
        person: visit.person.id,
        refusal: refusal?.sentence, language: visit.language)
    }
    guard let page else { throw NotFound() }
    return .page(
      Page(
        page.title, status: refusal?.status ?? 200, section: AllContributionsAddress().path, page))
  }

  /// Where one is led on; nil where there is nothing to choose.
  private func choose(
    _ typed: DraftChoices, _ place: DraftPlace, _ visit: PersonVisit, _ db: Transaction
  ) throws -> String? {
    guard let consultation = try Consultation.with(slug: place.consultation, db),
      let conflict = try DraftConflict.of(visit.person.id, upon: place.token, from: typed.window, db),
      conflict.consultation == consultation.id
    else { return nil }
    let found = try Draft.with(token: place.token, db)
    let draft = try found.flatMap { try $0.isOpen(to: visit.person, at: visit.now, db) ? $0 : nil }
    switch typed.action {
    case .letGo:
      try DraftConflict.end(of: visit.person.id, upon: place.token, from: conflict.window, db)
      return draft == nil ? DraftsAddress(consultation).path : DraftAddress(place).path
    case .begin:
      guard draft == nil else { throw DepositRefusal.changedMeanwhile }
      var generator = SystemRandomNumberGenerator()
      let token = Token(using: &generator).text
      try Draft.create(
        token: token, rubric: conflict.rubric, text: conflict.text, in: consultation.id,
        for: visit.person.standing?.organisation, by: visit.person.id, at: visit.now, db)
      try DraftConflict.end(of: visit.person.id, upon: place.token, from: conflict.window, db)
      return DraftAddress(DraftPlace(consultation: consultation.slug, token: token)).path + "?fait=enregistre"
    case .choose:
      guard let draft, draft.revision == typed.revision else { throw DepositRefusal.changedMeanwhile }
      let text = try chosen(typed, conflict, draft, db)
      if case .operator(let standing)? = try draft.part(of: visit.person, at: visit.now, db) {
        try draft.note(standing, visit, db)
      }
      try draft.write(
        text, holding: DraftBase(text, draft.rubric), by: visit.person.id, for: nil, at: visit.now, db)
      try DraftConflict.end(of: visit.person.id, upon: place.token, from: conflict.window, db)
      return DraftAddress(place).path + "?fait=enregistre"
    }
  }

  private func chosen(
    _ typed: DraftChoices, _ conflict: DraftConflict, _ draft: Draft, _ db: Snapshot
  ) throws -> ContributionText {
    let asked = try RubricQuestionnaire.current(of: draft.consultation, draft.rubric, db)?.questionnaire
    var text = conflict.merge(with: draft).text
    for answer in conflict.answers(against: draft, asking: asked) {
      guard let chosen = answer.chosen(typed.choices[answer.field.name] ?? answer.first) else {
        throw DepositRefusal.changedMeanwhile
      }
      text[answer.field] = chosen
    }
    text.answers = asked?.carried(text.answers) ?? text.answers
    if let refusal = text.refusalToKeep(among: try Theme.all(of: draft.consultation, db), asking: asked) {
      throw refusal
    }
    return text
  }
}
