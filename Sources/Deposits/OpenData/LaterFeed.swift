import Consultations
import Localization
import Platform
import Storage

/// What a later room has published last, for those who read by a feed reader (Atom, RFC 4287).
struct LaterFeed: Sendable {
  private var table: LaterTable
  private var consultation: Consultation
  private var entries: [LaterTable.Entry]
  private var band: String
  private var base: String
  private var now: Instant
  private var language: Language

  init(_ table: LaterTable, in consultation: Consultation, _ visit: Visit, _ db: Snapshot) throws {
    self.table = table
    self.consultation = consultation
    entries = try table.newest(consultation, ContributionFeed.length, db)
    band = visit.site.band ?? ""
    base = visit.site.settings.baseAddress
    now = visit.now
    language = visit.language
  }

  func xml(_ catalogue: Catalogue) -> String {
    let own = base + language.address(OpenDataFileAddress(consultation, name: table.feedName).path)
    let words = consultation.wording(in: language).words
    let updated = entries.map(\.publishedAt).max() ?? consultation.announcedAt ?? now
    let head = Atom.Head(
      address: own, title: words.title + " · " + table.title.text(in: language, catalogue), band: band,
      updated: updated, author: words.organiser,
      rights: t("Licence ouverte 2.0").text(in: language, catalogue), language: language)
    return Atom.feed(head, entries.map(text(of:)))
  }

  private func text(of entry: LaterTable.Entry) -> String {
    var xml = "<entry>\n"
    xml += Atom.element("id", base + entry.path)
    xml += Atom.element("title", entry.title, language: entry.language.rawValue)
    xml += Atom.element("published", entry.publishedAt.universal)
    xml += Atom.element("updated", entry.publishedAt.universal)
    xml += Atom.link("alternate", "text/html", base + language.address(String(entry.path.split(separator: "#")[0])))
    xml += Atom.element("summary", entry.summary, language: entry.language.rawValue)
    return xml + "</entry>\n"
  }
}
