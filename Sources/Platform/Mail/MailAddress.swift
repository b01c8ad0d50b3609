/// A mail address as the product keeps and compares it: in lower case, one `@`, a plain local part, an exact domain.
///
/// Refuses what serves to deceive: quoted local parts, literal IP addresses, a dot at the end of the domain, letters
/// outside ASCII (whose A-label a mail program would send to another domain; SECURITY 17).
package struct MailAddress: Sendable, Hashable {
  package let text: String
  package let local: String
  package let domain: String
  /// RFC 5321 §4.5.3.1, less the angle brackets.
  package static let longest = 254

  package init?(_ typed: String) {
    let text = typed.trimmed.lowercased()
    guard text.utf8.count <= Self.longest else { return nil }
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, Self.isLocal(parts[0]), Self.isDomain(parts[1]) else { return nil }
    self.text = text
    local = String(parts[0])
    domain = String(parts[1])
  }

  /// « m•••••@ville.example »: enough to recognise one's own box, not enough to write to it.
  package var masked: String { "\(local.prefix(1))•••••@\(domain)" }

  /// The atoms of RFC 5322 §3.2.3, parted by single dots.
  private static func isLocal(_ part: Substring) -> Bool {
    guard (1...64).contains(part.utf8.count), !part.hasPrefix("."), !part.hasSuffix("."), !part.contains("..") else {
      return false
    }
    let others: Set<Character> = [
      ".", "!", "#", "$", "%", "&", "'", "*", "+", "-", "/", "=", "?", "^", "_", "`", "{", "|", "}", "~",
    ]
    return part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || others.contains($0)) }
  }

  /// Labels of letters, digits and inner hyphens (RFC 1035 §2.3.1), two at least, the last not a number.
  private static func isDomain(_ part: Substring) -> Bool {
    let labels = part.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, part.utf8.count <= 253, let last = labels.last, !last.allSatisfy(\.isNumber) else {
      return false
    }
    return labels.allSatisfy { label in
      (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
        && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    }
  }
}

extension String {
  /// Without white space at either end.
  package var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
