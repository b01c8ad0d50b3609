extension Family {
  /// Mobility and roads.
  static let mobility: [Family] = [
    Family(
      "signalement-voirie", themes: ["mobilites", "participation"],
      titles: [
        "[Signaler|Faire remonter] un problème de voirie [avec une photo|en {n} clics|sans appeler la mairie] {à}",
        "Nids-de-poule, lampadaires, dépôts : [un signalement simple|savoir qui répare|répondre aux habitants] {à}",
        "Une application de signalement [pour {n} communes|à coût partagé|sans publicité]",
        "[Suivre|Traiter] les signalements des habitants {de}",
      ],
      tools: [
        "un service de signalement sur la voie publique", "un formulaire de signalement avec carte et photo",
        "un tableau de suivi des interventions techniques", "un outil de signalement partagé avec le département",
      ],
      facts: [
        "Les habitants signalent [un lampadaire éteint|un trou|un arbre tombé|un dépôt sauvage] par téléphone, [au marché|sur les réseaux|à l'élu croisé le {jour}], et {part} fois sur dix le lieu est imprécis.",
        "Nos {n} agents techniques [partent|repartent] avec [un bout de papier|un appel|un message vocal] et reviennent sans avoir trouvé [{hameau}|le bon poteau|la bonne rue].",
        "La route relève [du département|de l'intercommunalité|d'un syndicat] dans {25-70} % des cas, et {n} jours passent avant que le bon service le sache.",
        "Le même [trou|panneau|caniveau] a été signalé {n} fois en {mois}, sans que {mairie} puisse [répondre|dire la date des travaux|fermer la demande].",
      ],
      publics: [
        "Les habitants et les passants, {n} agents techniques et l'élu de permanence [le {jour}|le week-end].",
        "Les communes de {200-9000} habitants dont l'équipe technique compte {n} personnes.",
      ],
      existing: [
        "Des applications à {600-5200} euros par an, [peu adaptées|qui imposent un compte|sans lien avec les services voisins].",
        "Un cahier au local technique, [rempli au crayon|lu le {jour}], de {n} pages par trimestre.",
      ],
      expected: [
        "Une photo, un point sur la carte, et l'envoi au bon gestionnaire en moins de {n} minutes.",
        "Dire à chacun que [c'est vu|c'est prévu|c'est réparé], sous {n} jours, sans courrier.",
        "Regrouper les {n} signalements d'un même problème et en tirer [une tournée|un bilan|un budget].",
      ]),
    Family(
      "covoiturage", themes: ["mobilites"],
      titles: [
        "[Covoiturer|Se déplacer] entre {nom} et [la gare|le bourg|la zone d'activité]",
        "Trajets du quotidien : [relier|mettre en lien] conducteurs et passagers {à}",
        "Un covoiturage [de proximité|solidaire|entre voisins] pour {n} communes",
        "[Sans voiture à la campagne|Sans permis|Sans bus le soir] : des trajets partagés {à}",
      ],
      tools: [
        "un service de covoiturage entre voisins", "un tableau de trajets solidaires",
        "un calculateur de trajets qui connaît les lignes locales", "un réseau d'arrêts de covoiturage",
      ],
      facts: [
        "{40-85} % des actifs {de} partent seuls en voiture [avant 8 heures|vers la même ville|vers la même zone], à {12-60} kilomètres.",
        "Le dernier car passe à {heure} et {part} jeunes sur dix [renoncent à une formation|dépendent de leurs parents|manquent un entretien].",
        "{n} personnes âgées {de} demandent chaque semaine à être [conduites chez le médecin|accompagnées au marché|ramenées de la gare], et {mairie} appelle [des bénévoles|les voisins] un par un.",
        "L'aire de covoiturage ouverte en {2014-2019} reçoit {n} voitures, mais [personne ne sait qui part où|aucun outil ne l'indique|les horaires restent secrets].",
      ],
      publics: [
        "[Les actifs|Les apprentis|Les aînés] {de}, les bénévoles et {n} employeurs du secteur.",
        "Les territoires de moins de {40-150} habitants au kilomètre carré, sans transport régulier le {jour}.",
      ],
      existing: [
        "Les services nationaux visent les trajets de plus de {30-90} kilomètres [et les grandes villes|et prennent une part].",
        "Un groupe de {60-900} membres sur un réseau social, [sans calendrier|peu sûr|que les aînés n'utilisent pas].",
      ],
      expected: [
        "Proposer un trajet en {n} gestes, [par téléphone aussi|depuis la mairie|sans compte], et être rappelé.",
        "Réunir [cars|trains|covoiturage|taxis] sur une page pour {n} communes, avec l'heure réelle.",
        "Suivre les kilomètres évités et [indemniser|assurer|remercier] les conducteurs, à partir de {n} trajets.",
      ]),
    Family(
      "travaux-circulation", themes: ["mobilites", "participation"],
      titles: [
        "[Annoncer|Partager] les travaux et les déviations {à}",
        "Arrêtés de circulation : [de la demande à la carte|moins de papier|prévenir tout le monde] {à}",
        "[Coordonner|Planifier] {n} chantiers sur la voirie {de}",
        "Que les [secours|cars scolaires|livreurs] sachent qu'une rue est fermée {à}",
      ],
      tools: [
        "un agenda cartographique des travaux", "un circuit numérique des arrêtés de circulation",
        "un service d'alerte sur les rues barrées", "un calendrier commun des chantiers de voirie",
      ],
      facts: [
        "Nous prenons {30-600} arrêtés de circulation par an, [recopiés d'un modèle|envoyés à {n} destinataires|affichés sur place], pour {n} entreprises.",
        "Le {2-28} {mois} {2018-2020}, [le car scolaire|la collecte|l'ambulance] s'est trouvé bloqué devant {hameau}, faute d'information.",
        "[L'eau|La fibre|Le gaz] a rouvert en {mois} une chaussée refaite {n} mois plus tôt : les plannings de {n} gestionnaires ne se croisent pas.",
        "Les riverains apprennent la fermeture [la veille|par une affiche|en sortant leur voiture], et {n} appels suivent avant {heure}.",
      ],
      publics: [
        "Les riverains, [les transporteurs|les secours|les commerçants] et {n} gestionnaires de réseaux.",
        "Les services techniques {de} et de {n} communes, et les entreprises qui demandent un arrêté.",
      ],
      existing: [
        "Un modèle de texte, {logiciel} et une liste de {20-90} adresses à mettre en copie.",
        "La carte du département, qui ignore [nos rues|les voies communales] et se met à jour en {n} jours.",
      ],
      expected: [
        "La demande en ligne produit l'arrêté, la carte et {n} avis aux destinataires.",
        "Une donnée ouverte que [les applications de guidage|les cars|les secours] reprennent en moins de {n} heures.",
        "Un calendrier partagé entre {n} gestionnaires, avec une alerte quand deux chantiers se suivent.",
      ]),
  ]
}
