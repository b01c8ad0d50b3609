package import Consultations
package import Directory
package import HTML
import Localization
import Proof
package import Platform
package import Storage
import Votes

extension SelectionsModule {
  private static let shownConsultations = 8

  func registerPublishedSelections(in registry: inout Registry) {
    registry.get(SelectionAddress.self, access: .anyone) { address, visit in
      let selection = try await published(address.consultation)
      let hasGroups = try await database.read { db in
        try !WorkingGroup.all(in: selection.committee.id, db).isEmpty
      }
      let feed = visit.language.address(
        "/consultations/\(selection.consultation.slug)/donnees/\(Self.tableName).atom")
      return .page(
        Page(
          t("La sélection"), section: HomeAddress().path, feed: feed,
          PublishedSelectionPage(selection: selection, hasGroups: hasGroups, language: visit.language)))
    }
    registry.get(PublishedMinutesAddress.self, access: .anyone) { address, visit in
      let selection = try await published(address.consultation)
      guard let document = selection.minutes.document, let hash = selection.minutes.hash else { throw NotFound() }
      return .page(
        Page(
          t("Relevé de décisions"), section: HomeAddress().path, isNarrow: true,
          PublishedMinutesPage(
            selection: selection, document: document, hash: hexadecimal(hash),
            logged: Octets(hash)?.base64 ?? "",
            isBlotted: selection.minutes.isBlotted, language: visit.language)))
    }
    registry.get(MinutesFileAddress.self, access: .anyone) { address, _ in
      let selection = try await published(address.consultation)
      let minutes = selection.minutes
      switch address.file {
      case .text:
        guard let document = minutes.document else { throw NotFound() }
        return .file(
          FileAnswer(
            type: "text/markdown; charset=utf-8", bytes: Array(document.utf8),
            downloadName: "releve-\(selection.consultation.slug).md"))
      case .signed:
        guard let size = minutes.pdfSize else { throw NotFound() }
        return .stream(
          StreamAnswer(
            type: "application/pdf", downloadName: "releve-\(selection.consultation.slug).pdf", length: size
          ) { [database] number in try await database.read { db in try minutes.piece(number, db) } })
      }
    }
  }

  func published(_ slug: String) async throws -> PublishedSelection {
    let found = try await database.read { db in
      try Consultation.with(slug: slug, db).flatMap { try PublishedSelection(of: $0, db) }
    }
    guard let found else { throw NotFound() }
    return found
  }

  /// On the home page of a consultation: its working groups, then its selection once that is published.
  package func homePanel(_ consultation: Consultation, _ visit: Visit, _ db: Snapshot) throws -> ConsultationPanel {
    let nothing = ConsultationPanel(main: AnyMarkup(Nothing()), aside: AnyMarkup(Nothing()))
    guard let selection = try PublishedSelection(of: consultation, db) else {
      let groups = try Committee.of(consultation.id, db).map { try WorkingGroup.all(in: $0.id, db).count } ?? 0
      guard groups > 0 else { return nothing }
      let panel = HomeWorkingGroups(consultation: consultation, count: groups, language: visit.language)
      return ConsultationPanel(main: AnyMarkup(panel), aside: AnyMarkup(Nothing()))
    }
    return ConsultationPanel(
      main: AnyMarkup(HomeSelection(selection: selection, language: visit.language)), aside: AnyMarkup(Nothing()))
  }

  /// On the page of a proposition, once the selection is published.
  package static func propositionPanel(
    _ consultation: Consultation, _ proposition: String, _ visit: Visit, _ db: Snapshot
  ) throws -> AnyMarkup {
    guard let selection = try PublishedSelection(of: consultation, db),
      let line = selection.lines.first(where: { $0.voted.proposition.name == proposition })
    else { return AnyMarkup(Nothing()) }
    return AnyMarkup(SelectedNotice(line: line, consultation: consultation, language: visit.language))
  }

  /// Where all that an organisation deposited went: what it obtained.
  package static func outcomePanel(
    _ consultation: Consultation, _ organisation: Organisation, _ visit: Visit, _ db: Snapshot
  ) throws -> AnyMarkup {
    guard let selection = try PublishedSelection(of: consultation, db) else { return AnyMarkup(Nothing()) }
    let ties = try selection.ties(of: organisation.id, db).filter(\.tie.hasDeposited)
    guard !ties.isEmpty else { return AnyMarkup(Nothing()) }
    return AnyMarkup(OrganisationSelection(consultation: consultation, ties: ties, language: visit.language))
  }

  /// On the page of an organisation, for each consultation of which it obtained something or not.
  package func organisationPanel(_ organisation: Organisation, _ visit: Visit, _ db: Snapshot) throws -> AnyMarkup {
    for consultation in try Consultation.announced(limit: Self.shownConsultations, db) {
      guard let selection = try PublishedSelection(of: consultation, db) else { continue }
      let ties = try selection.ties(of: organisation.id, db)
      guard !ties.isEmpty else { continue }
      return AnyMarkup(OrganisationSelection(consultation: consultation, ties: ties, language: visit.language))
    }
    return AnyMarkup(Nothing())
  }
}
