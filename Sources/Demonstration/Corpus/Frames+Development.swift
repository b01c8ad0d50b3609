/// Sentences of the contributions that mix several needs, and of the long ones.
extension Frames {
  static let mixedTitles = [
    "[Plusieurs besoins|Nos besoins|Les besoins] {de} en un seul texte",
    "{n} sujets [qui nous tiennent à cœur|à traiter ensemble|prioritaires] {à}",
    "Simplifier le quotidien {de} : [plusieurs demandes|nos priorités|liste de nos besoins]",
    "[Contribution|Demande] groupée {de}",
    "Ce qui [manque|nous manque] [le plus|encore] {à}",
  ].map(Template.init)

  static let mixedOpenings = [
    "Nous regroupons ici [ce qui est remonté|les demandes recueillies] lors [de la réunion|du conseil] du {2-28} {mois} dernier auprès de {n} services.",
    "[Faute de temps|Pour aller vite|Pour être complets], voici en une fois les attentes de {n} [élus|agents|commissions] {de}.",
    "Après un tour de table de {durée} avec {n} [agents|élus|collègues], plusieurs sujets se dégagent {à}.",
    "Le [bureau|conseil] {de} a retenu plusieurs points parmi {dizaine} d'idées.",
  ].map(Template.init)

  static let mixedParts: [[Template]] = [
    [
      "Premier sujet, [le plus ancien|cité {n} fois|porté par {n} élus] : {outil}.",
      "D'abord, [nous aurions besoin d'un outil|il nous manque quelque chose] comme {outil}[, réclamé depuis {2015-2019}|, attendu par {n} agents].",
    ],
    [
      "Deuxième [sujet|point|besoin], [qui revient chaque {mois}|urgent depuis {mois}|soutenu par {n} communes voisines] : {outil}.",
      "Ensuite, {n} [collègues|élus|habitants] [réclament|attendent] {outil}[ depuis {2016-2020}|].",
    ],
    [
      "Enfin, [si c'est possible|dans un second temps|pour {2021-2023}], {outil} [rendrait service à|serait utile pour] {n} [services|communes|équipes].",
      "Dernier point, [signalé par {n} personnes|discuté en {mois}|moins pressant mais réel] : {outil}.",
    ],
  ].map { $0.map(Template.init) }

  static let history = [
    "[En|Dès] {2008-2015}, {mairie} gérait tout cela [sur des fiches cartonnées|dans un registre|avec un simple tableur], pour {60-400} [dossiers|demandes] par an.",
    "Le volume a [doublé|triplé|augmenté de {20-90} %] entre {2012-2015} et {2018-2020}, avec l'arrivée de {dizaine} de familles dans {hameau}.",
    "Le départ à la retraite de [notre collègue|la secrétaire|l'adjoint technique], en {mois} {2016-2020}, a [fait perdre|emporté] {12-30} ans de mémoire.",
    "La fusion de {n} services en {2014-2019} a laissé [des habitudes différentes|des fichiers incompatibles|deux manières de faire] qui [cohabitent encore|ne se parlent pas].",
    "Le confinement du printemps 2020 a [révélé|accentué] ces faiblesses : pendant {n} semaines, {n} agents ont travaillé depuis chez eux avec [leur propre ordinateur|un accès partiel|un téléphone personnel].",
    "[À la rentrée de septembre 2020|À la réouverture de mai 2020|Au retour des congés d'août 2020], il a fallu [ressaisir|rattraper|trier] {80-900} [demandes|messages|formulaires] [en {durée}|avec {n} bénévoles].",
    "Le précédent mandat avait [commandé|prévu] {outil}, mais le budget de {4-60} 000 euros a été [réduit|reporté|affecté à la voirie].",
    "Nos [archives|comptes rendus] montrent que la question est posée depuis {1998-2011}, sous {n} formes différentes[ et par {n} maires|].",
  ].map(Template.init)

