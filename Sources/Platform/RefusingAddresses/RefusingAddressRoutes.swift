import Localization
import Storage

/// `/administration/adresses-refusees`: those to telephone.
package struct RefusingAddressesAddress: FixedAddress {
  package static let pattern: StaticString = "/administration/adresses-refusees"
  package init() {}
}

struct RefusingAddressesFileAddress: FixedAddress {
  static let pattern: StaticString = "/administration/adresses-refusees/export"
}

/// The list of the addresses that refuse, on a page and as a file.
struct RefusingAddressDesk: Sendable {
  let database: Database
  let owners: AddressOwners
  private static let shown = 50

  func register(in registry: inout Registry) {
    let title = t("Oublier les adresses refusées il y a trois ans")
    registry.run(
      Job("refusing-addresses.clearing", title: title, everySeconds: 86_400) { most, now, db in
        try RefusingAddress.clear(most, at: now, db)
      })
    registry.get(RefusingAddressesAddress.self, permission: .manageMails) { _, visit in
      let after = String((visit.visit.query["apres"] ?? "").prefix(MailAddress.longest))
      let found = try await entries(after: after, limit: Self.shown + 1, at: visit.now)
      let shown = Array(found.prefix(Self.shown))
      let page = RefusingAddressesPage(
        entries: shown, next: found.count > Self.shown ? shown.last?.address.mail : nil, language: visit.language)
      return .page(Page(t("Adresses qui refusent"), page))
    }
    registry.get(RefusingAddressesFileAddress.self, permission: .manageMails) { _, visit in
      .file(
        FileAnswer(
          type: "text/csv; charset=utf-8", bytes: try await file(at: visit.now, band: visit.site.band),
          downloadName: "adresses-qui-refusent.csv", isPrivate: true))
    }
  }

  private func entries(after mail: String, limit: Int, at now: Instant) async throws -> [RefusingAddressEntry] {
    try await database.read { db in
      let found = try RefusingAddress.all(after: mail, limit: limit, db)
      let organisations = try owners(found.map(\.mail), now, db)
      return found.map { RefusingAddressEntry(address: $0, organisations: organisations[$0.mail] ?? []) }
    }
  }

  private func file(at now: Instant, band: String?) async throws -> [UInt8] {
    var sheet = Spreadsheet(header: ["adresse", "personnes", "organismes", "depuis", "reponse"], band: band)
    var last = ""
    while true {
      let some = try await entries(after: last, limit: 500, at: now)
      for entry in some {
        sheet.add([
          entry.address.mail, entry.address.persons.joined(separator: ", "),
          entry.organisations.joined(separator: ", "),
          MomentStyle.dateAndTime.text(of: entry.address.since, in: .french),
          entry.address.answer,
        ])
      }
      guard some.count == 500, let mail = some.last?.address.mail else { return sheet.bytes }
      last = mail
    }
  }
}
