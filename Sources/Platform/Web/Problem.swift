import Localization

/// What a program is told of a refusal (RFC 9457).
struct Problem: Sendable {
  /// A field or a parameter that was refused, and why.
  struct Field: Sendable {
    var field: String
    var detail: String
  }

  var title: String
  var status: Int
  var detail: String
  /// The reference that is also in the log.
  var instance: String
  /// Empty where the refusal is of no field.
  var errors: [Field]

  static let mediaType = "application/problem+json"

  var bytes: [UInt8] { Self.shape.bytes(self) }

  static func fields(refused error: any Error, _ told: (Phrase) -> String) -> [Field] {
    switch error {
    case let unknown as UnknownFields: unknown.names.map { Field(field: $0, detail: told(unknown.sentence)) }
    case let refused as ParametersRefusal:
      refused.faults.prefix(ParametersRefusal.shown).map {
        Field(field: String($0.name.prefix(100)), detail: told($0.reason.sentence))
      }
    case let refusal as any FieldRefusal: [Field(field: refusal.field, detail: told(refusal.sentence))]
    default: []
    }
  }

  static let shape = Shape<Problem>(
    "Probleme",
    [
      .text("title", t("Ce qui s’est passé, en deux mots")) { $0.title },
      .integer("status", t("Le statut HTTP")) { $0.status },
      .text("detail", t("Ce qui s’est passé, en une phrase")) { $0.detail },
      .text("instance", t("Référence à donner pour de l’aide")) { $0.instance },
      .list("errors", t("Chaque paramètre refusé, et pourquoi"), fieldShape) { $0.errors },
    ])

  private static let fieldShape = Shape<Field>(
    "ParametreRefuse",
    [
      .text("field", t("Le nom du paramètre")) { $0.field },
      .text("detail", t("Pourquoi il est refusé")) { $0.detail },
    ])
}
