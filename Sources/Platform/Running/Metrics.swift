import Localization
import Synchronization

/// What is counted of the requests, in Prometheus' text format. Labels are patterns of routes, never addresses, so that
/// they stay as few as the routes (SECURITY 18).
final class Metrics: Sendable {
  /// Upper bounds of the buckets, in seconds.
  static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
  /// The label of what no route answers.
  static let unmatched = "unmatched"

  private struct Series: Hashable {
    var route: String
    var method: String
    var status: Int
  }

  private struct State {
    var requests: [Series: Int] = [:]
    /// For each route, how many took no longer than each bound, and the last for all.
    var durations: [String: (counts: [Int], sum: Double)] = [:]
  }

  private let state = Mutex(State())

  func record(_ line: RequestLine) {
    record(route: line.route, method: line.method.rawValue, status: line.status, duration: line.duration)
  }

  func record(route: String, method: String, status: Int, duration: Duration) {
    let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    let bucket = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
    state.withLock { state in
      state.requests[Series(route: route, method: method, status: status), default: 0] += 1
      let none = (counts: [Int](repeating: 0, count: Self.bounds.count + 1), sum: 0.0)
      state.durations[route, default: none].counts[bucket] += 1
      state.durations[route, default: none].sum += seconds
    }
  }

  /// The text that Prometheus reads.
  var text: String {
    let (requests, durations) = state.withLock { ($0.requests, $0.durations) }
    var lines = [
      "# HELP coporter_requests_total Requests answered.", "# TYPE coporter_requests_total counter",
    ]
    lines += requests.map { series, count in
      let labels = "route=\"\(series.route)\",method=\"\(series.method)\",status=\"\(series.status)\""
      return "coporter_requests_total{\(labels)} \(count)"
    }.sorted()
    lines += [
      "# HELP coporter_request_duration_seconds Time to answer.", "# TYPE coporter_request_duration_seconds histogram",
    ]
    for (route, duration) in durations.sorted(by: { $0.key < $1.key }) {
      let name = "coporter_request_duration_seconds"
      var total = 0
      for (bound, count) in zip(Self.bounds.map { String($0) } + ["+Inf"], duration.counts) {
        total += count
        lines.append("\(name)_bucket{route=\"\(route)\",le=\"\(bound)\"} \(total)")
      }
      lines.append("\(name)_sum{route=\"\(route)\"} \(duration.sum)")
      lines.append("\(name)_count{route=\"\(route)\"} \(total)")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// How many writes a person may make in a minute; counted in memory, by each node.
final class WriteLimit: Sendable {
  private let state = Mutex<(minute: Int64, counts: [Int64: Int])>((0, [:]))

  /// Counts one more; false beyond `Limits.writesPerMinute`.
  func allows(_ person: Int64, at now: Instant) -> Bool {
    let minute = now.milliseconds / 60_000
    return state.withLock { state in
      if state.minute != minute { state = (minute, [:]) }
      state.counts[person, default: 0] += 1
      return state.counts[person, default: 0] <= Limits.writesPerMinute
    }
  }
}
