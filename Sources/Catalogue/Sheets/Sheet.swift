package import Localization
package import Platform
package import PublicCode

/// A service in the catalogue: what its sheet says, after `publiccode.yml`. Made by an organisation that has a file of
/// it, or of what it deposits in a consultation; changed by the agents of those that maintain it, each time by one more
/// version; what it says stays readable in all of them.
package struct Sheet: Sendable, Equatable {
  package var id: Int64
  package var token: String
  /// The number of its current version.
  package var version: Int
  package var name: String
  package var summary: Summary
  package var licence: String
  /// Whether its licence is one that the Open Source Initiative has approved: nothing else is called open code.
  package var isOpen: Bool
  /// How many organisations say that they use it.
  package var users: Int
  package var madeAt: Instant
  package var changedAt: Instant

  /// One sentence on it, in the language in which it was found.
  package struct Summary: Sendable, Equatable {
    package var text: String
    package var language: String
  }

  /// What came of a file.
  package enum Outcome: Sendable, Equatable {
    case made(Sheet)
    case changed(Sheet)
    /// It says what the sheet says already.
    case same(Sheet)

    package var sheet: Sheet {
      switch self {
      case .made(let sheet), .changed(let sheet), .same(let sheet): sheet
      }
    }
  }
}

/// Why a file does not become a sheet, or a version of one. Nothing has changed then.
package enum SheetRefusal: FieldRefusal, Equatable {
  case nothing
  /// What is wrong in it, each with its place.
  case unreadable([Problem])
  /// Written as we write it, it would be longer than what is taken.
  case tooLong
  /// There is a sheet for this code, maintained by others.
  case keptByOthers(Sheet)
  /// The address of its code is that of another sheet.
  case codeOfAnother(Sheet)
  /// There is a sheet for this code, and it was taken out of the catalogue.
  case removed(Sheet)
  /// The organisation is no more.
  case merged

  package var status: Int { 422 }
  package var field: String { "publiccode" }
  package var sentence: Phrase {
    switch self {
    case .nothing: t("Choisissez un fichier publiccode.yml, ou collez son contenu.")
    case .unreadable(let problems): problems.first?.told ?? t("Ce fichier n’est pas lisible.")
    case .tooLong: t("Ce fichier est trop long : 128 ko au plus, écrit sans abréviation.")
    case .keptByOthers(let sheet):
      t(
        "La fiche « \(sheet.name) » existe déjà pour ce code, et un autre organisme la tient. Dites que vous l’utilisez."
      )
    case .codeOfAnother(let sheet): t("Cette adresse de code est celle d’une autre fiche : « \(sheet.name) ».")
    case .removed: t("La fiche de ce code a été retirée du catalogue : elle dit pourquoi, à son adresse.")
    case .merged: t("Cette commune en a rejoint une autre : agissez pour celle-là.")
    }
  }
}

/// A text of a file as a sheet keeps it: read, checked, without what it says of persons.
package struct SheetText: Sendable, Equatable {
  package private(set) var software: PublicSoftware
  /// Whether something was left out of it, of persons.
  package private(set) var isChanged: Bool
  /// As it is written: what is given back is this, to the byte.
  package private(set) var file: String

  static let longestName = 300
  static let longestSummary = 300
  static let longestLicence = 500
  static let longestKey = 2_000

  /// Reads what somebody sent. What it does not say yet is told on its page and keeps no sheet out, as none of what a
  /// form or a deposit describes: the file of any sheet is read back.
  package init(reading text: String) throws(SheetRefusal) {
    guard text.contains(where: { !$0.isWhitespace }) else { throw .nothing }
    let reading = PublicSoftware.read(text)
    let wrong = reading.problems.filter { $0.severity == .error && !$0.isAbsence }
    guard let software = reading.software, wrong.isEmpty else { throw .unreadable(wrong) }
    try self.init(software)
  }

  /// Takes what is known of a service, whole or not.
  package init(_ software: PublicSoftware) throws(SheetRefusal) {
    let kept = software.impersonal
    isChanged = kept != software
    self.software = kept
    file = kept.file
    guard file.utf8.count <= PublicSoftware.longestFile else { throw .tooLong }
    guard !name.isEmpty else { throw .unreadable([Problem(line: 1, column: 1, path: "name", kind: .missing)]) }
  }

  var name: String { Self.bounded(software.name, Self.longestName) }
  var licence: String { Self.bounded(software.licence, Self.longestLicence) }
  var summary: Sheet.Summary {
    let found = software.description(in: ["fr", "en"])
    return .init(
      text: Self.bounded(found?.short ?? "", Self.longestSummary), language: Self.bounded(found?.language ?? "fr", 35))
  }
  var categories: [String] {
    software.categories.filter(Categories.isKnown).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The address of its code as addresses are compared: without scheme, case, final slash or `.git`.
  var codeKey: String? {
    var key = Self.bounded(software.address, Self.longestKey).lowercased()
    guard let scheme = key.firstRange(of: "://") else { return nil }
    key = String(key[scheme.upperBound...])
    if key.hasPrefix("www.") { key.removeFirst(4) }
    while key.hasSuffix("/") { key.removeLast() }
    if key.hasSuffix(".git") { key.removeLast(4) }
    return key.isEmpty ? nil : key
  }

  /// No longer than a column holds, without what none does.
  private static func bounded(_ text: String, _ longest: Int) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\0" }.prefix(longest)))
  }
}

extension Problem {
  /// Whether it is only that something is not said yet.
  var isAbsence: Bool {
    switch kind {
    case .missing, .tooShort: true
    default: false
    }
  }
}

extension Permission {
  /// Whoever instructs confirms which services meet a need, and takes out of the catalogue what does not belong there.
  package static let curate = Permission("catalogue.curate", [.instructor])
}
