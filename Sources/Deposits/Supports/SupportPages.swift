import Consultations
import Directory
import HTML
import Localization
import Platform

/// Beside a contribution: how many support it, who, and the way to do so.
struct SupportCard: Component {
  var consultation: Consultation
  var contribution: Contribution
  /// Those of the reader's organisations that support it.
  var mySupporters: [String]
  var openings: Openings
  var supporters: [Organisation]
  var places: Places
  var person: SignedIn?
  var isMine: Bool
  var language: Language

  private var title: Phrase {
    t(contribution.supports, one: "\(contribution.supports) soutien", other: "\(contribution.supports) soutiens")
  }
  private var address: ContributionAddress { ContributionAddress(contribution, in: consultation) }
  /// Why one may not: of one's only organisation, or of all of them.
  private var refusal: ParticipationRefusal? {
    openings.refusal(of: .support, forAnyOf: person?.standings ?? [])
  }
  private var page: String { language.address(SupportAddress(address).path) }
  /// The only organisation for which one acts, which supports by one button.
  private var only: Standing? {
    guard let person, person.standings.count == 1 else { return nil }
    return person.standings.first
  }
  private var isGivenByAll: Bool {
    person.map { !$0.standings.isEmpty && mySupporters.count == $0.standings.count } ?? false
  }
  private var all: String { language.address(SupportersAddress(address).path) }
  private var others: Int { contribution.supports - supporters.count }
  private var more: Phrase { t(others, one: "et \(others) autre organisme", other: "et \(others) autres organismes") }

  var body: some Markup {
    div(.class("card"), .id("soutiens")) {
      h2(.class("h3")) { title }
      dl(.class("figures")) {
        Figure(label: t("Collectivités"), value: contribution.authoritySupports)
        Figure(label: t("Autres organismes"), value: contribution.otherSupports)
      }
      if isMine, person?.standings.count == 1 {
        p(.class("help")) { t("C’est votre contribution.") }
      } else if refusal == nil || !mySupporters.isEmpty && openings.isOpen(.support) {
        if let only {
          SupportButton(
            address: address, standing: only, isGiven: !mySupporters.isEmpty, language: language)
        } else {
          a(.class("button button-primary"), .href(page)) {
            isGivenByAll ? t("Voir vos soutiens") : t("Soutenir")
          }
        }
      } else {
        p(.class("help")) { refusal?.sentence ?? t("Soutenir") }
      }
      if !supporters.isEmpty {
        h3 { t("Derniers soutiens") }
        ul {
          for supporter in supporters { SupporterLine(organisation: supporter, places: places, language: language) }
          if others > 0 { li { more } }
        }
        a(.href(all)) { t("Qui soutient, et où") }
      }
    }
  }
}

struct Figure: Component {
  var label: Phrase
  var value: Int
  var body: some Markup {
    div {
      dt { label }
      dd { value }
    }
  }
}

private struct SupporterLine: Component {
  var organisation: Organisation
  var places: Places
  var language: Language
  private var address: String { language.address(OrganisationAddress(organisation).path) }
  private var name: String { places.fullName(of: organisation) }
  var body: some Markup { li { a(.href(address)) { name } } }
}

private struct SupportButton: Component {
  var address: ContributionAddress
  var standing: Standing
  var isGiven: Bool
  var language: Language
  private var action: String {
    language.address(isGiven ? SupportEndAddress(address).path : SupportAddress(address).path)
  }
  private var detail: String { language.address(SupportAddress(address).path) }
  private var given: Phrase { t("✓ \(standing.fullName) soutient") }
  private var give: Phrase { t("Soutenir, pour \(standing.fullName)") }

  var body: some Markup {
    postForm(.action(action)) {
      input(.type("hidden"), .name("organisme"), .value(String(standing.organisation)))
      if isGiven {
        p(.class("tag tag-ok")) { given }
        a(.href(detail)) { t("Dire ce que vous en feriez") }
        button(.class("button button-quiet"), .type("submit")) { t("Retirer ce soutien") }
      } else {
        button(.class("button button-primary"), .type("submit"), .ariaLabel(give)) { t("Soutenir") }
      }
    }
  }
}
