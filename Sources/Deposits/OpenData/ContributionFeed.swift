import Consultations
import Directory
import Localization
import Platform
import Storage

/// The newest contributions for those who read by a feed reader (Atom, RFC 4287), under the filters of the list.
struct ContributionFeed: Sendable {
  struct Entry: Sendable {
    var contribution: ContributionSummary
    /// The names of those who deposit it with its organisation.
    var others: [String]
    var publishedAt: Instant
    /// When its current version was published.
    var updatedAt: Instant
  }

  static let fileName = "contributions.atom"
  /// How many it holds.
  static let length = 30

  var consultation: Consultation
  var query: String
  var entries: [Entry]
  var themes: [Theme]
  var band: String
  /// Of the installation.
  var base: String
  var now: Instant
  var language: Language

  init(_ selection: OpenDataSelection, _ visit: Visit, band: String, _ db: Snapshot) throws {
    consultation = selection.consultation
    query = selection.filter.queryString
    themes = try Theme.all(of: consultation.id, db)
    self.band = band
    base = visit.site.settings.baseAddress
    now = visit.now
    language = visit.language
    let contributions: [ContributionSummary]
    if let found = selection.found {
      // Identifiers follow the order of publication.
      contributions = try ContributionSummary.with(ids: Array(found.sorted(by: >).prefix(Self.length)), db)
    } else {
      // What was taken back is not news.
      contributions =
        selection.filter.state == .withdrawn
        ? [] : try selection.filter.contributions(in: consultation.id, limit: Self.length, db)
    }
    let instants = try Self.instants(of: contributions.map(\.id), db)
    let others = try Codeposit.names(of: contributions.map(\.id), db)
    entries = contributions.compactMap { contribution in
      instants[contribution.id].map {
        Entry(
          contribution: contribution, others: others[contribution.id] ?? [], publishedAt: $0.published,
          updatedAt: $0.updated)
      }
    }
  }

  private static func instants(
    of ids: [Int64], _ db: Snapshot
  ) throws -> [Int64: (published: Instant, updated: Instant)] {
    var instants: [Int64: (published: Instant, updated: Instant)] = [:]
    try db.forEach(
      """
      SELECT contribution.id, contribution.published_at, contribution_version.at FROM \(Contribution.source)
      WHERE contribution.id IN (\(SQL.list(ids)))
      """
    ) { row in
      let id: Int64 = try row.next()
      instants[id] = (try row.next(), try row.next())
    }
    return instants
  }
}

extension ContributionFeed {
  /// Where it is found, under a filter.
  static func address(_ consultation: Consultation, _ filter: ContributionFilter, _ language: Language) -> String {
    language.address(OpenDataFileAddress(consultation, name: fileName).path) + filter.queryString
  }

  func xml(_ catalogue: Catalogue) -> String {
    let own = base + language.address(OpenDataFileAddress(consultation, name: Self.fileName).path) + query
    let list = base + language.address(ContributionsAddress(consultation).path) + query
    let updated = entries.map(\.updatedAt).max() ?? consultation.announcedAt ?? now
    let words = consultation.wording(in: language).words
    let head = Atom.Head(
      address: own, page: list, title: words.title + " · " + t("Contributions").text(in: language, catalogue),
      band: band, updated: updated, author: words.organiser,
      rights: t("Licence ouverte 2.0").text(in: language, catalogue), language: language)
    return Atom.feed(head, entries.map { text(of: $0, catalogue) })
  }

  private func text(of entry: Entry, _ catalogue: Catalogue) -> String {
    let contribution = entry.contribution
    let written = contribution.language.rawValue
    let page = base + language.address(ContributionAddress(contribution, in: consultation).path)
    // Without the words of its title, which a correction may change, and in one language.
    let identifier = base + ContributionsAddress(consultation).path + "/" + contribution.token
    var xml = "<entry>\n"
    xml += Atom.element("id", identifier)
    xml += Atom.element("title", contribution.title, language: written)
    xml += Atom.element("published", entry.publishedAt.universal)
    xml += Atom.element("updated", entry.updatedAt.universal)
    for name in [contribution.organisationName] + entry.others {
      xml += "<author>\(Atom.element("name", name))</author>\n"
    }
    xml += Atom.link("alternate", "text/html", page)
    let rubric = contribution.rubric.title.text(in: language, catalogue)
    xml += category(contribution.rubric.slug, rubric)
    for theme in Theme.named(in: contribution.themes, among: themes) {
      xml += category(theme.slug, theme.title(in: language))
    }
    xml += Atom.element("summary", contribution.excerpt, language: written)
    return xml + "</entry>\n"
  }

  private func category(_ term: String, _ label: String) -> String {
    "<category term=\"\(Atom.escaped(term))\" label=\"\(Atom.escaped(label))\"/>\n"
  }
}
