import Consultations
import HTML
import Localization
import Platform

/// One's own views of the queue: those that are kept, and a name for the filters of now.
struct SavedViewsPage: Component {
  var consultation: Consultation
  var views: [SavedView]
  /// The tab and the filters that would be kept.
  var filters: String
  var name: String
  var refusal: SavedViewRefusal?
  var done: String?

  private var queue: String { QueueAddress(consultation).path }
  private var back: String { queue + filters }
  private var action: String { SavedViewsAddress(consultation).path }
  private var confirmation: Phrase? {
    switch done {
    case "gardee": t("La vue est gardée.")
    case "retiree": t("La vue est retirée.")
    default: nil
    }
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Instruction des contributions") }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    h1 { t("Mes vues de la file") }
    p(.class("lead")) { t("Une vue garde un onglet et des filtres sous un nom. Vous seul la voyez.") }
    if views.isEmpty {
      div(.class("empty")) { p { t("Aucune vue pour l’instant.") } }
    } else {
      ul(.class("list plain")) {
        for view in views { SavedViewLine(view: view, consultation: consultation, queue: queue) }
      }
    }
    if !filters.isEmpty {
      postForm(.action(action), .named("novalidate", "")) {
        QueueField(queue: filters)
        TextField(
          "nom", t("Nom de la vue que vous venez de quitter"), value: name, longest: SavedView.longestName,
          refusal: refusal?.sentence)
        div(.class("actions")) {
          button(.class("button button-primary"), .type("submit")) { t("Garder cette vue") }
        }
      }
    }
  }
}

private struct SavedViewLine: Component {
  var view: SavedView
  var consultation: Consultation
  var queue: String

  private var address: String { queue + view.filters }
  private var end: String { SavedViewEndAddress(consultation, token: view.token).path }
  private var label: Phrase { t("Retirer la vue « \(view.name) »") }

  var body: some Markup {
    li(.class("entry brief")) {
      a(.href(address)) { view.name }
      postForm(.action(end)) { button(.class("button button-quiet"), .type("submit")) { label } }
    }
  }
}

/// Beside the tabs: one's views, and the way to keep this one.
struct SavedViewLinks: Component {
  var consultation: Consultation
  var views: [SavedView]
  var filters: String

  private var queue: String { QueueAddress(consultation).path }
  private var keep: String { SavedViewsAddress(consultation).path + filters }
  private var keepLabel: Phrase { filters.isEmpty ? t("Mes vues") : t("Garder cette vue…") }

  var body: some Markup {
    nav(.ariaLabel(t("Mes vues de la file"))) {
      ul(.class("chips")) {
        for view in views {
          SavedViewLink(view: view, address: queue + view.filters, isCurrent: view.filters == filters)
        }
        if !views.isEmpty || !filters.isEmpty { li { a(.href(keep)) { keepLabel } } }
      }
    }
  }
}

private struct SavedViewLink: Component {
  var view: SavedView
  var address: String
  var isCurrent: Bool
  var body: some Markup {
    li { a(.href(address), .named("aria-current", isCurrent ? "true" : nil)) { view.name } }
  }
}
