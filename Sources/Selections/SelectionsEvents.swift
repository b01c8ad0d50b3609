import Localization

/// What the committee writes in the journal, as administrators read it; never a grade, nor who voted what.
enum SelectionsEvents {
  static let sentences: [(StaticString, Phrase)] = [
    ("committee.accepted", t("Un membre du comité de sélection a accepté de siéger")),
    ("committee.ended", t("Un siège du comité de sélection a pris fin")),
    ("committee.invited", t("Quelqu’un a été invité au comité de sélection")),
    ("committee.made", t("Le comité de sélection a été préparé")),
    ("committee.quorum", t("Le quorum du comité de sélection a changé")),
    ("committee.recused", t("Un membre du comité se déporte sur une proposition")),
    ("committee.reminded", t("L’invitation au comité de sélection a été renvoyée")),
    ("committee.returned", t("Un membre du comité ne se déporte plus sur une proposition")),
    ("grades.sent", t("Un membre du comité a envoyé ses notes")),
    ("minutes.edited", t("Le relevé de décisions a été modifié")),
    ("minutes.planned", t("La date de publication de la sélection a été fixée")),
    ("minutes.signed", t("Le relevé de décisions a été signé")),
    ("presence.said", t("Une présence en séance a été notée")),
    ("ruling.made", t("Le comité a décidé d’une proposition")),
    ("ruling.rejected", t("Une décision proposée au comité n’a pas été adoptée")),
    ("ruling.undone", t("Une décision du comité a été annulée")),
    ("selection.published", t("La sélection a été publiée")),
    ("sitting.closed", t("Une séance du comité a été close")),
    ("sitting.corrected", t("Les horaires, le lieu ou les présences d’une séance ont été corrigés")),
    ("sitting.opened", t("Une séance du comité a été ouverte")),
    ("working-group.edited", t("Un groupe de travail a été modifié")),
    ("working-group.ended", t("Un groupe de travail n’est plus montré")),
    ("working-group.made", t("Un groupe de travail a été créé")),
  ]
}
