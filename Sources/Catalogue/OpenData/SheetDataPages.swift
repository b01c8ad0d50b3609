import HTML
import Localization
import Platform

/// What may be taken of the catalogue, in which formats, under which licence.
struct SheetDataPage: Component {
  var filter: SheetFilter
  var language: Language

  private var query: String { filter.queryString }
  private var list: String { language.address(SheetsAddress().path) + query }
  private var feed: String { language.address(SheetDataFileAddress(name: SheetFeed.fileName).path) + query }
  private var api: String { language.address("/api") }

  var body: some Markup {
    a(.class("back"), .href(list)) { t("← Services") }
    h1 { t("Données ouvertes") }
    p(.class("lead")) { t("Tout ce que montrent les pages publiques, à télécharger et à réutiliser.") }
    for table in SheetDataFile.Table.allCases { SheetDataTable(table: table, query: query) }
    section(.class("section")) {
      h2 { t("Suivre ce qui change") }
      p {
        a(.href(feed)) { t("Flux Atom") }
        " "
        t("à donner à votre lecteur de flux.")
      }
      p { a(.href(api)) { t("Les mêmes données par un programme : l’API") } }
    }
    p(.class("help")) { t("Sous Licence ouverte 2.0. Les fichiers suivent les filtres de votre liste.") }
  }
}

private struct SheetDataTable: Component {
  var table: SheetDataFile.Table
  var query: String
  private var files: [SheetDataFile] { SheetDataFile.all.filter { $0.table == table } }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { table.title }
      div(.class("actions")) { for file in files { SheetDataLink(file: file, query: query) } }
      details {
        summary { t("Ce que contient chaque colonne") }
        HTML.table(.class("table")) {
          thead {
            tr {
              th(.named("scope", "col")) { t("Colonne") }
              th(.named("scope", "col")) { t("Ce qu’elle contient") }
            }
          }
          tbody { for field in table.fields { SheetDataRow(field: field) } }
        }
      }
    }
  }
}

private struct SheetDataLink: Component {
  var file: SheetDataFile
  var query: String
  // The same bytes in every language.
  private var address: String { SheetDataFileAddress(name: file.name).path + query }
  var body: some Markup {
    a(.class("button button-secondary"), .href(address), .named("download", file.name)) { file.name }
  }
}

private struct SheetDataRow: Component {
  var field: OpenDataField
  var body: some Markup {
    tr {
      th(.named("scope", "row")) { code { field.name } }
      td { field.description }
    }
  }
}
