import HTML
import Platform

/// An act that is sent without words of its own: it only says under which tab and filters one goes on.
struct DeskStep: Input {
  static let fields: Set<String> = ["suite"]
  var queue: String
  init(_ visit: Visit) { queue = Self.queue(of: visit) }

  /// The filters that a form of the desk carries.
  static func queue(of visit: Visit) -> String { String((visit.form["suite"] ?? "").prefix(2_000)) }

  /// A page of the desk under the filters that were kept, with a word of what was done.
  static func place(_ path: String, under queue: String, done: String) -> String {
    let kept = FormFields(query: queue).pairs.filter { !["fait", "raison", "faite"].contains($0.name) }
    let pairs = kept.map { "\(percentEncoded($0.name))=\(percentEncoded($0.value))" } + ["fait=" + done]
    return path + "?" + pairs.joined(separator: "&")
  }
}

/// The tab and the filters, carried by a form.
struct QueueField: Component {
  var queue: String
  var body: some Markup { if !queue.isEmpty { input(.type("hidden"), .name("suite"), .value(queue)) } }
}
