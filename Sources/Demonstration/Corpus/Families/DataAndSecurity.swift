extension Family {
  /// Open data, continuity, archives and maps.
  static let dataAndSecurity: [Family] = [
    Family(
      "donnees-ouvertes", themes: ["donnees", "participation"],
      titles: [
        "[Ouvrir|Publier] les données {de} [sans service informatique|pas à pas|avec {n} communes]",
        "Données ouvertes : [par où commencer|que publier|qui s'en sert] {à} ?",
        "[Budget|Délibérations|Équipements|Subventions] {à} : publier [une fois|au bon format|automatiquement]",
        "Un [portail|catalogue|socle] commun de données pour {n} collectivités [rurales|voisines] autour {de}",
      ],
      tools: [
        "un portail commun de données ouvertes", "un outil qui prépare les fichiers à publier",
        "un catalogue des données de la commune", "un contrôle de qualité des jeux de données",
      ],
      facts: [
        "La loi nous demande d'ouvrir nos données ; {mairie} a publié {n} fichiers en {mois} {2018-2020}, [au mauvais format|jamais mis à jour|sans description], et {n} agents formés sont partis.",
        "[Un journaliste|Un étudiant|Une association|Un habitant] nous demande [le budget|la liste des marchés|les subventions|les comptages] sous forme de tableau : il faut {durée} à {n} personnes pour l'extraire et [enlever les noms|corriger les colonnes|recompter].",
        "Nos éditeurs gardent les données [de l'eau|des repas|du stationnement|de la bibliothèque] : l'export coûte {400-3800} euros, [arrive en {n} semaines|se fait à la main|perd la moitié des champs] et change de forme [chaque année|à chaque version].",
        "La liste des {30-400} équipements {de} existe en {n} versions [au tourisme|aux sports|sur le site], avec [des horaires différents|des adresses fausses|des noms anciens], et les applications reprennent [la plus vieille|la moins complète].",
      ],
      publics: [
        "Les agents qui tiennent les fichiers {de}, [les habitants curieux|les chercheurs|les entreprises] et {n} services voisins qui les réutilisent.",
        "Les collectivités de {3500-9000} habitants, tenues d'ouvrir leurs données, et {n} petites qui [veulent suivre|s'y essaient|partagent leurs outils].",
      ],
      existing: [
        "Le portail national, [complet|bien fait] mais [intimidant|sans aide locale|trop technique], où nous avons {n} fichiers de {2016-2020}.",
        "Des tableurs [nommés à la main|sur {n} postes|envoyés sur demande], avec {12-80} colonnes sans [titre clair|unité|date].",
      ],
      expected: [
        "Déposer un tableur et être guidé en {n} questions sur [les noms à masquer|les colonnes à corriger|le format attendu|la licence à choisir].",
        "Que {n} logiciels publient seuls [chaque nuit|chaque mois|après chaque vote], dans un même [modèle|format] pour {n} communes.",
        "Montrer à quoi servent nos données : [une carte|un graphique|une réponse] en {n} minutes, [pour les élus|pour les habitants|pour nous d'abord].",
      ]),
    Family(
      "continuite-numerique", themes: ["donnees", "mairie"],
      titles: [
        "[Continuer à servir|Rouvrir l'accueil|Payer les agents] quand les ordinateurs {de} sont bloqués",
        "Faux courriels et [fausses factures|faux virements] : [former|protéger|alerter] les agents {de}",
        "Un plan de reprise [après attaque|à notre taille|déjà essayé] pour {n} mairies autour {de}",
        "[Comptes oubliés|Accès des prestataires|Portables égarés] {à} : [reprendre la main|un inventaire|qui a la clé]",
      ],
      tools: [
        "un plan de reprise d'activité prêt à remplir", "un entraînement aux faux courriels",
        "un inventaire des comptes et des accès", "un service d'astreinte mutualisé en cas d'attaque",
      ],
      facts: [
        "Le {2-28} {mois} {2018-2020}, [un rançongiciel|une pièce jointe|un accès à distance mal fermé] a chiffré {n} postes {à} ; [la paie|l'état civil|l'accueil] a continué sur papier pendant {n} [jours|semaines].",
        "Un faux courriel [du maire|d'un fournisseur|de la trésorerie] a demandé un virement de {3-48} 000 euros [un {jour} soir|en plein congé|à {heure}] ; [l'agente a douté|la banque l'a bloqué|un appel a suffi], mais {n} collègues avaient cliqué.",
        "{n} comptes d'anciens [agents|élus|stagiaires] restent ouverts {à}, [dont un administrateur|parfois depuis {2011-2018}|faute de liste], et {n} prestataires entrent [à distance|sans prévenir|avec le même mot de passe].",
        "Sans réseau, personne ne sait [imprimer un acte|joindre la régie|retrouver les contrats] : les {n} fiches de secours [n'existent que sur le serveur|datent de {2008-2015}|n'ont pas été relues], et l'essai tenté en {mois} s'est arrêté au bout de {n} minutes.",
      ],
      publics: [
        "Les agents et les élus {de}, ainsi que [les écoles|la régie d'eau|le CCAS|la résidence des aînés], avec qui nous partageons {n} logiciels.",
        "Les mairies de {n} à {15-60} postes, [sans astreinte|avec un prestataire lointain|équipées au fil de l'eau], et leurs {n} partenaires.",
      ],
      existing: [
        "Un contrat d'assurance [récent|mal compris|difficile à tenir], à {700-5200} euros par an, qui demande {n} preuves que nous n'avons pas.",
        "Une charte informatique de {2009-2017}, signée par {n} agents, [que personne ne relit|sans mode d'emploi|muette sur le télétravail].",
      ],
      expected: [
        "Une valise de secours : [un poste vierge|une clé de connexion|des formulaires imprimés], {n} numéros et une fiche pour [tenir|rouvrir] en {n} heures.",
        "Envoyer {n} faux courriels d'exercice par an, [sans humilier personne|avec un retour aussitôt|suivis de {10-30} minutes d'échange].",
        "Voir en un tableau les {15-200} comptes ouverts, avec [leur titulaire|leur dernier usage|leurs droits], et en fermer un en {n} clics.",
      ]),
    Family(
      "archivage-electronique", themes: ["donnees", "mairie"],
      titles: [
        "[Garder|Détruire] les documents {de} [au bon moment|dans les règles|sans crainte]",
        "Archives numériques {de} : [durées de conservation|messageries|vieux formats|signatures à conserver]",
        "[Retrouver|Relire|Prouver] dans [vingt|trente|cinquante] ans les décisions {de}",
        "Un archivage électronique [partagé|abordable|prêt à l'emploi] pour {n} mairies autour {de}",
      ],
      tools: [
        "un service d'archivage électronique partagé", "un calendrier des durées de conservation",
        "un coffre de documents signés", "un assistant de tri et d'élimination",
      ],
      facts: [
        "Au départ de [la secrétaire|l'adjoint|la directrice], en {mois} {2016-2020}, {4-60} gigaoctets de courriels [ont été effacés|sont restés sur un poste|ont suivi un téléphone], et avec eux {n} dossiers [de travaux|d'urbanisme|de contentieux].",
        "Les [marchés|actes|bulletins de paie] signés électroniquement depuis {2014-2019} sont [imprimés puis jetés|copiés sur une clé|dispersés dans {n} plateformes], et {n} signatures ne se vérifient plus.",
        "Nos [disquettes|bandes|disques gravés] de {1994-2008} contiennent [le plan cadastral|le recensement|les permis|la comptabilité] {de} ; après {n} essais, {30-90} % des fichiers restent [illisibles|sans nom|dans un format perdu].",
        "Personne n'ose détruire : {8-70} mètres de papier et {n} disques [gardent tout|débordent|coûtent {300-2900} euros par an], car le visa d'élimination demande {durée} et [un bordereau inconnu|{n} annexes|un rendez-vous].",
      ],
      publics: [
        "Les secrétaires et {n} chefs de service {de}, [les archives départementales|les historiens|les juristes], et ceux qui [prendront la suite|chercheront une preuve].",
        "Les collectivités de {400-9000} habitants sans archiviste, [visitées {n} jours par an|malgré {15-90} mètres linéaires|qui versent peu].",
      ],
      existing: [
        "Un passage d'archiviste à {220-380} euros la journée, tous les {n} ans, [surtout pour le papier|très apprécié|sans accès aux serveurs].",
        "Un disque dur étiqueté « archives » depuis {2010-2018}, [en double|sans inventaire|dans l'armoire forte], et {n} tableaux de tri.",
      ],
      expected: [
        "Chaque document reçoit à son arrivée sa durée de garde, et {mairie} est prévenue {n} mois avant [le tri|le versement|la destruction][, par courriel|, par lots|].",
        "Éliminer en {n} clics avec [le bordereau prêt|le visa en ligne|une preuve datée], [service par service|sans déplacer de cartons|une fois par an].",
        "Un coffre commun à {n} collectivités, [public|régional|hébergé en France], qui relise encore nos formats dans [vingt|trente|quarante] ans.",
      ]),
    Family(
      "adresses-cartographie", themes: ["donnees", "urbanisme"],
      titles: [
        "Une carte [partagée|commune|unique] {de} pour [les réseaux|les agents|les secours|l'urbanisme]",
        "[Nommer|Créer] une voie {à} et [prévenir tout le monde|mettre à jour {n} fichiers]",
        "Plans [des réseaux|des chemins|des arbres|des poteaux incendie] : [une seule carte|un même fond de carte|des couches à jour] {à}",
        "Cartographier [à plusieurs|avec les habitants|depuis un téléphone] {n} hameaux {à}",
      ],
      tools: [
        "un atlas communal partagé", "un outil de relevé cartographique sur le terrain",
        "un circuit de mise à jour des adresses", "un fond de carte commun aux services et aux secours",
      ],
      facts: [
        "Le plan [d'assainissement|de l'éclairage|des chemins ruraux] {de} est [chez le géomètre|sur un rouleau de {1982-2005}|dans un logiciel que {n} agents ouvrent], et [l'entreprise|le syndicat|un riverain] a creusé à côté en {mois} {2018-2020}.",
        "Une voie nouvelle vers {hameau} a été nommée en {mois} {2017-2020} ; {n} mois après, [le facteur|le livreur|l'ambulance|l'assureur] ne la trouve toujours pas, malgré {n} courriers.",
        "Pour dessiner [un périmètre|un arrêté|une déviation|une coupe de bois], {n} agents impriment une capture d'écran, [la colorient|la scannent|l'annotent au feutre] et l'envoient à {n} destinataires [le {jour} soir|en noir et blanc|par télécopie].",
        "Les poteaux incendie {de} sont relevés {n} fois, [par les pompiers|par le fontainier|par un prestataire] entre autres, dans {n} tableaux, et {10-45} % des positions diffèrent de plus de {15-90} mètres.",
      ],
      publics: [
        "Les services techniques {de}, [les secours|les exploitants|les géomètres|les randonneurs] et {n} élus qui n'ont pas de logiciel de carte.",
        "Les communes de {150-6000} habitants sans géomaticien, [leurs livreurs|leurs aides à domicile|leurs pompiers] et {n} gestionnaires de réseaux.",
      ],
      existing: [
        "Le système d'information géographique de l'intercommunalité, [en lecture seule|avec {n} licences|à jour tous les {n} mois], que {n} agents savent ouvrir.",
        "Une carte contributive [libre|bien remplie] au bourg, [vide vers {hameau}|sans nos réseaux|vérifiée par {n} bénévoles].",
      ],
      expected: [
        "Relever [un poteau|un arbre|un regard|un panneau] en {n} gestes depuis un téléphone, [même sans réseau|au mètre près|avec photo].",
        "Nommer une voie une fois, avec la délibération, et prévenir {12-60} organismes en {n} jours[, sans courrier|, avec un accusé|, plan joint].",
        "Des couches que chacun des {n} services [tient à jour|voit|exporte], [avec la date|avec l'auteur|dans un format ouvert].",
      ]),
  ]
}
