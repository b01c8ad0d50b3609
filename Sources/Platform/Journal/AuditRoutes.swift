import Localization
import Storage

/// `/administration/journal`: the audit trail.
struct AuditAddress: FixedAddress {
  static let pattern: StaticString = "/administration/journal"
}

struct AuditFileAddress: FixedAddress {
  static let pattern: StaticString = "/administration/journal/export"
}

extension Permission {
  static let readJournal = Permission("journal.read", [.administrator])
}

/// The journal as administrators read it and take it away.
struct AuditDesk: Sendable {
  let database: Database
  let sentences: [String: Phrase]
  let names: JournalNames
  private static let shown = 50

  func register(in registry: inout Registry) {
    registry.addToAdministration(
      AdministrationEntry(
        t("Journal"), path: AuditAddress().path,
        summary: t("Qui a fait quoi, pour qui, quand : par personne, organisme, acte, période et consultation."),
        permission: .readJournal))
    registry.get(AuditAddress.self, permission: .readJournal) { _, visit in
      let filter = AuditFilter(visit.visit.query)
      let page = try await database.read { db -> AuditPage in
        let found = try Audit.records(filter, names, limit: Self.shown + 1, db)
        let records = Array(found.prefix(Self.shown))
        return AuditPage(
          records: records, told: try told(records, db), filter: filter,
          older: found.count > Self.shown ? records.last?.id : nil, language: visit.language)
      }
      return .page(Page(t("Journal"), page))
    }
    registry.get(AuditFileAddress.self, permission: .readJournal) { _, visit in
      let reader = AuditReader(self, AuditFilter(visit.visit.query).before(nil), visit.site)
      return .stream(
        StreamAnswer(type: "text/csv; charset=utf-8", downloadName: "journal.csv", isPrivate: true) {
          try await reader.next()
        })
    }
  }

  fileprivate func told(_ records: [Audit.Record], _ db: Snapshot) throws -> AuditTold {
    var told = AuditTold(sentences: sentences)
    told.organisations = try names.organisations(Array(Set(records.compactMap(\.organisation))).sorted(), db)
    told.consultations = try names.consultations(db)
    return told
  }
}

/// Writes the file line by line, as it reads the journal backwards: one for each that is sent.
private actor AuditReader {
  private let desk: AuditDesk
  private var filter: AuditFilter
  private let catalogue: Catalogue
  private let band: String?
  private var isBegun = false
  private var isEnded = false
  private static let atOnce = 1000

  init(_ desk: AuditDesk, _ filter: AuditFilter, _ site: Site) {
    self.desk = desk
    self.filter = filter
    catalogue = site.catalogue
    band = site.band
  }

  private static let header = [
    "ligne", "date", "personne", "numero_personne", "organisme", "numero_organisme", "par", "evenement", "phrase",
    "objet", "numero_objet", "consultation", "precisions", "met_fin_a",
  ]

  /// Nil after the last piece.
  func next() async throws -> [UInt8]? {
    guard isBegun else {
      isBegun = true
      return Spreadsheet(header: Self.header, band: band).bytes
    }
    guard !isEnded else { return nil }
    let (desk, filter) = (desk, filter)
    let (records, told) = try await desk.database.read { db -> ([Audit.Record], AuditTold) in
      let records = try Audit.records(filter, desk.names, limit: Self.atOnce, db)
      return (records, try desk.told(records, db))
    }
    isEnded = records.count < Self.atOnce
    self.filter = filter.before(records.last?.id)
    guard !records.isEmpty else { return nil }
    return Array(records.map { Spreadsheet.line(cells(of: $0, told)) }.joined().utf8)
  }

  private func cells(of record: Audit.Record, _ told: AuditTold) -> [String] {
    func number(_ number: Int64?) -> String { number.map { String($0) } ?? "" }
    func french(_ phrase: Phrase) -> String { phrase.text(in: .french, catalogue) }
    let who = [record.name ?? "", number(record.person), told.organisation(of: record) ?? ""]
    let what = [
      number(record.organisation), french(record.through.title), record.kind, french(told.sentence(of: record)),
    ]
    let which = [record.subjectType, String(record.subject), told.consultation(of: record) ?? ""]
    let rest: [String] = [record.shownDetails, number(record.undoes)] + (band.map { [$0] } ?? [])
    return [String(record.id), record.at.universal] + who + what + which + rest
  }
}
