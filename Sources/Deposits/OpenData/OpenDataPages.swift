import Consultations
import HTML
import Localization
import Platform

/// What may be taken of a consultation, in which formats, under which licence.
struct OpenDataPage: Component {
  var consultation: Consultation
  var filter: ContributionFilter
  var contributions: Int
  var supports: Int
  var dates: (first: Instant, last: Instant)?
  var language: Language

  private var list: String { language.address(ContributionsAddress(consultation).path) + filter.queryString }
  private var whole: String { language.address(OpenDataAddress(consultation).path) }
  private var isFiltered: Bool { !filter.queryString.isEmpty }
  private var title: String { consultation.wording(in: language).words.title }
  private var written: String { consultation.wording(in: language).language.rawValue }

  var body: some Markup {
    a(.class("back"), .href(list)) { t("← Contributions") }
    p(.class("overline"), .lang(written)) { title }
    h1 { t("Données ouvertes") }
    p(.class("lead")) { t("Tout ce que montrent les pages publiques, à télécharger et à réutiliser.") }
    if isFiltered {
      div(.class("notice")) {
        p { t("Ces fichiers suivent les filtres de votre liste.") }
        p { a(.href(whole)) { t("Prendre toutes les données") } }
      }
    }
    OpenDataTable(
      table: .contributions, rows: contributions, consultation: consultation, query: filter.queryString,
      language: language)
    if let dates { OpenDataDates(first: dates.first, last: dates.last) }
    OpenDataTable(
      table: .supports, rows: supports, consultation: consultation, query: filter.queryString, language: language)
    OpenDataTerms()
    for table in OpenDataFile.Table.allCases { OpenDataSchema(table: table) }
  }
}

private struct OpenDataDates: Component {
  var first: Instant
  var last: Instant
  private var sentence: Phrase { t("Publiées du \(first, .date) au \(last, .date).") }
  var body: some Markup { p(.class("help")) { sentence } }
}

/// The files of a table, each with what tells about it.
private struct OpenDataTable: Component {
  var table: OpenDataFile.Table
  var rows: Int
  var consultation: Consultation
  var query: String
  var language: Language

  private var count: Phrase { t(rows, one: "\(rows) ligne", other: "\(rows) lignes") }
  private var files: [OpenDataFile] { OpenDataFile.all.filter { $0.table == table } }

  var body: some Markup {
    section(.class("section")) {
      h2 { table.title }
      p { count }
      ul(.class("files")) {
        for file in files { OpenDataLink(file: file, consultation: consultation, query: query, language: language) }
      }
    }
  }
}

private struct OpenDataLink: Component {
  var file: OpenDataFile
  var consultation: Consultation
  var query: String
  var language: Language

  // The same bytes in every language.
  private var address: String { OpenDataFileAddress(consultation, name: file.name).path + query }
  private var descriptor: String {
    language.address(OpenDataFileAddress(consultation, name: file.descriptorName).path) + query
  }
  private var about: Phrase { t("Schéma et empreinte de \(file.name)") }

  var body: some Markup {
    li {
      a(.class("button button-secondary"), .href(address), .named("download", file.name)) { file.name }
      " "
      a(.href(descriptor)) { about }
    }
  }
}

private struct OpenDataTerms: Component {
  var body: some Markup {
    section(.class("section")) {
      h2 { t("Réutiliser") }
      p {
        t("Sous")
        " "
        a(.href(OpenDataFile.licence.address)) { t("Licence ouverte 2.0") }
        ". "
        t("Citez l’organisateur et la date à laquelle vous avez pris le fichier.")
      }
      ul {
        li {
          t("CSV : UTF-8, séparé par des virgules ; une apostrophe précède ce qu’un tableur prendrait pour un calcul.")
        }
        li { t("JSON : un objet ; les textes y sont tels que déposés, le nombre de lignes est à la fin.") }
        li {
          t("Chaque fichier est fait à l’instant de la demande. Son empreinte (SHA-256) vaut tant que rien ne change.")
        }
        li { t("Une contribution retirée garde sa ligne, sans son texte, dans les données complètes.") }
      }
    }
  }
}

/// What each column holds.
private struct OpenDataSchema: Component {
  var table: OpenDataFile.Table
  private var title: Phrase { t("Colonnes : \(table.title)") }

  var body: some Markup {
    details(.class("section")) {
      summary { title }
      HTML.table(.class("table")) {
        thead {
          tr {
            th(.named("scope", "col")) { t("Colonne") }
            th(.named("scope", "col")) { t("Ce qu’elle contient") }
          }
        }
        tbody { for field in table.fields { OpenDataFieldRow(field: field) } }
      }
    }
  }
}

private struct OpenDataFieldRow: Component {
  var field: OpenDataField
  var body: some Markup {
    tr {
      th(.named("scope", "row")) { code { field.name } }
      td { field.description }
    }
  }
}
