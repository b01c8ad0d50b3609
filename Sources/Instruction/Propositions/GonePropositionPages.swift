import Consultations
import HTML
import Localization
import Platform

/// For whoever was writing of a proposition that has ended meanwhile: what she had typed, and the one into which it was
/// merged.
struct GonePropositionPage: Component {
  var consultation: Consultation
  /// The one that goes on in its place; nil where none does.
  var heir: Proposition?
  var typed: TypedText

  private var back: String { EditedPropositionsAddress(consultation).path }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Propositions") }
    h1 { t("Cette proposition n’existe plus") }
    div(.class("notice notice-wait"), .role("alert")) {
      p { t("Elle a été fusionnée ou annulée pendant que vous écriviez : rien n’est enregistré.") }
    }
    if let heir {
      p { t("Celle qui la remplace :") }
      PropositionLine(proposition: PropositionTitle(heir), consultation: consultation)
    }
    typed
  }
}
