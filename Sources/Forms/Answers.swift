import Foundation

/// What was answered, as it was typed: a draft keeps it even where it is not yet an answer. Bounded when it comes in.
public struct Answers: Sendable, Equatable {
  /// By the key of the question; several for several choices.
  public private(set) var typed: [String: [String]]

  public init(_ typed: [String: [String]] = [:]) {
    self.typed = typed.compactMapValues { values in
      let kept = values.filter { !$0.isEmpty }
      return kept.isEmpty ? nil : kept
    }
  }

  public var isEmpty: Bool { typed.isEmpty }

  public subscript(_ key: String) -> [String] { typed[key] ?? [] }

  /// The first of them.
  public func first(_ key: String) -> String { typed[key]?.first ?? "" }

  public static let longestJSON = 400_000

  /// The same bytes for the same answers; nothing for none.
  public var json: String {
    guard !typed.isEmpty else { return "" }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(typed)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// Reads what `json` wrote; what is no such thing holds no answer.
  public init(json: String) {
    guard !json.isEmpty, json.utf8.count <= Self.longestJSON, Questionnaire.isShallow(Array(json.utf8)),
      let typed = try? JSONDecoder().decode([String: [String]].self, from: Data(json.utf8))
    else {
      self.init()
      return
    }
    self.init(typed)
  }

  /// Every word of it that is text, for a search.
  public func texts(of questionnaire: Questionnaire) -> [String] {
    questionnaire.questions.flatMap { question -> [String] in
      if case .text = question.type { return self[question.key] }
      return []
    }
  }
}

/// An answer that was understood.
public enum GivenAnswer: Sendable, Equatable {
  case text(String)
  case choice(Option)
  case choices([Option])
  /// In thousandths.
  case number(Int64)
  /// In cents.
  case amount(Int64)
  case date(year: Int, month: Int, day: Int)
  case page(String)
  /// What the directory calls it.
  case authority(String)
  /// What the room calls it.
  case file(String)
}

/// Why an answer cannot be published, or even kept.
public enum AnswerRefusal: Error, Sendable, Equatable, CaseIterable {
  case missing, tooLong, unknownOption, tooManyOptions, notANumber, tooSmall, tooLarge, notAnAmount, notADate, notAPage,
    unknownAuthority, ambiguousAuthority, unknownFile

  /// Even a draft cannot hold it.
  public var isOfKeeping: Bool { self == .tooLong }
}
