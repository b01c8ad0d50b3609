import Consultations
import Deposits
import Localization
import Platform
import Storage

/// `/api/v1/consultations/services-2021/decisions`
struct DecisionsAPIAddress: AddressInConsultation {
  static let pattern: StaticString = "/api/v1/consultations/{consultation}/decisions"
  var consultation: String
}

/// `/api/v1/consultations/services-2021/propositions`
struct PropositionsAPIAddress: AddressInConsultation {
  static let pattern: StaticString = "/api/v1/consultations/{consultation}/propositions"
  var consultation: String
}

/// `/api/v1/consultations/services-2021/propositions/8f3k29qrst`
struct PropositionAPIAddress: AddressOfThing {
  static let pattern: StaticString = "/api/v1/consultations/{consultation}/propositions/{proposition}"
  var consultation: String
  var token: String
}

extension OpenDecision {
  static let shape = Shape<OpenDecision>("Decision", about + named + again)

  private static let about: [Field<OpenDecision>] = [
    .text("identifiant", t("Identifiant de la décision, le même pour toujours")) { $0.decision.token },
    .integer("contribution_numero", t("Numéro de la contribution dans la consultation")) { $0.contribution.number },
    .text("contribution_identifiant", t("Identifiant de la contribution")) { $0.contribution.token },
    .address("adresse", t("Adresse de la page de la contribution")) { $0.page },
    .optionalInteger("partie", t("Numéro de la partie, si la contribution est divisée")) { $0.part },
    .integer("version", t("Version de la contribution sur laquelle porte la décision")) { $0.decision.version },
    .choice(
      "decision", t("regroupee, gardee, reorientee ou ineligible"), among: Decision.Kind.allCases.map(\.slug)
    ) { $0.decision.kind.slug },
    .text("raison", t("La raison donnée à l’auteur")) { $0.decision.reason },
    .optionalInstant("publiee_le", t("Date de publication (UTC)")) { $0.decision.publishedAt },
  ]
  private static let named: [Field<OpenDecision>] = [
    .texts("propositions", t("Identifiants des propositions qu’elle alimente")) { $0.propositions.map(\.token) },
    .optionalText("guichet", t("D’une réorientation : le guichet destinataire")) { $0.addressee?.name },
    .optionalAddress("guichet_page", t("D’une réorientation : la page du guichet")) { $0.addressee?.webPage },
    .optionalChoice(
      "guichet_reponse", t("D’une réorientation : prend, refuse ou besoin"),
      among: AddresseeAnswer.Kind.allCases.map(\.slug)
    ) { $0.answer?.kind.slug },
    .optionalText("guichet_reponse_texte", t("D’une réorientation : ce que le guichet a répondu")) { $0.answer?.text },
    .optionalInstant("guichet_reponse_le", t("D’une réorientation : date de cette réponse (UTC)")) { $0.answer?.at },
    .optionalInteger("article", t("D’une inéligibilité : l’article du règlement")) { $0.article?.article.number },
    .optionalInteger("reglement_version", t("D’une inéligibilité : la version du règlement")) { $0.article?.version },
  ]
  private static let again: [Field<OpenDecision>] = [
    .optionalInstant("reexamen_demande_le", t("Date à laquelle son réexamen a été demandé (UTC)")) { $0.asked?.at },
    .optionalChoice("reexamen", t("De ce réexamen : en-cours ou maintenue"), among: outcomes) { $0.reexamination },
    .optionalInstant("reexamen_repondu_le", t("Date de la réponse à ce réexamen (UTC)")) { $0.upheld?.at },
    .optionalText("reexamen_raison", t("La raison pour laquelle la décision est maintenue")) { $0.upheld?.reason },
    .optionalInstant(
      "reexamen_change_le", t("Si elle remplace une décision changée après réexamen : date de ce changement (UTC)")
    ) { $0.changedAt },
    .optionalText("avertissement", t("Rempli quand les données sont inventées, pour une démonstration")) { $0.band },
  ]
}

extension OpenProposition {
  static let shape = Shape<OpenProposition>("Proposition", written + counted)

