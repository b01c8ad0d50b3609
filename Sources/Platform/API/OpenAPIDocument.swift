import Localization

/// The description of the API for programs (OpenAPI 3.1), made from the declarations that read what is asked and write
/// what is answered.
struct OpenAPIDocument {
  var operations: [Operation]
  var site: Site
  var language: Language

  var bytes: [UInt8] {
    var json = JSONWriter()
    json.object([
      ("openapi", { $0.text("3.1.0") }), ("info", info), ("servers", servers), ("paths", paths),
      ("components", { $0.object([("schemas", schemas)]) }),
    ])
    return json.bytes
  }

  private func text(_ phrase: Phrase) -> String { phrase.text(in: language, site.catalogue) }

  private func info(_ json: inout JSONWriter) {
    let title = text(t("API de \(site.settings.siteName)"))
    let about = text(t("Tout ce qui est public, en lecture, sans clé. Sous Licence ouverte 2.0."))
    json.object([
      ("title", { $0.text(title) }), ("version", { $0.text("1") }), ("description", { $0.text(about) }),
      ("license", { json in json.object([("name", { $0.text("Licence ouverte 2.0") })]) }),
    ])
  }

  private func servers(_ json: inout JSONWriter) {
    let address = site.settings.baseAddress
    json.list([address]) { address, json in json.object([("url", { $0.text(address) })]) }
  }

  private func paths(_ json: inout JSONWriter) {
    json.object(
      operations.map { operation in
        (operation.pattern, { json in json.object([("get", { write(operation, to: &$0) })]) })
      })
  }

  private func write(_ operation: Operation, to json: inout JSONWriter) {
    let summary = text(operation.summary)
    let parameters = operation.segments.map { ($0, true) } + operation.parameters.map { ($0, false) }
    json.object([
      ("operationId", { $0.text(operation.name) }), ("summary", { $0.text(summary) }),
      ("parameters", { $0.list(parameters) { write($0.0, isInPath: $0.1, to: &$1) } }),
      ("responses", { responses(to: operation, &$0) }),
    ])
  }

  private func write(_ parameter: any DeclaredParameter, isInPath: Bool, to json: inout JSONWriter) {
    let about = text(parameter.description)
    json.object([
      ("name", { $0.text(parameter.name) }), ("in", { $0.text(isInPath ? "path" : "query") }),
      ("required", { $0.flag(isInPath) }), ("description", { $0.text(about) }),
      ("schema", { parameter.schema.write(to: &$0) }),
    ])
  }

  private func responses(to operation: Operation, _ json: inout JSONWriter) {
    let good = JSONSchema.shape(operation.answer.name)
    let problem = JSONSchema.shape(Problem.shape.name)
    json.object([
      ("200", { response(t("Trouvé"), "application/json", good, &$0) }),
      ("304", { response(t("Rien n’a changé depuis (If-None-Match)"), nil, problem, &$0) }),
      ("400", { response(t("Paramètre inconnu ou illisible"), Problem.mediaType, problem, &$0) }),
      ("404", { response(t("Introuvable"), Problem.mediaType, problem, &$0) }),
      ("default", { response(t("Autre refus"), Problem.mediaType, problem, &$0) }),
    ])
  }

  private func response(_ about: Phrase, _ type: String?, _ schema: JSONSchema, _ json: inout JSONWriter) {
    let about = text(about)
    guard let type else { return json.object([("description", { $0.text(about) })]) }
    json.object([
      ("description", { $0.text(about) }),
      (
        "content",
        { json in json.object([(type, { json in json.object([("schema", { schema.write(to: &$0) })]) })]) }
      ),
    ])
  }

  private func schemas(_ json: inout JSONWriter) {
    var known: Set<String> = []
    let all = (operations.map(\.answer) + [Problem.shape.description]).flatMap(\.all)
    let once = all.filter { known.insert($0.name).inserted }
    json.object(once.map { shape in (shape.name, { write(shape, to: &$0) }) })
  }

  private func write(_ shape: ShapeDescription, to json: inout JSONWriter) {
    let names = shape.fields.map(\.name)
    json.object([
      ("type", { $0.text("object") }),
      ("properties", { properties(of: shape, &$0) }),
      ("required", { $0.list(names) { $1.text($0) } }),
      ("additionalProperties", { $0.flag(false) }),
    ])
  }

  private func properties(of shape: ShapeDescription, _ json: inout JSONWriter) {
    json.object(
      shape.fields.map { field in
        (field.name, { field.schema.write(to: &$0, description: text(field.description)) })
      })
  }
}
