import Forms
import Localization
package import Platform
import Storage

/// A consultation as the API tells it: its words, its calendar, its themes, its rubrics.
struct ConsultationTold: Sendable {
  var consultation: Consultation
  var phases: [Phase]
  var themes: [Theme]
  var rubrics: [RubricTold]
  var rules: Rules?
  var acts: [ActTold]
  var base: String
  var now: Instant
  var band: String?

  init(_ consultation: Consultation, _ visit: Visit, _ db: Snapshot) throws {
    self.consultation = consultation
    phases = try Phase.all(of: consultation.id, db)
    themes = try Theme.all(of: consultation.id, db)
    let invitations = try RubricInvitations.of(consultation.id, db)
    rubrics = try Rubric.allCases.map { rubric in
      RubricTold(
        rubric: rubric, invitation: invitations[rubric],
        questionnaire: try RubricQuestionnaire.current(of: consultation.id, rubric, db))
    }
    rules = try Rules.versions(of: consultation.id, db).first
    acts = try ActTold.all(of: consultation.id, at: visit.now, db)
    base = visit.site.settings.baseAddress
    now = visit.now
    band = visit.site.band
  }

  private var page: String { base + ConsultationAddress(slug: consultation.slug).path }

  static let shape = Shape<ConsultationTold>("Consultation", words + english + frame)

  private static let words: [Field<ConsultationTold>] = [
    .text("identifiant", t("Identifiant, dans les adresses")) { $0.consultation.slug },
    .address("adresse", t("Adresse de la page")) { $0.page },
    .text("titre", t("Titre")) { $0.consultation.words.title },
    .text("chapeau", t("Une ou deux phrases sous le titre")) { $0.consultation.words.lead },
    .text("organisateur", t("Qui l’organise")) { $0.consultation.words.organiser },
    .text("presentation", t("Présentation, en Markdown")) { $0.consultation.words.presentation },
  ]
  private static let english: [Field<ConsultationTold>] = [
    .optionalText("titre_anglais", t("Titre en anglais, s’il est écrit")) { $0.consultation.english?.title },
    .optionalText("chapeau_anglais", t("Chapeau en anglais, s’il est écrit")) { $0.consultation.english?.lead },
    .optionalText("presentation_anglais", t("Présentation en anglais, si elle est écrite")) {
      $0.consultation.english?.presentation
    },
  ]
  private static let frame: [Field<ConsultationTold>] = [
    .optionalInstant("annoncee_le", t("Date de l’annonce")) { $0.consultation.announcedAt },
    .list("calendrier", t("Les phases, dans l’ordre"), PhaseTold.shape) { told in
      told.phases.map { PhaseTold(phase: $0, now: told.now) }
    },
    .list("themes", t("Les thèmes"), Theme.shape) { $0.themes },
    .list("rubriques", t("Les rubriques, et ce que chacune demande en plus"), RubricTold.shape) { $0.rubrics },
    .list("participation", t("Qui peut faire quoi, et quand"), ActTold.shape) { $0.acts },
    .optionalInteger("reglement_version", t("Version du règlement en vigueur")) { $0.rules?.version },
    .optionalText("avertissement", t("Rempli quand les données sont inventées, pour une démonstration")) { $0.band },
  ]
}

/// A phase, at a moment.
private struct PhaseTold {
  var phase: Phase
  var now: Instant

  static let shape = Shape<PhaseTold>(
    "Phase",
    [
      .choice("phase", t("Ce qui s’y passe"), among: PhaseKind.allCases.map(\.slug)) { $0.phase.kind.slug },
      .instant("ouvre_le", t("Ouverture")) { $0.phase.opensAt },
      .optionalInstant("ferme_le", t("Fermeture ; null si elle reste ouverte")) { $0.phase.closesAt },
      .choice("etat", t("État à l’instant de la demande"), among: ["a_venir", "ouverte", "close"]) { told in
        switch told.phase.state(at: told.now) {
        case .ahead: "a_venir"
        case .open: "ouverte"
        case .over: "close"
        }
      },
    ])
}

extension Theme {
  static let shape = Shape<Theme>(
    "Theme",
    [
      .text("identifiant", t("Identifiant, dans les adresses")) { $0.slug },
      .text("titre", t("Titre")) { $0.title },
      .text("titre_anglais", t("Titre en anglais")) { $0.titleEnglish },
    ])
}

/// A rubric, with the extra questions that it asks now.
struct RubricTold: Sendable {
  var rubric: Rubric
  var invitation: RubricInvitation
  var questionnaire: RubricQuestionnaire?

  private var definition: String {
    questionnaire.map { String(decoding: $0.questionnaire.json, as: UTF8.self) } ?? ""
  }

  static let shape = Shape<RubricTold>(
    "Rubrique",
    [
      .choice("identifiant", t("Identifiant, dans les adresses"), among: Rubric.allCases.map(\.slug)) {
        $0.rubric.slug
      },
      .optionalText("titre", t("Ce à quoi elle invite, quand ce ne sont pas les mots habituels")) {
        $0.invitation.title.isEmpty ? nil : $0.invitation.title
      },
      .optionalText("titre_anglais", t("Le même en anglais, s’il est écrit")) {
        $0.invitation.titleEnglish.isEmpty ? nil : $0.invitation.titleEnglish
      },
      .optionalText("phrase", t("La phrase sous ce titre, quand ce n’est pas l’habituelle")) {
        $0.invitation.lead.isEmpty ? nil : $0.invitation.lead
      },
      .optionalText("phrase_anglaise", t("La même en anglais, si elle est écrite")) {
        $0.invitation.leadEnglish.isEmpty ? nil : $0.invitation.leadEnglish
      },
      .optionalInteger("questions_version", t("Version des questions complémentaires")) { $0.questionnaire?.version },
      .object("questions", t("Les questions complémentaires, s’il y en a"), json: { $0.definition }),
    ])
}

/// `/api/v1/consultations`
struct ConsultationsAPIAddress: FixedAddress {
  static let pattern: StaticString = "/api/v1/consultations"
}

/// `/api/v1/consultations/services-2021`
struct ConsultationAPIAddress: Address {
  static let pattern: StaticString = "/api/v1/consultations/{consultation}"
  var slug: String
  init(segments: [String]) throws(NotFound) {
    guard let slug = segments.first else { throw NotFound() }
    self.slug = slug
  }
  var segments: [String] { [slug] }
}

/// The segment that names a consultation.
package let consultationParameter = Parameter<String>.slug("consultation", t("Identifiant de la consultation"))

extension ConsultationsModule {
  func registerConsultationsAPI(in registry: inout Registry) {
    registry.answer(
      ConsultationsAPIAddress.self, "consultations", t("Les consultations, la plus récente d’abord"),
      with: ConsultationTold.shape.page(named: "Consultations")
    ) { _, _, visit in
      try await database.read { db in
        let all = try Consultation.announced(db)
        return Paged(elements: try all.map { try ConsultationTold($0, visit, db) }, total: all.count)
      }
    }
    registry.answer(
      ConsultationAPIAddress.self, "consultation", t("Une consultation : calendrier, thèmes, rubriques"),
      segments: [consultationParameter], with: ConsultationTold.shape
    ) { address, _, visit in
      let told = try await database.read { db in
        try Consultation.with(slug: address.slug, db).map { try ConsultationTold($0, visit, db) }
      }
      guard let told else { throw NotFound() }
      return told
    }
    registerRulesAPI(in: &registry)
  }
}
