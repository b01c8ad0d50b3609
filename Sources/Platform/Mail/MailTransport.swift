package import Foundation
import Localization

/// The way out for mails, given from outside.
package protocol MailTransport: Sendable {
  func deliver(_ message: MailMessage) async -> MailAnswer
}

/// What became of a mail.
package enum MailAnswer: Sendable, Equatable {
  case accepted(reply: String)
  /// For ever: the address does not exist, or refuses.
  case refused(code: Int, reply: String)
  /// For now: to be tried again.
  case postponed(reply: String)
  /// The way out itself is shut (no connection, no TLS, a password refused): no mail is at fault, and none leaves.
  case closed(reply: String)
}

/// A folder of `.eml` files, one for each mail, in the order of their dates.
package struct MailFolder: MailTransport {
  let folder: URL

  package init(_ folder: URL) { self.folder = folder }

  package func deliver(_ message: MailMessage) async -> MailAnswer {
    let name = "\(message.date.milliseconds)-\(message.identifier).eml"
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(message.bytes).write(to: folder.appending(path: name), options: .atomic)
      return .accepted(reply: name)
    } catch {
      return .closed(reply: "the folder of mails cannot be written")
    }
  }
}
