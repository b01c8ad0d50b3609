import HTML
import Localization

/// What can be taken of this site and how, for people: the files, then the addresses for programs.
struct APIPage: Component {
  var operations: [Operation]
  var downloads: [NavigationEntry]
  var base: String
  var language: Language

  private var document: String { language.address(OpenAPIAddress().path) }

  var body: some Markup {
    h1 { t("Données ouvertes et API") }
    p(.class("lead")) { t("Tout ce que montrent les pages publiques se prend, se réutilise et se vérifie. Sans clé.") }
    if !downloads.isEmpty { DownloadList(entries: downloads, language: language) }
    section(.class("section")) {
      h2 { t("Interroger l’API") }
      p { t("Les mêmes données et les mêmes filtres que les pages, en JSON, à lire par un programme.") }
      ExampleAddress(operations: operations, base: base)
      APITerms()
      div(.class("actions")) {
        a(.class("button button-secondary"), .href(document)) { t("Description OpenAPI 3.1") }
      }
    }
    section(.class("section")) {
      h2 { t("Les adresses") }
      for operation in operations { OperationDetails(operation: operation) }
    }
  }
}

private struct DownloadList: Component {
  var entries: [NavigationEntry]
  var language: Language

  var body: some Markup {
    section(.class("section")) {
      h2 { t("Télécharger") }
      ul {
        for entry in entries { li { a(.href(language.address(entry.path))) { entry.title } } }
      }
    }
  }
}

/// An address to try.
private struct ExampleAddress: Component {
  var operations: [Operation]
  var base: String
  private var path: String? { operations.first { $0.segments.isEmpty }?.pattern }
  private var address: String? { path.map { base + $0 } }

  var body: some Markup {
    if let path, let address { p { a(.href(path)) { code { address } } } }
  }
}

private struct APITerms: Component {
  var body: some Markup {
    ul {
      li { t("Une liste donne 20 éléments, 100 au plus par « limite ». « suivant » est l’adresse de la suite.") }
      li { t("Un paramètre inconnu ou illisible est refusé : 400, avec son nom (RFC 9457).") }
      li { t("ETag et If-None-Match : ce qui n’a pas changé ne se télécharge pas deux fois.") }
      li { t("Les pages de tous les sites peuvent lire cette API. Elle ne prend ni compte ni témoin de connexion.") }
      li { t("Dates en temps universel (RFC 3339). Textes tels que déposés, en Markdown pour les commentaires.") }
      li { t("Licence ouverte 2.0 : citez l’organisateur et la date.") }
    }
  }
}

private struct OperationDetails: Component {
  var operation: Operation
  private var all: [any DeclaredParameter] { operation.segments + operation.parameters }

  var body: some Markup {
    details {
      summary { operation.summary }
      p { code { operation.pattern } }
      ul { for parameter in all { ParameterLine(parameter: parameter) } }
    }
  }
}

private struct ParameterLine: Component {
  var parameter: any DeclaredParameter
  private var words: String {
    guard case .choice(let words) = parameter.schema else { return "" }
    return words.joined(separator: ", ")
  }

  var body: some Markup {
    li {
      code { parameter.name }
      " · "
      parameter.description
      if !words.isEmpty {
        br()
        code { words }
      }
    }
  }
}