  static let attempts = [
    "Un premier essai, en {mois} {2017-2019}, reposait sur {logiciel} ; il a été abandonné au bout de {n} [semaines|mois].",
    "Nous avons ensuite [demandé conseil|rendu visite] à {n} communes de notre taille : [aucune|une seule] n'avait trouvé mieux que le papier en {mois} {2018-2020}.",
    "Un étudiant en stage a [dessiné|écrit] une maquette en {n} semaines, [très appréciée|un peu fragile|utile mais inachevée], que {n} personnes ont testée.",
    "Les {n} devis reçus allaient de {2-9} 000 à {10-48} 000 euros, [maintenance non comprise|sans formation|avec un engagement de {3-6} ans].",
    "L'an dernier, une réunion publique a rassemblé {18-160} personnes [dans la salle des fêtes|à l'école|dans {hameau}] et recueilli {n} idées.",
    "Un questionnaire distribué en {mois} a reçu {25-480} réponses, dont {30-85} % [sur papier|en ligne|rapportées au guichet].",
    "Nous avons aussi [bricolé|adapté] un formulaire gratuit : {20-300} réponses, mais [{n} doublons|aucun suivi|des pièces jointes perdues] dès le mois de {mois}.",
    "La préfecture et {n} partenaires nous ont [encouragés|orientés vers d'autres guichets|répondu poliment] le {2-28} {mois}.",
  ].map(Template.init)

  static let figures = [
    "Sur {120-950} demandes traitées en {2018-2020}, {15-60} % ont nécessité au moins {n} échanges supplémentaires.",
    "Chaque dossier passe entre les mains de {n} personnes et reste ouvert {4-40} jours en moyenne.",
    "Le {jour}, jour de plus forte affluence, nous comptons {8-60} passages et {10-80} appels avant {heure}.",
    "L'affranchissement représente à lui seul {300-3900} euros par an, pour {200-2900} courriers.",
    "Nous imprimons {2-38} 000 pages par an, dont {10-60} % pour ce seul sujet.",
    "Dans {hameau}, {part} foyers sur dix n'ont pas d'adresse électronique que nous connaissions.",
    "Un agent à {40-80} % y consacre {n} heures le {jour} et {n} heures le {jour}.",
    "Les {n} communes voisines annoncent des chiffres semblables, à {2-15} % près.",
    "Les demandes arrivent par téléphone ({20-50} %), au guichet ({15-45} %), puis par courriel ou sur papier.",
  ].map(Template.init)

  static let conditions = [
    "Première condition : que {n} agents [sans formation|polyvalents|débutants] puissent s'en servir après {durée} d'explications.",
    "Il faut que les données restent [chez nous|en France|dans un format ouvert] et que l'on puisse tout récupérer en {durée}.",
    "Le service doit [dire clairement|afficher] où en est chaque demande, avec {n} étapes au plus et un message [à chaque étape|le {jour}|en français simple].",
    "Nous souhaitons un lien avec {logiciel}, au moins par un fichier échangé [chaque nuit|le {jour}|une fois par mois].",
    "L'accessibilité compte : {n} de nos [agents|élus|usagers réguliers] [sont malvoyants|utilisent une loupe|se servent du clavier seul].",
    "Une aide au téléphone, [le {jour} et le {jour}|de 17\u{A0}heures à 19\u{A0}heures|pendant les {n} premiers mois], rassurerait tout le monde.",
    "Nous acceptons volontiers de [tester|essayer] des versions imparfaites, à raison de {durée} par [mois|quinzaine], avec {n} volontaires.",
    "Le prix doit être connu [d'avance|pour {3-6} ans], et rester proportionné aux {hab} habitants {de}.",
    "Il faudrait prévoir le cas de {n} [résidents secondaires|familles sans adresse|personnes sous tutelle] qui [échappent aux formulaires|ne rentrent dans aucune case].",
    "Les élus doivent pouvoir [consulter|suivre] un tableau de {n} chiffres [le {jour} matin|avant chaque conseil|depuis leur téléphone].",
  ].map(Template.init)

  static let conclusions = [
    "Nous restons disponibles [le {jour}|le {jour} matin|tous les jours sauf le {jour}] pour [en parler|montrer nos fichiers|accueillir une équipe].",
    "{n} communes de notre [canton|secteur|bassin de vie] [signeraient|partagent] cette contribution[, dont {n} de moins de {300-900} habitants|].",
    "Si rien ne change avant {2022-2024}, nous devrons [recruter un mi-temps|réduire l'ouverture du {jour}|renoncer à cette mission].",
    "Merci de [lire|prendre en compte] ce texte un peu long, écrit à [deux|quatre|six] mains [un {jour} soir|entre deux rendez-vous|au retour d'un conseil].",
    "L'enjeu dépasse {nom} : il concerne [toutes les petites mairies|{dizaine} de collectivités autour de nous|les {n} territoires voisins].",
  ].map(Template.init)
}
