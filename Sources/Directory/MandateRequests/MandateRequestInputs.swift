import Platform

/// What is sent to ask for a mandate: as what, and how it is proved.
struct MandateForm: Input {
  static let fields: Set<String> = ["fonction", "preuve", "message"]
  enum Proof: Sendable, Equatable {
    case mailbox(Int64)
    case address, person
  }
  var kind: Mandate.Kind?
  var proof: Proof?
  var message = ""

  init() {}

  init(_ visit: Visit) {
    kind = visit.form["fonction"].flatMap { Mandate.Kind(rawValue: $0) }
    message = (visit.form["message"] ?? "").trimmed
    switch visit.form["preuve"] {
    case "adresse": proof = .address
    case "personne": proof = .person
    case let box?: proof = Int64(box).map { .mailbox($0) }
    case nil: proof = nil
    }
  }
}

/// The code that the official mailbox received; its figures alone count.
struct MandateCodeTyped: Input {
  static let fields: Set<String> = ["code"]
  var code: String
  init(_ visit: Visit) { code = (visit.form["code"] ?? "").filter { $0.isASCII && $0.isNumber } }
}

/// Yes or no to what was asked, and where to go on.
struct RequestDecision: Input {
  static let fields: Set<String> = ["decision", "retour"]
  /// Nil for what is neither.
  var isYes: Bool?
  var returnTo: String

  init(_ visit: Visit) {
    isYes = ["oui": true, "non": false][visit.form["decision"] ?? ""]
    returnTo = localPath(visit.form["retour"])
  }
}

/// Which of one's mandates ends, now or on a day.
struct MandateEnd: Input {
  static let fields: Set<String> = ["mandat", "jusque"]
  var mandate: Int64?
  var day: String

  init(_ visit: Visit) {
    mandate = visit.form["mandat"].flatMap { Int64($0) }
    day = visit.form["jusque"] ?? ""
  }
}
