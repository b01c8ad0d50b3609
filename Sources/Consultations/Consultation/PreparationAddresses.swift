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
struct PreparationAddress: AddressInConsultation {
  static let pattern: StaticString = "/administration/consultations/{consultation}"
  let consultation: String
}

struct WordingAddress: AddressInConsultation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/presentation"
  let consultation: String
}

struct CalendarAddress: AddressInConsultation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/calendrier"
  let consultation: String
}

struct ThemesAddress: AddressInConsultation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/themes"
  let consultation: String
}

struct RulesEditingAddress: AddressInConsultation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/reglement"
  let consultation: String
}

struct AnnouncementAddress: AddressInConsultation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/annonce"
  let consultation: String
}

struct DeletionAddress: AddressInConsultation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/suppression"
  let consultation: String
}

extension Permission {
  /// Words, calendar, themes and Rules of consultations.
  package static let prepare = Permission("consultations.prepare", [.administrator])
}
