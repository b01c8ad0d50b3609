/// Sentences of the contributions that mix several needs, and of the long ones.
extension Frames {
  static let mixedTitles = [
    "[Plusieurs besoins|Nos besoins|Les besoins] {de} en un seul texte",
    "{n} sujets [qui nous tiennent à cœur|à traiter ensemble|prioritaires] {à}",
    "Simplifier le quotidien {de} : [plusieurs demandes|nos priorités|liste de nos besoins]",
    "[Contribution|Demande] groupée {de}",
    "Ce qui [manque|nous manque] [le plus|encore] {à}",
    "[Accueil, démarches, outils|Petits et grands besoins|Du guichet aux services techniques] : [ce que demandent|ce qu'attendent] les agents {de}",
    "[Tour d'horizon|Inventaire|Cahier] des [besoins|attentes|demandes] {de}",
  ].map(Template.init)

  static let mixedOpenings = [
    "Nous regroupons ici [ce qui est remonté|les demandes recueillies] lors [de la réunion|du conseil] du {2-28} {mois} dernier auprès de {n} services.",
    "[Faute de temps|Pour aller vite|Pour être complets], voici en une fois les attentes de {n} [élus|agents|commissions] {de}.",
    "Après un tour de table de {durée} avec {n} [agents|élus|collègues], plusieurs sujets se dégagent {à}.",
    "Le [bureau|conseil] {de} a retenu plusieurs points parmi {dizaine} d'idées.",
    "[Plutôt que d'écrire plusieurs fois|Pour ne pas multiplier les envois], nous [disons|mettons] tout ici, [du plus pressant au moins pressant|sans ordre de préférence|comme cela vient].",
    "[Le questionnaire|La consultation interne] de {mois} a [réuni|recueilli] {n} [réponses|avis|contributions], [dont voici l'essentiel|que nous résumons|parfois contradictoires].",
    "[Nous sommes peu nombreux|L'équipe est petite] et [tout se tient|tout est lié] : [séparer ces sujets n'aurait pas de sens|un seul texte suffira|mieux vaut les lire ensemble].",
    "[À la demande|Sur proposition] [du maire|de la secrétaire générale|des services], [voici|nous adressons] [une liste courte|ce relevé|nos attentes], [relue en réunion|discutée un {jour}|sans détour].",
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
    "[Les anciens|Les plus âgés] [se souviennent|parlent encore] d'un temps où [tout se réglait au comptoir|le garde champêtre portait les nouvelles|un carnet suffisait] ; [ce temps est passé|la commune a changé|les règles aussi].",
    "[Chaque réforme|Chaque loi nouvelle] depuis {2004-2014} [a ajouté une couche|a déplacé des tâches vers nous|a demandé un tableau de plus], [rarement retiré l'ancienne|sans moyens en face|sans que rien ne soit simplifié].",
    "[Un logiciel|Une base] [acheté à grands frais|commandée avec {n} voisins|promis comme définitif] en {2005-2013} [n'a jamais servi|a vécu {n} ans|dort sur une étagère].",
    "[Nous avons connu|Il y a eu] [trois organisations|plusieurs essais|bien des réunions] [depuis {2009-2016}|en un mandat|sous {n} maires], [sans arriver au bout|sans rien garder d'écrit|que l'on oublie vite].",
    "[Le passage|L'entrée] à l'intercommunalité [de {2014-2017}|telle qu'elle est aujourd'hui] a [éloigné les décisions|réparti autrement les rôles|laissé des zones grises], et [l'on ne sait plus qui fait quoi|les usagers s'y perdent|chacun renvoie à l'autre].",
    "[L'école|La bibliothèque|Le centre de loisirs] [a rouvert|a grandi|a changé de locaux] en {2011-2019}, et [les outils n'ont pas suivi|l'on a gardé les vieux formulaires|tout s'est compliqué].",
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
    "[Une entreprise|Un éditeur|Un consultant] [est venu|nous a reçus] {n} fois : [de belles images|un discours bien rodé|une démonstration sans accroc], puis [plus de nouvelles|un devis hors de portée|des options à n'en plus finir].",
    "[Le groupe de travail|Le comité|Un petit groupe] s'est réuni {n} fois en {2018-2020}, [puis s'est essoufflé|jusqu'au confinement|sans conclure], [faute d'animateur|chacun repris par l'urgence|mais il en reste des notes].",
    "[Nous avons écrit|Nous avons posé la question] [au département|à l'association des maires|à la région] : [on nous a renvoyés ailleurs|la réponse fut aimable|une aide existe, mais pas pour nous].",
    "[Un agent|Une collègue|Le nouvel adjoint] a appris [sur son temps libre|en ligne|auprès d'un voisin], [avec courage|et nous lui disons merci|mais cela ne remplace pas un métier].",
    "[Des affiches|Des messages|Des rappels] [en plus gros|traduits|dessinés par les enfants] ont [un peu aidé|fait sourire|amélioré les choses] [pendant {n} semaines|le temps d'un été|sans changer le fond].",
    "[L'idée|La piste] de [tout confier à un prestataire|regrouper les secrétariats|fermer un matin de plus] a été [écartée|débattue|repoussée] [par le conseil|après un vote serré|en {mois} {2018-2020}].",
  ].map(Template.init)

