import Foundation
package import Localization

/// A mail of ours, in plain text: it reads well on every screen, and no picture in it tells anyone that it was read.
package struct MailMessage: Sendable {
  package var from: MailAddress
  package var fromName: String
  package var to: MailAddress
  package var subject: String
  package var body: String
  package var date: Instant
  /// The part of its identifier before `@`, unique for each mail.
  package var identifier: String
  /// Where one stops receiving mails of this kind (RFC 2369, RFC 8058); nil for those that one needs by right.
  package var unsubscribe: String?

  package init(
    from: MailAddress, fromName: String, to: MailAddress, subject: String, body: String, date: Instant,
    identifier: String, unsubscribe: String? = nil
  ) {
    self.from = from
    self.fromName = fromName
    self.to = to
    self.subject = subject
    self.body = body
    self.date = date
    self.identifier = identifier
    self.unsubscribe = unsubscribe
  }

  /// The message as it travels (RFC 5322), its words in UTF-8 by RFC 2047 and its body in quoted-printable (RFC 2045).
  package var bytes: [UInt8] {
    var fields = [
      "Date: \(rfc5322Date)",
      "From: \(Self.encodedWords(fromName)) <\(from.text)>",
      "To: <\(to.text)>",
      "Message-ID: <\(Self.plain(identifier))@\(from.domain)>",
      "Subject: \(Self.encodedWords(subject))",
      "Auto-Submitted: auto-generated",
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: quoted-printable",
    ]
    if let unsubscribe = Self.address(unsubscribe) {
      fields.append("List-Unsubscribe: <\(unsubscribe)>")
      fields.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click")
    }
    return Array((fields.joined(separator: "\r\n") + "\r\n\r\n").utf8) + Self.quotedPrintable(body)
  }

  private var rfc5322Date: String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(secondsFromGMT: 0)
    formatter.dateFormat = "EEE, d MMM yyyy HH:mm:ss +0000"
    return formatter.string(from: Date(timeIntervalSince1970: Double(date.milliseconds) / 1000))
  }

  /// An address of the web in visible ASCII, without the brackets that would end it.
  private static func address(_ text: String?) -> String? {
    guard let text, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x3C && $0 != 0x3E }) else { return nil }
    return text
  }

  /// Letters, digits, hyphens and dots alone: nothing can end the line.
  private static func plain(_ text: String) -> String {
    String(text.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".") })
  }

  /// Encoded words of 75 characters at most, folded, cut between characters (RFC 2047 §2, §5). Everything is encoded,
  /// so that no typed character, CR and LF included, can be anything but text.
  static func encodedWords(_ text: String) -> String {
    var words: [String] = []
    var current: [UInt8] = []
    for scalar in text.unicodeScalars {
      let next = Array(String(scalar).utf8)
      // 45 bytes make 60 characters of base 64, and 72 with the frame.
      if current.count + next.count > 45 {
        words.append(encodedWord(current))
        current = []
      }
      current += next
    }
    words.append(encodedWord(current))
    return words.joined(separator: "\r\n ")
  }

  private static func encodedWord(_ bytes: [UInt8]) -> String {
    "=?utf-8?B?\(Data(bytes).base64EncodedString())?="
  }

  /// Lines of 76 characters at most, ended by CRLF; anything but printable ASCII as `=XX`.
  static func quotedPrintable(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").utf8.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for line in lines {
      var width = 0
      for (index, byte) in line.enumerated() {
        let isLast = index == line.count - 1
        let piece = quoted(byte, isLast: isLast)
        if width + piece.count > 75 {
          result += Array("=\r\n".utf8)
          width = 0
        }
        result += piece
        width += piece.count
      }
      result += [13, 10]
    }
    return result
  }

  private static func quoted(_ byte: UInt8, isLast: Bool) -> [UInt8] {
    let isSpace = byte == 32 || byte == 9
    let isPlain = (33...126).contains(byte) && byte != UInt8(ascii: "=") || isSpace && !isLast
    // A dot is always written as a code, so that no line can be the one that ends a message (RFC 5321 §4.5.2).
    guard !isPlain || byte == UInt8(ascii: ".") else { return [byte] }
    let digits = Array("0123456789ABCDEF".utf8)
    return [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }
}
