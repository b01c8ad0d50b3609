import Consultations
import Localization
import Platform

/// What is told about a file beside it: its rows, its size, its SHA-256, its licence and the schema of its columns, as
/// a resource of the Data Package standard (https://datapackage.org).
struct OpenDataDescriptor: Sendable {
  var file: OpenDataFile
  var summary: OpenDataSummary
  /// The whole address of the file.
  var address: String
  var consultation: Consultation
  var band: String
  var language: Language

  func json(_ catalogue: Catalogue) -> String {
    func quoted(_ phrase: Phrase) -> String { OpenDataCell.quoted(phrase.text(in: language, catalogue)) }
    let licence = OpenDataFile.licence
    var pairs: [(String, String)] = [
      ("name", OpenDataCell.quoted(file.table.name)), ("path", OpenDataCell.quoted(address)),
      ("title", OpenDataCell.quoted(consultation.title)), ("description", quoted(file.table.title)),
    ]
    if !band.isEmpty { pairs.append(("warning", OpenDataCell.quoted(band))) }
    pairs += [
      ("format", OpenDataCell.quoted(file.format.rawValue)),
      ("mediatype", OpenDataCell.quoted(file.format == .csv ? "text/csv" : "application/json")),
      ("encoding", "\"utf-8\""), ("bytes", String(summary.bytes)),
      ("hash", OpenDataCell.quoted("sha256:" + summary.sha256)), ("rows", String(summary.rows)),
      (
        "licenses",
        """
        [{"name":"\(licence.name)","title":"\(licence.title)","path":"\(licence.address)"}]
        """
      ),
    ]
    if file.format == .csv {
      pairs.append(("dialect", #"{"delimiter":",","lineTerminator":"\r\n","quoteChar":"\"","header":true}"#))
    } else {
      pairs.append(("dialect", "{\"property\":\(OpenDataCell.quoted(file.table.name))}"))
    }
    let fields = file.table.fields.map { field in
      let name = OpenDataCell.quoted(field.name)
      return "{\"name\":\(name),\"type\":\"\(field.kind.rawValue)\",\"description\":\(quoted(field.description))}"
    }
    pairs.append(("schema", "{\"fields\":[\n\(fields.joined(separator: ",\n"))\n],\"missingValues\":[\"\"]}"))
    return "{" + pairs.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",\n") + "}\n"
  }
}

extension OpenDataFile.Table {
  var title: Phrase {
    switch self {
    case .contributions: t("Contributions")
    case .supports: t("Soutiens")
    case .later(let table): table.title
    }
  }
}
