import Platform

extension OrganisationRequest.Asking: Input {
  static let fields: Set<String> = ["nom", "sorte", "siren", "site"]

  init(_ visit: Visit) {
    name = (visit.form["nom"] ?? "").trimmed
    kind = visit.form["sorte"].flatMap { OrganisationKind(rawValue: $0) }
    siren = (visit.form["siren"] ?? "").filter { !$0.isWhitespace }
    website = (visit.form["site"] ?? "").trimmed
  }
}
