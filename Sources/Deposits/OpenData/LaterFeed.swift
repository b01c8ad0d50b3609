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
    var xml = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
    xml += "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"\(language.rawValue)\">\n"
    xml += element("id", own)
    xml += element("title", words.title + " · " + table.title.text(in: language, catalogue))
    if !band.isEmpty { xml += element("subtitle", band) }
    xml += element("updated", updated.universal)
    xml += "<author>\(element("name", words.organiser))</author>\n"
    xml += element("rights", t("Licence ouverte 2.0").text(in: language, catalogue))
    xml += link("self", ContributionFeed.mediaType, own)
    for entry in entries { xml += text(of: entry) }
    return xml + "</feed>\n"
  }

  private func text(of entry: LaterTable.Entry) -> String {
    var xml = "<entry>\n"
    xml += element("id", base + entry.path)
    xml += element("title", entry.title, in: entry.language)
    xml += element("published", entry.publishedAt.universal)
    xml += element("updated", entry.publishedAt.universal)
    xml += link("alternate", "text/html", base + language.address(String(entry.path.split(separator: "#")[0])))
    xml += element("summary", entry.summary, in: entry.language)
    return xml + "</entry>\n"
  }

  private func link(_ relation: String, _ type: String, _ address: String) -> String {
    "<link rel=\"\(relation)\" type=\"\(type)\" href=\"\(ContributionFeed.escaped(address))\"/>\n"
  }

  private func element(_ name: String, _ text: String, in written: Language? = nil) -> String {
    let attribute = written.map { " xml:lang=\"\($0.rawValue)\"" } ?? ""
    return "<\(name)\(attribute)>\(ContributionFeed.escaped(text))</\(name)>\n"
  }
}
