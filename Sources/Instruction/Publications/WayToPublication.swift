import HTML
import Localization

/// What is done from a contribution to its published decision, in order.
struct WayToPublication: Component {
  var body: some Markup {
    p(.class("help")) {
      t(
        "Jusqu’à la publication : décider, écrire le texte de la proposition, fixer le coût retenu pour le vote, faire relire le projet à ses auteurs si la consultation le prévoit, publier."
      )
    }
  }
}