  static let figures = [
    "Sur {120-950} demandes [traitées|reçues|suivies] en {2018-2020}, {15-60} % ont [nécessité|demandé] au moins {n} [échanges supplémentaires|relances|appels de plus].",
    "Chaque [dossier|demande|affaire] passe entre les mains de {n} [personnes|agents|signataires] et reste [en attente|en cours|sur une pile] {4-40} jours [en moyenne|le plus souvent|dans le meilleur des cas].",
    "Le {jour}, [jour de plus forte affluence|jour de marché|veille de fermeture], nous comptons {8-60} [passages|visites] et {10-80} appels [avant {heure}|dans la matinée|en {durée}].",
    "L'affranchissement [représente à lui seul|atteint|dépasse] {300-3900} euros par an, pour {200-2900} [courriers|plis|lettres].",
    "Nous [imprimons|tirons|photocopions] {2-38} 000 pages par an, dont {10-60} % pour [ce seul sujet|des pièces déjà connues|des brouillons].",
    "Dans {hameau}, {part} foyers sur dix n'ont pas [d'adresse électronique que nous connaissions|de réseau correct|d'imprimante].",
    "Un agent à {40-80} % y [consacre|passe] {n} heures le {jour} et {n} heures [le {jour}|en fin de mois|à chaque rentrée].",
    "Les {n} communes voisines [annoncent|donnent|constatent] des chiffres [semblables|comparables|proches], à {2-15} % près.",
    "Les demandes arrivent [par téléphone|au guichet] ({20-50} %), [par courriel|de vive voix] ({15-45} %), puis [par courriel ou sur papier|dans la boîte aux lettres|au hasard des rencontres].",
    "[Un relevé|Un comptage] de {n} semaines donne {30-300} [gestes|saisies|recherches] [inutiles|en double|évitables], soit {durée} [par agent|chaque semaine|à chaque fois].",
    "[Sur dix|Parmi dix] [appels|visites|courriers], {part} [portent sur la même question|pourraient disparaître|trouvent réponse aussitôt].",
    "Le [délai|temps d'attente] est passé de {2-9} à {10-45} jours [en {n} ans|depuis {2014-2018}|après le départ d'un agent].",
    "[La dépense|Le coût complet] [approche|atteint] {2-19} 000 euros par an [en comptant les heures|tout compris|hors déplacements].",
    "[Nous avons recensé|Nous comptons] {n} [fichiers|registres|listes], {40-900} [fiches|lignes|contacts] et [aucune règle de mise à jour|autant de doublons que de vérités|bien des adresses périmées].",
    "[L'an passé|En {2018-2020}], {20-75} % des [réponses|décisions|attestations] sont parties [hors délai|le dernier jour|après une relance].",
    "[Trois quarts|La moitié|Un tiers] des [visiteurs|usagers|appelants] [reviennent au moins une fois|ignorent la pièce à fournir|préféreraient un rendez-vous le soir].",
    "[La formation|L'apprentissage] d'un [remplaçant|nouvel agent|vacataire] [prend|demande] {n} semaines, [dont la moitié à chercher où sont les choses|quand il reste {n} mois|et tout recommence ensuite].",
    "[Un déplacement|Un aller-retour] vers {mairie} [coûte|représente] {4-30} kilomètres [en moyenne|pour qui habite {hameau}|pour une simple signature].",
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
    "[Ni|Surtout ni] [publicité|revente de données|abonnement caché] : [c'est une question de confiance|le conseil y tient|nous l'écrirons au contrat].",
    "[L'outil|Le service] doit [fonctionner|rester utilisable] [quand le réseau tombe|sur un vieux poste|hors des heures d'ouverture], [au moins pour lire|sans perdre ce qui est saisi|car cela arrive {n} fois par mois].",
    "[Les mots|Les phrases|Les écrans] [seront simples|doivent être relus par des habitants|parleront comme on parle au guichet], [sans sigle|sans jargon|et traduits au besoin].",
    "[Que l'on puisse|Il faut pouvoir] [corriger une erreur|annuler un envoi|reprendre plus tard], [sans appeler personne|soi-même|dans les {n} jours].",
    "[Chaque commune|Chaque service] [garde la main sur|choisit] [ses tarifs|ses horaires|ses modèles], [même dans un outil partagé|sans demander au prestataire|et peut en changer le {jour}].",
    "[La sortie|Une porte de sortie] doit [rester possible|être prévue] : [copie complète|format lisible|préavis court], [sans pénalité|au bout de {n} mois|à tout moment].",
    "[La sécurité|La confidentialité] [ne se négocie pas|passe avant le confort|doit être expliquée] : [qui voit quoi|qui a fait quoi|où sont les copies], [noir sur blanc|en une page|à la portée d'un élu].",
    "[Nous ne voulons pas|Personne ne veut] d'un [compte de plus|mot de passe de plus|outil réservé aux habitués] ; [ce qui existe doit servir|une adresse suffit|l'habitant d'abord].",
  ].map(Template.init)

