import Directory
import Localization
import Platform
import PublicCode
import Storage

/// A file of the catalogue that anyone may take and use: the sheets, or what organisations say of them. Made while it
/// is sent, of what is public at that moment.
struct SheetDataFile: Sendable, Equatable {
  enum Table: String, Sendable, CaseIterable { case services, declarations }

  var table: Table
  var isCSV: Bool

  static let all: [SheetDataFile] = Table.allCases.flatMap { table in
    [SheetDataFile(table: table, isCSV: true), SheetDataFile(table: table, isCSV: false)]
  }

  init(table: Table, isCSV: Bool) {
    self.table = table
    self.isCSV = isCSV
  }

  init?(name: String) {
    guard let found = Self.all.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  /// `services.csv`
  var name: String { table.rawValue + (isCSV ? ".csv" : ".json") }
  var mediaType: String { isCSV ? "text/csv; charset=utf-8; header=present" : "application/json" }
}

extension SheetDataFile.Table {
  var title: Phrase {
    switch self {
    case .services: t("Services")
    case .declarations: t("Ce que des organismes en disent")
    }
  }

  var fields: [OpenDataField] {
    switch self {
    case .services: Self.sheet + Self.told + [Self.band]
    case .declarations: Self.saying + [Self.band]
    }
  }

  private static let sheet: [OpenDataField] = [
    OpenDataField("identifiant", .string, t("Identifiant, le même pour toujours")),
    OpenDataField("adresse", .string, t("Adresse de la page")),
    OpenDataField("nom", .string, t("Nom")),
    OpenDataField("resume", .string, t("En une phrase")),
    OpenDataField("langue_resume", .string, t("Langue de cette phrase")),
    OpenDataField("code_source", .string, t("Adresse du code source")),
    OpenDataField("licence", .string, t("Licence (SPDX)")),
    OpenDataField("code_ouvert", .boolean, t("Sa licence est approuvée par l’Open Source Initiative")),
    OpenDataField("categories", .string, t("Catégories de la norme, séparées par des espaces")),
  ]
  private static let told: [OpenDataField] = [
    OpenDataField("etat", .string, t("État du développement : stable, beta…")),
    OpenDataField("version_logiciel", .string, t("Version du logiciel")),
    OpenDataField("publiccode", .string, t("Adresse du fichier publiccode.yml")),
    OpenDataField(
      "tenue_par", .string, t("Identifiants des organismes qui tiennent la fiche, séparés par des espaces")),
    OpenDataField("utilisateurs", .integer, t("Nombre d’organismes qui disent l’utiliser")),
    OpenDataField("version", .integer, t("Numéro de la version de la fiche")),
    OpenDataField("creee_le", .datetime, t("Date de création de la fiche (UTC)")),
    OpenDataField("modifiee_le", .datetime, t("Date de cette version (UTC)")),
  ]
  private static let saying: [OpenDataField] = [
    OpenDataField("service_identifiant", .string, t("Identifiant de la fiche")),
    OpenDataField("service", .string, t("Nom du service")),
    OpenDataField("organisme", .string, t("Nom de l’organisme")),
    OpenDataField("organisme_identifiant", .string, t("Identifiant de l’organisme sur ce site")),
    OpenDataField("organisme_type", .string, t("commune, intercommunalite, departement, region, syndicat…")),
    OpenDataField("siren", .string, t("SIREN de l’organisme, s’il est connu")),
    OpenDataField("code_insee", .string, t("Code INSEE de la commune, du département ou de la région")),
    OpenDataField("sorte", .string, t("utilise, ou heberge pour d’autres")),
    OpenDataField("depuis", .string, t("Une année, un mois ou un jour ; rien si ce n’est pas dit")),
    OpenDataField("version_logiciel", .string, t("Version du logiciel")),
    OpenDataField("contact", .string, t("Service ou fonction à qui demander")),
    OpenDataField("declaree_le", .datetime, t("Date de la déclaration (UTC)")),
  ]
  private static let band = OpenDataField(
    "avertissement", .string, t("Rempli quand les données sont inventées, pour une démonstration"))
}

extension SheetTold {
  fileprivate var cells: [OpenDataCell] {
    let words: [OpenDataCell] = [
      .text(sheet.token), .text(address), .text(sheet.name), .text(sheet.summary.text), .text(sheet.summary.language),
      .text(software?.address), .text(sheet.licence), .flag(sheet.isOpen),
      .text((software?.categories ?? []).joined(separator: " ")),
    ]
    let life: [OpenDataCell] = [
      .text(software?.status), .text(software?.version), .text(address + "/publiccode.yml"),
      .text(maintainers.map(\.token).joined(separator: " ")), .number(sheet.users), .number(sheet.version),
      .text(sheet.madeAt.universal), .text(sheet.changedAt.universal),
    ]
    return words + life + [.text(band ?? "")]
  }

