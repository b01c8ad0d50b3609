package import Localization
package import PublicCode

extension Problem {
  /// « Ligne 12, colonne 3, legal/license : … »
  package var told: Phrase {
    guard !path.isEmpty else { return t("Ligne \(line), colonne \(column) : \(sentence)") }
    return t("Ligne \(line), colonne \(column), « \(path) » : \(sentence)")
  }

  /// Without its place.
  package var sentence: Phrase {
    switch kind {
    case .empty: t("ce fichier ne dit rien.")
    case .tooLarge: t("ce fichier est trop long : 128 ko au plus.")
    case .tooDeep: t("ce fichier contient trop de valeurs, ou trop de niveaux.")
    case .alias: t("les renvois (*nom) ne sont pas acceptés : écrivez la valeur.")
    case .severalDocuments: t("un seul document par fichier.")
    case .syntax(let words): t("ce n’est pas du YAML (\(words)).")
    case .missing: t("cette clé est obligatoire.")
    case .repeatedKey: t("cette clé est écrite deux fois.")
    case .unknownKey: t("cette clé n’est pas dans la norme.")
    case .emptyList: t("cette liste est vide.")
    case .notWithThisMaintenance: t("cette clé ne va pas avec ce type de maintenance.")
    default: sentenceOfValue
    }
  }

  private var sentenceOfValue: Phrase {
    switch kind {
    case .wrongType(.text): t("un texte est attendu, entre guillemets si c’est un nombre.")
    case .wrongType(.flag): t("true ou false est attendu.")
    case .wrongType(.list): t("une liste est attendue.")
    case .wrongType(.section): t("une section avec ses clés est attendue.")
    case .notAmong(let values): t("une de ces valeurs est attendue : \(values.joined(separator: ", ")).")
    case .badAddress, .badWebAddress: t("ce n’est pas une adresse complète (https://…).")
    case .badMail: t("ce n’est pas une adresse de courriel.")
    case .badDate: t("une date est attendue, comme 2026-02-28.")
    case .badMediaType: t("ce n’est pas un type de fichier.")
    case .badPath: t("ce n’est pas le chemin d’une image du dépôt de code.")
    case .unknownLicence(let word): t("« \(word) » n’est pas une licence de la liste SPDX.")
    case .unknownLanguage(let word): t("« \(word) » n’est pas le code d’une langue.")
    case .unknownCountry(let word): t("« \(word) » n’est pas le code d’un pays.")
    case .unknownCategory(let word): t("« \(word) » n’est pas une catégorie de la norme.")
    case .tooLong(let longest): t("ce texte est trop long : \(longest) caractères au plus.")
    case .tooShort(let shortest): t("ce texte est trop court : \(shortest) caractères au moins.")
    case .deprecatedLicence(let word): t("« \(word) » a été remplacée dans la liste SPDX.")
    case .lowercaseCountry: t("un pays s’écrit en majuscules.")
    default: t("la norme a abandonné cette clé.")
    }
  }
}
