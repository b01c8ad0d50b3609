import Consultations
import Directory
import Forms
import HTML
import Localization
import Platform
import Storage

/// The text as it will be read, before it is published.
struct PreviewPage: Component {
  var desk: DepositsModule.DraftDesk
  var draft: Draft
  var refusal: (any Refusal)?
  var articles: [Rules.Article]
  var resemblances: Resembling
  var language: Language

  private var deadline: Phrase? {
    (desk.openings.span(of: draft.rubric.act)?.ends).map {
      t("Il faut que la confirmation arrive avant la fin du dépôt, le \($0.adding(seconds: -60), .full).")
    }
  }
  private var edit: String { language.address(DraftAddress(desk.place).path) }
  private var action: String { language.address(PublicationAddress(desk.place).path) }
  private var gettingIn: String { language.address(GettingInAddress().path) }
  private var themes: [Theme] { desk.themes.filter { draft.text.themes.contains($0.slug) } }
  private var isCorrection: Bool { draft.contribution != nil }
  private var names: [String] { desk.depositors.isEmpty ? [desk.standing?.fullName ?? ""] : desk.depositors }
  private var acting: Phrase {
    let listed = names.joined(separator: ", ")
    return t(
      names.count, one: "Ce texte paraîtra sous le nom \(listed), visible de tous.",
      other: "Ce texte paraîtra sous les noms \(listed), visibles de tous.")
  }

  var body: some Markup {
    a(.class("back"), .href(edit)) { t("← Modifier") }
    p(.class("overline")) { isCorrection ? t("Aperçu de la correction") : t("Aperçu : rien n’est encore publié") }
    if let refusal { ErrorSummary(field: "publier", sentence: refusal.sentence) }
    if refusal is ParticipationRefusal { p { t("Votre brouillon est gardé.") } }
    if refusal == nil { DraftStanding(desk: desk, language: language) }
    ContributionTags(rubric: draft.rubric, themes: themes, language: language)
    h1(.lang(draft.text.language.rawValue)) { draft.text.title }
    ContributionBody(
      rubric: draft.rubric, text: draft.text, questionnaire: desk.questionnaire?.questionnaire, language: language)
    AttachmentList(
      attachments: desk.attachments.kept, place: .draft(desk.place), unfinished: desk.attachments.unfinished.count,
      language: language)
    if !articles.isEmpty {
      RulesSelfCheck(articles: articles, rules: language.address(RulesAddress(desk.consultation).path))
    }
    ResemblanceList(
      resemblances: resemblances, consultation: desk.consultation, place: desk.place, language: language)
    if desk.notNow != nil || desk.isWithdrawn {
      p { a(.class("button button-secondary"), .href(edit)) { t("Modifier") } }
    } else if !desk.decides {
      div(.class("notice")) {
        p { DepositRefusal.leadDecides.sentence }
        p { acting }
        if desk.isPreparing { ReadyForm(place: desk.place, language: language) }
        p { a(.class("button button-secondary"), .href(edit)) { t("Modifier") } }
      }
    } else if desk.standing != nil {
      p(.class("help")) { acting }
      postForm(.class("actions"), .action(action)) {
        input(.type("hidden"), .name("revision"), .value(String(draft.revision)))
        button(.class("button button-primary"), .type("submit"), .id("publier")) {
          isCorrection ? t("Publier la correction") : t("Publier")
        }
        a(.class("button button-secondary"), .href(edit)) { t("Modifier") }
      }
    } else {
      div(.class("notice notice-wait")) {
        p { t("Votre texte est gardé. Pour le publier, prouvez que vous agissez pour votre organisme.") }
        postForm(.class("actions"), .action(action)) {
          button(.class("button button-primary"), .type("submit"), .id("publier"), .name("des-que"), .value("1")) {
            t("Le publier dès que mon habilitation est confirmée")
          }
          a(.class("button button-secondary"), .href(gettingIn)) { t("Trouver mon organisme") }
        }
        if let deadline { p(.class("help")) { deadline } }
      }
    }
  }
}

/// The articles of the Rules against which one reads one's own text before publishing it.
private struct RulesSelfCheck: Component {
  var articles: [Rules.Article]
  var rules: String

  var body: some Markup {
    HTML.section(.class("card")) {
      h2(.class("h3")) { t("Avant de publier, vérifiez") }
      for article in articles { SelfCheckArticle(article: article, rules: rules) }
    }
  }
}

private struct SelfCheckArticle: Component {
  var article: Rules.Article
  var rules: String
  private var address: String { rules + "#" + article.key }

  var body: some Markup {
    details {
      summary(.lang("fr")) { article.title }
      div(.class("prose"), .lang("fr")) { Markdown(article.text, under: 2) }
      p { a(.href(address)) { t("Lire cet article dans le règlement") } }
    }
  }
}
