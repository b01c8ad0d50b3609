extension Family {
  /// Children, school and young people.
  static let childhood: [Family] = [
    Family(
      "inscriptions-ecole", themes: ["enfance", "accueil"],
      titles: [
        "[Inscrire|Réinscrire] un enfant à l'école {de} [sans refaire le dossier|en une fois|depuis chez soi]",
        "École, cantine, garderie : un seul dossier [pour les familles|par enfant] {à}",
        "[Dossiers|Fiches] de rentrée : [arrêter les photocopies|ne demander qu'une fois] {à}",
        "La rentrée scolaire {à} : [{n} formulaires de moins|prévoir les classes plus tôt]",
        "Un dossier d'enfant [partagé|unique] entre la mairie et l'école {de}",
      ],
      tools: [
        "un dossier unique de rentrée scolaire", "un service d'inscription à l'école et à ses services",
        "un espace des familles pour la rentrée", "un outil de prévision des effectifs des classes",
      ],
      facts: [
        "Chaque rentrée, {30-90} familles remplissent {n} fiches où [l'adresse|le nom du médecin|l'assurance] revient [{n} fois|à chaque page], et l'accueil les ressaisit en {durée}.",
        "En {mois} {2018-2020}, {n} enfants sont arrivés à l'école sans que [la directrice|la cantine|le car] ait leur nom.",
        "Un déménagement oblige à [refaire|reprendre] {n} papiers, et le certificat de radiation met {n} semaines à [arriver|revenir].",
        "Nous prévoyons les classes avec [les naissances d'un cahier|une liste de {2017-2019}|le bouche-à-oreille] ; en {2018-2020}, {n} élèves de trop ont été annoncés [à la fin d'août|un {jour} soir].",
        "La moitié des appels de juin portent sur [les pièces à fournir|la date limite|la place en garderie], {n} par matinée.",
      ],
      publics: [
        "Les familles {de}, [la directrice|les enseignants|les agents des écoles] et {n} agents du service scolaire.",
        "Les communes de {300-6000} habitants qui ont [deux|trois|quatre] écoles, et les regroupements pédagogiques qui les accueillent.",
      ],
      existing: [
        "Un formulaire à imprimer, [complété au stylo|photographié par les parents], que {n} agents recopient dans {logiciel}.",
        "La base de l'école, [fermée à la mairie|que la directrice exporte en {mois}], et un tableau de {60-400} lignes.",
      ],
      expected: [
        "Une fiche par enfant, [confirmée|corrigée] chaque année en {n} minutes, avec les pièces déjà données.",
        "La directrice et la mairie voient la même liste, mise à jour [chaque nuit|aussitôt], avec {n} droits d'accès.",
        "Une prévision sur {n} ans par classe, [avec les logements neufs|avec les départs connus], à montrer à l'inspection.",
      ]),
    Family(
      "petite-enfance", themes: ["enfance", "solidarites"],
      titles: [
        "Trouver une place [de crèche|chez une assistante maternelle] {à} [sans dix appels|quand on travaille tôt]",
        "[Places de crèche|Modes de garde] {de} : une seule demande pour {n} accueils",
        "[Assistantes maternelles|Accueil des tout-petits] {à} : des disponibilités à jour",
        "Les [créneaux libres|places d'un jour] des crèches {de}, proposés aux parents",
        "Un relais petite enfance [joignable|visible] entre {n} communes autour {de}",
      ],
      tools: [
        "un guichet unique des modes de garde", "un calendrier des places de crèche disponibles",
        "un annuaire à jour des assistantes maternelles", "un service de demande de place pour les tout-petits",
      ],
      facts: [
        "Un parent {de} appelle en moyenne {n} assistantes maternelles avant de trouver, car la liste date de [{mois}|l'an dernier|{2018-2020}].",
        "[Le {jour}|Chaque mercredi], {n} places restent vides à la crèche pendant que {dizaine} de familles attendent [une réponse|un accueil d'urgence].",
        "La commission de {mois} a examiné {60-180} demandes pour {12-40} places, avec [des critères que peu connaissent|un classement refait à la main|{n} dossiers incomplets].",
        "Une même famille s'est inscrite dans {n} structures ; nous l'avons compris [en rapprochant {n} listes|{n} mois plus tard].",
        "Le contrat se signe en {n} exemplaires et le calcul des heures prend {durée} à [la famille|l'animatrice du relais].",
      ],
      publics: [
        "Les parents de jeunes enfants {de}, les assistantes maternelles et {n} agents des crèches.",
        "Les intercommunalités qui gèrent {n} structures, et les familles qui travaillent en horaires décalés.",
      ],
      existing: [
        "Une liste [imprimée|envoyée par courriel] {n} fois par an, et le téléphone de l'animatrice le {jour}.",
        "Un site national, où {n} professionnelles sur cent de chez nous ont [rempli leur page|mis leurs horaires].",
      ],
      expected: [
        "Une demande unique, [suivie|datée], avec une réponse expliquée sous {n} semaines.",
        "Des places d'un jour annoncées la veille et réservées en {n} gestes, [sans abonnement|depuis un téléphone].",
        "Un tableau pour les élus : demandes, places, [attente moyenne|quartiers sans solution], mis à jour tous les {n} jours.",
      ]),
    Family(
      "jeunes-engagement", themes: ["enfance", "participation"],
      titles: [
        "[Jobs d'été|Stages et chantiers] pour les jeunes {de} : des annonces [au même endroit|que l'on reçoit]",
        "[Faire connaître|Trouver] un stage de troisième {à} sans relations",
        "Bourse au permis, chantiers, service civique : dire aux jeunes {de} ce qui existe",
        "Un conseil de jeunes {à} qui [se réunit aussi à distance|garde la trace de ses idées]",
        "Les aides aux jeunes {de} [en une page|sans {n} guichets]",
      ],
      tools: [
        "un tableau des stages et des petits emplois pour les jeunes", "un guide local des aides aux jeunes",
        "un espace du conseil municipal des jeunes", "une bourse aux stages de troisième",
      ],
      facts: [
        "{n} élèves de troisième {de} ont fait leur stage [chez un parent|loin de ce qui leur plaît] en {2018-2020}, faute d'adresses.",
        "La bourse au permis a reçu {n} demandes en {mois} pour {12-40} places prévues : [peu la connaissaient|l'affiche était au gymnase fermé|le dossier compte {6-14} pages].",
        "Le conseil des jeunes a proposé {n} idées en {2018-2020} ; [une seule a eu une réponse écrite|le compte rendu est resté dans un téléphone].",
        "Entre {n} structures, un jeune raconte {n} fois sa situation, et {dizaine} ont renoncé [au troisième rendez-vous|avant l'été].",
      ],
      publics: [
        "Les jeunes de 14 à 25 ans {de}, leurs familles et {n} animateurs.",
        "Les entreprises et les services qui peuvent [accueillir|conseiller] un jeune, dans {n} communes.",
      ],
      existing: [
        "Des affiches, [un réseau social|un groupe de discussion] suivi par {20-240} jeunes et une mission locale à {8-45} kilomètres.",
        "Un tableau de {20-160} entreprises, tenu par [un professeur|une bénévole] et refait chaque {mois}.",
      ],
      expected: [
        "Une page par possibilité, avec la date limite et {n} étapes, [lisible sur téléphone|relue par des jeunes].",
        "Dire ce que l'on cherche en {n} questions et recevoir [les annonces proches|un rendez-vous le {jour}].",
        "Un suivi des idées des jeunes en {n} états, que les élus [complètent|expliquent] après chaque conseil.",
      ]),
  ]
}
