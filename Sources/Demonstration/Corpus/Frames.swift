/// Sentences that any subject can need. Each has enough to choose from never to be told twice in the corpus of 2021.
enum Frames {
  static let serviceTitles = [
    "{outil} [déjà en service|qui fonctionne depuis {2016-2020}|utilisé chaque semaine] {à}",
    "Mettre en commun {outil} [né|conçu|mis au point] {à}",
    "Retour d'expérience : {outil} [chez nous|{à}|ouvert depuis {mois} {2017-2020}]",
    "{outil} à [étendre|proposer|ouvrir] à d'autres [communes|collectivités|territoires]",
    "[Nous utilisons|Nous avons construit|Nous partageons] {outil}",
  ].map(Template.init)

  static let serviceOpenings = [
    "Depuis [le printemps|l'automne|la rentrée|l'été] {2015-2020}, nous utilisons {outil}[, construit avec {n} communes voisines| et nous en sommes contents|, d'abord à l'essai, puis chaque jour].",
    "[Un agent|Une élue|Un stagiaire|Une association d'habitants] a mis au point {outil} en {mois} {2016-2020}[, avec des outils libres|, sans budget particulier|, avec l'aide du département].",
    "Nous avons ouvert {outil} en {mois} {2016-2020}, pour [moins de |environ ]{3-40} 000 euros[, maintenance comprise|, dont la moitié d'aides|, formation comprise].",
    "Après {n} mois d'essai, {outil} fait maintenant partie du quotidien {de}.",
    "{outil} sert {à} depuis {n} [ans|mois] ; {dizaine} de [personnes|foyers|partenaires] s'en [servent chaque semaine|servent régulièrement|servaient déjà en {mois} dernier].",
  ].map(Template.init)

  /// Before the fact that a service answers: it was so, and is no longer.
  static let serviceReasons = [
    "Ce qui nous a décidés ?", "D'où venons-nous ?", "Pourquoi cet outil ?", "Le constat de départ ?",
    "À l'origine ?", "Le problème de départ ?",
  ].map(FrenchTypography.set)

  static let serviceUses = [
    "[Le service|L'outil] reçoit {30-900} [visites|demandes] par mois, [surtout le {jour}|surtout le soir|dont la moitié depuis un téléphone].",
    "[La prise en main|La formation] a demandé {durée} à {n} agents[, sans prestataire|, avec une notice de {2-9} pages|] ; {n} questions seulement ont suivi.",
    "Le code [est disponible|sera publié|peut être transmis] sur demande[, avec sa documentation|, avec une notice d'installation de {4-30} pages] ; l'hébergement coûte {6-90} euros par mois.",
    "Les habitants [disent|nous ont écrit] qu'ils gagnent du temps : {60-95} % de [satisfaits|réponses favorables] sur {40-600} réponses.",
    "Nous avons [compté|mesuré] {n} heures gagnées par [semaine|quinzaine] pour [le secrétariat|l'accueil|les services], et {15-70} % d'appels en moins le {jour}.",
    "[Il reste|Restent] {n} défauts connus, que nous corrigerions volontiers à plusieurs ; {n} [communes|collectivités] nous ont déjà demandé une démonstration.",
  ].map(Template.init)

  static let serviceWishes = [
    "Nous [cherchons|aimerions trouver] {n} [collectivités|communes] pour [l'essayer|le reprendre|l'améliorer] avec nous [dès {mois}|avant la fin de {mois}].",
    "Un [financement|appui] permettrait d'[écrire la documentation|assurer {n} jours de formation|ouvrir le code] et d'accueillir {dizaine} de communes.",
    "Nous sommes prêts à [montrer|présenter] l'outil en visioconférence [le {jour} matin|un {jour}|le {jour} après-midi], {n} fois s'il le faut.",
    "Il faudrait [rendre l'installation plus simple|faire le lien avec {logiciel}|assurer l'entretien] pour que {n} autres [communes|territoires] puissent en profiter.",
  ].map(Template.init)

