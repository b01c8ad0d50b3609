import Directory
import Localization
import Platform
import Storage

/// An act of a consultation as the API tells it: who may, from when until when.
struct ActTold: Sendable {
  var act: ConsultationAct
  var kinds: [OrganisationKind]
  var opensAt: Instant?
  var endsAt: Instant?
  var isOpen: Bool

  static func all(of consultation: Int64, at now: Instant, _ db: Snapshot) throws -> [ActTold] {
    let table = try Participation.of(consultation, db)
    let openings = try Openings.of(consultation, at: now, db)
    return ConsultationAct.allCases.map { act in
      let span = openings.span(of: act)
      let kinds = OrganisationKind.allCases.filter(table[act].kinds.contains)
      return ActTold(
        act: act, kinds: kinds, opensAt: span?.opens, endsAt: span?.ends, isOpen: !kinds.isEmpty && openings.isOpen(act)
      )
    }
  }

  static let shape = Shape<ActTold>(
    "Acte",
    [
      .choice("acte", t("Ce que l’on fait"), among: ConsultationAct.allCases.map(\.slug)) { $0.act.slug },
      .texts("organismes", t("Les types d’organismes qui le peuvent")) { $0.kinds.map(\.slug) },
      .optionalInstant("ouvre_le", t("Dès quand ; null si le calendrier ne le dit pas")) { $0.opensAt },
      .optionalInstant("ferme_le", t("Jusqu’à quand ; null s’il reste possible")) { $0.endsAt },
      .flag("ouvert", t("Si c’est possible à l’instant de la demande")) { $0.isOpen },
    ])
}
