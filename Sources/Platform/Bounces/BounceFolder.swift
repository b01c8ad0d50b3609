import Foundation
import Glibc
import Localization
import Storage

/// A mailbox folder in Maildir's manner: what arrives lies in `new`, what was read goes to `cur` with the mark `S`
/// (seen). Believed or not, each mail is read once.
struct BounceFolder: Sendable {
  let folder: String
  let seal: MailSeal
  /// That of the address from which our mails leave.
  let domain: String?

  /// The status stands before the returned mail, and ours are short: what comes after says nothing.
  static let longestMail = 262_144
  private static let atOnce = 200

  struct Unreadable: Job.Trouble {
    var reason: String { "the folder of bounces cannot be read, or its mails cannot be moved" }
  }

  func register(in registry: inout Registry) {
    // A folder that is not there is a run that fails, so that administrators see it.
    let due = Job.Due.when { _, _ in arrived?.isEmpty != true }
    registry.run(
      Job("mails.bounces", title: t("Lire les avis de non-remise"), due) { database, clock in
        try await read(database, clock)
      })
  }

  /// Nil when the folder cannot be read.
  private var arrived: [String]? {
    (try? FileManager.default.contentsOfDirectory(atPath: folder + "/new"))?.filter { !$0.hasPrefix(".") }
  }

  /// Reads what has arrived; how many were believed.
  @discardableResult
  func read(_ database: Database, _ clock: Clock) async throws -> Int {
    guard let arrived else { throw Unreadable() }
    var believed = 0
    for name in arrived.sorted().prefix(Self.atOnce) {
      try Task.checkCancellation()
      if let bytes = Self.bytes(of: folder + "/new/" + name), let bounce = Bounce(bytes) {
        let now = clock.now()
        let isOurs = try await database.write { db in try bounce.note(seal: seal, domain: domain, at: now, db) }
        if isOurs { believed += 1 }
      }
      try move(name)
    }
    return believed
  }

  private func move(_ name: String) throws {
    mkdir(folder + "/cur", 0o700)
    let base = String(name.prefix { $0 != ":" })
    guard rename(folder + "/new/" + name, folder + "/cur/" + base + ":2,S") == 0 else { throw Unreadable() }
  }

  /// The head of a plain file; nil for a link, a pipe, or what may not be read.
  private static func bytes(of path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    var bytes = [UInt8](repeating: 0, count: longestMail)
    var length = 0
    while length < longestMail {
      let count = bytes.withUnsafeMutableBytes { raw in
        Glibc.read(file, raw.baseAddress?.advanced(by: length), longestMail - length)
      }
      guard count > 0 else { break }
      length += count
    }
    return Array(bytes.prefix(length))
  }
}
