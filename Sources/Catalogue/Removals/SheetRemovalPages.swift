import Directory
import HTML
import Localization
import Platform

/// Before a sheet is taken out of the catalogue: why.
struct SheetRemovalPage: Component {
  var sheet: Sheet
  var reason: String
  var refusal: SheetRemovalRefusal?
  var language: Language

  private var back: String { language.address(SheetAddress(sheet).path) }
  private var backTitle: Phrase { .verbatim("← " + sheet.name) }
  private var action: String { language.address(SheetRemovalAddress(sheet).path) }

  var body: some Markup {
    a(.class("back"), .href(back)) { backTitle }
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    h1 { t("Retirer une fiche du catalogue") }
    p(.class("lead")) {
      t("Elle ne sera plus ni listée, ni trouvée, ni proposée. Tout en est gardé, et vous pourrez l’y remettre.")
    }
    postForm(.action(action), .named("novalidate", "")) {
      TextArea(
        "raison", t("Pourquoi ?"), value: reason, longest: SheetRemoval.longest, rows: 4,
        help: t("Ceux qui tiennent la fiche la recevront, et elle restera à son adresse."), refusal: refusal?.sentence)
      div(.class("actions")) {
        button(.class("button button-danger"), .type("submit"), .id("retirer")) { t("Retirer cette fiche") }
        a(.class("button button-secondary"), .href(back)) { t("Ne rien changer") }
      }
    }
  }
}

/// What stays at the address of a sheet that was taken out: not its name, which may be why.
struct RemovedSheetPage: Component {
  var sheet: Sheet
  var removal: SheetRemoval
  /// Whether the reader may put it back.
  var mayCurate: Bool
  /// Whether she acts for an organisation that keeps it.
  var isTheirs: Bool
  var done: String?
  var language: Language

  private var list: String { language.address(SheetsAddress().path) }
  private var action: String { language.address(SheetRemovalEndAddress(sheet).path) }
  private var since: Phrase { t("retirée le \(removal.at, .date)") }
  private var name: Phrase { t("C’est la fiche « \(sheet.name) ». Rien n’en est perdu.") }
  private var lines: [String] { removal.reason.split(separator: "\n").map(String.init) }

  var body: some Markup {
    a(.class("back"), .href(list)) { t("← Services") }
    if done == "retiree" { div(.class("notice notice-ok"), .role("status")) { p { t("La fiche est retirée.") } } }
    h1 { t("Une fiche retirée du catalogue") }
    div(.class("meta")) { span { since } }
    div(.class("prose")) {
      h2 { t("La raison") }
      for line in lines { p(.lang("fr")) { line } }
    }
    if mayCurate || isTheirs { p { name } }
    if mayCurate {
      postForm(.class("section"), .action(action)) {
        button(.class("button button-secondary"), .type("submit"), .id("remettre")) { t("La remettre au catalogue") }
      }
    }
  }
}
