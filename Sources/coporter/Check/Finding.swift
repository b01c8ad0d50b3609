/// One thing that `check` looked at, and how it is.
struct Finding: Equatable {
  enum Level { case sound, warning, fault }

  var level: Level
  var subject: String
  var text: String

  static func sound(_ subject: String, _ text: String) -> Finding {
    Finding(level: .sound, subject: subject, text: text)
  }
  static func warning(_ subject: String, _ text: String) -> Finding {
    Finding(level: .warning, subject: subject, text: text)
  }
  static func fault(_ subject: String, _ text: String) -> Finding {
    Finding(level: .fault, subject: subject, text: text)
  }

  var line: String {
    switch level {
    case .sound: "\(subject) : \(text)"
    case .warning: "Attention — \(subject) : \(text)"
    case .fault: "Défaut — \(subject) : \(text)"
    }
  }
}
