import Foundation

extension Questionnaire {
  public static let longestDefinition = 65_536

  /// Reads a definition, and refuses what could not be asked.
  public static func read(_ json: [UInt8]) throws(DefinitionRefusal) -> Questionnaire {
    guard json.count <= longestDefinition else { throw .tooLarge }
    guard isShallow(json) else { throw .malformed }
    let questionnaire: Questionnaire
    do { questionnaire = try JSONDecoder().decode(Questionnaire.self, from: Data(json)) } catch { throw .malformed }
    if let refusal = questionnaire.refusal { throw refusal }
    return questionnaire
  }

  /// The definition, the same bytes for the same questionnaire.
  public var json: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // A value of this type has nothing that JSON cannot hold.
    return (try? encoder.encode(self)).map { [UInt8]($0) } ?? []
  }

  private static let deepest = 32

  /// Whether its lists and objects are no deeper than any definition's.
  static func isShallow(_ json: [UInt8]) -> Bool {
    var depth = 0
    var isText = false
    var isEscaped = false
    for byte in json {
      if isText {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isText = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isText = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      if depth > deepest { return false }
    }
    return true
  }
}

extension Question {
  private enum Key: String, CodingKey { case key, label, help, required, type, condition }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    key = try values.decode(String.self, forKey: .key)
    label = try values.decode(Wording.self, forKey: .label)
    help = try values.decodeIfPresent(Wording.self, forKey: .help)
    isRequired = try values.decodeIfPresent(Bool.self, forKey: .required) ?? false
    type = try values.decode(AnswerType.self, forKey: .type)
    condition = try values.decodeIfPresent(Condition.self, forKey: .condition)
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(key, forKey: .key)
    try values.encode(label, forKey: .label)
    try values.encodeIfPresent(help, forKey: .help)
    if isRequired { try values.encode(true, forKey: .required) }
    try values.encode(type, forKey: .type)
    try values.encodeIfPresent(condition, forKey: .condition)
  }
}

extension AnswerType: Codable {
  private enum Key: String, CodingKey { case name, longest, long, options, least, most, unit }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    let name = try values.decode(String.self, forKey: .name)
    switch name {
    case "text":
      self = .text(
        longest: try values.decodeIfPresent(Int.self, forKey: .longest) ?? Questionnaire.longestText,
        isLong: try values.decodeIfPresent(Bool.self, forKey: .long) ?? false)
    case "choice": self = .choice(try values.decode([Option].self, forKey: .options))
    case "choices":
      let options = try values.decode([Option].self, forKey: .options)
      self = .choices(options, most: try values.decodeIfPresent(Int.self, forKey: .most) ?? options.count)
    case "number":
      self = .number(
        least: try values.decodeIfPresent(Int64.self, forKey: .least),
        most: try values.decodeIfPresent(Int64.self, forKey: .most),
        unit: try values.decodeIfPresent(Wording.self, forKey: .unit))
    case "amount": self = .amount
    case "date": self = .date
    case "page": self = .page
    case "authority": self = .authority
    case "file": self = .file
    default: throw DecodingError.dataCorruptedError(forKey: Key.name, in: values, debugDescription: "unknown type")
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(name, forKey: .name)
    switch self {
    case .text(let longest, let isLong):
      try values.encode(longest, forKey: .longest)
      try values.encode(isLong, forKey: .long)
    case .choice(let options): try values.encode(options, forKey: .options)
    case .choices(let options, let most):
      try values.encode(options, forKey: .options)
      try values.encode(most, forKey: .most)
    case .number(let least, let most, let unit):
      try values.encodeIfPresent(least, forKey: .least)
      try values.encodeIfPresent(most, forKey: .most)
      try values.encodeIfPresent(unit, forKey: .unit)
    case .amount, .date, .page, .authority, .file: break
    }
  }
}

extension Condition: Codable {
  private enum Key: String, CodingKey { case answered, question, chosen, not, all, any }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    if let question = try values.decodeIfPresent(String.self, forKey: .answered) {
      self = .answered(question)
    } else if let option = try values.decodeIfPresent(String.self, forKey: .chosen) {
      self = .chosen(try values.decode(String.self, forKey: .question), option: option)
    } else if let condition = try values.decodeIfPresent(Condition.self, forKey: .not) {
      self = .not(condition)
    } else if let conditions = try values.decodeIfPresent([Condition].self, forKey: .all) {
      self = .all(conditions)
    } else {
      self = .any(try values.decode([Condition].self, forKey: .any))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    switch self {
    case .answered(let question): try values.encode(question, forKey: .answered)
    case .chosen(let question, let option):
      try values.encode(question, forKey: .question)
      try values.encode(option, forKey: .chosen)
    case .not(let condition): try values.encode(condition, forKey: .not)
    case .all(let conditions): try values.encode(conditions, forKey: .all)
    case .any(let conditions): try values.encode(conditions, forKey: .any)
    }
  }
}
