import Consultations
import Forms
import Localization
import Platform
import Storage

/// `/administration/questions`
struct QuestionnairesAddress: FixedAddress {
  static let pattern: StaticString = "/administration/questions"
  init() {}
}

/// `/administration/questions/services-2021/besoin`
struct QuestionnaireAddress: Address {
  static let pattern: StaticString = "/administration/questions/{consultation}/{rubrique}"
  var consultation: String
  var rubric: Rubric
  init(consultation: String, rubric: Rubric) {
    self.consultation = consultation
    self.rubric = rubric
  }
  init(segments: [String]) throws(NotFound) {
    consultation = try first(segments)
    guard segments.count == 2, let rubric = Rubric(slug: segments[1]) else { throw NotFound() }
    self.rubric = rubric
  }
  var segments: [String] { [consultation, rubric.slug] }
}

extension DefinitionRefusal: FieldRefusal {
  package var status: Int { 422 }
  package var field: String { "intitule" }
}

/// Somebody else has published other questions meanwhile.
struct QuestionnaireConflict: Refusal {
  var status: Int { 409 }
  var sentence: Phrase {
    t("Quelqu’un d’autre a publié des questions entre-temps. Les vôtres sont gardées : comparez, puis publiez.")
  }
}

extension DepositsModule {
  func registerQuestionnaires(in registry: inout Registry) {
    registry.addToAdministration(
      AdministrationEntry(
        t("Questions complémentaires"), path: QuestionnairesAddress().path,
        summary: t("Ce que chaque rubrique demande en plus, en versions."), permission: .prepare))
    registry.get(QuestionnairesAddress.self, permission: .prepare) { _, visit in
      let consultations = try await database.read { db in try Consultation.all(db) }
      let page = QuestionnairesPage(consultations: consultations, language: visit.language)
      return .page(Page(t("Questions complémentaires"), isNarrow: true, page))
    }
    registry.get(QuestionnaireAddress.self, permission: .prepare) { address, visit in
      let (consultation, current) = try await self.asked(address)
      let page = QuestionnairePage(
        consultation: consultation, rubric: address.rubric, current: current,
        definition: current?.questionnaire ?? Questionnaire(sections: []), seen: current?.version ?? 0,
        isDone: visit.visit.query["fait"] == "publiees", language: visit.language)
      return .page(Page(t("Questions complémentaires"), isNarrow: true, page))
    }
    registry.post(QuestionnaireAddress.self, permission: .prepare, input: QuestionnaireEdition.self) {
      address, visit, edition in
      try await edit(edition, address, visit)
    }
  }

  private func asked(_ address: QuestionnaireAddress) async throws -> (Consultation, RubricQuestionnaire?) {
    let found = try await database.read { db -> (Consultation, RubricQuestionnaire?)? in
      guard let consultation = try Consultation.prepared(slug: address.consultation, db) else { return nil }
      return (consultation, try RubricQuestionnaire.current(of: consultation.id, address.rubric, db))
    }
    guard let found else { throw NotFound() }
    return found
  }

  private func edit(_ edition: QuestionnaireEdition, _ address: QuestionnaireAddress, _ visit: PersonVisit) async throws
    -> Answer
  {
    let (consultation, current) = try await asked(address)
    var page = QuestionnairePage(
      consultation: consultation, rubric: address.rubric, current: current,
      definition: current?.questionnaire ?? Questionnaire(sections: []),
      seen: edition.seen ?? current?.version ?? 0, isDone: false, language: visit.language)
    do throws(DefinitionRefusal) {
      guard let definition = edition.definition else { throw .malformed }
      page.definition = definition
      switch edition.action {
      case .publish:
        if let refusal = current.map({ definition.refusal(after: $0.questionnaire) }) ?? definition.refusal {
          throw refusal
        }
      case .add: page.definition = try edition.added(to: definition, after: current?.questionnaire)
      case .raise(let key): page.definition = try definition.raising(key).checked()
      case .remove(let key): page.definition = try definition.without(key).checked()
      case .edit(let key):
        let section = definition.sections.first { $0.questions.contains { $0.key == key } }
        page.typed = definition.question(key).map {
          QuestionnaireEdition(of: $0, in: section?.title, definition)
        }
      }
    } catch {
      page.refusal = error
      page.typed = edition.action == .add ? edition : nil
      let refused = page
      return try await visit.visit.refuse(error) {
        .page(Page(t("Questions complémentaires"), status: 422, isNarrow: true, refused))
      }
    }
    guard edition.action == .publish else { return .page(Page(t("Questions complémentaires"), isNarrow: true, page)) }
    let definition = page.definition
    do {
      _ = try await database.write { db in
        let current = try RubricQuestionnaire.current(of: consultation.id, address.rubric, db)
        let isSeen = edition.seen.map { $0 == current?.version ?? 0 } ?? true
        guard isSeen || current?.questionnaire == definition else { throw QuestionnaireConflict() }
        return try RubricQuestionnaire.publish(
          definition, of: address.rubric, in: consultation.id, by: visit.person.actor(for: nil), at: visit.now, db)
      }
    } catch let conflict as QuestionnaireConflict {
      let now = try await asked(address).1
      (page.current, page.seen, page.isContested) = (now, now?.version ?? 0, true)
      let contested = page
      return try await visit.visit.refuse(conflict) {
        .page(Page(t("Questions complémentaires"), status: conflict.status, isNarrow: true, contested))
      }
    }
    return .redirect(to: visit.language.address(address.path) + "?fait=publiees")
  }
}

extension QuestionnaireEdition {
  /// The definition with what was typed, if it can be asked.
  fileprivate func added(to definition: Questionnaire, after current: Questionnaire?) throws(DefinitionRefusal)
    -> Questionnaire
  {
    guard hasGoodBounds else { throw .badBounds(key) }
    let added = definition.with(question(among: definition), in: partTitle)
    if let refusal = current.map({ added.refusal(after: $0) }) ?? added.refusal { throw refusal }
    return added
  }
}

extension Questionnaire {
  /// Itself, if it can be asked; none at all is the beginning of another.
  fileprivate func checked() throws(DefinitionRefusal) -> Questionnaire {
    if let refusal, refusal != .noQuestion { throw refusal }
    return self
  }
}