  fileprivate var saidCells: [[OpenDataCell]] {
    declarations.map { told in
      let (one, organisation) = (told.declaration, told.organisation.organisation)
      let who: [OpenDataCell] = [
        .text(sheet.token), .text(sheet.name), .text(organisation.name), .text(organisation.token),
        .text(organisation.kind.slug), .text(organisation.siren), .text(organisation.inseeCode),
      ]
      let said: [OpenDataCell] = [
        .text(one.saying.kind.slug), .text(one.saying.since), .text(one.saying.version), .text(one.saying.contact),
        .text(one.declaredAt.universal), .text(band ?? ""),
      ]
      return who + said
    }
  }
}

/// Writes a file piece by piece, as it reads the database: one for each that is sent.
actor SheetDataReader {
  private let file: SheetDataFile
  private let filter: SheetFilter
  private let found: Set<Int64>?
  private let site: Site
  private let database: Database
  private var after: Int64 = 0
  private var rows = 0
  private var part = Part.head

  private enum Part { case head, rows, tail, end }
  /// How many sheets are read at a time: no snapshot is held while they are sent.
  private static let batch = 100

  /// - Parameter found: those that words have found; nil where none were given.
  init(_ file: SheetDataFile, _ filter: SheetFilter, found: Set<Int64>?, _ site: Site, _ database: Database) {
    self.file = file
    self.filter = filter
    self.found = found
    self.site = site
    self.database = database
  }

  /// Nil after the last piece.
  func next() async throws -> [UInt8]? {
    switch part {
    case .head:
      part = .rows
      return Array(head.utf8)
    case .rows: return try await readRows()
    case .tail:
      part = .end
      return Array((file.isCSV ? "" : "\n],\"lignes\":\(rows)}\n").utf8)
    case .end: return nil
    }
  }

  private var names: [String] { file.table.fields.map(\.name) }
  private var head: String {
    guard !file.isCSV else { return names.map { Spreadsheet.cell($0) }.joined(separator: ",") + "\r\n" }
    let band = site.band.map { "\"avertissement\":\(OpenDataCell.quoted($0))," } ?? ""
    return "{\"licence\":\"Licence ouverte 2.0\",\(band)\"\(file.table.rawValue)\":["
  }

  private func readRows() async throws -> [UInt8]? {
    let (filter, site, start) = (filter, site, after)
    let (told, last) = try await database.read { db in
      let sheets = try filter.sheets(after: start, limit: Self.batch, db)
      return (try SheetTold.with(ids: sheets.map(\.id), site, db), sheets.count < Self.batch ? nil : sheets.last?.id)
    }
    if let last { after = last } else { part = .tail }
    var text = ""
    for one in told where found?.contains(one.sheet.id) ?? true {
      for cells in file.table == .services ? [one.cells] : one.saidCells {
        text += written(cells)
        rows += 1
      }
    }
    return Array(text.utf8)
  }

  private func written(_ row: [OpenDataCell]) -> String {
    guard !file.isCSV else { return row.map(\.csv).joined(separator: ",") + "\r\n" }
    let pairs = zip(names, row).map { name, cell in "\(OpenDataCell.quoted(name)):\(cell.json)" }
    return (rows == 0 ? "\n{" : ",\n{") + pairs.joined(separator: ",") + "}"
  }
}
