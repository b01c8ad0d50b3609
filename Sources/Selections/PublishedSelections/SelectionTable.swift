import Consultations
package import Deposits
import Instruction
import Localization
import Platform
import Proof
import Storage
import Votes

extension SelectionsModule {
  static let tableName = "selection"

  /// What was selected, among the open data of a consultation: CSV, JSON, schema and feed.
  package static let openTable = LaterTable(
    tableName, t("Sélection"), PublishedSelection.fields,
    count: { consultation, db in try PublishedSelection(of: consultation, db)?.lines.count ?? 0 },
    rows: { consultation, after, limit, base, db in
      guard let selection = try PublishedSelection(of: consultation, db) else { return [] }
      return selection.lines.sorted { $0.id < $1.id }.filter { $0.id > after }.prefix(limit).map { line in
        LaterTable.Row(place: line.id, cells: selection.cells(line, base))
      }
    },
    newest: { consultation, limit, db in
      guard let selection = try PublishedSelection(of: consultation, db) else { return [] }
      return selection.lines.filter { $0.list != .none }.prefix(limit).map { line in
        LaterTable.Entry(
          title: line.voted.proposition.title,
          path: Proposition.path(token: line.voted.proposition.name, in: consultation),
          publishedAt: selection.minutes.publishedAt ?? line.ruling?.madeAt ?? Instant(milliseconds: 0),
          summary: line.list.title.text(in: .french, Catalogue()), language: .french)
      }
    })
}

extension PublishedSelection {
  static let fields: [OpenDataField] = [
    OpenDataField("identifiant", .string, t("Identifiant de la proposition, le même pour toujours")),
    OpenDataField("adresse", .string, t("Adresse de la page")),
    OpenDataField("titre", .string, t("Titre")),
    OpenDataField("place_au_vote", .integer, t("Place dans l’ordre du dépouillement, si le vote l’a retenue")),
    OpenDataField("choix", .integer, t("Collectivités qui l’ont choisie")),
    OpenDataField("note_dixiemes", .integer, t("Moyenne des notes du comité, en dixièmes de point sur 100")),
    OpenDataField("liste", .string, t("develop : à développer ; scale-up : à généraliser ; none : non retenue")),
    OpenDataField("montant", .integer, t("Montant attribué, en euros")),
    OpenDataField("s_ecarte_du_vote", .boolean, t("Si la décision s’écarte du vote")),
    OpenDataField("motif", .string, t("Le motif publié, si la décision s’écarte du vote")),
    OpenDataField("publiee_le", .datetime, t("Date de publication (UTC)")),
  ]

  func cells(_ line: Line, _ base: String) -> [OpenDataCell] {
    func number(_ number: Int?) -> OpenDataCell { number.map { .number($0) } ?? .missing }
    let goesAgainst = line.ruling?.goesAgainst ?? false
    let voted: [OpenDataCell] = [
      .text(line.voted.proposition.name),
      .text(base + Proposition.path(token: line.voted.proposition.name, in: consultation)),
      .text(line.voted.proposition.title), number(line.voted.place), .number(line.voted.supports),
      number(line.mean?.tenths),
    ]
    let decided: [OpenDataCell] = [
      .text(line.list.rawValue), .number(Int(line.ruling?.amount ?? 0)), .flag(goesAgainst),
      goesAgainst ? .text(line.ruling?.reason) : .missing, .text(minutes.publishedAt?.universal),
    ]
    return voted + decided
  }
}
