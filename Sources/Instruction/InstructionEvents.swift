import Localization

/// What instruction writes in the journal, as administrators read it.
enum InstructionEvents {
  /// What instructors do, and can undo.
  static let acts: [(StaticString, Phrase)] = [
    ("addressee.made", t("Un guichet destinataire a été ajouté")),
    ("contribution.assigned", t("Une contribution a été confiée à un instructeur")),
    ("contribution.decided", t("Une décision a été prise sur une contribution")),
    ("contributions.decided", t("Une même décision a été prise sur plusieurs contributions")),
    ("contribution.divided", t("Une contribution a été divisée en parties")),
    ("contribution.noted", t("Une note d’instruction a été écrite")),
    ("contributions.moved", t("Des contributions ont changé de proposition")),
    ("decision.read-again", t("Une décision a été relue par un second instructeur")),
    ("draft.replied", t("Un instructeur a répondu à la remarque d’un auteur sur un projet")),
    ("group.refused", t("Un groupe proposé a été refusé")),
    ("proposition.reworded", t("Une proposition a été modifiée")),
    ("proposition.split", t("Une proposition a été séparée en deux")),
    ("propositions.merged", t("Deux propositions ont été fusionnées")),
    ("publication.ordered", t("La publication des décisions a été programmée")),
    ("recusal.declared", t("Un instructeur s’est déporté")),
    ("reexamination.answered", t("Un instructeur a répondu à une demande de réexamen")),
    ("separation.made", t("Deux contributions ont été séparées")),
    ("usual-reason.made", t("Une raison type a été ajoutée")),
  ]

  static let sentences: [(StaticString, Phrase)] =
    acts + [
      ("author-readings.set", t("Le délai de relecture par les auteurs a été réglé")),
      ("draft.accepted", t("Un auteur a dit qu’un projet de proposition convient")),
      ("draft.remarked", t("Un auteur a dit ce qui manque à un projet de proposition")),
      ("draft.sent", t("Un projet de proposition a été envoyé à ses auteurs")),
      ("decision.blind-read", t("Une contribution a été relue à l’aveugle par un second instructeur")),
      ("addressee.answered", t("Un guichet destinataire a répondu")),
      ("addressee.refusal-reported", t("Un auteur a signalé le refus d’un guichet")),
      ("addressee.reminded", t("Un guichet sans réponse a été relancé")),
      ("decision.published", t("Une décision a été publiée")),
      ("instruction.undone", t("Un acte d’instruction a été annulé")),
      ("proposition.corrected", t("Une proposition publiée a été corrigée")),
      ("proposition.published", t("Le texte d’une proposition a été publié")),
      ("publication.failed", t("Rien n’a pu être publié à l’heure prévue")),
      ("publication.done", t("Des décisions ont été publiées à l’heure prévue")),
      ("view.ended", t("Une vue de la file a été retirée")),
      ("view.kept", t("Une vue de la file a été gardée")),
      ("single-reading.begun", t("Une seule lecture suffit aux décisions d’une consultation")),
      ("single-reading.ended", t("Une seconde lecture est de nouveau demandée dans une consultation")),
      ("reexamination.asked", t("Le réexamen d’une décision a été demandé")),
      ("separation.ended", t("Deux contributions peuvent de nouveau être rapprochées")),
    ]

  static func sentence(of kind: String) -> Phrase {
    sentences.first { $0.0.description == kind }?.1 ?? .verbatim(kind)
  }
}
