import Localization
import Platform
import Storage

/// The sheets that changed last, for those who read by a feed reader (Atom, RFC 4287), under the filters of the list.
struct SheetFeed: Sendable {
  static let fileName = "services.atom"
  /// How many it holds.
  static let length = 30

  var sheets: [Sheet]
  var query: String
  var band: String
  /// Of the installation.
  var site: Site
  var now: Instant
  var language: Language

  func xml(_ catalogue: Localization.Catalogue) -> String {
    let base = site.settings.baseAddress
    let own = base + language.address(SheetDataFileAddress(name: Self.fileName).path) + query
    let list = base + language.address(SheetsAddress().path) + query
    let head = Atom.Head(
      address: own, page: list,
      title: site.settings.siteName + " · " + t("Services").text(in: language, catalogue), band: band,
      updated: sheets.map(\.changedAt).max() ?? now, author: site.settings.siteName,
      rights: t("Licence ouverte 2.0").text(in: language, catalogue), language: language)
    return Atom.feed(head, sheets.map { text(of: $0, base) })
  }

  private func text(of sheet: Sheet, _ base: String) -> String {
    var xml = "<entry>\n"
    // Without the words of its name, which may change, and in one language.
    xml += Atom.element("id", base + SheetsAddress().path + "/" + sheet.token)
    xml += Atom.element("title", sheet.name)
    xml += Atom.element("published", sheet.madeAt.universal)
    xml += Atom.element("updated", sheet.changedAt.universal)
    xml += Atom.link("alternate", "text/html", base + language.address(SheetAddress(sheet).path))
    xml += Atom.element("summary", sheet.summary.text, language: sheet.summary.language)
    return xml + "</entry>\n"
  }
}
