package import Localization
import Platform
import Storage

/// What an organisation says of a service: « nous l’utilisons », « nous l’hébergeons pour d’autres ». Said by whoever
/// acts for it, said again where something has changed, ended by it alone; what it said before stays in ended rows.
package struct Declaration: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable, ColumnCodable {
    case uses, hosts

    /// Its word in addresses and in data.
    package var slug: String {
      switch self {
      case .uses: "utilise"
      case .hosts: "heberge"
      }
    }

    package init?(slug: String) {
      guard let found = Self.allCases.first(where: { $0.slug == slug }) else { return nil }
      self = found
    }

    var sentence: Phrase {
      switch self {
      case .uses: t("Nous l’utilisons")
      case .hosts: t("Nous l’hébergeons pour d’autres")
      }
    }
  }

  package var sheet: Int64
  package var organisation: Int64
  package var saying: Saying
  package var declaredAt: Instant

  /// What is typed, checked.
  package struct Saying: Sendable, Equatable {
    package var kind: Kind
    /// `2019`, `2019-05`, `2019-05-12`, or nothing.
    package var since: String
    /// Of the software, in words.
    package var version: String
    /// The service or the function to ask.
    package var contact: String

    package init(kind: Kind, since: String = "", version: String = "", contact: String = "") {
      self.kind = kind
      self.since = since
      self.version = version
      self.contact = contact
    }

    static let longestVersion = 60
    static let longestContact = 120

    /// The first thing that cannot be.
    /// - Parameter today: `2026-02-28`, in Paris.
    package func refusal(today: String) -> DeclarationRefusal? {
      if !since.isEmpty, !Self.isDate(since) { return .wrongDate }
      if !since.isEmpty, since > today.prefix(since.count) { return .future }
      if version.unicodeScalars.count > Self.longestVersion { return .longVersion }
      if contact.unicodeScalars.count > Self.longestContact { return .longContact }
      return Self.namesPerson(contact) ? .person : nil
    }

    /// As people write a date: `12/05/2019`, `5/2019`, `2019`; what is no date stays as it is.
    package static func date(_ typed: String) -> String {
      let parts = typed.split(separator: "/").map { String($0).trimmed }
      guard (2...3).contains(parts.count), let year = parts.last, year.count == 4 else { return typed }
      let rest = parts.dropLast().reversed().map { $0.count == 1 ? "0" + $0 : $0 }
      return ([year] + rest).joined(separator: "-")
    }

    private static func isDate(_ text: String) -> Bool {
      guard let found = text.wholeMatch(of: /([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?/), let year = Int(found.1),
        (1970...2100).contains(year)
      else { return false }
      let month = found.2.flatMap { Int($0) } ?? 1
      let day = found.3.flatMap { Int($0) } ?? 1
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      return (1...12).contains(month) && (1...days[month - 1]).contains(day)
    }

    /// What tells of a person rather than of a service: an address, a telephone, a title before a name.
    private static func namesPerson(_ text: String) -> Bool {
      if text.contains("@") || text.filter({ $0.isNumber }).count >= 9 { return true }
      return text.firstMatch(of: /(?i)\b(?:M\.|Mme|Mlle|Monsieur|Madame|Mr\.?|Mrs\.?|Ms\.?)\s+\p{L}/) != nil
    }
  }
}

package enum DeclarationRefusal: FieldRefusal, Equatable, CaseIterable {
  case noKind, wrongDate, future, longVersion, longContact, person, merged

  package var status: Int { 422 }
  package var field: String {
    switch self {
    case .noKind, .merged: "sorte"
    case .wrongDate, .future: "depuis"
    case .longVersion: "version"
    case .longContact, .person: "contact"
    }
  }
  package var sentence: Phrase {
    switch self {
    case .noKind: t("Dites si vous l’utilisez, ou si vous l’hébergez pour d’autres.")
    case .wrongDate: t("Une année, un mois ou un jour : 2019, 05/2019 ou 12/05/2019.")
    case .future: t("Cette date n’est pas encore venue.")
    case .longVersion: t("Cette version est trop longue : 60 caractères au plus.")
    case .longContact: t("C’est trop long : 120 caractères au plus.")
    case .person: t("Ni nom, ni adresse, ni téléphone : un service ou une fonction, comme « secrétariat de mairie ».")
    case .merged: t("Cette commune en a rejoint une autre : agissez pour celle-là.")
    }
  }
}
