package import Localization
import Storage

/// What lets a person act for an organisation; « habilitation » in the pages.
///
/// Given by a proof (the code of an official mailbox, an address in the organisation's own domain), by a colleague or
/// by an instructor; one at a time for a person and an organisation. Ended by hand, or by its date. It is not the right
/// to cast a ballot: belonging is not office.
package struct Mandate: Sendable, Equatable {
  package var id: Int64
  package var person: Int64
  package var organisation: Int64
  package var kind: Kind
  package var method: Method
  package var givenAt: Instant
  package var endsAt: Instant?

  /// In what capacity one acts.
  package enum Kind: String, Sendable, CaseIterable, ColumnCodable {
    case agent, elected

    package var title: Phrase {
      switch self {
      case .agent: t("Agent")
      case .elected: t("Élu")
      }
    }

    var word: StaticString {
      switch self {
      case .agent: "agent"
      case .elected: "elected"
      }
    }
  }

  /// How it was proved.
  package enum Method: String, Sendable, CaseIterable, ColumnCodable {
    case mailbox, domain, colleague, instructor, territory, demonstration

    package var title: Phrase {
      switch self {
      case .mailbox: t("par la boîte officielle")
      case .domain: t("par une adresse de l’organisme")
      case .colleague: t("par un collègue")
      case .instructor: t("par un instructeur")
      case .territory: t("par l’organisme qui confirme sur son territoire")
      case .demonstration: t("pour la démonstration")
      }
    }

    var word: StaticString {
      switch self {
      case .mailbox: "mailbox"
      case .domain: "domain"
      case .colleague: "colleague"
      case .instructor: "instructor"
      case .territory: "territory"
      case .demonstration: "demonstration"
      }
    }
  }
}

/// A mandate and the name of the person who holds it.
struct MandateHolder: Sendable {
  var mandate: Mandate
  var name: String
}
