import CCurl
import Dispatch
package import Foundation

/// A mail server spoken to by SMTP (RFC 5321), through libcurl: TLS, a password, and the answers of the dialogue read.
package struct MailServer: MailTransport {
  /// `smtp://host:587` (TLS by STARTTLS) or `smtps://host:465`.
  let address: String
  let user: String?
  let password: String?
  /// False only where the server is on this very machine.
  let requiresTLS: Bool
  /// Several mails leave at once: a server that is slow for one domain does not hold the others.
  private let queue = DispatchQueue(label: "coporter.mail", attributes: .concurrent)

  /// Nil when `address` is not that of a mail server.
  package init?(address: String, user: String?, password: String?) {
    guard let parts = URLComponents(string: address), let host = parts.host, !host.isEmpty,
      ["smtp", "smtps"].contains(parts.scheme), parts.user == nil, parts.password == nil
    else { return nil }
    self.address = address
    self.user = user
    self.password = password
    requiresTLS = !["127.0.0.1", "::1", "localhost"].contains(host)
  }

  package func deliver(_ message: MailMessage) async -> MailAnswer {
    await withCheckedContinuation { continuation in
      // libcurl waits for the network: never on a thread of the tasks.
      queue.async { continuation.resume(returning: send(message)) }
    }
  }

  private func send(_ message: MailMessage) -> MailAnswer {
    let bytes = message.bytes
    var answer = withAll([address, user, password, "<\(message.from.text)>", "<\(message.to.text)>"]) { texts in
      bytes.withUnsafeBytes { raw in
        coporter_send(
          coporter_mail(
            server: texts[0], user: texts[1], password: texts[2], from: texts[3], to: texts[4],
            bytes: raw.baseAddress?.assumingMemoryBound(to: CChar.self), length: raw.count,
            requires_tls: requiresTLS ? 1 : 0))
      }
    }
    let said = Self.text(of: &answer.reply)
    let isAnswer = answer.status >= 400 || answer.result == CURLE_OK
    return Self.answer(
      isSent: answer.result == CURLE_OK, status: answer.status, command: Self.text(of: &answer.command),
      reply: isAnswer ? said : String(cString: curl_easy_strerror(answer.result)))
  }

  /// What a command was answered (RFC 5321 §4.2). Before the recipient was named (`RCPT`, then `DATA`), a failure is of
  /// the way out and not of this mail. A recipient refused by 5xx is so for ever, but for 53x (the server wants another
  /// password) and what the server calls its policy (`5.7.x`, RFC 3463 §3.8: relaying, lists of senders): the box may
  /// well exist, and the mail is tried again.
  static func answer(isSent: Bool, status: Int, command: String, reply: String) -> MailAnswer {
    if isSent { return .accepted(reply: reply) }
    let isPolicy = (530...539).contains(status) || reply.contains(/\b5\.7\.[0-9]/)
    switch command {
    case "RCPT" where (500...599).contains(status) && !isPolicy: return .refused(code: status, reply: reply)
    case "DATA" where (550...554).contains(status) && !isPolicy: return .refused(code: status, reply: reply)
    case "RCPT", "DATA": return .postponed(reply: reply)
    default: return .closed(reply: reply)
    }
  }

  private static func text<Characters>(of characters: inout Characters) -> String {
    withUnsafeBytes(of: &characters) { raw in String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self) }
  }

  /// Calls `body` with C strings that live as long as it does; nil stays nil.
  private func withAll<T>(_ texts: [String?], _ body: ([UnsafePointer<CChar>?]) -> T) -> T {
    let copies = texts.map { $0.flatMap { strdup($0) } }
    defer { for copy in copies { free(copy) } }
    return body(copies.map { UnsafePointer($0) })
  }
}

/// A program that takes mails as sendmail does: `/usr/sbin/sendmail -i -f from -- to`.
package struct MailProgram: MailTransport {
  let program: URL

  package init(_ program: URL) { self.program = program }

  package func deliver(_ message: MailMessage) async -> MailAnswer {
    let process = Process()
    process.executableURL = program
    process.arguments = ["-i", "-f", message.from.text, "--", message.to.text]
    let input = Pipe()
    process.standardInput = input
    let status: Int32? = await withCheckedContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do {
        try process.run()
        try? input.fileHandleForWriting.write(contentsOf: Data(message.bytes))
        try? input.fileHandleForWriting.close()
      } catch {
        continuation.resume(returning: nil)
      }
    }
    // sysexits.h: 67 is an unknown user, 68 an unknown host.
    switch status {
    case 0?: return .accepted(reply: "")
    case 67?, 68?: return .refused(code: Int(status ?? 0), reply: "")
    case let status?: return .postponed(reply: "status \(status)")
    case nil: return .closed(reply: "the program cannot be run")
    }
  }
}