  private static let written: [Field<OpenProposition>] = [
    .text("identifiant", t("Identifiant de la proposition, le même pour toujours")) { $0.proposition.token },
    .address("adresse", t("Adresse de la page")) { $0.page },
    .text("titre", t("Titre")) { $0.proposition.wording.title },
    .text("texte", t("Texte")) { $0.proposition.wording.text },
    .choice("langue", t("Langue du texte : fr ou en"), among: Language.allCases.map(\.rawValue)) {
      $0.proposition.wording.language.rawValue
    },
    .choice(
      "suite", t("develop : à développer ; scale-up : à faire monter en puissance"),
      among: Proposition.Kind.allCases.map(\.rawValue)
    ) { $0.proposition.wording.kind.rawValue },
    .texts("themes", t("Identifiants des thèmes")) { $0.proposition.wording.themes },
  ]
  private static let counted: [Field<OpenProposition>] = [
    .optionalInteger("cout_bas", t("Coût le plus bas, en euros")) { $0.proposition.wording.cost?.lowerBound },
    .optionalInteger("cout_haut", t("Coût le plus haut, en euros")) { $0.proposition.wording.cost?.upperBound },
    .text("cout_source", t("D’où vient cette fourchette")) { $0.proposition.wording.costSource },
    .optionalInteger("cout_retenu", t("Coût retenu pour le vote, en euros")) { $0.proposition.wording.retainedCost },
    .texts("contributions", t("Numéros des contributions qu’elle réunit")) { $0.numbers.map { String($0) } },
    .integer("soutiens_collectivites", t("Collectivités distinctes qui en soutiennent une")) { $0.authorities },
    .integer("soutiens_autres", t("Autres organismes distincts qui en soutiennent une")) { $0.others },
    .optionalText("avertissement", t("Rempli quand les données sont inventées, pour une démonstration")) { $0.band },
  ]
}

extension InstructionModule {
  func registerDecisionsAPI(in registry: inout Registry) {
    registry.answer(
      DecisionsAPIAddress.self, "decisions", t("Les décisions publiées"), segments: [consultationParameter],
      parameters: Paging.parameters, with: OpenDecision.shape.page(named: "Decisions")
    ) { address, asked, visit in
      let told = try await database.read { db -> Paged<OpenDecision>? in
        guard let consultation = try Consultation.with(slug: address.consultation, db) else { return nil }
        let read = try OpenDecision.some(
          in: consultation, after: asked[Paging.cursor]?.id ?? 0, limit: asked.pageSize + 1, visit.site,
          db)
        let total = try OpenDecision.count(in: consultation.id, db)
        return asked.page(of: read, total: total, address, visit.site) { Cursor(id: $0.decision.id) }
      }
      guard let told else { throw NotFound() }
      return told
    }
    registry.answer(
      PropositionsAPIAddress.self, "propositions", t("Les propositions publiées"), segments: [consultationParameter],
      parameters: Paging.parameters, with: OpenProposition.shape.page(named: "Propositions")
    ) { address, asked, visit in
      let told = try await database.read { db -> Paged<OpenProposition>? in
        guard let consultation = try Consultation.with(slug: address.consultation, db) else { return nil }
        let read = try OpenProposition.some(
          in: consultation, after: asked[Paging.cursor]?.id ?? 0, limit: asked.pageSize + 1,
          visit.site.settings.baseAddress, band: visit.site.band, db)
        let total = try Proposition.published(in: consultation.id, db).count
        return asked.page(of: read, total: total, address, visit.site) { Cursor(id: $0.proposition.id) }
      }
      guard let told else { throw NotFound() }
      return told
    }
    registry.answer(
      PropositionAPIAddress.self, "proposition", t("Une proposition publiée"),
      segments: [
        consultationParameter, Parameter<String>.token("proposition", t("Identifiant de la proposition")),
      ], with: OpenProposition.shape
    ) { address, _, visit in
      let told = try await database.read { db -> OpenProposition? in
        guard let consultation = try Consultation.with(slug: address.consultation, db) else { return nil }
        return try OpenProposition.some(
          in: consultation, limit: 1, token: address.token, visit.site.settings.baseAddress, band: visit.site.band, db
        ).first
      }
      guard let told else { throw NotFound() }
      return told
    }
  }
}
