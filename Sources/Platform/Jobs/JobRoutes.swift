import Localization
import Storage

/// `/administration/taches`: what runs by itself, and how it went.
package struct JobsAddress: FixedAddress {
  package static let pattern: StaticString = "/administration/taches"
  package init() {}
}

extension Permission {
  static let readJobs = Permission("jobs.read", [.administrator])
}

/// What administrators and Prometheus see of the jobs.
struct JobDesk: Sendable {
  let database: Database
  /// Of the jobs that modules declare, by their names.
  let titles: [String: Phrase]

  func register(in registry: inout Registry) {
    registry.addToAdministration(
      AdministrationEntry(
        t("Tâches de fond"), path: JobsAddress().path,
        summary: t("Ce que le service fait de lui-même, et comment cela s’est passé."), permission: .readJobs))
    registry.get(JobsAddress.self, permission: .readJobs) { _, visit in
      let jobs = try await database.read { db in try Job.Record.all(db) }
      return .page(Page(t("Tâches de fond"), JobsPage(jobs: jobs, titles: titles, language: visit.language)))
    }
  }
}
