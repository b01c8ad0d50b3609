import CCurl
import Foundation

/// Whether mails could leave now, tried without sending one.
package enum MailReach: Sendable, Equatable {
  /// Yes; what was said or found.
  case reached(String)
  /// No, and why.
  case unreached(String)
}

extension MailServer {
  /// Greets the server, with TLS and password as for a mail, and says NOOP. Waits for the network.
  package func reach() -> MailReach {
    var answer = address.withCString { address in
      withOptional(user) { user in
        withOptional(password) { password in coporter_reach(address, user, password, requiresTLS ? 1 : 0) }
      }
    }
    let reply = withUnsafeBytes(of: &answer.reply) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    guard answer.result != CURLE_OK else { return .reached(reply) }
    let reason = String(cString: curl_easy_strerror(answer.result))
    return .unreached(answer.status >= 400 ? "\(reason), \(reply)" : reason)
  }

  private func withOptional<T>(_ text: String?, _ body: (UnsafePointer<CChar>?) -> T) -> T {
    guard let text else { return body(nil) }
    return text.withCString(body)
  }
}

extension MailProgram {
  /// Whether the program is there and may be run.
  package func reach() -> MailReach {
    let path = program.path
    return FileManager.default.isExecutableFile(atPath: path) && !program.hasDirectoryPath
      ? .reached(path) : .unreached(path)
  }
}

extension MailFolder {
  /// Whether the folder may be written to, or made.
  package func reach() -> MailReach {
    let files = FileManager.default
    var nearest = folder.absoluteURL
    while !files.fileExists(atPath: nearest.path), nearest.path != "/" { nearest.deleteLastPathComponent() }
    var isDirectory: ObjCBool = false
    let isThere = files.fileExists(atPath: nearest.path, isDirectory: &isDirectory)
    let isOpen = isThere && isDirectory.boolValue && files.isWritableFile(atPath: nearest.path)
    return isOpen ? .reached(folder.path) : .unreached(folder.path)
  }
}
