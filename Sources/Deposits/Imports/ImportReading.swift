import Consultations
import Directory
import Forms
import Localization
import Platform
import Storage

/// What a line is read against: the directory, the themes and the questions of the consultation.
struct ImportReading {
  private var themes: [Theme]
  private var questionnaires: [Rubric: RubricQuestionnaire] = [:]
  /// For whom lines are brought that name no organisation.
  private var other: Organisation?
  private var now: Instant
  private var found: [String: Organisation] = [:]

  init(_ consultation: Int64, other: Organisation?, at now: Instant, _ db: Snapshot) throws {
    themes = try Theme.all(of: consultation, db)
    for rubric in Rubric.allCases {
      questionnaires[rubric] = try RubricQuestionnaire.current(of: consultation, rubric, db)
    }
    self.other = other
    self.now = now
  }

  // MARK: Who

  /// By the identifier on this site, by SIREN, by INSEE code and kind.
  mutating func depositor(_ row: ImportFile.Row, _ db: Snapshot) throws -> Organisation {
    let names = ["organisme_identifiant", "siren", "code_insee", "organisme_type"].map { row[$0] }
    guard names.prefix(3).contains(where: { !$0.isEmpty }) else {
      guard let other else { throw ImportRefusal.noOrganisation }
      return other
    }
    let key = names.joined(separator: " ")
    if let known = found[key] { return known }
    var organisation = try Organisation.with(token: names[0], db)
    if organisation == nil, !names[1].isEmpty { organisation = try Organisation.withSiren(names[1], db) }
    if organisation == nil, !names[2].isEmpty {
      let kind = OrganisationKind(slug: names[3]) ?? .commune
      organisation = try Organisation.with(code: names[2], of: kind, db)
    }
    guard let organisation else { throw ImportRefusal.unknownOrganisation }
    found[key] = organisation
    return organisation
  }

  // MARK: When

  func instant(_ text: String) throws -> Instant {
    guard let instant = Instant(universal: text) else { throw ImportRefusal.unreadableDate(String(text.prefix(40))) }
    guard instant <= now else { throw ImportRefusal.future }
    return instant
  }

  // MARK: What

  /// A line of our own open data.
  mutating func contribution(_ row: ImportFile.Row, _ db: Snapshot) throws -> ImportedContribution {
    let token = row["identifiant"]
    guard Token(prefixOf: token)?.text == token else { throw ImportRefusal.noSource }
    let publishedAt = try instant(row["publiee_le"])
    var imported = ImportedContribution(
      source: "coporter:" + token, token: token, organisation: try depositor(row, db).id, rubric: .need,
      text: ContributionText(), publishedAt: publishedAt, versionAt: publishedAt)
    if !row["numero"].isEmpty {
      guard let number = Int(row["numero"]), (1...1_000_000_000).contains(number) else { throw ImportRefusal.badNumber }
      imported.number = number
    }
    for token in row["co_deposants_identifiants"].split(separator: " ") {
      guard let other = try Organisation.with(token: String(token), db), other.id != imported.organisation else {
        throw ImportRefusal.unknownOrganisation
      }
      imported.others.append(other.id)
    }
    guard row["etat"] != ContributionFilter.State.withdrawn.rawValue else {
      imported.withdrawal = try withdrawal(row["motif_retrait"], at: row["retiree_le"])
      imported.text = Self.tombstone
      return imported
    }
    guard let rubric = Rubric(slug: row["rubrique"]) else { throw ImportRefusal.unknownRubric }
    imported.rubric = rubric
    if !row["version"].isEmpty {
      guard let version = Int(row["version"]), (1...1_000_000).contains(version) else { throw ImportRefusal.badNumber }
      imported.version = version
    }
    if !row["version_du"].isEmpty { imported.versionAt = try instant(row["version_du"]) }
    imported.text = try text(row, rubric, db)
    return imported
  }

  /// What stands in the place of a text that was not given: no page shows it.
  private static let tombstone = ContributionText(title: "—", today: "—")

  private func withdrawal(_ reason: String, at text: String) throws -> (String, Instant) {
    let reason = ContributionText.text(reason)
    if let refusal = Withdrawal.refusal(reason) { throw ImportRefusal.withdrawal(refusal) }
    return (reason, try instant(text))
  }

  private func text(_ row: ImportFile.Row, _ rubric: Rubric, _ db: Snapshot) throws -> ContributionText {
    var text = ContributionText(
      title: ContributionText.line(row["titre"]), today: ContributionText.text(row["aujourdhui"]),
      forWhom: ContributionText.text(row["pour_qui"]), existing: ContributionText.text(row["existant"]),
      expected: ContributionText.text(row["attendu"]), language: Language(rawValue: row["langue"]) ?? .french,
      themes: row["themes"].split(separator: " ").map(String.init))
    text.service = ServiceSheet(
      codeAddress: row["code_source"], licence: row["licence"], maintainer: row["mainteneur"],
      users: row["utilisateurs"], documentation: row["documentation"], cost: row["cout"])
    if !row["reponses"].isEmpty {
      let answers = Answers(json: row["reponses"])
      guard let asked = questionnaires[rubric], !answers.isEmpty, asked.questionnaire.published(answers) == answers
      else { throw ImportRefusal.unknownAnswers }
      (text.answers, text.questionnaire) = (try found(answers, asked.questionnaire, db), asked.id)
    }
    return try checked(text, questionnaires[rubric]?.questionnaire)
  }

  /// Bodies of the directory by their identifier on this site: a SIREN, an INSEE code or a name that one alone bears
  /// says the same. A file is not brought with a line: what names one stays as it is.
  private func found(_ answers: Answers, _ asked: Questionnaire, _ db: Snapshot) throws -> Answers {
    var typed = answers.typed
    for question in asked.questions where question.type == .authority {
      guard let text = typed[question.key]?.first else { continue }
      let called = try Organisation.called(text, db)
      guard called.count == 1 else { throw ImportRefusal.text(.answer(question.key, .unknownAuthority)) }
      typed[question.key] = [called[0].token]
    }
    return Answers(typed)
  }

  func checked(_ text: ContributionText, _ asked: Questionnaire? = nil) throws -> ContributionText {
    let refusal = text.refusalToKeep(among: themes, asking: asked) ?? text.refusalToRecord
    if let refusal { throw ImportRefusal.text(refusal) }
    return text
  }
}
