import Catalogue
import Localization
import Platform
import PublicCode
import Storage

/// The tie between a contribution that shares a service and the sheet of that service. Made when it is published: with
/// a new sheet, or with the one that the same code has already. What the contribution says later is offered to the
/// sheet, never forced on it.
package struct SharedService: Sendable, Equatable {
  package var contribution: Int64
  package var sheet: Int64
  /// The version of the contribution that the sheet has last taken, or that was left out of it.
  package var version: Int

  /// Whether the contribution has been corrected since.
  func isBehind(_ contribution: Contribution) -> Bool { contribution.version > version }

  /// A part of the sheet that the contribution says otherwise.
  struct Difference: Sendable, Equatable {
    var title: Phrase
    var before: String
    var after: String
  }

  /// What the sheet would say otherwise.
  static func differences(from sheet: PublicSoftware, to taken: PublicSoftware, in language: Language) -> [Difference] {
    let pairs: [(Phrase, (PublicSoftware) -> String)] = [
      (t("Nom"), { software in software.name }),
      (t("En une phrase"), { software in software.description(in: [language.rawValue])?.short ?? "" }),
      (t("Ce qu’il fait"), { software in software.description(in: [language.rawValue])?.long ?? "" }),
      (t("Adresse du code source"), { software in software.address }), (t("Licence"), { software in software.licence }),
      (t("Qui le maintient ?"), { software in software.owner }),
      (t("Qui l’utilise déjà ?"), { software in software.usedBy.joined(separator: ", ") }),
      (
        t("Adresse de la documentation"),
        { software in software.description(in: [language.rawValue])?.documentation ?? "" }
      ),
    ]
    return pairs.compactMap { title, read in
      let difference = Difference(title: title, before: read(sheet), after: read(taken))
      return difference.before == difference.after ? nil : difference
    }
  }
}

extension Sheet {
  /// As it would stand once it has taken what a contribution says: the rest of the sheet stays.
  static func taking(_ text: ContributionText, into software: PublicSoftware) -> PublicSoftware {
    software.taking(text.publicSoftware)
  }
}