  static let conclusions = [
    "Nous restons disponibles [le {jour}|le {jour} matin|tous les jours sauf le {jour}] pour [en parler|montrer nos fichiers|accueillir une équipe].",
    "{n} communes de notre [canton|secteur|bassin de vie] [signeraient|partagent] cette contribution[, dont {n} de moins de {300-900} habitants|].",
    "Si rien ne change avant {2022-2024}, nous devrons [recruter un mi-temps|réduire l'ouverture du {jour}|renoncer à cette mission].",
    "Merci de [lire|prendre en compte] ce texte un peu long, écrit à plusieurs mains [un {jour} soir|entre deux rendez-vous|au retour d'un conseil].",
    "L'enjeu dépasse {nom} : il concerne [toutes les petites mairies|{dizaine} de collectivités autour de nous|les {n} territoires voisins].",
    "[Voilà|Telle est] [notre réalité|notre demande|la vie d'une petite mairie], [dite simplement|sans exagérer|telle qu'elle est en {mois}].",
    "[Nous y croyons|Nous y tenons], [parce que les agents le méritent|pour ceux qui viendront après|même si la route est longue].",
    "[À défaut|Faute de mieux], [un guide commun|une réponse écrite|un simple échange avec d'autres communes] [nous aiderait déjà|serait un début|nous ferait avancer].",
    "[D'autres|Des voisins] [diront la même chose|ont déjà écrit|écriront sans doute] ; [lisez-nous ensemble|tant mieux si nous sommes plusieurs|nous signons avec eux].",
    "[Rien n'est urgent|Tout n'est pas à faire demain], mais [il faudrait commencer|chaque année perdue coûte|l'attente a assez duré].",
    "[Le conseil|L'équipe|Le bureau] [a approuvé ce texte|a relu ces lignes|soutient cette demande] [à l'unanimité|le {2-28} {mois}|après débat].",
    "[Bravo|Merci] à ceux qui [portent cette consultation|liront jusqu'ici|bâtiront la suite], et [bon courage|à bientôt|tenez-nous au courant].",
    "[Cette demande|Ce besoin] [nous dépasse|concerne tout un bassin de vie|n'a pas de couleur politique], et [c'est pourquoi nous l'écrivons|une réponse commune s'impose|chacun y gagnera].",
  ].map(Template.init)
}
