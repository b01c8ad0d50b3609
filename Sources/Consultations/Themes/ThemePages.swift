import HTML
import Localization
import Platform

/// The themes of a consultation, to rename, add and put in order.
struct ThemesPage: Component {
  var consultation: Consultation
  var typed: ThemesTyped
  var refusal: PreparationRefusal?
  var conflict: PreparationConflict?
  var language: Language

  private var revision: String { typed.seen ?? typed.revision }
  private var back: String { language.address(PreparationAddress(consultation).path) }
  private var action: String { language.address(ThemesAddress(consultation).path) }
  private var lines: [ThemesTyped.Line] {
    typed.typed + Array(repeating: .init(slug: "", french: "", english: ""), count: ThemesTyped.spare)
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { BackTo(consultation.title) }
    h1 { t("Thèmes") }
    p(.class("lead")) {
      t("Les sujets par lesquels les contributions se trouvent. Videz une ligne pour retirer un thème.")
    }
    postForm(.action(action), .named("novalidate", "")) {
      if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
      SeenRevision(revision: revision, conflict: conflict)
      for (place, line) in lines.enumerated() { ThemeFields(place: place + 1, line: line) }
      div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Enregistrer") } }
    }
  }
}

private struct ThemeFields: Component {
  var place: Int
  var line: ThemesTyped.Line

  private var heading: Phrase { t("Thème \(place)") }

  var body: some Markup {
    fieldset(.class("field")) {
      legend { heading }
      input(.type("hidden"), .name("theme-cle-\(place)"), .value(line.slug))
      div(.class("filters")) {
        TextField("theme-\(place)", t("En français"), value: line.french, longest: 100)
        TextField("theme-anglais-\(place)", t("En anglais"), value: line.english, longest: 100)
        TextField("theme-rang-\(place)", t("Rang"), kind: .digits, value: String(place), longest: 2)
      }
    }
  }
}
