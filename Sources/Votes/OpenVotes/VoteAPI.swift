import Consultations
import Instruction
import Localization
import Platform
import Proof
import Storage

/// `/api/v1/consultations/services-2021/vote`
struct VoteAPIAddress: AddressInConsultation {
  static let pattern: StaticString = "/api/v1/consultations/{consultation}/vote"
  var consultation: String
}

/// A vote that has opened, as everyone reads it: during it who came, after its count what was chosen.
struct OpenVote: Sendable {
  struct Line: Sendable {
    var proposition: VotedProposition
    var page: String
    /// Nil before the count.
    var result: Results.Line?
  }

  var consultation: Consultation
  var vote: Vote
  var called: Int
  var came: Int
  var lines: [Line]
  /// Nil before the count.
  var results: Results?
  var base: String
  var band: String?
  var now: Instant

  /// Where its files are, those that may be read now.
  var files: [String] {
    let attendance = AttendanceFile.allCases.map { AttendanceFileAddress(consultation, $0).path }
    if vote.countedAt != nil { return attendance + ResultsFile.allCases.map(path) }
    return attendance + (vote.closedAt == nil ? [] : [path(.ballots)])
  }

  private func path(_ file: ResultsFile) -> String { ResultsFileAddress(consultation, file).path }
}

extension OpenVote {
  static let shape = Shape<OpenVote>("Vote", about + form + chosen)

  private static let about: [Field<OpenVote>] = [
    .choice(
      "etat",
      t(
        "open : ouvert ; closing : l’heure de la clôture est passée, sa ligne n’est pas encore au journal ; closed : clos, pas encore dépouillé ; counted : dépouillé"
      ),
      among: ["open", "closing", "closed", "counted"]
    ) { $0.state },
    .flag("suspendu", t("Si le vote est suspendu : il ne prend plus de bulletin avant qu’un incident soit publié")) {
      $0.vote.isSuspended
    },
    .optionalInstant("ouvert_le", t("Date d’ouverture (UTC)")) { $0.vote.openedAt },
    .optionalInstant("cloture_le", t("Instant à partir duquel aucun bulletin n’est plus pris (UTC)")) {
      $0.vote.closesAt
    },
    .optionalInstant("depouille_le", t("Date du dépouillement (UTC)")) { $0.vote.countedAt },
    .integer("appelees", t("Collectivités appelées à voter")) { $0.called },
    .integer("venues", t("Collectivités qui ont voté")) { $0.came },
  ]
  private static let form: [Field<OpenVote>] = [
    .choice(
      "bulletin", t("approval : un nombre limité de choix ; budget : des choix qui tiennent dans l’enveloppe"),
      among: BallotForm.allCases.map(\.rawValue)
    ) { $0.vote.form.ballot.rawValue },
    .integer("plafond", t("Choix d’un bulletin, au plus")) { Int($0.vote.form.most) },
    .integer("enveloppe", t("L’enveloppe, en euros")) { Int($0.vote.form.budget) },
    .choice("regle", t("La règle du dépouillement"), among: CountingRule.allCases.map(\.rawValue)) {
      $0.vote.form.rule.rawValue
    },
  ]
  private static let chosen: [Field<OpenVote>] = [
    .optionalInteger("bulletins", t("Bulletins comptés, une fois le vote dépouillé")) {
      $0.results.map { Int($0.tally.voters) }
    },
    .optionalInteger("blancs", t("Dont bulletins blancs")) { $0.results.map { Int($0.tally.blank) } },
    .optionalInteger("contestes", t("Bulletins contestés, qui ne sont pas comptés")) {
      $0.results.map { Int($0.tally.contested) }
    },
    .list("propositions", t("Les propositions, dans l’ordre du résultat s’il est connu"), Line.shape) { $0.lines },
    .texts("fichiers", t("Adresses des fichiers que chacun peut lire")) { told in told.files.map { told.base + $0 } },
    .optionalText("avertissement", t("Rempli quand les données sont inventées, pour une démonstration")) { $0.band },
  ]

  private var state: String {
    switch vote.state(at: now) {
    case .prepared, .open: "open"
    case .closing: "closing"
    case .closed: "closed"
    case .counted: "counted"
    }
  }
}

extension OpenVote.Line {
  fileprivate static let shape = Shape<OpenVote.Line>(
    "PropositionAuVote",
    [
      .text("identifiant", t("Identifiant de la proposition, le même pour toujours")) { $0.proposition.name },
      .address("adresse", t("Adresse de la page")) { $0.page },
      .text("titre", t("Titre")) { $0.proposition.title },
      .integer("cout", t("Coût retenu pour le vote, en euros")) { Int($0.proposition.cost) },
      .optionalInteger("choix", t("Collectivités qui l’ont choisie, une fois le vote dépouillé")) {
        $0.result?.supports
      },
      .optionalInteger("place", t("Place dans l’ordre du dépouillement, si le vote l’a retenue")) { $0.result?.place },
      .optionalText("motif", t("Pourquoi elle n’est pas retenue, en un mot")) { line in
        line.result.flatMap { $0.place == nil ? $0.reasonWord : nil }
      },
    ])
}

extension VotesModule {
  func registerVoteAPI(in registry: inout Registry) {
    registry.answer(
      VoteAPIAddress.self, "vote", t("Le vote, depuis son ouverture : qui est venu, puis le résultat"),
      segments: [consultationParameter], with: OpenVote.shape
    ) { address, _, visit in
      try await count(address.consultation)
      return try await database.read { db in
        let (consultation, vote) = try found(address.consultation, db)
        guard vote.openedAt != nil else { throw NotFound() }
        let results = try countedVotes.counted(vote, db)?.results
        let known = Dictionary(
          (results?.lines ?? []).map { ($0.proposition.name, $0) }, uniquingKeysWith: { $1 })
        let propositions = try results?.lines.map(\.proposition) ?? VotedProposition.all(of: vote.id, db)
        let base = visit.site.settings.baseAddress
        return OpenVote(
          consultation: consultation, vote: vote, called: try RollEntry.count(in: vote.id, db),
          came: try Attendance.count(in: vote.id, db),
          lines: propositions.map { proposition in
            OpenVote.Line(
              proposition: proposition, page: base + Proposition.path(token: proposition.name, in: consultation),
              result: known[proposition.name])
          }, results: results, base: base, band: visit.site.band, now: visit.now)
      }
    }
  }
}
