extension SingleNeed {
  static let all: [SingleNeed] = [
    SingleNeed(
      ["mairie"], "[Dématérialiser|Suivre] les bons de commande {de}",
      [
        "Les bons de commande {de} sont [manuscrits|numérotés à la main], {100-900} par an, et {n} factures arrivent sans engagement.",
        "Le [trésorier|comptable public] nous a retourné {n} mandats en {mois} {2018-2020}.",
      ], "Un bon créé en {n} lignes, [validé par l'élu|signé sur téléphone], et rapproché de la facture."),
    SingleNeed(
      ["mairie"], "[Gérer|Suivre] les clés et les badges des {n} bâtiments {de}",
      [
        "{80-400} clés pour {n} bâtiments, dans une armoire [sans étiquettes|à moitié vide], et {n} serrures changées en {2017-2020}.",
        "Le {jour} soir, l'élu de permanence fait {n} trajets pour ouvrir [le gymnase|l'église|la salle].",
      ], "Savoir qui détient quelle clé, depuis quand, et [rappeler|relancer] sous {n} jours."),
    SingleNeed(
      ["mairie"], "[Établir|Préparer] le budget {de} avec des tableaux que les élus comprennent",
      [
        "La maquette budgétaire de {40-180} pages reste [obscure|illisible] pour {part} conseillers sur dix {à}.",
        "Nous refaisons {n} graphiques à la main avant le vote du budget.",
      ], "Des vues [par mission|par bâtiment|sur {n} ans] tirées du logiciel de comptabilité, sans ressaisie."),
    SingleNeed(
      ["mairie"], "Trouver les subventions auxquelles {nom} a droit",
      [
        "{n} guichets, {n} calendriers : nous avons découvert une aide de {3-60} 000 euros {n} semaines après sa clôture.",
        "Un dossier {de} demande {durée} et {n} pièces toujours semblables.",
      ], "Une veille selon nos {n} projets, et un dossier commun que l'on remplit une fois."),
    SingleNeed(
      ["mairie", "donnees"], "[Classer|Archiver] les documents numériques {de}",
      [
        "{20-400} gigaoctets de fichiers sur {n} disques, [sans plan de classement|avec des doublons], dont des actes à garder {30-90} ans.",
        "Les archives départementales nous ont visités en {mois} {2016-2020} et relevé {n} lacunes.",
      ], "Un versement [guidé|assisté] en {n} étapes vers un archivage électronique partagé."),
    SingleNeed(
      ["mairie"], "[Calculer|Suivre] les heures des agents annualisés {de}",
      [
        "Nos {n} agents des écoles sont annualisés et leurs {900-1607} heures sont comptées [sur un tableur fragile|à la règle|deux fois].",
        "Un jour férié de plus en {mois} et {durée} de calculs recommence.",
      ], "Un planning annuel clair, que l'agent [consulte|valide] et que {logiciel} reprend en {n} clics."),
    SingleNeed(
      ["mairie"], "Organiser [les scrutins|les bureaux de vote] {de}",
      [
        "Composer {n} bureaux de vote [avec {dizaine} d'assesseurs|créneau par créneau] prend {durée} et {20-90} appels.",
        "Le {2-28} {mois}, {n} assesseurs se sont désistés {à} la veille du scrutin.",
      ], "Un planning des volontaires, des rappels {n} jours avant et [les imprimés prêts|la remontée des résultats]."),
    SingleNeed(
      ["mairie"], "[Tenir|Relier] l'inventaire du matériel technique {de}",
      [
        "Tondeuses, échelles, {n} véhicules : [personne ne sait|l'atelier seul sait] ce qui est en panne depuis {mois}.",
        "Un contrôle a relevé {n} équipements sans visite à jour {à}.",
      ], "Un code à flasher sur chaque machine, avec {n} renseignements et la date de révision."),
    SingleNeed(
      ["accueil"], "[Débarrasser|Simplifier] l'accueil {de} des photocopies de justificatifs",
      [
        "Pour {n} démarches, nous photocopions [le même avis d'imposition|la même facture], {1-9} 000 fois par an {à}.",
        "Une famille nous a compté {n} copies de son livret en {2018-2020}.",
      ], "[Vérifier|Recevoir] le justificatif à la source, avec l'accord de l'usager, en {n} secondes."),
    SingleNeed(
      ["accueil"], "Recevoir [les usagers sourds|les personnes malentendantes] au guichet {de}",
      [
        "{n} habitants sourds viennent {à} chaque [mois|trimestre], et nous écrivons [sur un carnet|au dos des formulaires].",
        "L'interprète la plus proche est à {25-110} kilomètres et se réserve {n} semaines avant.",
      ], "Une mise en relation visuelle avec un interprète, le {jour} au moins, depuis un écran {à}."),
    SingleNeed(
      ["accueil"], "[Traduire|Expliquer] les démarches aux habitants qui parlent peu français {à}",
      [
        "{n} nationalités vivent {à} et {part} rendez-vous sur dix se font [avec un enfant pour interprète|par gestes].",
        "Nos {n} formulaires n'existent qu'en français [administratif|difficile].",
      ], "Des fiches [illustrées|parlées] en {n} langues, relues par des associations."),
    SingleNeed(
      ["accueil"], "[Objets trouvés|Les objets perdus] {de} : un registre en ligne",
      [
        "{30-300} objets dorment dans [un placard|un carton] {de}, décrits dans un cahier de {2009-2017}.",
        "{n} personnes appellent le {jour} pour une clé ou un téléphone.",
      ], "Une photo, une date, un lieu, partagés avec {n} communes, et l'effacement après {n} mois."),
    SingleNeed(
      ["accueil", "vie-locale"], "[Déclarer|Organiser] une manifestation {à} en une seule fois",
      [
        "Une course ou un vide-grenier {à} demande {n} formulaires à {n} services, avec [un délai différent|un plan différent] pour chacun.",
        "En {mois}, un organisateur a reçu l'autorisation {n} jours après la fête.",
      ], "Un dossier unique, transmis [à la préfecture|aux secours|au département], avec un calendrier de {n} dates."),
    SingleNeed(
      ["donnees"], "[Vérifier|Nettoyer] les adresses {de}",
      [
        "{n} rues {de} portent [le même nom|deux noms], et {40-400} maisons n'ont pas de numéro.",
        "Les livreurs et les secours se sont trompés {n} fois en {mois} vers {hameau}.",
      ], "[Numéroter|Corriger] sur une carte, publier la base en {durée} et prévenir {n} organismes."),
    SingleNeed(
      ["donnees"], "Remplacer les [imprimantes|télécopieurs] {de} par un circuit de signature",
      [
        "{n} agents impriment pour faire signer puis numérisent à nouveau, {2-30} 000 pages par an {à}.",
        "L'élu signataire passe le {jour} à {heure}, et {dizaine} de parapheurs l'attendent.",
      ], "Un parapheur sur téléphone, [avec délégation|avec preuve], pour {n} types de documents."),
    SingleNeed(
      ["donnees", "mairie"], "[Changer de|Quitter un] logiciel sans perdre {n} ans de données {à}",
      [
        "L'éditeur du logiciel demande {2-14} 000 euros pour [exporter|rendre] nos propres données.",
        "{n} collectivités voisines {de} sont [captives|liées] jusqu'en {2022-2026}.",
      ], "Un format d'échange commun par métier et un outil qui le vérifie en {n} minutes."),
    SingleNeed(
      ["donnees"], "[Mesurer|Cartographier] la couverture mobile réelle {à}",
      [
        "La carte officielle dit « bonne couverture » ; vers {hameau}, {part} foyers sur dix montent à l'étage pour appeler.",
        "Nos {n} relevés du mois n'ont aucune valeur auprès des opérateurs.",
      ], "Une mesure citoyenne [opposable|comparable], sur {n} parcours, avec un rapport pour les élus."),
    SingleNeed(
      ["donnees", "environnement"], "Prolonger la vie des {20-200} ordinateurs {de}",
      [
        "Nous jetons {n} postes par an {à}, [encore en état|faute de mise à jour], quand {n} familles n'en ont pas.",
        "Aucun inventaire ne dit [l'âge|l'état|l'usage] des {n} tablettes de l'école.",
      ], "Un parc suivi, un système libre installé en {durée} et un don [tracé|garanti] {n} mois."),
    SingleNeed(
      ["mairie", "participation"], "[Rédiger|Mettre en page] le bulletin municipal {de} à plusieurs",
      [
        "Le bulletin {de} réunit {n} rubriques, {dizaine} d'articles et [autant de formats|des photos trop lourdes].",
        "La maquette occupe une élue bénévole {n} week-ends avant {mois}.",
      ], "Un atelier en ligne où chacun dépose son texte, avec {n} gabarits et une version accessible."),
    SingleNeed(
      ["mairie"], "Comprendre les [factures de téléphone|abonnements] {de}",
      [
        "{n} contrats de téléphonie pour {20-60} lignes, dont {n} [inutilisées|inconnues] depuis {2014-2019}.",
        "La facture d'énergie {2019-2020} a bondi de {15-80} % sans explication.",
      ], "Un inventaire des lignes, une alerte au-delà de {5-30} % de hausse et un [achat groupé|conseil neutre]."),
    SingleNeed(
      ["mairie"], "[Suivre|Préparer] la tournée des agents recenseurs {de}",
      [
        "{n} agents recenseurs se partagent {90-900} logements {à}, et leurs carnets reviennent le {jour}, [raturés|en désordre].",
        "En {2016-2020}, {15-80} foyers ont été visités deux fois et un immeuble entier a été oublié.",
      ], "Une feuille de route sur téléphone, [adresse par adresse|rue par rue], et l'avancement lu en {n} minutes."),
    SingleNeed(
      ["environnement"], "Répartir les lots d'affouage {de} [sans tirage contesté|avec une carte]",
      [
        "{20-140} foyers demandent du bois chaque automne {à}, et le tirage au sort se fait [dans un chapeau|sur des papiers pliés].",
        "Le garant de la coupe a retrouvé {n} lots mal délimités, dont un abattu par le voisin en {2017-2020}.",
      ], "Une inscription, un tirage [public|vérifiable] et un plan des {15-90} lots à emporter en forêt."),
    SingleNeed(
      ["vie-locale", "environnement"], "[Attribuer|Suivre] les parcelles des jardins familiaux {de}",
      [
        "{12-70} parcelles, {15-110} noms sur la liste d'attente, et {n} jardins en friche que personne n'ose reprendre.",
        "La cotisation de {20-90} euros se paie [en espèces|par chèque] un {jour} de printemps, au bord du potager.",
      ], "Un rang d'attente que chacun peut lire, un état des lieux en photo et un rappel après {n} mois sans culture."),
    SingleNeed(
      ["enfance"], "Attribuer les places de crèche {à} avec des critères [lisibles|expliqués]",
      [
        "La commission départage {60-190} demandes pour {8-40} berceaux, à partir de [fiches cartonnées|dossiers agrafés].",
        "Des parents ont reçu le refus {n} semaines après avoir trouvé ailleurs, et {n} berceaux sont restés libres.",
      ],
      "Des points connus d'avance, une place proposée [dans la semaine|sous {n} jours], puis la suivante sans relire la pile."
    ),
    SingleNeed(
      ["enfance"], "Connaître les places libres chez les assistantes maternelles {de}",
      [
        "Le relais tient une liste de {15-120} assistantes maternelles, fausse dès qu'un contrat [s'arrête|commence].",
        "Une jeune mère a passé {14-45} appels en {mois} avant de trouver une garde à temps partiel.",
      ], "Chaque assistante met à jour ses disponibilités en {n} gestes, et la famille cherche par [jour|quartier]."),
    SingleNeed(
      ["enfance"], "[Proposer|Organiser] des chantiers d'été aux jeunes {de}",
      [
        "{15-80} jeunes de 16 et 17 ans candidatent pour {n} semaines de peinture ou de débroussaillage, par [lettre|simple appel].",
        "L'autorisation parentale, le relevé bancaire et le contrat manquent encore pour {n} d'entre eux le matin du premier jour.",
      ], "Une candidature à remplir sur téléphone, {n} pièces au plus, et un planning que [l'encadrant|l'élue] ajuste."),
    SingleNeed(
      ["enfance", "mobilites"], "Savoir qui est monté dans le car scolaire {à}",
      [
        "L'accompagnatrice du matin compte {18-55} enfants de tête, sur {n} arrêts, et sa liste change [chaque semaine|sans prévenir].",
        "Un matin de brouillard, un élève de maternelle a dormi au fond du car pendant {20-50} minutes.",
      ],
      "Une liste de montée et de descente, [hors connexion|en gros caractères], et un mot aux parents en cas d'écart."),
    SingleNeed(
      ["enfance", "urbanisme"], "Prévoir les effectifs des écoles {de} à {n} ans",
      [
        "Une fermeture de classe nous a été annoncée en {mois}, alors que {12-60} logements neufs seront livrés à la rentrée.",
        "Naissances, permis et départs se trouvent dans {n} tableaux qui ne [s'additionnent|se comparent] pas.",
      ], "Une courbe par école, avec {n} hypothèses, à montrer [à l'inspection|aux parents d'élèves]."),
    SingleNeed(
      ["solidarites"], "[Partager|Remplir] les permanences de la maison de santé {de}",
      [
        "{n} soignants de passage se relaient dans {n} cabinets, et le planning tient sur la porte du couloir.",
        "Le dernier généraliste part en {2021-2023} ; {300-2400} patients {à} n'ont pas trouvé d'autre médecin traitant.",
      ], "Un calendrier commun des soignants, [ouvert aux remplaçants|lisible par les patients], sur {n} semaines."),
    SingleNeed(
      ["solidarites"], "Savoir où sont, et si marchent, les défibrillateurs {de}",
      [
        "{n} appareils sont posés {à}, dont un derrière la grille du stade, fermée le {jour}.",
        "La pile de celui de la salle était vide depuis {n} mois quand il a fallu s'en servir, en {2018-2020}.",
      ], "Une fiche par appareil, transmise aux secours, et un rappel {n} semaines avant [la pile|les électrodes]."),
    SingleNeed(
      ["solidarites", "urbanisme"], "[Informer|Rassurer] ceux qui attendent un logement social {à}",
      [
        "{30-420} ménages attendent {à} depuis {n} mois en moyenne, et chacun appelle pour connaître son rang.",
        "Nous désignons trois candidats par logement libéré, d'après [des souvenirs|une liste du bailleur] que personne ne peut relire.",
      ],
      "L'état de la demande expliqué [en clair|étape par étape], et une préparation des désignations en {n} critères."),
    SingleNeed(
      ["mobilites"], "Simplifier le stationnement des [résidents|soignants à domicile] {à}",
      [
        "Les macarons se retirent au guichet, contre {n} photocopies, et {120-900} d'entre eux expirent le même 31 décembre.",
        "Une infirmière {de} a reçu {n} contraventions en {mois}, garée devant ses patients.",
      ], "Un droit attaché à la plaque, renouvelé en {n} clics, que [l'agent|le garde] vérifie sur le trottoir."),
    SingleNeed(
      ["mobilites", "environnement"], "Surveiller les bornes de recharge {de}",
      [
        "Des {n} bornes installées depuis {2014-2019}, la moitié affiche une panne que nous apprenons par [les touristes|le garagiste].",
        "Chaque opérateur a sa carte et son tarif ; un visiteur en a essayé {n} avant de repartir [en dépanneuse|le lendemain].",
      ], "Voir l'état de chaque prise, le prix avant de brancher, et l'heure de la réparation à {n} heures près."),
    SingleNeed(
      ["mobilites"], "[Conduire|Montrer] les tournées de déneigement {de}",
      [
        "{n} chauffeurs et {n} agriculteurs déneigent {30-160} kilomètres dès quatre heures du matin, guidés par radio.",
        "Les habitants vers {hameau} appellent {12-50} fois avant 7 heures pour savoir [quand passe la lame|si le col est ouvert].",
      ],
      "Une carte des voies faites et à faire, [à l'heure près|sans géolocaliser l'homme], et {n} circuits de secours."),
    SingleNeed(
      ["mobilites", "solidarites"], "Circuler en fauteuil {à} : [relever les obstacles|des trajets sûrs]",
      [
        "Un habitant en fauteuil fait {300-900} mètres de plus pour rejoindre la pharmacie, à cause de {n} trottoirs trop hauts.",
        "Le plan de mise en accessibilité de {2009-2015} liste {40-280} travaux, sans dire lesquels sont [faits|urgents].",
      ], "Un relevé [en marchant|avec les personnes concernées], et un itinéraire qui évite {n} sortes d'obstacles."),
    SingleNeed(
      ["environnement"], "Recenser les nids de frelons asiatiques {à}",
      [
        "{15-130} nids ont été détruits {à} en {2018-2020}, par {n} entreprises et quelques voisins imprudents.",
        "L'apiculteur bénévole reçoit des photos [floues|sans adresse] à toute heure et se déplace une fois sur deux pour des guêpes.",
      ], "Une photo et un point, un avis d'expert sous {n} heures, puis la facture partagée [au bon tarif|sans avance]."
    ),
    SingleNeed(
      ["environnement", "enfance"], "[Mesurer|Améliorer] l'air des salles de classe {de}",
      [
        "Depuis {mois}, {n} capteurs de gaz carbonique clignotent dans les classes, et leurs mesures s'effacent le soir.",
        "Les enseignants ouvrent les fenêtres au jugé ; il a fait {11-15} degrés en petite section un matin de {2018-2020}.",
      ], "Un relevé commun à {n} écoles, avec un conseil simple : [aérer|régler la ventilation|attendre la récréation]."
    ),
    SingleNeed(
      ["vie-locale", "environnement"],
      "Chasseurs et promeneurs {à} : [savoir où l'on chasse|un calendrier des battues]",
      [
        "Le panneau de battue se découvre au détour du sentier, et {n} cavaliers ont fait demi-tour un {jour} de {2018-2020}.",
        "Les {n} sociétés de chasse envoient leurs dates à {mairie}, qui les [affiche|punaise] sous le préau.",
      ], "Une carte des zones chassées, jour par jour, tenue par les sociétés et lue par [les marcheurs|les clubs]."),
    SingleNeed(
      ["urbanisme", "environnement"], "Rapprocher les terres libres {à} des [maraîchers|éleveurs] qui s'installent",
      [
        "{n} exploitants prendront leur retraite avant {2023-2027}, et leurs {40-380} hectares partent à l'agrandissement.",
        "Un jeune couple a cherché {n} mois une parcelle irriguée, quand {n} étaient en friche vers {hameau}.",
      ],
      "Un inventaire des terres [avec l'accord des propriétaires|sans prix affiché], et une mise en relation en {n} étapes."
    ),
    SingleNeed(
      ["urbanisme"], "[Traiter|Numéroter] les déclarations d'intention d'aliéner {de}",
      [
        "{30-450} déclarations arrivent des notaires, [recommandées et pliées en quatre|en trois exemplaires], pour un droit de préemption presque jamais exercé.",
        "En {mois} {2018-2020}, le délai de deux mois est passé sans que la commission ait vu une vente [stratégique|du centre].",
      ], "Un dépôt par le notaire, un compte à rebours et un historique des prix sur {n} ans."),
    SingleNeed(
      ["mairie"], "[Mener|Préparer] les entretiens annuels des agents {de}",
      [
        "Le formulaire de {6-14} pages est imprimé pour {n} chefs d'équipe, qui le rendent [sans date|incomplet] en plein hiver.",
        "Les souhaits de formation de {12-70} agents finissent dans une chemise que nul ne relit avant l'année suivante.",
      ], "Une trame de {n} questions, signée des deux côtés, et un recueil des formations à demander."),
    SingleNeed(
      ["vie-locale"], "Partager les lignes d'eau de la piscine {de} [entre écoles et clubs|à livre ouvert]",
      [
        "{n} écoles, {n} clubs et le public se disputent {4-8} lignes ; le planning occupe un mur entier du vestiaire.",
        "Pour une fermeture technique en {mois} {2018-2020}, {8-30} classes sont venues devant une grille close.",
      ], "Un planning par ligne d'eau, l'affluence du moment et un avis de fermeture aux {n} écoles en une fois."),
    SingleNeed(
      ["donnees"], "[Tenir|Commencer] le registre des traitements de données personnelles {de}",
      [
        "Notre délégué à la protection des données suit {25-110} communes et vient {n} heures par an {à}.",
        "Sur {15-60} fichiers recensés, {n} contiennent [des numéros de sécurité sociale|des photos d'enfants] sans qu'on sache pourquoi.",
      ],
      "Un registre prérempli pour une mairie, {n} questions par fichier et la liste de ce qu'il faut [corriger|effacer]."
    ),
    SingleNeed(
      ["participation", "mairie"], "Filmer et sous-titrer les séances du conseil {de}",
      [
        "Depuis le huis clos de 2020, une tablette posée sur un dictionnaire filme {11-35} élus, et un micro sur {n} grésille.",
        "{20-240} personnes regardent, mais [une habitante sourde|un auditeur malvoyant] nous a écrit que rien ne lui était accessible.",
      ], "Une captation lancée en {n} gestes, des sous-titres relus et un sommaire par [délibération|orateur]."),
    SingleNeed(
      ["accueil"], "Soulager le standard téléphonique {de}",
      [
        "Une seule ligne pour {n} services : le {jour} matin, {15-48} % des appels sonnent dans le vide.",
        "L'annonce enregistrée en {2011-2018} cite encore [un maire précédent|un numéro supprimé], et nul ne sait la changer.",
      ], "Un renvoi selon l'heure et le sujet, {n} annonces que l'accueil modifie seul, et le rappel des appels perdus."
    ),
  ]
}
