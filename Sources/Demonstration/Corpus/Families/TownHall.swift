extension Family {
  /// Running the town hall.
  static let townHall: [Family] = [
    Family(
      "salles-communales", themes: ["mairie", "vie-locale"],
      titles: [
        "[Réserver|Louer] la salle des fêtes {de} [en ligne|sans {n} allers-retours|en quelques clics]",
        "Un planning [partagé|unique|visible] des {n} salles communales",
        "Salles, [tables et chaises|barnums|sonos] : un agenda pour les associations {de}",
        "[Éviter|En finir avec] les doubles réservations de salles {à}",
        "Location des salles {à} : du calendrier [jusqu'au paiement|jusqu'à l'état des lieux|jusqu'au retour des clés]",
      ],
      tools: [
        "un agenda partagé des salles communales", "un service de réservation des salles et du matériel",
        "un calendrier en ligne de la salle des fêtes", "un outil de réservation avec caution et état des lieux",
      ],
      facts: [
        "[La salle des fêtes|La maison des associations|La salle polyvalente] {de} est demandée {40-300} fois par an et son planning tient dans [un cahier|un agenda mural|un tableur] [connu d'une seule personne|que {n} agents se passent].",
        "En {mois} {2018-2020}, {n} [associations|familles] se sont présentées le même {jour} [avec leurs invités|devant la même porte|à {heure}].",
        "Pour une location, l'habitant vient {n} fois : [renseignement|visite], dossier, [attestation d'assurance|chèque de caution], clés, puis état des lieux le {jour}.",
        "Nous prêtons aussi {20-180} tables et {60-600} chaises, dont [le suivi|le compte] [se perd|nous échappe] après chaque [fête|kermesse|brocante].",
      ],
      publics: [
        "{dizaine} d'associations, les familles {de} et {n} agents qui préparent les salles.",
        "Les communes qui gèrent {n} salles, [leurs associations|leurs régisseurs] et les habitants des alentours.",
      ],
      existing: [
        "Un calendrier en ligne que {n} personnes modifient, [sans validation|sans tarif|sans lien avec la régie].",
        "[Le cahier du secrétariat|Le tableau du couloir], photographié et envoyé le {jour} à {n} présidents d'association.",
      ],
      expected: [
        "Voir les créneaux libres, [demander|réserver] en ligne, et recevoir la réponse sous {n} jours.",
        "Un tarif calculé selon [l'habitant|l'association|la saison], la caution suivie et {n} pièces déposées une fois par an.",
        "Partager les salles de {n} communes voisines [quand les nôtres sont prises|sur un même calendrier|avec leurs tarifs].",
      ]),
    Family(
      "conseil-municipal", themes: ["mairie"],
      titles: [
        "[Préparer|Organiser] le conseil municipal [sans papier|en {n} étapes|plus vite] {à}",
        "Convocations, délibérations, registre : [tout relier|un circuit unique|moins de ressaisie] {à}",
        "[Rédiger|Publier] les délibérations {de} [une seule fois|sans copier-coller]",
        "Du projet de délibération à l'affichage : {n} étapes [de trop|à enchaîner]",
        "Dématérialiser les séances du conseil {de}",
      ],
      tools: [
        "un circuit des délibérations de la convocation à la publication", "un outil de préparation des conseils",
        "un registre numérique des délibérations", "un espace des élus pour les séances du conseil",
      ],
      facts: [
        "Chaque conseil demande {durée} de [photocopies|mise sous pli|tournée en voiture], pour {n} élus dont la moitié [préfère le papier|lit sur téléphone|habite {hameau}].",
        "La même délibération est saisie {n} fois : [projet|note], convocation, [registre|extrait], contrôle de légalité, affichage et site {de}.",
        "Nous devons [compter les pouvoirs|vérifier le quorum|noter les votes] à la main ; en {mois}, {n} erreurs ont [retardé|fait refaire] l'envoi en préfecture.",
        "[Retrouver|Citer] une délibération de {1995-2012} prend {durée}, dans {n} registres reliés.",
      ],
      publics: [
        "[La secrétaire générale|Le secrétariat], {n} conseillers et tous ceux qui veulent lire les décisions {de}.",
        "Les assemblées de {n} à {15-60} membres, communes et syndicats compris.",
      ],
      existing: [
        "{logiciel} et un modèle [hérité|recopié] depuis {2004-2014}, avec {n} versions en circulation.",
        "La télétransmission fonctionne, mais il faut [recharger|renommer|signer] {n} fichiers à chaque séance.",
      ],
      expected: [
        "Écrire une fois ; la convocation, le registre et les {n} extraits [se préparent|se composent] seuls.",
        "Les {n} élus [reçoivent|annotent] leurs documents sur [tablette|téléphone|ordinateur], avec preuve de la date d'envoi.",
        "Un moteur de recherche ouvert à tous sur {8-30} années de délibérations {de}.",
      ]),
    Family(
      "bureau-agent", themes: ["mairie", "donnees"],
      titles: [
        "Un [poste de travail|bureau] accessible [de partout|en télétravail|depuis {n} lieux] pour les agents {de}",
        "[Télétravail|Travail à distance] : des outils [simples|libres|sûrs] pour {n} agents",
        "Un seul mot de passe pour les {n} logiciels {de}",
        "[Messagerie, fichiers, visioconférence|Agenda, documents, messagerie] : un ensemble cohérent {à}",
        "Partager [les dossiers|les documents] entre {n} [agents|élus|sites] {à}",
      ],
      tools: [
        "un bureau numérique pour les agents", "un espace de travail partagé entre agents et élus",
        "un portail d'accès unique aux logiciels de la mairie", "un ensemble d'outils libres de travail à distance",
      ],
      facts: [
        "Les agents jonglent avec {n} identifiants, [notés sur un carnet|collés sous le clavier|réinitialisés le {jour}], pour ouvrir {logiciel} et [la messagerie|les télé-services|le portail du département].",
        "Pendant le confinement, {n} agents {de} ont travaillé [sur leur ordinateur personnel|sans accès aux dossiers|avec une clé USB] pendant {n} semaines.",
        "Les fichiers existent en {n} versions [sur {n} ordinateurs|dans les pièces jointes|sur un disque qui vieillit], et la bonne n'est pas toujours celle du {jour}.",
        "Une réunion avec {n} communes demande {durée} de préparation, entre [lien perdu|logiciel interdit|micro muet] et [documents trop lourds|agendas incompatibles].",
      ],
      publics: [
        "Les {n} agents et les élus {de}, [au bureau|sur le terrain|à domicile], sans service informatique.",
        "Les collectivités de moins de {20-90} agents, et les syndicats qui les [équipent|dépannent].",
      ],
      existing: [
        "Des outils gratuits venus d'ailleurs, ouverts au nom de [la secrétaire|l'adjoint|{n} agents], et un serveur de {2009-2015}.",
        "Un contrat à {8-28} euros par agent et par mois, trop cher pour {n} postes.",
      ],
      expected: [
        "Une seule connexion le matin, puis [fichiers|agenda|messagerie] et {n} logiciels à portée.",
        "Un hébergement public, des sauvegardes testées {n} fois par an et une aide [le {jour}|par téléphone|dans l'heure].",
        "Un espace par commission, où {n} élus [lisent|commentent] sans installer de logiciel.",
      ]),
    Family(
      "secretaire-seule", themes: ["mairie"],
      titles: [
        "[Aider|Épauler] la secrétaire de mairie [seule à son poste|dans les tâches rares|au quotidien]",
        "Un aide-mémoire [des échéances|des obligations] pour {n} communes",
        "[Remplacer|Transmettre] : que faire quand la secrétaire {de} est absente ?",
        "Modèles d'actes [à jour|partagés|fiables] pour les petites mairies",
        "Un calendrier des obligations de la mairie {de}",
      ],
      tools: [
        "un calendrier partagé des obligations de mairie", "un recueil de modèles d'actes tenu à jour",
        "un guide pas à pas des tâches de secrétariat", "un réseau d'entraide entre secrétaires de mairie",
      ],
      facts: [
        "[Seule au secrétariat|Sans collègue], la secrétaire traite [l'état civil, la paie et les marchés|les élections et l'urbanisme|les écoles et le cimetière] pour {hab} habitants, en {14-35} heures par semaine.",
        "Un recensement ou [une liquidation de retraite|un mariage posthume|une succession en déshérence] arrive tous les {n} ans : il faut {durée} pour retrouver la marche à suivre.",
        "Le congé de la secrétaire, {n} semaines en {mois} {2018-2020}, a laissé {15-140} dossiers [en attente|sans trace|à reprendre].",
        "Les modèles trouvés sur internet datent de {2007-2016} ; {n} [arrêtés|projets d'acte|contrats] nous ont été renvoyés par [la préfecture|le centre de gestion|le trésorier].",
      ],
      publics: [
        "Les secrétaires de mairie {de} et de {n} communes voisines, leurs remplaçantes et [les nouveaux maires|les stagiaires].",
        "Les maires de communes de moins de {500-2500} habitants, qui [signent|décident] sans service juridique depuis {n} ans.",
      ],
      existing: [
        "Un groupe de discussion de {20-300} secrétaires, [précieux mais sans mémoire|où l'on pose {n} fois la même question].",
        "Les circulaires, {n} lettres d'information et [un classeur rouge|un carnet d'astuces|les conseils d'une retraitée].",
      ],
      expected: [
        "Un rappel {n} semaines avant chaque échéance, avec le modèle et [la base légale|un exemple rempli|la liste des pièces].",
        "Des fiches de {n} étapes, relues par [un juriste|le centre de gestion|des pairs] et datées du mois.",
        "Un dossier de passation qui permette à une remplaçante de reprendre {n} missions en {durée}.",
      ]),
  ]
}
