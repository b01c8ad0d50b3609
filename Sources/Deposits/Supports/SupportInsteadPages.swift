import Consultations
import HTML
import Localization
import Platform

/// Before one supports rather than deposits: what will be posted, which can be changed or left out.
struct SupportInsteadPage: Component {
  var consultation: Consultation
  var contribution: Contribution
  var place: DraftPlace
  var standing: Standing
  var comment: CommentText
  var token: String
  var mayComment: Bool
  var refusal: (any Refusal)?
  var language: Language

  private var field: String { refusal is CommentRefusal ? "texte" : "soutenir" }
  private var back: String { language.address(DraftAddress(place).path) }
  private var address: String { language.address(ContributionAddress(contribution, in: consultation).path) }
  private var action: String {
    language.address(SupportInsteadAddress(place, contribution: contribution.token).path)
  }
  private var speaker: Phrase { t("Le soutien et le commentaire paraîtront au nom de : \(standing.fullName).") }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Votre brouillon") }
    h1 { t("Soutenir plutôt") }
    p(.class("lead"), .lang(contribution.text.language.rawValue)) { a(.href(address)) { contribution.text.title } }
    postForm(.action(action)) {
      if let refusal { ErrorSummary(field: field, sentence: refusal.sentence) }
      input(.type("hidden"), .name("jeton"), .value(token))
      input(.type("hidden"), .name("langue"), .value(comment.language.rawValue))
      if mayComment {
        TextArea(
          "texte", t("Ce qui sera publié en commentaire"), value: comment.text, longest: CommentText.longest, rows: 9,
          help: t("C’est ce que vous avez écrit. Changez-le, ou videz-le pour soutenir sans commenter."),
          refusal: field == "texte" ? refusal?.sentence : nil)
      }
      p(.class("help")) { speaker }
      p(.class("help")) { t("Votre brouillon reste : vous pourrez le reprendre ou le supprimer.") }
      div(.class("actions")) {
        button(.class("button button-primary"), .type("submit"), .id("soutenir")) { t("Soutenir") }
        a(.class("button button-secondary"), .href(back)) { t("Revenir au brouillon") }
      }
    }
  }
}
