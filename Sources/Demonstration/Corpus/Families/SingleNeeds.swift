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
        "La maquette budgétaire de {40-180} pages reste [obscure|illisible] pour {n} conseillers sur dix {à}.",
        "Nous refaisons {n} graphiques à la main avant le vote de {mois}.",
      ], "Des vues [par mission|par bâtiment|sur {n} ans] tirées de {logiciel}, sans ressaisie."),
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
        "{n} nationalités vivent {à} et {n} rendez-vous sur dix se font [avec un enfant pour interprète|par gestes].",
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
        "Les livreurs et les secours se sont trompés {n} fois en {mois} près de {hameau}.",
      ], "[Numéroter|Corriger] sur une carte, publier la base en {durée} et prévenir {n} organismes."),
    SingleNeed(
      ["donnees"], "Remplacer les [imprimantes|télécopieurs] {de} par un circuit de signature",
      [
        "{n} agents impriment pour faire signer puis numérisent à nouveau, {2-30} 000 pages par an {à}.",
        "L'élu signataire passe le {jour} à {heure}, et {dizaine} de parapheurs l'attendent.",
      ], "Un parapheur sur téléphone, [avec délégation|avec preuve], pour {n} types de documents."),
    SingleNeed(
      ["donnees", "mairie"], "[Changer|Sortir] de logiciel sans perdre {n} ans de données {à}",
      [
        "L'éditeur de {logiciel} demande {2-14} 000 euros pour [exporter|rendre] nos propres données.",
        "{n} collectivités voisines {de} sont [captives|liées] jusqu'en {2022-2026}.",
      ], "Un format d'échange commun par métier et un outil qui le vérifie en {n} minutes."),
    SingleNeed(
      ["donnees"], "[Mesurer|Cartographier] la couverture mobile réelle {à}",
      [
        "La carte officielle dit « bonne couverture » ; dans {hameau}, {n} foyers sur dix montent à l'étage pour appeler.",
        "Nos {n} relevés de {mois} n'ont aucune valeur auprès des opérateurs.",
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
        "{n} contrats de téléphonie pour {n} lignes, dont {n} [inutilisées|inconnues] depuis {2014-2019}.",
        "La facture de {mois} {2019-2020} a bondi de {15-80} % sans explication.",
      ], "Un inventaire des lignes, une alerte au-delà de {n} % de hausse et un [achat groupé|conseil neutre]."),
  ]
}
