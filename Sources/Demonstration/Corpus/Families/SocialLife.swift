extension Family {
  /// Children after school, volunteers, culture, social aid and digital inclusion.
  static let socialLife: [Family] = [
    Family(
      "accueil-periscolaire", themes: ["enfance"],
      titles: [
        "[Allergies et menus|Menus et régimes] à la cantine {à} : [la bonne information à temps|fini les listes au mur]",
        "[Pointer|Encadrer|Confier] les enfants à la garderie {de} [avec une tablette|sans feuille volante]",
        "Mercredis et vacances : [inscriptions|listes d'attente|places libres] au centre de loisirs {à}",
        "[Cuisiner local|Acheter local|Suivre la qualité] pour {n} cantines {à}",
      ],
      tools: [
        "un cahier de présence du périscolaire", "un suivi des menus et des allergies",
        "un service d'inscription aux mercredis et aux vacances", "un outil d'achat local pour les cantines",
      ],
      facts: [
        "{n} enfants {de} ont un protocole [d'allergie|de santé|de régime], [affiché à la cuisine|rangé au bureau|connu de deux agents], et une remplaçante l'a [découvert|cherché] [un {jour} midi|en plein service|à l'heure du goûter].",
        "La loi demande [la moitié de produits durables|un menu végétarien par semaine|d'afficher l'origine des viandes] ; nos {n} cuisines notent leurs achats [sur les bons|dans un tableur|de mémoire] et le calcul prend {durée} par [mois|trimestre].",
        "Les inscriptions aux vacances ouvrent un {jour} à {heure} et {25-140} familles [appellent|font la queue|écrivent] pour {12-48} places ; {n} désistements restent [inconnus|sans remplaçant].",
        "À la garderie du soir, {n} animateurs cochent {15-120} noms sur [une feuille|un carnet|un téléphone personnel], et un enfant [parti avec un voisin|resté au sport|rentré seul] a été cherché {10-45} minutes en {2017-2020}.",
      ],
      publics: [
        "Les familles, {n} animateurs, [les directrices d'école|la cuisine centrale|les enseignants] et l'élue aux écoles {de}.",
        "Les communes de {250-7000} habitants qui tiennent [une cantine|une garderie|un centre de loisirs] avec {n} agents.",
      ],
      existing: [
        "Des listes [plastifiées|imprimées le {jour}|affichées à la cuisine], refaites {n} fois par an, et {n} classeurs de protocoles.",
        "Un formulaire gratuit pour les vacances, [sans liste d'attente|sans justificatif|sans tarif], qui se ferme au bout de {40-200} réponses.",
      ],
      expected: [
        "Que chaque animateur voie, pour {10-30} enfants, [les allergies|les autorisations de sortie|le numéro à appeler] sans [réseau|papier], et rien de plus.",
        "Une liste d'attente [qui avance seule|visible des parents], avec une réponse sous {n} jours et [le reste à payer|le tarif exact|une place proposée ailleurs].",
        "Calculer la part de produits [locaux|durables|biologiques] à partir de {n} factures, et l'afficher [aux familles|à l'entrée|sur le menu].",
      ]),
    Family(
      "benevoles-associations", themes: ["vie-locale"],
      titles: [
        "[Trouver|Fidéliser|Relayer] des bénévoles pour [les fêtes|les clubs|le comité] {à}",
        "Créneaux du [gymnase|stade|dojo] {à} : [une répartition claire|moins de réunions|un planning des clubs]",
        "[Un guichet|Un carnet|Un compte] pour les clubs {de} : [statuts et assurances|un bureau toujours à jour]",
        "Fêtes et brocantes {à} : [répartir les bénévoles|{n} tours de garde à pourvoir|partager les équipes]",
      ],
      tools: [
        "un tableau des missions bénévoles", "un planning des équipements sportifs entre clubs",
        "un dossier permanent de chaque association", "un réseau d'échange de bénévoles entre villages",
      ],
      facts: [
        "Chaque [fête|course|brocante] {de} demande {20-140} bénévoles sur {n} postes ; [le président|une secrétaire|le comité] appelle [un par un|jusque tard|le {jour} soir] et les {n} mêmes reviennent toujours.",
        "La répartition du [gymnase|stade|dojo] occupe {n} réunions en {mois}, pour {6-40} clubs ; {n} créneaux [restent vides|sont pris en double|servent à deux personnes] [le {jour}|toute l'année|dès {heure}].",
        "Les bureaux changent chaque année : {15-60} % des [courriels|téléphones|adresses] de présidents sont périmés en {mois}, et nos convocations [reviennent|se perdent|partent à l'ancienne équipe].",
        "Statuts, [compte rendu d'assemblée|relevé de banque|attestation d'assurance] : chaque club {de} redonne {n} pièces [au service des sports|à l'accueil|au département], [par courriel|sur clé|en photocopie], {n} fois par an.",
      ],
      publics: [
        "[Les présidents de club|Les comités des fêtes|Les bénévoles d'un jour], {n} agents des sports et les jeunes {de} qui [cherchent une mission|veulent aider|viennent d'arriver].",
        "Les communes de {400-9000} habitants où {12-90} associations se partagent {n} équipements.",
      ],
      existing: [
        "Un tableau mural au gymnase, [effacé par erreur|refait en {mois}|photographié le {jour}], et {n} groupes de discussion.",
        "Un forum en septembre, {15-80} stands, [sans suite le reste de l'année|très suivi|que les nouveaux venus manquent], préparé en {n} réunions.",
      ],
      expected: [
        "Proposer {n} heures de son temps en quelques gestes, et recevoir [une mission|un rappel|le nom d'un référent] {n} jours avant.",
        "Demander, échanger ou rendre un créneau [en ligne|avant {heure}|d'un simple message], avec l'accord de {mairie} sous {n} jours.",
        "Déposer ses pièces une fois, [les partager avec {n} financeurs|les retrouver l'année suivante|les transmettre au bureau suivant], et être averti {n} semaines avant qu'une assurance expire.",
      ]),
    Family(
      "mediatheque-culture", themes: ["vie-locale"],
      titles: [
        "[Réserver|Emprunter] à la médiathèque {de} [depuis chez soi|sans carte|dans {n} communes]",
        "Un catalogue commun pour {n} bibliothèques [de village|tenues par des bénévoles] autour {de}",
        "Spectacles et expositions {à} : [une billetterie simple|jauges et inscriptions|une saison partagée]",
        "[Photos anciennes|Mémoire locale|Fonds local] {à} : [recueillir|montrer|décrire] sans rien abîmer",
      ],
      tools: [
        "un catalogue commun des bibliothèques", "un service de réservation de livres entre communes",
        "un guichet de billetterie pour petites salles", "un album collectif de la mémoire locale",
      ],
      facts: [
        "La bibliothèque {de} ouvre {n} heures par semaine grâce à {n} bénévoles, et prête {900-14000} documents par an avec [des fiches cartonnées|un logiciel de {2003-2011}|un tableur].",
        "{n} bibliothèques à moins de {12-30} kilomètres ont acheté le même roman en {mois}, faute de [voir leurs catalogues|navette|liste commune] ; [le nôtre|notre exemplaire] est resté {n} mois sans lecteur.",
        "Pour {n} spectacles par saison, nous vendons {150-2400} billets [à l'accueil|à la boulangerie|par chèque], sans savoir [combien il reste de places|qui viendra|qui annule] ; {12-90} personnes [sont restées dehors|manquaient] le {2-28} {mois} {2018-2019}.",
        "Des habitants {de} nous confient {40-900} [photographies|cartes postales|cassettes] [d'avant {1930-1965}|d'avant les travaux|de l'ancienne école], gardées [dans des boîtes à chaussures|au grenier|sur {n} disques] sans nom ni date.",
      ],
      publics: [
        "[Les lecteurs|Les scolaires|Les familles] {de}, {n} bibliothécaires bénévoles et les [compagnies|conteurs|musiciens] que nous invitons.",
        "Les réseaux de {n} bibliothèques [sans salarié|à mi-temps|ouvertes le {jour}], et leurs {300-4000} inscrits.",
      ],
      existing: [
        "Un catalogue départemental [difficile à lire|réservé aux professionnels|lent], auquel manquent {400-3000} de nos livres.",
        "Une billetterie privée qui prend {4-12} % par place et [impose un compte|garde les adresses|verse au bout de {n} semaines].",
      ],
      expected: [
        "Chercher un titre dans {n} bibliothèques, le réserver et le retirer [à la mairie|à l'épicerie|à la plus proche] sous {n} jours.",
        "Ouvrir une jauge de {30-300} places, [gratuites ou payantes|avec liste d'attente|avec annulation facile], et compter la recette [le {jour}|en fin de mois].",
        "Décrire ensemble les images anciennes, [à {n} mains|maison par maison|avec les aînés], et garder trace [des droits|des prêteurs|de l'accord des familles].",
      ]),
    Family(
      "aide-sociale", themes: ["solidarites"],
      titles: [
        "[Instruire|Suivre] les aides du centre d'action sociale {de} [sans tout redemander|sans perdre de temps]",
        "CCAS : [un dossier unique|des droits mieux connus|moins de papiers] pour les familles {de}",
        "[Savoir|Faire savoir|Calculer] à quelles aides on a droit {à}",
        "Domiciliation, secours, colis : [un suivi discret|un registre sûr|les bons partenaires] {à}",
      ],
      tools: [
        "un dossier unique d'aide sociale", "un simulateur des aides locales",
        "un suivi confidentiel des secours d'urgence", "un registre sécurisé des domiciliations",
      ],
      facts: [
        "Le centre d'action sociale {de} reçoit {25-600} demandes par an pour [le chauffage|l'alimentation|le transport|le loyer], et chaque famille [recommence son récit|rapporte {n} justificatifs|attend la commission] [tous les {n} mois|à chaque fois].",
        "La commission se réunit toutes les {n} semaines, avec {n} dossiers [anonymisés au feutre|relus à voix haute|photocopiés] ; entre-temps, une facture de {90-900} euros [devient une coupure|grossit de frais|reste impayée].",
        "{20-65} % des personnes qui ont droit [à l'aide au chauffage|au tarif social de l'eau|au portage de repas] n'en font pas la demande {à}, [par gêne|faute d'information|à cause du formulaire], selon un comptage de {2016-2020} auprès de {n} associations.",
        "{n} personnes domiciliées {à} viennent [chaque {jour}|deux fois par semaine] chercher leur courrier ; le registre est [un cahier|un tableur|un fichier sans mot de passe] et {n} attestations [ont expiré|sont à refaire|ont été contestées] depuis {mois}.",
      ],
      publics: [
        "Les ménages en difficulté, {n} administrateurs du CCAS, [l'assistante sociale|les bénévoles de l'aide alimentaire|le bailleur] et une agente [à mi-temps|polyvalente] {à}.",
        "Les centres d'action sociale de {500-12000} habitants, souvent tenus par {n} élus [sans salarié|avec un seul agent|avec des bénévoles].",
      ],
      existing: [
        "Un logiciel pour grandes villes à {1500-7900} euros, [essayé {n} mois|trop indiscret|sans droits d'accès], et des chemises cartonnées.",
        "Un dossier papier de {6-18} pages, [identique depuis {2005-2015}|enfermé à clé|recopié par l'agente], que demandent {n} organismes.",
      ],
      expected: [
        "Une demande avec {n} pièces au plus, [récupérées à la source|gardées {n} mois|partagées avec accord], et une réponse sous {n} jours.",
        "Répondre à {n} questions sans donner son nom, et lire [les aides locales|les aides nationales|les contacts utiles], avec [le montant|la marche à suivre].",
        "Réserver chaque dossier à {n} personnes habilitées, [garder trace des lectures|masquer les noms en commission|tout effacer au bout de {n} ans].",
      ]),
    Family(
      "inclusion-numerique", themes: ["solidarites", "accueil"],
      titles: [
        "[Accompagner|Former] les habitants {de} aux démarches en ligne, [près de chez eux|en {n} séances|sans jargon]",
        "Savoir [où trouver de l'aide|qui aide à quoi|quand passe le médiateur] pour une démarche en ligne {à}",
        "Un atelier numérique itinérant pour {n} villages [isolés|sans transport] autour {de}",
        "Prêter tablettes et ordinateurs [aux aînés|aux collégiens|aux demandeurs d'emploi] {à}",
      ],
      tools: [
        "un annuaire des lieux d'aide au numérique", "un agenda des ateliers et des médiateurs",
        "un cahier d'orientation entre aidants", "un service de prêt de matériel informatique",
      ],
      facts: [
        "{18-42} % des habitants {de} ne font aucune démarche en ligne ; ils viennent [à l'accueil|à l'agence postale|chez l'élue] [avec leurs mots de passe sur un carnet|un {jour} sur deux|dès 9 heures] et {n} aidants y passent {durée}.",
        "Le médiateur numérique partagé par {n} communes passe le {jour} [matin|après-midi] ; {dizaine} de personnes [ne le savent pas|viennent le mauvais jour|attendent], et {n} ateliers ont eu moins de trois inscrits.",
        "Nos agents [tapent les mots de passe|remplissent les formulaires|reçoivent les codes] de {15-120} personnes âgées, sans [mandat écrit|cadre clair|assurance], et {n} d'entre elles ont été [trompées par de faux messages|radiées par erreur|relancées à tort] en {2018-2020}.",
        "Pendant le confinement, {n} élèves et {dizaine} d'aînés n'avaient [ni ordinateur ni imprimante|qu'un téléphone|aucune connexion] {à} ; nous avons prêté {14-60} tablettes, [sans convention|sans suivi|avec un cahier], dont {n} ne sont pas revenues.",
      ],
      publics: [
        "Les personnes [isolées|âgées|sans emploi|peu à l'aise avec l'écrit] {de}, {n} aidants et les [médiateurs|agents d'accueil|travailleurs sociaux] du secteur.",
        "Les foyers sans connexion, soit {8-25} % des {hab} habitants, et {n} structures qui les [reçoivent|orientent|forment].",
      ],
      existing: [
        "Une plaquette de {2016-2020} avec {12-40} adresses, dont [la moitié a fermé|certaines sont payantes|aucune n'ouvre le {jour}].",
        "Des chèques d'accompagnement [peu connus|difficiles à distribuer|mal compris] : {n} carnets sur {20-60} ont servi.",
      ],
      expected: [
        "Trouver en {n} clics, ou par téléphone, [le lieu|l'atelier|l'aidant] le plus proche, [avec le bus|selon la démarche|dans {n} communes].",
        "Un mandat [clair|signé|court], que l'habitant retire quand il veut, et qui protège {n} aidants [en cas d'erreur|en cas de litige|s'ils voient un mot de passe].",
        "Suivre un parcours de {n} séances, depuis le premier [clic|courriel|formulaire] jusqu'à [la déclaration de revenus|la prise de rendez-vous], [à son rythme|en petit groupe].",
      ]),
  ]
}
