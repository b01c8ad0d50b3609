import Consultations
import HTML
import Localization
import Platform
import Proof
import Votes

/// The way from an item to others, by the form of its decision: what is typed there goes with it. It stands below that
/// form, whose own buttons come first: Enter in a field decides.
struct ItemNavigation: Component {
  var view: SittingView

  private var previous: String? {
    view.number > 1 ? view.lines[view.number - 2].proposition.name : nil
  }
  private var options: [Platform.Choices.Option] {
    view.lines.enumerated().map { place, line in
      .init(line.proposition.name, .verbatim("\(place + 1). \(line.proposition.title)"))
    }
  }
  private var next: String? { view.number < view.lines.count ? view.lines[view.number].proposition.name : nil }

  var body: some Markup {
    div(.class("actions")) {
      if let previous { ItemButton(view: view, item: previous, title: t("← Point précédent")) }
      if let next { ItemButton(view: view, item: next, title: t("Point suivant →")) }
    }
    details {
      summary { t("Aller à un autre point") }
      Choices("autre", t("Point"), options, chosen: view.line.proposition.name, form: RulingForm.id)
      div(.class("actions")) { ItemButton(view: view, title: t("Y aller")) }
    }
  }
}

private struct ItemButton: Component {
  var view: SittingView
  /// Nil for the one of the list.
  var item: String?
  var title: Phrase

  private var name: String? { item == nil ? nil : "vers" }
  private var action: String { ItemAddress(view.attendant.consultation).path }

  var body: some Markup {
    button(
      .class("button button-secondary"), .type("submit"), .named("name", name), .value(item),
      .named("form", RulingForm.id), .named("formaction", action)
    ) { title }
  }
}

/// Beside what was typed of an item and not decided: the way on without it.
struct UndecidedLeaving: Component {
  var consultation: Consultation
  var line: CountedVote.Line

  private var action: String { ItemAddress(consultation).path }
  private var title: Phrase { t("Décidez, ou passez à « \(line.proposition.title) » sans garder ce qui est écrit.") }

  var body: some Markup {
    div(.class("notice notice-wait")) {
      p { title }
      postForm(.action(action)) {
        button(
          .class("button button-secondary"), .type("submit"), .name("vers"), .value(line.proposition.name)
        ) { t("Passer sans le garder") }
      }
    }
  }
}
