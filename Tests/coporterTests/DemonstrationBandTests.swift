import HTTPTypes
import Localization
import Storage
import Testing

@testable import Platform

@Suite("The band of a demonstration")
struct DemonstrationBandTests {
  /// Files that say nothing of it, and why.
  private static let exempt = [
    "/pieces-jointes/": "what somebody sent is given back as it was",
    "/reglement/versions/": "the hash of its text is published",
    "/vote/journal/tete": "what is signed is given as it was signed",
    "/brouillons/": "one's own words, to be pasted elsewhere",
  ]
  /// What each role may take away, by the end of its address.
  private static let expected = [
    "/jours.csv", "/territoires.csv", "/organismes.csv", "/publiccode.yml", "/contributions.csv", "/contributions.json",
    "/soutiens.csv", "/soutiens.json", "/adherents/export", "/journal/export", "/adresses-refusees/export",
    "/compte/donnees",
  ]

  @Test("Every file that a page or a route leads to bears it, whoever takes it away")
  func files() async throws {
    let cast = try await Cast.make(.sqlite)
    let house = try await cast.reopened()
    let catalogue = house.towns.asking.house.catalogue
    let bands = Language.allCases.map { Settings.demonstrationBand.text(in: $0, catalogue) }
    var files: [String] = []
    for role in [Cast.Role.anonymous, .agent, .neighbour, .administrator] {
      for seen in try await Crawl(browser: house[role], eachShape: 6).pages() where seen.answered.status == 200 {
        let type = seen.answered.fields[.contentType] ?? ""
        guard seen.answered.fields[.contentDisposition] != nil || type.hasPrefix("application/atom+xml") else {
          continue
        }
        let path = String(seen.path.prefix { $0 != "?" })
        files.append(path)
        // A table without a row tells nothing that is invented.
        let isEmpty = type.hasPrefix("text/csv") && seen.answered.text.split(whereSeparator: \.isNewline).count == 1
        guard !isEmpty, !Self.exempt.keys.contains(where: path.contains) else { continue }
        #expect(bands.contains(where: seen.answered.text.contains), "\(seen.path) as \(role)")
      }
    }
    for ending in Self.expected { #expect(files.contains { $0.hasSuffix(ending) }, "\(ending) among \(Set(files))") }
    await cast.close()
  }
}
