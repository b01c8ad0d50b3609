import Crypto
import Foundation

/// What proves that a mail that comes back, or a link of one, is of this installation: keys drawn from its secret, one
/// for each purpose, so that a token of one kind or of another installation is worth nothing (SECURITY 14).
package struct MailSeal: Sendable {
  private let secret: [UInt8]

  package init(installation secret: [UInt8]) { self.secret = secret }

  private func key(for purpose: StaticString) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: secret), info: Array(purpose.description.utf8), outputByteCount: 32)
  }

  // MARK: Identifiers of mails

  /// `coporter-12-3f2a9c01b7d45e60`: the first part of a `Message-ID`, which nobody guesses who has not had the mail.
  func identifier(of mail: Int64) -> String { "coporter-\(mail)-\(signature(of: mail))" }

  /// The mail that bears this identifier; nil where it is not one of ours.
  func mail(identifiedBy identifier: String) -> Int64? {
    let parts = identifier.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "coporter", let mail = Int64(parts[1]), String(mail) == parts[1],
      areEqualInConstantTime(Array(parts[2].utf8), Array(signature(of: mail).utf8))
    else { return nil }
    return mail
  }

  private func signature(of mail: Int64) -> String {
    let code = HMAC<SHA256>.authenticationCode(for: Array(String(mail).utf8), using: key(for: "message-id"))
    return hexadecimal(Array(code).prefix(8))
  }

  // MARK: Links of mails

  /// What the link of a mail opens to whoever received it, without signing in.
  package enum Link: Sendable {
    /// Stopping the mails that one may refuse.
    case unsubscription
    /// What is kept of somebody who follows without account.
    case citizen

    fileprivate var purpose: StaticString {
      switch self {
      case .unsubscription: "unsubscription"
      case .citizen: "citizen"
      }
    }
  }

  /// A token that holds an address, sealed: it can neither be made elsewhere nor be read on the way.
  package func token(_ link: Link, for mail: MailAddress) -> String? {
    let sealed = try? ChaChaPoly.seal(Array(mail.text.utf8), using: key(for: link.purpose))
    return sealed.map { hexadecimal($0.combined) }
  }

  /// The address that a token holds; nil for one of another kind or of another installation.
  package func address(_ link: Link, in token: String) -> MailAddress? {
    // Nonce, tag and the longest address, in two digits a byte.
    guard token.utf8.count <= 2 * (12 + 16 + MailAddress.longest), let bytes = Self.bytes(token),
      let box = try? ChaChaPoly.SealedBox(combined: bytes),
      let text = try? ChaChaPoly.open(box, using: key(for: link.purpose))
    else { return nil }
    return MailAddress(String(decoding: text, as: UTF8.self))
  }

  /// From lower-case digits in pairs.
  private static func bytes(_ digits: String) -> [UInt8]? {
    let values = digits.utf8.map { byte -> UInt8 in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
      default: 255
      }
    }
    guard values.count.isMultiple(of: 2), !values.contains(255) else { return nil }
    return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
  }
}
