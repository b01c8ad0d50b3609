package import Localization
import Proof

/// How the form and the rule are told to people.
extension CountingRule {
  var title: Phrase {
    switch self {
    case .approval: t("Les plus choisies d’abord, jusqu’à la première qui n’entre plus dans l’enveloppe")
    case .greedy: t("Les plus choisies d’abord, en passant celles qui n’entrent plus dans l’enveloppe")
    case .mesGreedy: t("Parts égales : chaque collectivité apporte la même part, qui finance ce qu’elle a choisi")
    }
  }

  /// One example that anyone follows.
  var example: Phrase {
    switch self {
    case .approval:
      t(
        "Exemple : avec 10 € et trois propositions à 6 €, 5 € et 4 € choisies par 9, 7 et 3 collectivités, la première est retenue ; il reste 4 €. La deuxième n’y entre pas : on s’arrête là, et la troisième n’est pas retenue."
      )
    case .greedy:
      t(
        "Exemple : avec 10 € et trois propositions à 6 €, 5 € et 4 € choisies par 9, 7 et 3 collectivités, la première est retenue ; il reste 4 €. La deuxième n’y entre pas : on la passe. La troisième y entre : elle est retenue."
      )
    case .mesGreedy:
      t(
        "Exemple : 10 collectivités se partagent 10 €, soit 1 € chacune. Une proposition à 4 € choisie par 8 d’entre elles coûte 0,50 € à chacune : elle est retenue, et il leur reste 0,50 €. Ce qui reste à la fin va aux plus choisies."
      )
    }
  }
}

extension CountingUtility {
  var title: Phrase {
    switch self {
    case .cost: t("à proportion de leur coût")
    case .cardinality: t("chacune pour une")
    case .none: t("sans objet")
    }
  }
}

extension ProofMethod {
  var title: Phrase {
    switch self {
    case .officialMailbox: t("par la boîte officielle")
    case .twoInstructors: t("par deux instructeurs")
    case .letter: t("par lettre")
    case .namedByHead: t("nommé par le maire ou le président")
    }
  }
}

extension HolderFunction {
  var title: Phrase {
    switch self {
    case .head: t("Maire ou président")
    case .elected: t("Élu habilité à voter")
    case .agent: t("Agent habilité à voter")
    }
  }
}

extension Phrase {
  /// « 0 euro », « 30 000 euros »
  package static func euros(_ amount: Int64) -> Phrase {
    t(Int(amount), one: "\(Int(amount)) euro", other: "\(Int(amount)) euros")
  }
}

extension VoteForm {
  /// What a ballot may hold.
  var sentence: Phrase {
    switch ballot {
    case .approval:
      t(
        Int(most), one: "Chaque collectivité choisit \(Int(most)) proposition au plus.",
        other: "Chaque collectivité choisit \(Int(most)) propositions au plus.")
    case .budget:
      t(
        Int(most),
        one:
          "Chaque collectivité choisit tant que la somme des coûts tient dans \(Phrase.euros(budget)), \(Int(most)) proposition au plus.",
        other:
          "Chaque collectivité choisit tant que la somme des coûts tient dans \(Phrase.euros(budget)), \(Int(most)) propositions au plus."
      )
    }
  }
}
