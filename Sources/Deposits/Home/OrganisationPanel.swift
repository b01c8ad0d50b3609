import Consultations
package import Directory
package import HTML
import Localization
package import Platform
package import Storage

extension DepositsModule {
  private static let shownOfOrganisation = 20
  /// Where all of them are asked for.
  private static let mostOfOrganisation = 1_000
  private static let shownConsultations = 8

  /// What the page of an organisation shows: what it deposited and supported, consultation by consultation.
  package func organisationPanel(_ organisation: Organisation, _ visit: Visit, _ db: Snapshot) throws -> AnyMarkup {
    let consultations = try Consultation.announced(limit: Self.shownConsultations, db)
    guard !consultations.isEmpty else { return AnyMarkup(Nothing()) }
    let isFollowing = try visit.person.map { try Follow.isLive(.organisation(organisation.id), person: $0.id, db) }
    return AnyMarkup(
      OrganisationDeposits(
        follow: FollowCard(
          thing: Followed(organisation, register.places), isSignedIn: visit.person != nil,
          isFollowing: isFollowing ?? false, language: visit.language),
        parts: try consultations.compactMap { consultation in
          try part(organisation, consultation, isNewest: consultation.id == consultations.first?.id, visit, db)
        }, organisation: organisation, language: visit.language))
  }

  private func part(
    _ organisation: Organisation, _ consultation: Consultation, isNewest: Bool, _ visit: Visit, _ db: Snapshot
  ) throws -> OrganisationDeposits.Part? {
    let isWhole = visit.query["tout"] == consultation.slug
    let limit = isWhole ? Self.mostOfOrganisation : Self.shownOfOrganisation
    let deposited = try ContributionSummary.all(of: organisation.id, in: consultation.id, limit: limit + 1, db)
    let supported = try ContributionSummary.supported(by: organisation.id, in: consultation.id, limit: limit + 1, db)
    let around = try around(organisation, consultation, db)
    let themes = try Theme.all(of: consultation.id, db)
    var beginning: OrganisationBeginning?
    if isNewest, deposited.isEmpty, supported.isEmpty {
      beginning = try OrganisationBeginning(of: organisation, in: consultation, at: visit.now, db) { found in
        try entries(found, visit.person, themes, db)
      }
    }
    guard !deposited.isEmpty || !supported.isEmpty || around != nil || beginning != nil else { return nil }
    return OrganisationDeposits.Part(
      consultation: consultation, deposited: try entries(Array(deposited.prefix(limit)), visit.person, themes, db),
      supported: try entries(Array(supported.prefix(limit)), visit.person, themes, db),
      hasMore: !isWhole && max(deposited.count, supported.count) > limit, around: around, beginning: beginning)
  }

  /// What comes from the territory of a body that gathers others.
  private func around(_ organisation: Organisation, _ consultation: Consultation, _ db: Snapshot) throws
    -> OrganisationDeposits.Around?
  {
    guard let territory = ContributionDepositors.Territory(of: organisation) else { return nil }
    var filter = ContributionFilter()
    filter.depositors.territory = territory
    let count = try filter.count(in: consultation.id, db)
    return count == 0 ? nil : .init(count: count, query: filter.queryString)
  }
}

private struct OrganisationDeposits: Component {
  /// How many contributions come from its territory, and what its list is asked for.
  struct Around: Sendable {
    var count: Int
    var query: String
    var label: Phrase {
      t(count, one: "La contribution de ce territoire", other: "Les \(count) contributions de ce territoire")
    }
  }

  /// What it did in one consultation.
  struct Part: Sendable {
    var consultation: Consultation
    var deposited: [ContributionEntryContent]
    var supported: [ContributionEntryContent]
    /// Whether it did more than is shown.
    var hasMore: Bool
    var around: Around?
    /// Where it did nothing, in the newest consultation.
    var beginning: OrganisationBeginning?
  }

  var follow: FollowCard
  var parts: [Part]
  var organisation: Organisation
  var language: Language

  var body: some Markup {
    div(.class("section")) { follow }
    for part in parts {
      OrganisationPart(part: part, organisation: organisation, isNamed: parts.count > 1, language: language)
    }
  }
}

private struct OrganisationPart: Component {
  var part: OrganisationDeposits.Part
  var organisation: Organisation
  /// Whether the consultation is told: there are several.
  var isNamed: Bool
  var language: Language

  private var consultation: Consultation { part.consultation }
  private var wording: (words: Consultation.Wording, language: Language) { consultation.wording(in: language) }
  private var list: String {
    language.address(ContributionsAddress(consultation).path) + (part.around?.query ?? "")
  }
  private var whole: String {
    language.address(OrganisationAddress(organisation).path) + "?tout=" + consultation.slug
  }

  var body: some Markup {
    if isNamed { p(.class("overline"), .lang(wording.language.rawValue)) { wording.words.title } }
    if !part.deposited.isEmpty {
      section(.class("section")) {
        h2 { t("Ce que cet organisme a déposé") }
        ContributionList(consultation: consultation, entries: part.deposited, language: language)
      }
    }
    if !part.supported.isEmpty {
      section(.class("section")) {
        h2 { t("Ce que cet organisme soutient") }
        ContributionList(consultation: consultation, entries: part.supported, language: language)
      }
    }
    if part.hasMore {
      p {
        t("Seuls les plus récents sont ici.")
        " "
        a(.href(whole)) { t("Voir tout ce que cet organisme a déposé et soutenu") }
      }
    }
    if let beginning = part.beginning {
      OrganisationBeginningSection(beginning: beginning, organisation: organisation, language: language)
    }
    if let around = part.around {
      div(.class("actions")) { a(.class("button button-secondary"), .href(list)) { around.label } }
    }
  }
}
