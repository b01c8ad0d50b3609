package import Catalogue
import Consultations
package import Directory
package import Foundation
import HTML
package import Localization
package import Platform
package import Storage

/// What organisations deposit and support.
package struct DepositsModule: Module {
  let database: Database
  let register: Register
  package let search: ContributionSearch
  /// The services of the catalogue.
  let sheets: SheetSearch
  let map: TerritoryMap
  /// Pages of the lists of contributions.
  let lists: RecentReadings<SharedContributionList>
  let figures: FiguresReadings
  /// What later rooms show on the page of a contribution, in order.
  let contributionPanels: [ContributionPanel.Maker]
  /// What later rooms forbid, in order.
  let contributionVetoes: [ContributionVeto.Maker]
  /// Where later rooms hold words of a contribution, for whatever is blotted out of it.
  let laterTexts: [LaterText]
  /// What later rooms tell those who follow a contribution.
  let laterNews: [LaterNews]
  /// The table of matches and those of later rooms, among the files of a consultation.
  let laterTables: [LaterTable]

  /// - Throws: `RegisterError` when the map supplied with the product cannot be read.
  package init(
    database: Database, register: Register, sheets: SheetSearch? = nil,
    contributionPanels: [ContributionPanel.Maker] = [], contributionVetoes: [ContributionVeto.Maker] = [],
    laterTexts: [LaterText] = [], laterNews: [LaterNews] = [], laterTables: [LaterTable] = []
  ) throws {
    self.laterTexts = laterTexts
    self.laterNews = laterNews
    self.laterTables = [Self.matchTable] + laterTables
    self.contributionPanels = contributionPanels
    self.contributionVetoes = contributionVetoes
    self.database = database
    self.register = register
    search = ContributionSearch(database: database)
    self.sheets = sheets ?? SheetSearch(database: database)
    lists = RecentReadings(database)
    figures = FiguresReadings(database)
    map = try TerritoryMap.load(folder: DirectoryModule.data)
  }

  /// In which language a person is written to.
  package func language(of person: Int64, _ db: Snapshot) throws -> Language {
    try Follower.language(of: person, db)
  }

  package var resources: URL { Bundle.module.resourceURL ?? Bundle.module.bundleURL }

  package func register(in registry: inout Registry) {
    registry.declare(DepositsColumns.declarations)
    registry.tell(DepositsEvents.sentences)
    registerContributions(in: &registry)
    registerOpenData(in: &registry)
    registerContributionsAPI(in: &registry)
    registerVersionsAPI(in: &registry)
    registerSupportsAPI(in: &registry)
    registerCommentsAPI(in: &registry)
    registerFiguresAPI(in: &registry)
    registerMatchesAPI(in: &registry)
    registerFigures(in: &registry)
    registerDrafts(in: &registry)
    registerDraftConflicts(in: &registry)
    registerDraftDownloads(in: &registry)
    registerServiceSheets(in: &registry)
    registerServiceFolders(in: &registry)
    registerSheetExports(in: &registry)
    registerSharedServices(in: &registry)
    registerMatches(in: &registry)
    registerAttachments(in: &registry)
    registerAttachmentTexts(in: &registry)
    registerResemblances(in: &registry)
    registerSupports(in: &registry)
    registerSupportInstead(in: &registry)
    registerWithdrawals(in: &registry)
    registerRedactions(in: &registry)
    registerCodeposits(in: &registry)
    registerMemberDrafts(in: &registry)
    registerQuestionnaires(in: &registry)
    registerComments(in: &registry)
    registerModeration(in: &registry)
    registerFollows(in: &registry)
    registerCitizens(in: &registry)
    registerNotices(in: &registry)
    registerRetention(in: &registry)
  }

  /// The index is built behind the start: searches say so until it is whole.
  package func prepare(_ database: Database) async throws { search.begin() }
}

extension DepositsModule {
  /// Letters about the calendar.
  private func registerNotices(in registry: inout Registry) {
    registry.run(
      WritingJob(
        "calendar.notices", title: t("Prévenir d’un changement de calendrier"),
        .when { _, db in try CalendarChange.isAnyUntold(db) }
      ) { database, clock, site in
        try await database.write { db in try CalendarNotice(site: site).tell(at: clock.now(), db) }
      })
    registry.run(
      WritingJob("drafts.reminders", title: t("Rappeler la fin du dépôt"), .every(seconds: 300)) {
        database, clock, site in
        try await database.write { db in try ClosingReminder(site: site).write(at: clock.now(), db) }
      })
  }

  /// What has had its time goes by itself.
  private func registerRetention(in registry: inout Registry) {
    registry.run(
      Job("drafts.clearing", title: t("Effacer les brouillons abandonnés depuis deux ans"), everySeconds: 86_400) {
        most, now, db in try Draft.clear(most, at: now, db)
      })
    registry.run(
      Job("reports.clearing", title: t("Oublier les signalements d’il y a plus d’un an"), everySeconds: 86_400) {
        most, now, db in try CommentReport.clear(most, at: now, db)
      })
  }
}
