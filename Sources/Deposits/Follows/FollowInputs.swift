import Platform

/// The address of a citizen who wants to be told by mail; nothing where one is signed in.
struct FollowTyped: Input {
  static let fields: Set<String> = ["adresse"]
  var mail: String
  init(_ visit: Visit) { mail = String((visit.form["adresse"] ?? "").prefix(MailAddress.longest + 1)) }
}

struct RhythmTyped: Input {
  static let fields: Set<String> = ["rythme"]
  var rhythm: Follower.Rhythm?
  init(_ visit: Visit) { rhythm = visit.form["rythme"].flatMap { Follower.Rhythm(rawValue: $0) } }
}
