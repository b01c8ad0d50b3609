import Localization

/// What deposits write in the journal, as administrators read it.
enum DepositsEvents {
  static let sentences: [(StaticString, Phrase)] = [
    ("attachment.published", t("Une pièce jointe a été publiée")),
    ("attachment.read", t("Le texte d’une pièce jointe a été lu")),
    ("attachment.removed", t("Une pièce jointe a été retirée")),
    ("attachment.sent", t("Une pièce jointe a été envoyée")),
    ("codeposit.accepted", t("Un organisme dépose avec un autre")),
    ("codeposit.declined", t("Un organisme a refusé de déposer avec un autre")),
    ("codeposit.invited", t("Un organisme a été invité à déposer avec un autre")),
    ("codeposit.lapsed", t("Une invitation à déposer ensemble a pris fin")),
    ("codeposit.left", t("Un organisme ne dépose plus avec un autre")),
    ("codeposit.taken-back", t("Une invitation à déposer ensemble a été reprise")),
    ("comment.hidden", t("Un commentaire a été masqué")),
    ("comment.kept", t("Un commentaire signalé a été laissé")),
    ("comment.posted", t("Un commentaire a été publié")),
    ("comment.reported", t("Un commentaire a été signalé")),
    ("comment.reworded", t("Un commentaire a été modifié")),
    ("comment.shown", t("Un commentaire masqué est de nouveau visible")),
    ("comment.withdrawn", t("Un commentaire a été retiré par son auteur")),
    ("contribution.corrected", t("Une contribution a été corrigée")),
    ("contribution.published", t("Une contribution a été publiée")),
    ("contribution.withdrawn", t("Une contribution a été retirée")),
    ("follow.begun", t("Un suivi a commencé")),
    ("follow.ended", t("Un suivi a pris fin")),
    ("follower.read", t("Des nouvelles suivies ont été lues")),
    ("follower.rhythm-chosen", t("Le rythme des courriels de suivi a changé")),
    ("support.ended", t("Un soutien a été retiré")),
    ("support.given", t("Un soutien a été donné")),
    ("support.stated", t("Un soutien a été précisé")),
  ]
}
