import Consultations
import Directory
import Localization
import Platform

/// `…/contributions/8f3k29qrst-bureau-virtuel/suivi`: following a contribution.
struct ContributionFollowAddress: AddressOfContribution {
  static let pattern: StaticString = "/consultations/{consultation}/contributions/{contribution}/suivi"
  var contribution: ContributionAddress
}

struct ContributionFollowEndAddress: AddressOfContribution {
  static let pattern: StaticString = "/consultations/{consultation}/contributions/{contribution}/suivi/fin"
  var contribution: ContributionAddress
}

/// `/organismes/7k3m9p2q4r-dax/suivi`: following what it deposits and supports.
struct OrganisationFollowAddress: AddressOfOrganisation {
  static let pattern: StaticString = "/organismes/{organisation}/suivi"
  var organisation: OrganisationAddress
}

struct OrganisationFollowEndAddress: AddressOfOrganisation {
  static let pattern: StaticString = "/organismes/{organisation}/suivi/fin"
  var organisation: OrganisationAddress
}

/// `/suivi/…`: what the mail to a citizen carries; it opens a page with one button.
struct FollowConfirmationAddress: SecretAddress {
  static let pattern: StaticString = "/suivi/{secret}"
  var secret: Secret
}

/// `/mes-suivis`: what one follows, and what is new.
struct MyFollowsAddress: FixedAddress {
  static let pattern: StaticString = "/mes-suivis"
}

struct RhythmAddress: FixedAddress {
  static let pattern: StaticString = "/mes-suivis/rythme"
}

struct FollowsSeenAddress: FixedAddress {
  static let pattern: StaticString = "/mes-suivis/lu"
}

/// A thing that can be followed, as pages and mails name it.
struct Followed: Sendable {
  var target: Follow.Target
  var title: Phrase
  /// The language of a contribution's title; nil for a name.
  var language: Language?
  var isWithdrawn = false
  /// Paths in French: the thing, following it, stopping.
  var path: String
  var follow: String
  var end: String

  init(_ contribution: Contribution, in consultation: Consultation) {
    let address = ContributionAddress(contribution, in: consultation)
    target = .contribution(contribution.id)
    title = .verbatim(contribution.text.title)
    language = contribution.text.language
    path = address.path
    follow = ContributionFollowAddress(address).path
    end = ContributionFollowEndAddress(address).path
  }

  /// One that was taken back, of which the number alone is left.
  init(withdrawn contribution: Contribution, in consultation: Consultation) {
    isWithdrawn = true
    let address = ContributionAddress(bare: contribution, in: consultation)
    target = .contribution(contribution.id)
    title = t("Contribution n° \(contribution.number), retirée")
    path = address.path
    follow = ContributionFollowAddress(address).path
    end = ContributionFollowEndAddress(address).path
  }

  init(_ organisation: Organisation, _ places: Places) {
    let address = OrganisationAddress(organisation)
    target = .organisation(organisation.id)
    title = .verbatim(places.fullName(of: organisation))
    path = address.path
    follow = OrganisationFollowAddress(address).path
    end = OrganisationFollowEndAddress(address).path
  }
}
