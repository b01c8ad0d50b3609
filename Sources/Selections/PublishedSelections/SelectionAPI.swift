import Consultations
import Instruction
import Localization
import Platform
import Proof
import Storage
import Votes

/// `/api/v1/consultations/services-2021/selection`
struct SelectionAPIAddress: AddressInConsultation {
  static let pattern: StaticString = "/api/v1/consultations/{consultation}/selection"
  var consultation: String
}

/// A selection with what its addresses begin with.
struct ToldSelection: Sendable {
  struct Line: Sendable {
    var line: PublishedSelection.Line
    var page: String
  }

  var selection: PublishedSelection
  var base: String
  var band: String?

  var minutes: String { base + PublishedMinutesAddress(selection.consultation).path }
  var lines: [Line] {
    selection.lines.map { line in
      let path = Proposition.path(token: line.voted.proposition.name, in: selection.consultation)
      return Line(line: line, page: base + path)
    }
  }
}

extension ToldSelection {
  static let shape = Shape<ToldSelection>("Selection", about + chosen)

  private static let about: [Field<ToldSelection>] = [
    .optionalInstant("publiee_le", t("Date de publication (UTC)")) { $0.selection.minutes.publishedAt },
    .integer("enveloppe", t("L’enveloppe, en euros")) { Int($0.selection.committee.envelope) },
    .integer("attribue", t("Ce qui en est attribué, en euros")) { Int($0.selection.committee.spent) },
    .texts("comite", t("Au nom de qui le comité siège")) { $0.selection.bodies.map(\.title) },
    .list("criteres", t("Ses critères, dans l’ordre du règlement"), Criterion.shape) { $0.selection.criteria },
    .address("releve", t("Adresse du relevé de décisions")) { $0.minutes },
    .optionalText("releve_empreinte", t("SHA-256 du relevé tel qu’il a été signé, en hexadécimal")) { told in
      told.selection.minutes.hash.map { hexadecimal($0) }
    },
  ]
  private static let chosen: [Field<ToldSelection>] = [
    .list("propositions", t("Les propositions, dans l’ordre du dépouillement"), Line.shape) { $0.lines },
    .optionalText("avertissement", t("Rempli quand les données sont inventées, pour une démonstration")) { $0.band },
  ]
}

extension Criterion {
  fileprivate static let shape = Shape<Criterion>(
    "Critere",
    [
      .text("titre", t("Ce qui est pesé")) { $0.title },
      .integer("poids", t("Son poids")) { $0.weight },
    ])
}

extension ToldSelection.Line {
  fileprivate static let shape = Shape<ToldSelection.Line>("PropositionDecidee", voted + decided)

  private static let voted: [Field<ToldSelection.Line>] = [
    .text("identifiant", t("Identifiant de la proposition, le même pour toujours")) { $0.line.voted.proposition.name },
    .address("adresse", t("Adresse de la page")) { $0.page },
    .text("titre", t("Titre")) { $0.line.voted.proposition.title },
    .optionalInteger("place_au_vote", t("Place dans l’ordre du dépouillement, si le vote l’a retenue")) {
      $0.line.voted.place
    },
    .integer("choix", t("Collectivités qui l’ont choisie")) { $0.line.voted.supports },
    .optionalInteger("note_dixiemes", t("Moyenne des notes du comité, en dixièmes de point sur 100")) {
      $0.line.mean?.tenths
    },
  ]
  private static let decided: [Field<ToldSelection.Line>] = [
    .choice(
      "liste", t("develop : à développer ; scale-up : à généraliser ; none : non retenue"),
      among: SelectionList.allCases.map(\.rawValue)
    ) { $0.line.list.rawValue },
    .integer("montant", t("Montant attribué, en euros")) { Int($0.line.ruling?.amount ?? 0) },
    .flag("s_ecarte_du_vote", t("Si la décision s’écarte du vote")) { $0.line.ruling?.goesAgainst ?? false },
    .optionalText("motif", t("Le motif publié, si la décision s’écarte du vote")) { told in
      told.line.ruling.flatMap { $0.goesAgainst ? $0.reason : nil }
    },
  ]
}

extension SelectionsModule {
  func registerSelectionAPI(in registry: inout Registry) {
    registry.answer(
      SelectionAPIAddress.self, "selection", t("La sélection, une fois publiée"), segments: [consultationParameter],
      with: ToldSelection.shape
    ) { address, _, visit in
      let selection = try await published(address.consultation)
      return ToldSelection(selection: selection, base: visit.site.settings.baseAddress, band: visit.site.band)
    }
  }
}
