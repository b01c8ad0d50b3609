import Consultations
import Localization
import Platform
import Proof
import Storage
import Synchronization
import Tallying

/// `/consultations/services-2021/vote/resultats/votes.pb`: the ballots and the count, for programs.
struct ResultsFileAddress: Address {
  static let pattern: StaticString = "/consultations/{consultation}/vote/resultats/{fichier}"
  var consultation: String
  var file: ResultsFile

  init(_ consultation: Consultation, _ file: ResultsFile) {
    self.consultation = consultation.slug
    self.file = file
  }
  init(segments: [String]) throws(NotFound) {
    guard segments.count == 2, let file = ResultsFile(rawValue: segments[1]) else { throw NotFound() }
    consultation = segments[0]
    self.file = file
  }
  var segments: [String] { [consultation, file.rawValue] }
}

/// The files of the results: the first two are made for people, the others are those of the export, byte for byte, and
/// the export itself.
enum ResultsFile: String, Sendable, CaseIterable {
  case table = "resultats.csv"
  case breakdown = "ventilation.csv"
  case pabulib = "votes.pb"
  case ballots = "ballots.jsonl"
  case tally = "tally.jsonl"
  case roll = "roll.jsonl"
  case export = "export.tar.gz"

  var type: String {
    switch self {
    case .table, .breakdown: "text/csv; charset=utf-8"
    case .pabulib: "text/plain; charset=utf-8"
    case .ballots, .tally, .roll: "application/jsonl"
    case .export: "application/gzip"
    }
  }

  var title: Phrase {
    switch self {
    case .table: t("Le résultat, pour un tableur (CSV)")
    case .breakdown: t("Qui a choisi quoi, par taille, région et genre (CSV)")
    case .pabulib: t("Les bulletins comptés (Pabulib), que d’autres programmes recomptent")
    case .ballots: t("Les bulletins, par collectivité (JSON)")
    case .tally: t("Le dépouillement (JSON)")
    case .roll: t("La liste et l’émargement (JSON)")
    case .export: t("Tout ce qu’il faut pour vérifier : le journal, ses têtes signées et ce qui en découle")
    }
  }
}

/// The files of an export, in memory.
private final class ExportInMemory: ExportSink {
  var files: [String: [UInt8]] = [:]

  func append(_ bytes: [UInt8], to path: String) { files[path, default: []] += bytes }
}

/// What a count led to, and its files: made once for each vote, since nothing of them changes but what a redaction
/// withdraws.
final class CountedVotes: Sendable {
  struct Counted: Sendable {
    var results: Results
    var breakdown: Breakdown
  }

  private let counted = Mutex<[Int64: (size: Int64, counted: Counted)]>([:])
  private let counting = MadeOnce<Bool>()
  private let files = MadeOnce<[String: [UInt8]]>()

  /// Counts again what nobody has read yet, once for all who come at the publication: `counted` then finds it.
  func count(_ vote: Vote, _ database: Database) async throws {
    guard vote.countedAt != nil else { return }
    _ = try await counting.value("\(vote.id)", at: [vote.leaves]) { _ in
      try await database.read { db in try self.counted(vote, db) != nil }
    }
  }

  /// - Returns: nil before the count.
  func counted(_ vote: Vote, _ db: Snapshot) throws -> Counted? {
    if let known = counted.withLock({ $0[vote.id] }), known.size == vote.leaves { return known.counted }
    guard var results = try Results(of: vote, db) else { return nil }
    try results.explain(vote, db)
    let made = Counted(results: results, breakdown: try Breakdown(of: vote.id, db))
    counted.withLock { $0[vote.id] = (vote.leaves, made) }
    return made
  }

  /// A file of the export, or the whole folder, which `tar` unpacks as `export` and which is packed only when somebody
  /// wants it.
  func bytes(of file: ResultsFile, _ vote: Vote, _ database: Database) async throws -> [UInt8] {
    let isWhole = file == .export
    let made = try await files.value("\(vote.id) \(isWhole)", at: [vote.leaves]) { _ in
      let all = try await database.read { db in
        let export = ExportInMemory()
        try ProofExport.write(vote, to: export, db)
        return export.files
      }
      guard isWhole else { return all.filter { ResultsFile(rawValue: $0.key) != nil } }
      var archive = TarArchive(changedAt: (vote.countedAt ?? Instant(milliseconds: 0)).milliseconds / 1000)
      for (path, bytes) in all.sorted(by: { $0.key < $1.key }) { archive.add(bytes, at: "export/" + path) }
      return gzipped(archive.bytes).map { [file.rawValue: $0] } ?? [:]
    }
    return made[file.rawValue] ?? []
  }
}

extension Results {
  /// One row for each proposition, in the order of the result.
  func csv(band: String?) -> [UInt8] {
    var sheet = Spreadsheet(
      header: ["rang", "proposition", "titre", "choix", "cout_euros", "retenue", "motif"], band: band)
    for line in lines {
      sheet.add([
        line.place.map { String($0) } ?? "", line.proposition.name, line.proposition.title, String(line.supports),
        String(line.proposition.cost), line.place == nil ? "non" : "oui", line.reasonWord,
      ])
    }
    return sheet.bytes
  }
}

extension Results.Line {
  /// Why it is not selected, for programs: the word of the rule, or that too few chose it for the rule to look at it.
  var reasonWord: String { place == nil ? obstacle?.rawValue ?? "minimum" : "" }
}

extension Breakdown {
  /// One row for each proposition and each value of a quality.
  func csv(_ results: Results, band: String?) -> [UInt8] {
    var sheet = Spreadsheet(header: ["qualite", "valeur", "proposition", "titre", "choix", "bulletins"], band: band)
    for line in results.lines {
      let share = propositions[line.proposition.name] ?? Share()
      let qualities: [(String, Count, Count)] = [
        ("genre", share.kinds, whole.kinds), ("taille", share.strata, whole.strata),
        ("region", share.regions, whole.regions), ("departement", share.departments, whole.departments),
      ]
      for (quality, counts, all) in qualities {
        for (value, ballots) in all.sorted(by: { $0.key < $1.key }) {
          sheet.add([
            quality, value, line.proposition.name, line.proposition.title, String(counts[value] ?? 0), String(ballots),
          ])
        }
      }
    }
    return sheet.bytes
  }
}
