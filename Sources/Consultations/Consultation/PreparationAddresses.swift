import Localization
package import Platform

/// `/administration/consultations`: all of them, announced or not.
struct PreparationsAddress: FixedAddress {
  static let pattern: StaticString = "/administration/consultations"
}

/// `/administration/preparer`: a new one.
struct NewConsultationAddress: FixedAddress {
  static let pattern: StaticString = "/administration/preparer"
}

/// `/administration/consultations/services-2021`: what is ready, and what is lacking.
struct PreparationAddress: AddressOfPreparation {
  static let pattern: StaticString = "/administration/consultations/{consultation}"
  let consultation: String
}

struct WordingAddress: AddressOfPreparation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/presentation"
  let consultation: String
}

struct CalendarAddress: AddressOfPreparation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/calendrier"
  let consultation: String
}

struct ThemesAddress: AddressOfPreparation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/themes"
  let consultation: String
}

struct RulesEditingAddress: AddressOfPreparation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/reglement"
  let consultation: String
}

struct AnnouncementAddress: AddressOfPreparation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/annonce"
  let consultation: String
}

struct DeletionAddress: AddressOfPreparation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/suppression"
  let consultation: String
}

/// A page where a part of a consultation is prepared.
protocol AddressOfPreparation: Address {
  var consultation: String { get }
  init(consultation: String)
}

extension AddressOfPreparation {
  init(_ consultation: Consultation) { self.init(consultation: consultation.slug) }
  init(segments: [String]) throws(NotFound) {
    guard let slug = segments.first else { throw NotFound() }
    self.init(consultation: slug)
  }
  var segments: [String] { [consultation] }
}

extension Permission {
  /// Words, calendar, themes and Rules of consultations.
  package static let prepare = Permission("consultations.prepare", [.administrator])
}
