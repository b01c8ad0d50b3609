import Foundation

/// What is wrong with one value.
enum Words {
  static func problem(of text: String, _ shape: Shape) -> Problem.Kind? {
    switch shape {
    case .text(let shortest, let longest): problem(of: text, shortest, longest)
    case .oneOf(let values): values.contains(text) ? nil : .notAmong(values)
    case .version: Standard.versions.contains(text) ? nil : .notAmong(["0.2", "0.3", "0.4", "0.5", "0.7"])
    case .address: WebAddress.isAddress(text) ? nil : .badAddress
    case .webAddress: WebAddress.isOfWeb(text) ? nil : .badWebAddress
    case .identifier: WebAddress.isIdentifier(text) ? nil : .badAddress
    case .mail: isMail(text) ? nil : .badMail
    case .date: CalendarDate.isDate(text) ? nil : .badDate
    case .mediaType: isMediaType(text) ? nil : .badMediaType
    case .path(let endings): isPath(text, endings) ? nil : .badPath
    case .licence: LicenceExpression.problem(of: text)
    case .language: isLanguage(text) ? nil : .unknownLanguage(text)
    case .country: country(text)
    case .category: Categories.isKnown(text) ? nil : .unknownCategory(text)
    case .flag, .telephone, .list, .oneOrList, .section, .byLanguage, .anything: nil
    }
  }

  private static func problem(of text: String, _ shortest: Int, _ longest: Int) -> Problem.Kind? {
    guard text.contains(where: { !$0.isWhitespace }) else { return .missing }
    guard shortest > 0 || longest < .max else { return nil }
    let length = text.count
    if length > longest { return .tooLong(longest) }
    return length < shortest ? .tooShort(shortest) : nil
  }

  static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }
  static func isLetterOrDigit(_ byte: UInt8) -> Bool { isLetter(byte) || (0x30...0x39).contains(byte) }

  /// A tag of BCP 47: a language that ISO 639 knows, then subtags of one to eight letters and digits.
  static func isLanguage(_ tag: String) -> Bool {
    guard tag.utf8.count <= 35 else { return false }
    let parts = tag.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard let first = parts.first, (2...3).contains(first.count), first.allSatisfy(isLetter) else { return false }
    guard parts.dropFirst().allSatisfy({ (1...8).contains($0.count) && $0.allSatisfy(isLetterOrDigit) }) else {
      return false
    }
    return languages.contains(String(Substring(first)).lowercased())
  }

  private static let languages = Set(Locale.LanguageCode.isoLanguageCodes.map { $0.identifier.lowercased() })
  private static let countries = Set(
    Locale.Region.isoRegions.map(\.identifier).filter { $0.utf8.count == 2 && $0.utf8.allSatisfy(isLetter) })

  /// ISO 3166-1, two letters.
  private static func country(_ code: String) -> Problem.Kind? {
    guard countries.contains(code.uppercased()) else { return .unknownCountry(code) }
    return code == code.uppercased() ? nil : .lowercaseCountry
  }

  private static func isMail(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2, text.utf8.count <= 254, !parts[0].isEmpty else { return false }
    return text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F } && WebAddress.isHost(parts[1], dots: 1)
  }

  /// `type/subtype` (RFC 6838 §4.2).
  private static func isMediaType(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let marks = Array("!#$&-^_.+".utf8)
    return parts.count == 2
      && parts.allSatisfy { part in
        (1...127).contains(part.count) && part.allSatisfy { isLetterOrDigit($0) || marks.contains($0) }
      }
  }

  /// Within the repository: relative, without `..`; or an address of the web.
  private static func isPath(_ text: String, _ endings: [String]) -> Bool {
    let lower = text.lowercased()
    guard endings.contains(where: { lower.hasSuffix("." + $0) }) else { return false }
    if text.contains("://") { return WebAddress.isOfWeb(text) }
    return !text.hasPrefix("/") && !lower.hasPrefix("file:") && !text.split(separator: "/").contains("..")
  }
}

/// `2021-02-28`, and no other way to write it.
enum CalendarDate {
  static func isDate(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = number(bytes[0..<4]), let month = number(bytes[5..<7]), let day = number(bytes[8..<10])
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...12).contains(month) && day >= 1 && day <= days[month - 1]
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}

/// Addresses, as far as one can tell without asking them (RFC 3986).
public enum WebAddress {
  private static let longest = 2_048

  /// `scheme://host…`, for a repository.
  static func isAddress(_ text: String) -> Bool { parts(text) != nil }

  public static func isOfWeb(_ text: String) -> Bool {
    guard let (scheme, host) = parts(text) else { return false }
    return (scheme == "https" || scheme == "http") && isHost(host[...], dots: 0)
  }

  /// An address, or a name: `urn:x-example:42`, `alias:gdpr`.
  static func isIdentifier(_ text: String) -> Bool {
    if isAddress(text) { return true }
    let parts = text.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 2, omittingEmptySubsequences: false)
    guard text.utf8.count <= longest, parts.count >= 2, text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
      return false
    }
    switch String(Substring(parts[0])).lowercased() {
    case "urn": return parts.count == 3 && parts[1].count >= 2 && !parts[2].isEmpty
    case "alias": return parts.count == 2 && !parts[1].isEmpty
    default: return false
    }
  }

  private static func parts(_ text: String) -> (scheme: String, host: [UInt8])? {
    let bytes = Array(text.utf8)
    guard bytes.count <= longest, bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F && !forbidden.contains($0) }),
      let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > 0, bytes[colon...].starts(with: "://".utf8)
    else { return nil }
    let scheme = bytes[..<colon]
    guard Words.isLetter(scheme[0]),
      scheme.allSatisfy({ Words.isLetterOrDigit($0) || "+-.".utf8.contains($0) }),
      !scheme.elementsEqual("file".utf8)
    else { return nil }
    let authority = bytes[(colon + 3)...].prefix { !"/?#".utf8.contains($0) }
    let host = authority.lastIndex(of: UInt8(ascii: "@")).map { authority[($0 + 1)...] } ?? authority
    let name = host.lastIndex(of: UInt8(ascii: ":")).map { host[..<$0] } ?? host
    guard isHost(name, dots: 0) else { return nil }
    return (String(decoding: scheme, as: UTF8.self).lowercased(), Array(name))
  }

  private static let forbidden = Array("<>\"\\^`{}|".utf8)

  /// Labels of letters, digits and hyphens; letters beyond ASCII are let through.
  static func isHost(_ name: some Collection<UInt8>, dots: Int) -> Bool {
    let labels = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard name.count <= 253, labels.count > dots else { return false }
    return labels.allSatisfy { label in
      (1...63).contains(label.count)
        && label.allSatisfy { Words.isLetterOrDigit($0) || $0 == UInt8(ascii: "-") || $0 >= 0x80 }
    }
  }
}
