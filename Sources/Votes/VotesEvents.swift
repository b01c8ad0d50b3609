import Localization

/// What the vote writes in the journal, as administrators read it; never what was chosen.
enum VotesEvents {
  static let sentences: [(StaticString, Phrase)] = [
    ("ballot.opened", t("Un bulletin a été ouvert")),
    ("ballot.replaced", t("Un bulletin en a remplacé un autre")),
    ("casting-right.confirmed", t("Un instructeur a confirmé qui est le maire ou le président d’un organisme")),
    ("casting-right.ended", t("Le droit de voter d’une personne a pris fin")),
    ("casting-right.expired", t("Un droit de voter dont la date est passée a été remplacé")),
    ("casting-right.granted", t("Le droit de voter pour un organisme a été donné")),
    ("casting-right.refused", t("Une demande de droit de voter a été refusée")),
    ("vote.closed", t("Le vote a été clos")),
    ("vote.counted", t("Le vote a été dépouillé")),
    ("vote.mail-tried", t("Un courriel d’essai a été envoyé avant un vote")),
    ("vote.opened", t("Le vote a été ouvert")),
    ("vote.replayed", t("Le journal d’un vote a été repris de sa seconde copie")),
    ("vote.prepared", t("La forme du vote a été enregistrée")),
  ]
}
