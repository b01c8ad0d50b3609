import Localization
import Storage

/// Jobs and mails as Prometheus reads them; the names of jobs are those that modules declare.
enum Workload {
  static func metrics(_ db: Snapshot) throws -> String {
    let jobs = try Job.Record.all(db)
    let waiting = try db.value("SELECT count(*) FROM outgoing_mail WHERE state = 'waiting'", as: Int.self) ?? 0
    let refusing = try db.value(
      "SELECT count(*) FROM refusing_address WHERE ended_event_id IS NULL", as: Int.self)
    var lines = [
      "# HELP coporter_job_failures Failures of a job since its last success.", "# TYPE coporter_job_failures gauge",
    ]
    lines += jobs.map { "coporter_job_failures{job=\"\($0.name)\"} \($0.failures)" }
    lines += ["# HELP coporter_job_runs_total Runs of a job.", "# TYPE coporter_job_runs_total counter"]
    lines += jobs.map { "coporter_job_runs_total{job=\"\($0.name)\"} \($0.runs)" }
    lines += [
      "# HELP coporter_job_success_timestamp_seconds The last success of a job.",
      "# TYPE coporter_job_success_timestamp_seconds gauge",
    ]
    lines += jobs.compactMap { job in
      job.endedAt.map { "coporter_job_success_timestamp_seconds{job=\"\(job.name)\"} \($0.milliseconds / 1000)" }
    }
    lines += ["# HELP coporter_mails_waiting Mails that wait to leave.", "# TYPE coporter_mails_waiting gauge"]
    lines.append("coporter_mails_waiting \(waiting)")
    lines += ["# HELP coporter_refusing_addresses Addresses that refuse.", "# TYPE coporter_refusing_addresses gauge"]
    lines.append("coporter_refusing_addresses \(refusing ?? 0)")
    return lines.joined(separator: "\n") + "\n"
  }
}
