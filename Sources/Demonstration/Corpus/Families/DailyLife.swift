extension Family {
  /// Waste, school meals, isolated persons, associations, backups.
  static let dailyLife: [Family] = [
    Family(
      "dechets", themes: ["environnement"],
      titles: [
        "[Savoir|Retrouver] quand passe la benne {à}",
        "Collecte et tri : [répondre|informer] sans [téléphone|courrier] {à}",
        "[Rappeler|Annoncer] les jours de collecte aux habitants {de}",
        "Dépôts, encombrants, [déchèterie|bacs] : un seul endroit pour savoir {à}",
      ],
      tools: [
        "un calendrier de collecte par rue", "un rappel de collecte par message",
        "un guide du tri qui se cherche par mot",
        "un rendez-vous en ligne pour les encombrants",
      ],
      facts: [
        "Chaque [lundi|jour férié], {part} appels sur dix [à l'accueil|au standard] demandent [quand passe la benne|où jeter un matelas|si la déchèterie est ouverte].",
        "Le calendrier imprimé à {300-4000} exemplaires {de} est [périmé|perdu|contesté] dès {mois}, car {n} rues ont changé de jour.",
        "Les encombrants se demandent par téléphone, le {jour} seulement ; {part} foyers sur dix [déposent sans prévenir|attendent {n} semaines|se trompent de date].",
        "Le syndicat envoie ses avis à {mairie} [la veille|par télécopie|sans liste des rues], et {n} agents les recopient.",
      ],
      publics: [
        "Les {hab} habitants {de}, les gardiens et {n} agents qui répondent au téléphone.",
        "Les foyers [sans voiture|nouveaux venus|âgés] et les {n} commerces du centre.",
      ],
      existing: [
        "Une page du syndicat, [sans recherche par rue|illisible sur un téléphone|mise à jour en {mois}].",
        "Une application privée à {900-4800} euros par an, dont {n} communes voisines sont sorties.",
      ],
      expected: [
        "Donner son adresse et lire le prochain passage, ou recevoir un message {n} heures avant.",
        "Que le syndicat corrige une fois, et que les {n} sites des communes le montrent.",
        "Demander un enlèvement en {n} questions, avec une date confirmée.",
      ]),
    Family(
      "restauration-scolaire", themes: ["enfance"],
      titles: [
        "[Inscrire|Désinscrire] un enfant à la cantine {à} sans passer en mairie",
        "Cantine et garderie : [compter juste|moins de gâchis|une seule inscription] {à}",
        "[Payer|Réserver] les repas de l'école {de} en ligne",
        "Le portail des familles [des petites écoles|partagé à {n}|que les parents comprennent] {à}",
      ],
      tools: [
        "un portail des familles partagé", "un pointage des repas sur tablette", "un rappel des repas par message",
        "un compte commun pour la cantine et la garderie",
      ],
      facts: [
        "{20-260} enfants déjeunent {à} et les parents préviennent [par un mot dans le cartable|par courriel|au portail], {part} fois sur dix après {heure}.",
        "La cuisine prépare {n} repas de trop chaque [jour|semaine], car la feuille de l'école arrive [trop tard|incomplète|illisible].",
        "Facturer prend {durée} en fin de mois : {n} tarifs, {n} fratries, et des chèques de {2-9} euros.",
        "Les familles séparées de {n} enfants {de} reçoivent [deux factures|la mauvaise facture|un rappel injuste].",
      ],
      publics: [
        "Les parents, {n} agents de l'école, la cuisinière et le trésorier.",
        "Les regroupements pédagogiques de {n} communes, où l'on ne sait pas qui facture.",
      ],
      existing: [
        "Un logiciel à {1200-7800} euros pour une ville, [trop lourd|sans mode hors ligne|mal relié à la trésorerie].",
        "Un tableur par classe, [imprimé|recopié] le {jour}, et un cahier à la garderie.",
      ],
      expected: [
        "Prévenir d'une absence en {n} secondes depuis un téléphone, jusqu'à la veille à {heure}.",
        "Une liste juste pour la cuisine [chaque matin|avant {heure}], et une facture par foyer.",
        "Des tarifs selon le quotient familial, sans demander {n} papiers.",
      ]),
    Family(
      "personnes-isolees", themes: ["solidarites"],
      titles: [
        "[Veiller sur|Appeler] les personnes isolées {de} pendant les [canicules|grands froids]",
        "Le registre des personnes fragiles {à} : [à jour|partagé|sans papier]",
        "[Aider|Accompagner] aux démarches ceux qui n'ont pas d'ordinateur {à}",
        "Visites et appels : [ne plus oublier|se répartir|relayer] {à}",
      ],
      tools: [
        "un registre des personnes à appeler", "un planning de visites partagé avec les bénévoles",
        "un carnet d'accompagnement aux démarches", "un service d'appels organisés par quartier",
      ],
      facts: [
        "Le registre compte {12-240} personnes {de}, dont {n} [ont déménagé|sont décédées|ne répondent plus], et il tient [sur un tableur|dans un classeur|dans la tête d'une élue].",
        "En {mois} dernier, {n} bénévoles ont appelé la même personne le {jour} et {n} autres n'ont reçu aucun appel.",
        "Un habitant sur {n} {à} vient [déclarer ses revenus|refaire sa carte|joindre sa caisse] avec ses papiers dans un sac, et l'agent y passe {durée}.",
        "Le {jour}, {hameau} reste à {6-28} kilomètres du premier guichet, et {n} personnes ne conduisent plus.",
      ],
      publics: [
        "Les personnes âgées ou handicapées, {n} élus, le centre d'action sociale et {dizaine} de bénévoles.",
        "Les communes de moins de {800-5000} habitants, sans travailleur social sur place.",
      ],
      existing: [
        "Un fichier sur un poste, [sans droit d'accès|jamais purgé|connu d'un seul agent].",
        "Des associations actives, qui tiennent chacune leur liste de {15-90} noms.",
      ],
      expected: [
        "Savoir qui a été appelé, par qui et quand, avec {n} gestes et [l'accord de la personne|des droits clairs].",
        "Répartir {30-200} appels en {n} minutes quand l'alerte tombe.",
        "Effacer ce qui ne sert plus au bout de {n} mois, sans y penser.",
      ]),
    Family(
      "associations", themes: ["vie-locale"],
      titles: [
        "[L'agenda|Le forum] des associations {de}, [à jour|partagé|sans ressaisie]",
        "Subventions aux associations {à} : [un dossier simple|moins de papier|une seule demande]",
        "[Faire connaître|Annoncer] ce qui se passe {à} et alentour",
        "Une page par association {à}, que [chacune|son président] tient seule",
      ],
      tools: [
        "un agenda des associations partagé entre communes", "un dossier de subvention en ligne",
        "un annuaire que les associations tiennent elles-mêmes", "un prêt de matériel en ligne pour les fêtes",
      ],
      facts: [
        "{15-130} associations {de} envoient leurs annonces [par courriel|sur papier|en image], et {mairie} les recopie {n} fois.",
        "Deux fêtes sont tombées le même {jour} en {mois}, faute d'un agenda commun aux {n} communes.",
        "Le dossier de subvention compte {6-24} pages ; {part} trésoriers sur dix [le rendent incomplet|redonnent les mêmes statuts|appellent l'accueil].",
        "Le prêt des {20-90} tables et du barnum se note [sur un cahier|au tableau], et {n} chaises manquent depuis {mois}.",
      ],
      publics: [
        "Les bénévoles, les habitants {de} et {n} élus chargés de la vie locale.",
        "Les communes [rurales|de montagne|d'un même canton] qui partagent {n} salles.",
      ],
      existing: [
        "Le bulletin municipal, {n} fois par an, et un réseau social où l'annonce disparaît en {n} jours.",
        "Un agenda du département, [peu connu|rempli par {n} communes|sans les petits événements].",
      ],
      expected: [
        "Saisir une fois et paraître sur {n} sites, sur l'écran de l'accueil et dans la lettre.",
        "Un dossier repris de l'an passé, où l'on corrige {n} lignes.",
        "Voir les dates prises dans [le canton|la vallée|l'intercommunalité] avant de choisir la sienne.",
      ]),
    Family(
      "sauvegardes", themes: ["donnees"],
      titles: [
        "[Sauvegarder|Mettre à l'abri] les données {de} hors de la mairie",
        "Rançongiciels : [se relever|se préparer] à {n} communes",
        "[Qui répond|Que faire] quand tout s'arrête {à} ?",
        "Mots de passe, sauvegardes, mises à jour : [un socle commun|l'essentiel|un contrôle] {à}",
      ],
      tools: [
        "un coffre chiffré hors de la mairie", "un coffre de mots de passe partagé",
        "un exercice d'attaque pour agents",
        "un tableau de bord des mises à jour",
      ],
      facts: [
        "Nos {n} postes sont sauvegardés sur [un disque posé à côté|une clé|le bureau du maire], et personne n'a essayé de restaurer depuis {2016-2020}.",
        "Une commune à {5-40} kilomètres a perdu {n} semaines d'état civil et de paie en {mois} dernier.",
        "{mairie} partage {n} mots de passe, [écrits sous un clavier|connus de tous|inchangés depuis {2012-2019}].",
        "Le prestataire facture {n} heures pour dire si {logiciel} est à jour, et nous n'avons pas de liste des {8-60} machines.",
      ],
      publics: [
        "Les agents, les élus et, à travers eux, les {hab} habitants dont nous gardons les dossiers.",
        "Les communes sans informaticien, soit {70-95} % d'entre elles ici.",
      ],
      existing: [
        "Des guides officiels [excellents|clairs], de {12-60} pages, que [personne n'a le temps de suivre|nous lisons le {jour}].",
        "Des abonnements à {40-190} euros par poste et par mois, pensées pour les entreprises.",
      ],
      expected: [
        "Une sauvegarde que l'on vérifie seule chaque {jour}, avec un essai de retour tous les {n} mois.",
        "Un numéro à appeler, et une fiche de {n} gestes au mur.",
        "Un contrôle simple, {n} questions, qui dit par quoi commencer.",
      ]),
  ]
}
