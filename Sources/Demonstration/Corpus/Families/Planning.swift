extension Family {
  /// Planning, housing and land.
  static let planning: [Family] = [
    Family(
      "autorisations-urbanisme", themes: ["urbanisme", "accueil"],
      titles: [
        "[Déposer|Suivre] un dossier d'urbanisme [en ligne|sans {n} exemplaires papier|sans se perdre] {à}",
        "Permis et déclarations : [des dossiers complets|une aide au remplissage|moins d'allers-retours] {à}",
        "Savoir si l'on a droit à [un abri|une véranda|une clôture|une piscine] {à}",
        "[Instruire|Partager] les dossiers d'urbanisme entre {nom} et le service instructeur",
        "Préparer la dématérialisation des autorisations d'urbanisme dans {n} communes",
      ],
      tools: [
        "un guichet numérique de l'urbanisme", "un assistant pour remplir une déclaration préalable",
        "un suivi partagé des dossiers d'urbanisme", "un simulateur des règles du plan local d'urbanisme",
      ],
      facts: [
        "Nous recevons {20-420} dossiers d'urbanisme par an, en {n} exemplaires, et {30-75} % sont incomplets [au premier dépôt|faute de plan de masse|par erreur de formulaire].",
        "Les pétitionnaires demandent [au guichet|au téléphone|à l'adjoint] [si la clôture est permise|quel formulaire prendre|où trouver le règlement], {n} fois le {jour}.",
        "Le service instructeur est à {8-55} kilomètres : [les plis partent le {jour}|la navette passe le {jour}|tout est scanné le soir], et {n} jours de délai se perdent.",
        "À compter de 2022, il faudra recevoir les demandes en ligne ; {nom} n'a [pas de scanner grand format|aucune formation|pas de logiciel] et compte {n} agents concernés.",
      ],
      publics: [
        "Les particuliers qui construisent, [les artisans|les architectes|les géomètres], et {n} agents d'accueil {de}.",
        "Les communes sans service d'urbanisme qui dépendent d'un centre instructeur pour {15-300} dossiers.",
      ],
      existing: [
        "Le formulaire national, [peu clair|long de {8-18} pages|imprimé {n} fois], et {logiciel}.",
        "Le plan est consultable en ligne, mais {part} habitants sur dix ne savent pas [le lire|zoomer|trouver leur zone].",
      ],
      expected: [
        "Poser {n} questions simples et dire quel formulaire, quelles pièces, quel délai.",
        "Un dossier unique que [la mairie|l'instructeur|l'architecte des bâtiments] complète, avec {n} étapes visibles par le demandeur.",
        "Des avis rendus en ligne par {n} services, [avec la date|sans plis recommandés|depuis le même écran].",
      ]),
    Family(
      "logement-indigne", themes: ["urbanisme", "solidarites"],
      titles: [
        "[Signaler|Repérer] le mal-logement {à}",
        "Logements indignes : [coordonner|relier] {n} services autour d'un signalement",
        "[Suivre|Traiter] les signalements d'habitat dégradé {à}",
        "Que faire quand un habitant [a froid|vit avec des moisissures|craint un effondrement] ?",
      ],
      tools: [
        "un dossier partagé des signalements de mal-logement", "un formulaire guidé pour l'habitat indigne",
        "un suivi commun des logements dégradés", "un outil de repérage des logements vacants ou dangereux",
      ],
      facts: [
        "Nous avons reçu {n} signalements de [moisissures|chauffage dangereux|plafond effondré|surpeuplement] en {2018-2020}, et {n} services différents ont été saisis {à}.",
        "Le locataire raconte {n} fois son histoire : [à l'assistante sociale|au maire|à la caisse d'allocations|à l'agence de santé], [sans suite connue|sans dossier commun].",
        "Le maire doit [visiter|constater|prendre un arrêté] avec un modèle de {2009-2016} et l'aide de {n} personnes qui n'ont pas [la main|les droits|le temps].",
        "Dans {hameau}, {n} logements sont [vides|en péril|loués sans eau chaude] depuis {n} ans, et aucun fichier ne le dit.",
      ],
      publics: [
        "Les locataires [en difficulté|âgés|isolés], les maires, et {n} partenaires du logement autour {de}.",
        "Les communes de {200-9000} habitants qui exercent seules leur pouvoir de police.",
      ],
      existing: [
        "Un formulaire du département de {n} pages, [peu connu|sur papier|sans retour au maire].",
        "Le pôle départemental se réunit tous les {n} mois, avec un tableur de {60-700} lignes.",
      ],
      expected: [
        "Un signalement en {n} minutes, avec photos, transmis d'emblée au bon service.",
        "Chacun des {n} partenaires voit [qui fait quoi|la prochaine visite|les courriers envoyés] et le locataire aussi.",
        "Des modèles d'arrêtés et un guide en {n} étapes pour le maire {de}.",
      ]),
    Family(
      "biens-communaux", themes: ["urbanisme", "mairie"],
      titles: [
        "[Connaître|Inventorier] le patrimoine communal {de}",
        "Terrains et bâtiments {de} : [qui possède quoi|un inventaire à jour|baux et échéances]",
        "Un carnet de santé pour les {n} bâtiments communaux",
        "[Suivre|Prévoir] l'entretien des bâtiments {de}",
      ],
      tools: [
        "un inventaire cartographique des biens communaux", "un carnet numérique des bâtiments publics",
        "un suivi des baux, contrats et contrôles obligatoires", "un plan d'entretien du patrimoine communal",
      ],
      facts: [
        "{nom} possède {n} bâtiments et {12-240} parcelles, [connus de mémoire|répartis dans {n} classeurs|mal rattachés au cadastre].",
        "Les contrôles [de chaudière|d'aires de jeux|d'extincteurs|électriques] reviennent {n} fois par an, et {n} ont été oubliés en {2018-2020}.",
        "{n} baux [ruraux|commerciaux|d'habitation] arrivent à terme [sans alerte|en {mois}|la même année], et les loyers n'ont pas été révisés depuis {2011-2017}.",
        "Après la tempête de {mois}, l'assureur a demandé [la liste|la surface|la date de toiture] de {n} bâtiments : il a fallu {durée}.",
      ],
      publics: [
        "[L'adjoint aux travaux|Le secrétariat|Les services techniques], les locataires communaux et {n} entreprises d'entretien.",
        "Toute collectivité de {300-9000} habitants propriétaire de plus de {n} bâtiments.",
      ],
      existing: [
        "Le cadastre en ligne, un tableur de {40-300} lignes et la mémoire [de l'ancien maire|du garde champêtre] depuis {1985-2005}.",
        "{logiciel} connaît l'inventaire comptable, [sans plan|sans photo|sans contrat], pour {part} biens sur dix.",
      ],
      expected: [
        "Une carte et une fiche par bien : [surface|bail|contrats|consommations], avec {n} alertes par an.",
        "Planifier l'entretien sur {n} ans et montrer aux élus [le coût d'attendre|les priorités|les aides possibles].",
        "Un export pour [l'assureur|le trésorier|le bureau d'études] en moins de {n} minutes.",
      ]),
  ]
}
