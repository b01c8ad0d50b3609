import Directory
import Forms
import Platform
import Storage

/// What answers point at by a token: bodies of the directory, and files of the contribution.
struct AnswerNames: Sendable {
  /// By token: a name with its department, a description.
  private(set) var words: [String: String] = [:]
  /// Those that what was typed may mean, by the key of the question.
  var offered: [String: [Organisation]] = [:]
  /// Those that may be chosen.
  var files: [Attachment] = []

  init() {}

  /// - Parameter files: those that the reader may open.
  init(
    of answers: [Answers], asked questionnaire: Questionnaire?, files: [Attachment], _ places: Places, _ db: Snapshot
  ) throws {
    self.files = files
    let keys = (questionnaire?.questions ?? []).filter { $0.type == .authority }.map(\.key)
    let tokens = Set(answers.flatMap { one in keys.flatMap { one[$0] } })
    for organisation in try Organisation.with(tokens: tokens.sorted(), db) {
      words[organisation.token] = places.fullName(of: organisation)
    }
    for file in files { words[file.token] = file.description }
  }

  subscript(_ answer: String) -> String { words[answer] ?? answer }
}

extension ContributionText {
  /// As it is read: what its answers point at stands there by its name.
  func naming(_ names: AnswerNames, asked questionnaire: Questionnaire?) -> ContributionText {
    var text = self
    var typed = answers.typed
    for question in questionnaire?.questions ?? [] where question.type.pointsElsewhere {
      typed[question.key] = typed[question.key]?.map { names[$0] }
    }
    text.answers = Answers(typed)
    return text
  }

  /// The first of its answers that points at nothing: at no body of the directory, at none of these files.
  func refusalOfNames(asked questionnaire: Questionnaire, files: [Attachment], _ db: Snapshot) throws -> Refusal? {
    for (question, answer) in questionnaire.understood(answers) {
      switch answer {
      case .authority(let token):
        if try Organisation.with(token: token, db) == nil { return .answer(question.key, .unknownAuthority) }
      case .file(let token):
        if !files.contains(where: { $0.token == token }) { return .answer(question.key, .unknownFile) }
      default: continue
      }
    }
    return nil
  }
}

extension AnswerType {
  var pointsElsewhere: Bool { self == .authority || self == .file }
}

extension DepositsModule {
  /// A text as it is read: what its answers point at stands there by its name.
  /// - Parameter files: those that the reader may open.
  func named(
    _ text: ContributionText, asked questionnaire: Questionnaire?, files: [Attachment], _ db: Snapshot
  ) throws -> ContributionText {
    let names = try AnswerNames(of: [text.answers], asked: questionnaire, files: files, register.places, db)
    return text.naming(names, asked: questionnaire)
  }

  /// Answers in which each body that was found has its token in the place of what was typed; what the directory does
  /// not know, or knows several times, stays as it was typed.
  func found(_ answers: Answers, asked questionnaire: Questionnaire?) async throws -> Answers {
    var typed = answers.typed
    for question in questionnaire?.questions ?? [] where question.type == .authority {
      guard let values = typed[question.key], let text = values.first else { continue }
      typed[question.key] = [try await token(of: values) ?? text]
    }
    return Answers(typed)
  }

  private func token(of values: [String]) async throws -> String? {
    let chosen = try await database.read { db in try values.last.flatMap { try Organisation.with(token: $0, db) } }
    if let chosen, values.count == 1 || values[0] == register.places.fullName(of: chosen) { return chosen.token }
    guard case .one(let organisation) = try await register.meant(by: values[0]) else { return nil }
    return organisation.token
  }

  /// What a form of these answers shows and offers.
  func names(
    of answers: Answers, asked questionnaire: Questionnaire?, files: [Attachment]
  ) async throws -> AnswerNames {
    var names = try await database.read { db in
      try AnswerNames(of: [answers], asked: questionnaire, files: files, register.places, db)
    }
    for question in questionnaire?.questions ?? [] where question.type == .authority {
      guard let typed = answers[question.key].first, names.words[typed] == nil,
        case .oneOf(let several) = try await register.meant(by: typed)
      else { continue }
      names.offered[question.key] = several
    }
    return names
  }
}
