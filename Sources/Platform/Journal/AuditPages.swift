import HTML
import Localization

extension Event.Through {
  var title: Phrase {
    switch self {
    case .session: t("par sa session")
    case .sharedBox: t("par une boîte partagée")
    case .link: t("par le lien d’un courriel")
    case .job: t("par une tâche de fond")
    case .command: t("par une commande")
    }
  }
}

/// The audit trail; in French, as all of administration.
struct AuditPage: Component {
  var records: [Audit.Record]
  var told: AuditTold
  var filter: AuditFilter
  /// Below which line the next page begins.
  var older: Int64?
  var language: Language

  private var home: String { language.address(AdministrationAddress().path) }
  private var list: String { language.address(AuditAddress().path) }
  private var export: String { language.address(AuditFileAddress().path) + filter.before(nil).queryString }
  private var next: String { list + filter.before(older).queryString }
  private var first: String { list + filter.before(nil).queryString }

  var body: some Markup {
    a(.class("back"), .href(home)) { t("← Administration") }
    h1 { t("Journal") }
    p(.class("lead")) { t("Chaque acte, la personne, l’organisme, l’heure. Rien n’y est modifié ni effacé.") }
    AuditFilterForm(filter: filter, told: told, action: list)
    p { a(.href(export)) { t("Prendre ces lignes en CSV") } }
    if records.isEmpty {
      div(.class("empty")) { p { t("Aucun acte ne répond à cette demande.") } }
    } else {
      ul(.class("list plain")) {
        for record in records { AuditEntry(record: record, told: told, list: list) }
      }
    }
    nav(.class("pagination"), .ariaLabel(t("Pages"))) {
      ul {
        if filter.before != nil { li { a(.href(first)) { t("Les plus récents") } } }
        if older != nil { li { a(.href(next), .named("rel", "next")) { t("Plus anciens →") } } }
      }
    }
  }
}

private struct AuditFilterForm: Component {
  var filter: AuditFilter
  var told: AuditTold
  var action: String

  private var kinds: [Choices.Option] {
    [.init("", t("Tous les actes"))] + told.kinds.map { .init($0.name, $0.sentence) }
  }
  private var consultations: [Choices.Option] {
    [.init("", t("Toutes les consultations"))]
      + told.consultations.map { .init(String($0.id), .verbatim($0.title)) }
  }

  var body: some Markup {
    form(.method("get"), .action(action), .role("search"), .class("filters")) {
      TextField(
        "personne", t("Personne : nom, adresse ou numéro"), value: filter.person, longest: AuditFilter.longest)
      TextField("organisme", t("Organisme"), value: filter.organisation, longest: AuditFilter.longest)
      Choices("evenement", t("Acte"), kinds, chosen: filter.kind)
      Choices("consultation", t("Consultation"), consultations, chosen: filter.consultation)
      TextField("du", t("Du"), kind: .date, value: filter.from, longest: 10)
      TextField("au", t("Au"), kind: .date, value: filter.until, longest: 10)
      button(.class("button button-secondary"), .type("submit")) { t("Chercher") }
    }
  }
}

private struct AuditEntry: Component {
  var record: Audit.Record
  var told: AuditTold
  var list: String

  private var moment: Phrase { t("le \(record.at, .dateAndTime)") }
  private var who: Phrase { told.person(of: record) ?? t("Le service") }
  private var line: Phrase { t("ligne \(String(record.id))") }
  private var subject: Phrase { t("objet : \(record.subjectType) n° \(String(record.subject))") }
  private var undone: Phrase? { record.undoes.map { t("met fin à la ligne \(String($0))") } }
  private var ofPerson: String? {
    record.person.map { number in
      var filter = AuditFilter()
      filter.person = String(number)
      return list + filter.queryString
    }
  }

  var body: some Markup {
    li(.class("entry")) {
      h2(.class("h3")) { told.sentence(of: record) }
      div(.class("meta")) {
        span { moment }
        if let ofPerson { span { a(.href(ofPerson)) { who } } } else { span { who } }
        if let organisation = told.organisation(of: record) { span { organisation } }
        span { record.through.title }
      }
      div(.class("meta")) {
        span { line }
        span { subject }
        if let consultation = told.consultation(of: record) { span { consultation } }
        if !record.shownDetails.isEmpty { span { record.shownDetails } }
        if let undone { span { undone } }
      }
    }
  }
}

/// The words of a page of the journal: sentences of the kinds, names behind the numbers.
struct AuditTold: Sendable {
  /// All that are known, by name.
  var kinds: [(name: String, sentence: Phrase)]
  var organisations: [Int64: String] = [:]
  var consultations: [(id: Int64, title: String)] = []

  init(sentences: [String: Phrase]) {
    kinds = sentences.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  func sentence(of record: Audit.Record) -> Phrase {
    kinds.first { $0.name == record.kind }?.sentence ?? .verbatim(record.kind)
  }

  /// Nil where nobody acted.
  func person(of record: Audit.Record) -> Phrase? {
    guard let number = record.person else { return nil }
    guard let name = record.name, !name.isEmpty else { return t("Personne n° \(String(number)), effacée") }
    return .verbatim(name)
  }

  func organisation(of record: Audit.Record) -> String? {
    record.organisation.map { organisations[$0] ?? "n°\u{A0}\($0)" }
  }

  func consultation(of record: Audit.Record) -> String? {
    record.consultation.map { number in consultations.first { $0.id == number }?.title ?? "n°\u{A0}\(number)" }
  }
}
