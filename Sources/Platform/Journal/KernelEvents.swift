import Localization

/// What the kernel writes in the journal, as administrators read it.
enum KernelEvents {
  static let sentences: [(StaticString, Phrase)] = [
    ("address.added", t("Une personne a ajouté une adresse à son compte")),
    ("address.refused", t("Une adresse a refusé nos courriels")),
    ("address.removed", t("Une personne a retiré une adresse de son compte")),
    ("address.restored", t("Une adresse reçoit de nouveau nos courriels")),
    ("mail.bounced", t("Un courriel est revenu")),
    ("mail.resent", t("Un courriel a été renvoyé")),
    ("pause.begun", t("Le site a été mis en lecture seule")),
    ("pause.ended", t("Le site a été rouvert")),
    ("person.created", t("Une personne est arrivée")),
    ("person.erased", t("Une personne a été effacée")),
    ("person.warned", t("Une personne a été prévenue que son compte dort")),
    ("role.ended", t("Un rôle a été retiré")),
    ("role.given", t("Un rôle a été donné")),
    ("session.ended", t("Une session a été fermée")),
    ("session.started", t("Une session a été ouverte")),
    ("unsubscription.ended", t("Une adresse accepte de nouveau nos nouvelles")),
    ("unsubscription.made", t("Une adresse ne veut plus de nos nouvelles")),
  ]
}
