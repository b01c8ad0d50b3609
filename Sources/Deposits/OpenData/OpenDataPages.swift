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
  /// What later rooms add, whole whatever the filters.
  var later: [(table: OpenDataFile.Table, rows: Int)]
  var language: Language

  private var list: String { language.address(ContributionsAddress(consultation).path) + filter.queryString }
  private var whole: String { language.address(OpenDataAddress(consultation).path) }
  private var feed: String { OpenDataFileAddress(consultation, name: ContributionFeed.fileName).path }
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
      table: .contributions, rows: contributions, dates: dates, consultation: consultation,
      query: filter.queryString, language: language)
    OpenDataTable(
      table: .supports, rows: supports, consultation: consultation, query: filter.queryString, language: language)
    for one in later {
      OpenDataTable(table: one.table, rows: one.rows, consultation: consultation, query: "", language: language)
    }
    FeedLink(address: language.address(feed) + filter.queryString)
    APILink(language: language)
    OpenDataTerms()
    for table in OpenDataFile.Table.own + later.map(\.table) { OpenDataSchema(table: table) }
  }
}

/// The files of a table, each with what tells about it.
private struct OpenDataTable: Component {
  var table: OpenDataFile.Table
  var rows: Int
  var dates: (first: Instant, last: Instant)?
  var consultation: Consultation
  var query: String
  var language: Language

  private var count: Phrase { t(rows, one: "\(rows) ligne", other: "\(rows) lignes") }
  private var span: Phrase? { dates.map { t("Publiées du \($0.first, .date) au \($0.last, .date).") } }
  private var files: [OpenDataFile] { OpenDataFile.all([table]) }
  private var feed: String? {
    guard case .later(let table) = table else { return nil }
    return language.address(OpenDataFileAddress(consultation, name: table.feedName).path)
  }

  var body: some Markup {
    section(.class("section")) {
      h2 { table.title }
      p { count }
      if let span { p(.class("help")) { span } }
      div(.class("actions")) {
        for file in files { OpenDataLink(file: file, consultation: consultation, query: query) }
      }
      p(.class("help")) {
        t("Schéma et empreinte")
        for file in files {
          DescriptorLink(file: file, consultation: consultation, query: query, language: language)
        }
      }
      if let feed { p { a(.href(feed)) { t("Flux Atom") } } }
    }
  }
}

private struct OpenDataLink: Component {
  var file: OpenDataFile
  var consultation: Consultation
  var query: String

  // The same bytes in every language.
  private var address: String { OpenDataFileAddress(consultation, name: file.name).path + query }

  var body: some Markup {
    a(.class("button button-secondary"), .href(address), .named("download", file.name)) { file.name }
  }
}

private struct DescriptorLink: Component {
  var file: OpenDataFile
  var consultation: Consultation
  var query: String
  var language: Language

  private var address: String {
    language.address(OpenDataFileAddress(consultation, name: file.descriptorName).path) + query
  }

  var body: some Markup {
    " · "
    a(.href(address)) { file.name }
  }
}

private struct FeedLink: Component {
  var address: String

  var body: some Markup {
    section(.class("section")) {
      h2 { t("Suivre les nouvelles contributions") }
      p {
        a(.href(address)) { t("Flux Atom") }
        " "
        t("à donner à votre lecteur de flux.")
      }
    }
  }
}

private struct APILink: Component {
  var language: Language
  private var address: String { language.address(OpenDataHomeAddress().path) }

  var body: some Markup {
    section(.class("section")) {
      h2 { t("Interroger par un programme") }
      p {
        t("Les mêmes données, et les commentaires, page par page :")
        " "
        a(.href(address)) { t("l’API et ce qu’elle donne") }
      }
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
          t("CSV : UTF-8, séparé par des virgules ; une apostrophe précède ce qu’un tableur prendrait pour un calcul.")
        }
        li { t("JSON : un objet ; les textes y sont tels que déposés, le nombre de lignes est à la fin.") }
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
