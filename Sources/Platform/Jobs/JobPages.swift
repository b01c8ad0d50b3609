import HTML
import Localization

/// What runs by itself, and how it went; in French, as all of administration.
struct JobsPage: Component {
  var jobs: [Job.Record]
  var titles: [String: Phrase]
  var language: Language

  private var home: String { language.address(AdministrationAddress().path) }

  var body: some Markup {
    a(.class("back"), .href(home)) { t("← Administration") }
    h1 { t("Tâches de fond") }
    p(.class("lead")) { t("Ce que le service fait de lui-même, sur un seul serveur à la fois.") }
    if jobs.isEmpty {
      div(.class("empty")) { p { t("Aucune tâche n’a encore tourné.") } }
    } else {
      ul(.class("list plain")) {
        for job in jobs { JobEntry(job: job, title: titles[job.name] ?? .verbatim(job.name)) }
      }
    }
  }
}

private struct JobEntry: Component {
  var job: Job.Record
  var title: Phrase

  private var success: Phrase? { job.endedAt.map { t("dernière réussite le \($0, .dateAndTime)") } }
  private var failure: Phrase? { job.failedAt.map { t("dernier échec le \($0, .dateAndTime)") } }
  private var next: Phrase { t("nouvel essai le \(job.nextRunAt, .dateAndTime)") }
  private var runs: Phrase { t(job.runs, one: "\(job.runs) passage", other: "\(job.runs) passages") }

  var body: some Markup {
    li(.class("entry")) {
      h2(.class("h3")) { title }
      div(.class("meta")) {
        if job.failures > 0 {
          span(.class("tag tag-bad")) { t("en échec") }
          span { next }
        } else if job.isRunning {
          span(.class("tag tag-wait")) { t("en cours") }
        } else {
          span(.class("tag tag-ok")) { t("en ordre") }
        }
        if let success { span { success } }
        span { runs }
      }
      if let failure {
        div(.class("meta")) {
          span { failure }
          if let words = job.failure { span { words } }
        }
      }
    }
  }
}
