import Catalogue
import Consultations
import Directory
import HTML
import Localization
import Platform
import PublicCode

/// The services of an organisation, deposited at once from the files that describe them: each gives a draft.
struct ServiceFolderPage: Component {
  var consultation: Consultation
  var organisationName: String
  /// Why its organisation shares no service, or not now.
  var closed: ParticipationRefusal?
  var refusal: ServiceFilesRefusal?
  /// What became of each file, once they were sent.
  var brought: [ServiceFolder.Brought]
  var language: Language

  private var back: String { language.address(DraftsAddress(consultation).path) }
  private var action: String { language.address(ServiceFolderAddress(consultation).path) }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Mes dépôts") }
    p(.class("overline")) { organisationName }
    h1 { t("Déposer plusieurs services") }
    p(.class("lead")) {
      t("Chaque fichier publiccode.yml donne un brouillon, que vous relisez puis publiez. Rien n’est fait deux fois.")
    }
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    if !brought.isEmpty { BroughtTable(brought: brought, consultation: consultation, language: language) }
    if let closed {
      div(.class("notice notice-wait")) { p { closed.sentence } }
    } else {
      postForm(.action(action), .named("enctype", "multipart/form-data"), .named("novalidate", "")) {
        FileField(
          "fichiers", t("Vos fichiers"), accepts: ".yml,.yaml", isMultiple: true,
          help: t("Choisissez-en plusieurs à la fois : \(ServiceFolder.mostSent) au plus, de 128 ko chacun."),
          refusal: refusal?.sentence)
        div(.class("actions")) {
          button(.class("button button-primary"), .type("submit"), .id("envoyer")) { t("Créer les brouillons") }
        }
      }
    }
  }
}

private struct BroughtTable: Component {
  var brought: [ServiceFolder.Brought]
  var consultation: Consultation
  var language: Language

  private var created: Int { brought.filter { $0.isNew && !$0.isRefused }.count }
  private var title: Phrase { t(created, one: "\(created) brouillon créé", other: "\(created) brouillons créés") }

  var body: some Markup {
    HTML.section(.class("section"), .role("status")) {
      h2 { title }
      table(.class("table")) {
        thead {
          tr {
            th(.named("scope", "col")) { t("Fichier") }
            th(.named("scope", "col")) { t("Ce qu’il donne") }
          }
        }
        tbody {
          for file in brought { BroughtRow(file: file, consultation: consultation, language: language) }
        }
      }
    }
  }
}

private struct BroughtRow: Component {
  var file: ServiceFolder.Brought
  var consultation: Consultation
  var language: Language

  private var state: Phrase {
    if file.isRefused { return t("refusé") }
    return file.isNew ? t("créé") : t("déjà là")
  }
  private var style: String { file.isRefused ? "tag" : "tag tag-ok" }
  private var address: String? {
    guard let token = file.token, !file.isRefused else { return nil }
    guard file.outcome != .alreadyPublished else {
      return language.address(ContributionsAddress(consultation).path) + "/" + token
    }
    return language.address(DraftAddress(DraftPlace(consultation: consultation.slug, token: token)).path)
  }
  private var problems: [Problem] {
    if case .unreadable(let problems) = file.outcome { Array(problems.prefix(5)) } else { [] }
  }

  var body: some Markup {
    tr {
      th(.named("scope", "row")) {
        file.name
        if !file.title.isEmpty {
          br()
          if let address { a(.href(address)) { file.title } } else { file.title }
        }
      }
      td {
        span(.class(style)) { state }
        if problems.isEmpty {
          p { file.outcome.sentence }
        } else {
          ul(.class("problems")) { for problem in problems { li { problem.told } } }
        }
      }
    }
  }
}

/// In one's deposits, for those that have many services.
struct ServiceFolderLink: Component {
  var consultation: Consultation
  var language: Language
  private var page: String { language.address(ServiceFolderAddress(consultation).path) }

  var body: some Markup {
    p { a(.href(page), .id("services")) { t("Déposer plusieurs services, d’après leurs fichiers publiccode.yml") } }
  }
}
