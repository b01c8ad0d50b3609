import Localization

/// The address to which a code is asked for.
struct AddressTyped: Input {
  static let fields: Set<String> = ["adresse", "retour"]
  var mail: String
  var returnTo: String

  init(_ visit: Visit) {
    mail = visit.form["adresse"] ?? ""
    returnTo = localPath(visit.form["retour"])
  }
}

/// The code that came by mail; its figures alone count.
struct CodeTyped: Input {
  static let fields: Set<String> = ["code", "partagee"]
  var code: String
  /// Whether several persons use the address.
  var isShared: Bool

  init(_ visit: Visit) {
    code = (visit.form["code"] ?? "").filter { $0.isASCII && $0.isNumber }
    isShared = visit.form["partagee"] != nil
  }
}

/// Who one is: a person of the address, or a name.
struct WhoTyped: Input {
  static let fields: Set<String> = ["personne", "nom"]
  var person: String?
  var name: String

  init(_ visit: Visit) {
    person = visit.form["personne"]
    name = (visit.form["nom"] ?? "").trimmed
  }

  func checked() throws(SignIn.Refusal) -> String {
    guard !name.isEmpty else { throw .noName }
    guard name.unicodeScalars.count <= Person.longestName else { throw .longName }
    return name
  }
}
