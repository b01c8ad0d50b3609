package import Directory
package import Localization
import Storage

/// Which kinds of organisation may do which act in a consultation, and between which moments of its calendar.
///
/// Begins as the usual table, that of 2021; changed by administrators; read by whatever is done in the consultation.
package struct Participation: Sendable, Equatable {
  /// Who may do one act, and when.
  package struct Rule: Sendable, Equatable {
    package var kinds: Set<OrganisationKind>
    package var opens: CalendarMoment
    /// Its first instant is already too late.
    package var ends: CalendarMoment

    package init(_ kinds: Set<OrganisationKind>, from opens: CalendarMoment, until ends: CalendarMoment) {
      self.kinds = kinds
      self.opens = opens
      self.ends = ends
    }
  }

  private var rules: [ConsultationAct: Rule]

  package init(_ rules: [ConsultationAct: Rule] = [:]) { self.rules = rules }

  package subscript(act: ConsultationAct) -> Rule {
    get { rules[act] ?? act.usual }
    set { rules[act] = newValue }
  }

  package static func == (one: Participation, other: Participation) -> Bool {
    ConsultationAct.allCases.allSatisfy { one[$0] == other[$0] }
  }
}

/// What an organisation does in a consultation.
package enum ConsultationAct: String, Sendable, CaseIterable, ColumnCodable {
  /// Depositing a need, sharing a service that exists.
  case need, service
  case support, comment
  /// Of what one has published: another wording, taking it back.
  case correction, withdrawal
  case vote
  /// Volunteering to try what was chosen.
  case experimentation

  /// As in 2021: every kind deposits, shares, supports and comments; authorities vote and experiment. Deposit in its
  /// phase, support and comment from the first publication to the opening of the vote, correction and withdrawal until
  /// decisions are published.
  package var usual: Participation.Rule {
    let all = Set(OrganisationKind.allCases)
    let authorities = all.filter(\.isAuthority)
    switch self {
    case .need, .service: return .init(all, from: .opening(.deposit), until: .closing(.deposit))
    case .support, .comment: return .init(all, from: .opening(.deposit), until: .opening(.vote))
    case .correction, .withdrawal: return .init(all, from: .opening(.deposit), until: .closing(.instruction))
    case .vote: return .init(authorities, from: .opening(.vote), until: .closing(.vote))
    case .experimentation:
      return .init(authorities, from: .opening(.experimentation), until: .closing(.experimentation))
    }
  }

  /// Whether it changes what will be voted on: never once the vote has opened, whatever the table says.
  package var changesTexts: Bool { self == .correction || self == .withdrawal }

  package var title: Phrase {
    switch self {
    case .need: t("Déposer un besoin")
    case .service: t("Partager un service")
    case .support: t("Soutenir")
    case .comment: t("Commenter")
    case .correction: t("Corriger sa contribution")
    case .withdrawal: t("Retirer sa contribution")
    case .vote: t("Voter")
    case .experimentation: t("Se porter volontaire pour expérimenter")
    }
  }

  /// Within a sentence: « il n’est plus possible de … ».
  package var verb: Phrase {
    switch self {
    case .need: t("déposer un besoin")
    case .service: t("partager un service")
    case .support: t("soutenir")
    case .comment: t("commenter")
    case .correction: t("corriger une contribution")
    case .withdrawal: t("retirer une contribution")
    case .vote: t("voter")
    case .experimentation: t("se porter volontaire")
    }
  }

  /// Its word in forms and files.
  package var slug: String {
    switch self {
    case .need: "besoin"
    case .service: "service"
    case .support: "soutien"
    case .comment: "commentaire"
    case .correction: "correction"
    case .withdrawal: "retrait"
    case .vote: "vote"
    case .experimentation: "experimentation"
    }
  }
}

extension Rubric {
  /// What one does who deposits in it.
  package var act: ConsultationAct {
    switch self {
    case .need: .need
    case .service: .service
    }
  }
}

extension OrganisationKind {
  /// Several of them, for a table.
  package var plural: Phrase {
    switch self {
    case .commune: t("Communes")
    case .intercommunality: t("Intercommunalités")
    case .department: t("Départements")
    case .region: t("Régions")
    case .syndicate: t("Syndicats")
    case .operator: t("Opérateurs publics de services numériques")
    case .state: t("Services de l’État")
    case .association: t("Associations")
    }
  }
}
