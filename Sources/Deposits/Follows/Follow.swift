package import Localization
import Platform
import Storage

/// Being told what happens to a contribution, or what an organisation deposits and supports.
///
/// Begun by a person who is signed in, by giving a support, or by a citizen whose address is confirmed; ended by hand.
package enum Follow {
  /// What is followed.
  package enum Target: Sendable, Hashable {
    case contribution(Int64)
    case organisation(Int64)

    var contribution: Int64? { if case .contribution(let row) = self { row } else { nil } }
    var organisation: Int64? { if case .organisation(let row) = self { row } else { nil } }
    var subject: Event.Subject {
      switch self {
      case .contribution(let row): .init("contribution", row)
      case .organisation(let row): .init("organisation", row)
      }
    }
  }
}

/// Somebody who follows, with how often she is written to.
package struct Follower: Sendable, Equatable {
  package var id: Int64
  package var person: Int64?
  /// The address of a citizen without account.
  package var mail: String?
  package var language: Language
  package var rhythm: Rhythm
  /// The last line of the journal that a mail has told, and that she has seen on the site.
  package var told: Int64
  package var seen: Int64
  package var toldAt: Instant?

  /// How often mails come; never more, and none while nothing happens.
  package enum Rhythm: String, Sendable, CaseIterable, ColumnCodable {
    case atOnce = "at-once", daily, weekly, never

    package var title: Phrase {
      switch self {
      case .atOnce: t("Aussitôt")
      case .daily: t("Une fois par jour au plus, le matin")
      case .weekly: t("Une fois par semaine au plus, le matin")
      case .never: t("Pas de courriel : je lis cette page")
      }
    }
  }
}

/// Refusals of what citizens send to follow.
package enum FollowRefusal: FieldRefusal, Equatable, CaseIterable {
  case address, tooManyMails, expired, withdrawn

  package var status: Int {
    switch self {
    case .address: 422
    case .tooManyMails: 429
    case .expired, .withdrawn: 410
    }
  }

  package var sentence: Phrase {
    switch self {
    case .address: t("Cette adresse n’est pas complète. Exemple : nom@exemple.fr")
    case .tooManyMails: t("Plusieurs courriels viennent de partir vers cette adresse. Attendez une heure.")
    case .withdrawn: t("Cette contribution vient d’être retirée : il n’y a plus rien à suivre.")
    case .expired:
      t("Ce lien a déjà servi, et vous suivez ; ou il est trop vieux, et il faut demander à suivre une nouvelle fois.")
    }
  }

  package var field: String { "adresse" }
}
