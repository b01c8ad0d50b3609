import Localization
import Testing

@testable import Platform

@Suite("What is counted")
struct MetricsTests {
  @Test("Requests are counted by route, and durations fall in buckets that add up")
  func text() {
    let metrics = Metrics()
    for milliseconds in [1, 4, 30, 9_000] {
      metrics.record(route: "/a/{b}", method: "GET", status: 200, duration: .milliseconds(milliseconds))
    }
    metrics.record(route: Metrics.unmatched, method: "GET", status: 404, duration: .zero)
    let text = metrics.text
    #expect(text.contains("coporter_requests_total{route=\"/a/{b}\",method=\"GET\",status=\"200\"} 4\n"))
    #expect(text.contains("_bucket{route=\"/a/{b}\",le=\"0.005\"} 2\n"))
    #expect(text.contains("_bucket{route=\"/a/{b}\",le=\"5.0\"} 3\n"))
    #expect(text.contains("_bucket{route=\"/a/{b}\",le=\"+Inf\"} 4\n"))
    #expect(text.contains("_count{route=\"unmatched\"} 1\n"))
  }

  @Test("A person may write sixty times a minute; another is not stopped by it, nor she the minute after")
  func writes() {
    let limit = WriteLimit()
    let start = Instant(milliseconds: 1_637_841_600_000)
    for _ in 0..<60 { #expect(limit.allows(1, at: start)) }
    #expect(!limit.allows(1, at: start))
    #expect(limit.allows(2, at: start))
    #expect(limit.allows(1, at: start.adding(seconds: 60)))
  }
}
