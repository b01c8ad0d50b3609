import Localization

/// What instruction writes in the journal, as administrators read it.
enum InstructionEvents {
  static let sentences: [(StaticString, Phrase)] = [
    ("separation.ended", t("Deux contributions peuvent de nouveau être rapprochées")),
    ("separation.made", t("Deux contributions ont été séparées")),
  ]
}
