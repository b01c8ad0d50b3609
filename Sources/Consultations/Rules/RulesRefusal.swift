import Localization
import Platform

/// Why a text cannot be the Rules; articles by their place.
enum RulesRefusal: FieldRefusal, Equatable {
  case tooLong, noTitle, noArticle, tooManyArticles, textBeforeArticles, unchanged
  case badKey(Int)
  case noArticleTitle(Int)
  case emptyArticle(Int)
  case sameKey(Int)
  /// The article is still what the template says in its place.
  case unwritten(Int)

  var status: Int { 422 }
  var field: String { "texte" }

  var sentence: Phrase {
    switch self {
    case .tooLong: t("Le règlement dépasse 100 000 caractères.")
    case .noTitle: t("Donnez au règlement un titre de 150 caractères au plus : « # Règlement de la démarche ».")
    case .noArticle: t("Commencez chaque article par son titre : « ## Qui peut déposer ».")
    case .tooManyArticles: t("Le règlement a soixante articles au plus.")
    case .textBeforeArticles: t("Un texte précède le premier article : donnez-lui un titre, « ## Objet ».")
    case .unchanged: t("Ce texte est celui de la version publiée : rien à publier.")
    case .badKey(let number):
      t("Article \(number) : la clé ne se lit pas. Exemple : « ## Qui peut déposer {#qui-depose} ».")
    case .noArticleTitle(let number): t("Article \(number) : donnez un titre de 150 caractères au plus.")
    case .emptyArticle(let number): t("Article \(number) : le texte manque.")
    case .unwritten(let number):
      t("Article \(number) : c’est encore la phrase de la trame. Écrivez ce qui vaut pour cette démarche.")
    case .sameKey(let number): t("Article \(number) : un autre article porte déjà cette clé.")
    }
  }
}
