import Consultations
import HTML
import Localization
import Platform
import Storage

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

extension InstructionModule {
  /// - Parameters:
  ///   - read: the wording that was before whoever typed: a passage that was blotted out of it since is not shown
  ///     again.
  ///   - typed: her texts, the empty ones among them.
  func gonePropositionPage(
    _ token: String, in slug: String, read: ReadWording?, typed: [String]
  ) async throws -> Answer {
    let page = try await database.read { db -> GonePropositionPage? in
      guard let consultation = try Consultation.with(slug: slug, db) else { return nil }
      let heir = try Regrouping.successor(of: token, in: consultation.id, db).flatMap {
        try Proposition.with(token: $0, in: consultation.id, db)
      }
      let isBlotted = try read.flatMap { try Proposition.isBlotted($0, of: token, db) } ?? false
      return GonePropositionPage(consultation: consultation, heir: heir, typed: TypedText(isBlotted ? [] : typed))
    }
    guard let page else { throw NotFound() }
    return .page(
      Page(t("Cette proposition n’existe plus"), status: PropositionRefusal.gone.status, isNarrow: true, page))
  }
}