  static let contexts = [
    "{nom} compte {hab} habitants et {agents}[, la plupart à temps partiel|, tous polyvalents|].",
    "[La secrétaire|L'agente d'accueil|La secrétaire générale] {de} travaille [seule|avec une collègue à mi-temps] [le {jour} et le {jour}|du mardi au samedi|{14-35} heures par semaine].",
    "{mairie} est ouverte au public [trois|quatre|cinq|six|huit] demi-journées par semaine, [dont le {jour} jusqu'à {fermeture}|mais jamais le {jour}|en plus du {jour} sur rendez-vous].",
    "[Nos habitants|Les familles|Les nouveaux arrivants] travaillent [loin|en ville|de l'autre côté de la frontière|en horaires décalés] et {20-75} % ne peuvent pas venir avant {fermeture}.",
    "{à}, {12-60} % des habitants ont plus de 65 ans et {hameau} ne capte [aucun|presque aucun|qu'un mauvais] réseau.",
    "L'équipe [municipale|élue en 2020] s'est engagée sur [la simplicité|la proximité|des services ouverts le soir] et y consacre {n} réunions par trimestre.",
    "La moitié de nos {30-400} [dossiers|appels|courriers] du mois concernent des [questions simples|demandes déjà posées|pièces manquantes].",
  ].map(Template.init)

  static let consequences = [
    "[Résultat|Au bout du compte|Au total] : {durée} de travail [perdu|en plus] chaque semaine, et des [habitants|usagers|collègues] qui [reviennent {n} fois|ne comprennent pas|finissent par renoncer].",
    "[L'hiver|L'été|Le mois] dernier, {n} [familles|personnes|entreprises|associations] ont ainsi [attendu|patienté] {n} semaines [pour rien|sans réponse|avant d'obtenir satisfaction].",
    "En cas d'absence de [la secrétaire|l'agente|l'élu référent], [personne ne sait reprendre|tout s'arrête pendant {n} jours|les dossiers attendent le {jour} suivant].",
    "Nous estimons la perte à {n} heures par [semaine|mois] et à {300-4800} euros par an, sans compter [la fatigue|l'agacement|le papier|les déplacements].",
    "Le [conseil municipal|bureau|maire] en a parlé {n} fois [depuis {mois}|cette année|depuis la rentrée], sans [trouver de solution|budget pour avancer|outil à notre taille].",
    "[Une erreur|Un oubli|Un doublon] de ce genre nous a coûté {90-2900} euros en {mois} {2018-2020}.",
    "[C'est pesant|C'est décourageant|C'est usant] pour {n} agents [de bonne volonté|polyvalents|à temps partiel], et [peu digne|peu commode] pour {dizaine} d'habitants [chaque mois|par trimestre].",
    "{dizaine} de réclamations [nous arrivent|sont notées] chaque [mois|trimestre], le plus souvent [le {jour}|après {heure}|au guichet|par téléphone].",
  ].map(Template.init)

  static let existing = [
    "Nous avons [regardé|essayé|demandé un devis pour] {n} [logiciels|produits|services] : [trop chers|trop compliqués|faits pour de grandes villes], à partir de {900-9800} euros par an.",
    "Un tableau partagé de {40-900} lignes, [tenu à la main|rempli le {jour}|que {n} personnes modifient à la fois].",
    "Rien {à}, à part [un cahier|un classeur|un agenda papier|une boîte aux lettres] et {n} [affiches|formulaires] [photocopiés|à imprimer].",
    "[La ville voisine|Le département|Une commune à {8-60} kilomètres] dispose d'un outil de ce genre, mais [il n'est pas ouvert|il ne se partage pas|nous n'y avons pas accès].",
    "Un essai en {mois} {2018-2020} avec des outils gratuits a duré {n} [semaines|mois], faute de [temps|suivi|lien avec {logiciel}].",
    "Nous ne connaissons [aucun service public|rien de libre|pas de solution commune] qui réponde à cela pour moins de {400-2500} euros.",
  ].map(Template.init)

  static let wishes = [
    "L'outil doit [se prendre en main|s'apprendre] en {durée} et [fonctionner|rester lisible] sur [un téléphone ancien|les {n} postes de la mairie|un petit débit].",
    "Nous voudrions pouvoir l'essayer [dès {mois}|avant {mois}|pendant {n} mois] avec {n} [agents|communes|élus] [volontaires|motivés].",
    "[Surtout|Avant tout], pas de double saisie avec {logiciel}, et pas plus de {n} clics [pour l'habitant|pour l'agent|par dossier].",
    "Le coût devrait rester sous {100-1900} euros par an pour une commune de {200-4800} habitants.",
    "Il faudrait aussi une version [imprimable|papier|téléphonique] pour les {10-45} % d'habitants [sans internet|peu à l'aise|sans messagerie].",
    "Une mutualisation à {n} [communes|collectivités], avec [un même contrat|une aide commune|un référent partagé], nous irait très bien.",
  ].map(Template.init)
}
