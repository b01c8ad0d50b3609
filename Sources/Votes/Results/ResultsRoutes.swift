import Consultations
import Localization
import Platform
import Storage

extension VotesModule {
  func registerResults(in registry: inout Registry) {
    registry.get(ResultsAddress.self, access: .anyone) { address, visit in
      try await count(address.consultation)
      let page = try await database.read { db -> ResultsPage? in
        let (consultation, vote) = try found(address.consultation, db)
        guard let counted = try countedVotes.counted(vote, db) else { return nil }
        return ResultsPage(
          consultation: consultation, vote: vote, counted: counted, called: try RollEntry.count(in: vote.id, db),
          draw: try publishedDraw(of: vote, db),
          verifications: try ThirdPartyVerification.all(of: vote.id, db), language: visit.language)
      }
      guard let page else { throw NotFound() }
      return .page(Page(t("Résultats du vote"), page))
    }
    registry.get(PropositionResultAddress.self, access: .anyone) { address, visit in
      try await count(address.consultation)
      let page = try await database.read { db -> PropositionResultPage? in
        let (consultation, vote) = try found(address.consultation, db)
        guard let counted = try countedVotes.counted(vote, db),
          let line = counted.results.lines.first(where: { $0.proposition.name == address.token })
        else { return nil }
        return PropositionResultPage(
          consultation: consultation, vote: vote, line: line, counted: counted, map: map, language: visit.language)
      }
      guard let page else { throw NotFound() }
      return .page(Page(.verbatim(page.line.proposition.title), page))
    }
    registry.get(ReportAddress.self, access: .anyone) { address, visit in
      try await count(address.consultation)
      let page = try await database.read { db -> ReportPage? in
        let (consultation, vote) = try found(address.consultation, db)
        guard let counted = try countedVotes.counted(vote, db) else { return nil }
        return ReportPage(
          consultation: consultation, vote: vote, counted: counted, turnout: try Turnout(of: vote.id, db),
          incidents: try Incident.published(of: vote.id, db), draw: try publishedDraw(of: vote, db),
          head: try VoteLog.shortHead(of: vote.id, db), language: visit.language)
      }
      guard let page else { throw NotFound() }
      return .page(Page(t("Rapport du vote"), isNarrow: true, page))
    }
    registry.get(ResultsFileAddress.self, access: .anyone) { address, visit in
      try await count(address.consultation)
      let band = visit.site.band
      let (vote, table) = try await database.read { db -> (Vote, [UInt8]?) in
        let (_, vote) = try found(address.consultation, db)
        // The ballots are public from the closing on, before anything is counted.
        if address.file == .ballots, vote.closedAt != nil { return (vote, nil) }
        guard let counted = try countedVotes.counted(vote, db) else { throw NotFound() }
        return switch address.file {
        case .table: (vote, counted.results.csv(band: band))
        case .breakdown: (vote, counted.breakdown.csv(counted.results, band: band))
        default: (vote, nil)
        }
      }
      var bytes = table ?? []
      if table == nil { bytes = try await countedVotes.bytes(of: address.file, vote, database) }
      let isTable = address.file == .table || address.file == .breakdown
      let name = isTable ? "\(address.consultation)-\(address.file.rawValue)" : address.file.rawValue
      return .file(FileAnswer(type: address.file.type, bytes: bytes, downloadName: name))
    }
  }

  /// Before the pages of a result are read: see `CountedVotes.count`.
  func count(_ slug: String) async throws {
    let vote = try await database.read { db in try found(slug, db).1 }
    try await countedVotes.count(vote, database)
  }
}
