import Localization

/// What the vote writes in the journal, as administrators read it; never what was chosen.
enum VotesEvents {
  static let sentences: [(StaticString, Phrase)] = [
    ("ballot.contested", t("Un bulletin a été contesté depuis la boîte officielle")),
    ("ballot.decision-told", t("La décision derrière un bulletin a été dite, changée ou retirée")),
    ("ballot.decision-withdrawn", t("Le numéro et le document d’une décision derrière un bulletin ont été retirés")),
    ("ballot.opened", t("Un bulletin a été ouvert")),
    ("ballot.prepared", t("Un bulletin a été préparé ; rien n’en compte encore")),
    ("ballot.replaced", t("Un bulletin en a remplacé un autre")),
    ("casting-letter.printed", t("Une lettre à code a été imprimée pour le maire ou le président d’un organisme")),
    ("casting-letter.used", t("Le code d’une lettre a servi")),
    ("casting-right.confirmed", t("Un instructeur a confirmé qui est le maire ou le président d’un organisme")),
    ("casting-right.ended", t("Le droit de voter d’une personne a pris fin")),
    ("casting-right.expired", t("Un droit de voter dont la date est passée a été remplacé")),
    ("casting-right.granted", t("Le droit de voter pour un organisme a été donné")),
    ("casting-right.refused", t("Une demande de droit de voter a été refusée")),
    ("contest.settled", t("Deux personnes ont décidé d’un bulletin contesté")),
    ("contest.signed", t("Une personne a signé ce que devient un bulletin contesté")),
    ("draw.published", t("Le tirage qui tranche les égalités a été saisi par deux personnes et publié")),
    ("draw.withdrawn", t("Une saisie du tirage a été retirée avant d’être confirmée")),
    ("draw.written", t("Le tirage qui tranche les égalités a été saisi une première fois")),
    ("incident.published", t("Un incident du vote a été signé par deux personnes et publié")),
    ("incident.withdrawn", t("Un incident du vote a été retiré avant d’être signé")),
    ("incident.written", t("Un incident du vote a été écrit")),
    ("vote.closed", t("Le vote a été clos")),
    ("vote.count-done", t("Le vote a été dépouillé à l’heure dite")),
    ("vote.count-order-ended", t("L’heure du dépouillement a été retirée")),
    ("vote.count-ordered", t("L’heure du dépouillement a été fixée")),
    ("vote.counted", t("Le vote a été dépouillé")),
    ("vote.key-succeeded", t("Une autre clé signe le journal public d’un vote")),
    ("vote.mail-tried", t("Un courriel d’essai a été envoyé avant un vote")),
    ("vote.opened", t("Le vote a été ouvert")),
    ("vote.replayed", t("Le journal d’un vote a été repris de sa seconde copie")),
    ("vote.prepared", t("La forme du vote a été enregistrée")),
  ]
}
