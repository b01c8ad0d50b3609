extension Family {
  /// Trade, purchases and tourism.
  static let economy: [Family] = [
    Family(
      "commerces-locaux", themes: ["vie-locale"],
      titles: [
        "[Aider|Faire connaître|Soutenir] les commerces {de} [sans plateforme lointaine|pendant les fermetures|toute l'année]",
        "Commander [au marché|à l'épicerie|chez les producteurs] {à} et retirer [le soir|près de chez soi|en un lieu]",
        "[Horaires|Livraisons|Services] des commerces et des artisans {à} : [qui est ouvert|tenus à jour] ?",
        "[Locaux vides|Vitrines vides|Reprises de commerce] {à} : [les montrer|trouver un repreneur|tenir la liste]",
      ],
      tools: [
        "un annuaire des commerces tenu par eux-mêmes", "un service commun de commande et de retrait",
        "un observatoire des locaux vacants", "un carnet de placement pour le marché",
      ],
      facts: [
        "Pendant le confinement, {n} commerces {de} ont vendu [par téléphone|sur le pas de la porte|grâce à un tableau partagé] ; {n} mois plus tard, [la liste est périmée|l'un d'eux a fermé|rien n'a été gardé].",
        "Notre marché du {jour} réunit {8-60} exposants : les places se notent [au crayon|sur un plan de {2005-2015}|de mémoire], et la régie compte {n} [carnets à souche|quittances perdues|erreurs de caisse] par [mois|trimestre].",
        "Les horaires des {12-90} commerces {de} sont faux [sur les moteurs de recherche|sur le site|au panneau] pour {20-55} % d'entre eux, [surtout l'été|surtout le {jour}|dès {mois}], et les visiteurs trouvent porte close.",
        "{n} locaux restent vides vers {hameau}, certains depuis {2009-2018} ; [le propriétaire est introuvable|le loyer est inconnu|les repreneurs appellent au hasard] et l'élu [tient sa liste|prend les appels|note les visites] [le {jour}|entre deux réunions|sur son téléphone].",
      ],
      publics: [
        "Les commerçants, artisans et producteurs {de}, leurs clients et {n} élus [au commerce|de l'intercommunalité|des villages voisins].",
        "Les bourgs de {800-9000} habitants, avec {12-120} enseignes et [une union commerciale fragile|un animateur partagé|aucun animateur].",
      ],
      existing: [
        "Des places de marché privées qui prennent {6-20} % par vente, [loin du rythme d'un bourg|sans retrait commun|avec {n} mois d'engagement].",
        "Un dépliant de {2016-2019} tiré à {500-4000} exemplaires, [sans les artisans|déjà faux|rangé à l'office].",
      ],
      expected: [
        "Chaque commerçant change ses horaires [par un message|en {n} gestes|depuis la caisse] et {n} sites les reprennent [le jour même|sans ressaisie].",
        "Une commande groupée à {n} boutiques, [retirée en un lieu|livrée le {jour}|payée en une fois], avec [des frais connus|moins de {3-8} % de frais].",
        "Une carte des locaux libres, avec [la surface|le loyer|les travaux] et un interlocuteur qui répond sous {n} jours[, même à un débutant|, propriétaire compris|].",
      ]),
    Family(
      "marches-groupes", themes: ["mairie"],
      titles: [
        "[Acheter|Commander] à plusieurs autour {de}, [sans y passer l'hiver|plus simplement|au meilleur coût]",
        "Marchés publics {à} : [un groupement de {n} communes|des modèles sûrs|moins de ressaisie|des avis lisibles]",
        "Groupement d'achat de [fournitures|produits d'entretien|mobilier scolaire|petits travaux] entre {n} communes",
        "[Recenser|Réunir|Chiffrer] les besoins d'achat de {n} collectivités autour {de}",
      ],
      tools: [
        "un outil de groupement d'achats entre communes", "un recueil de clauses et de modèles de marchés",
        "un suivi partagé des contrats et de leurs échéances", "un carnet des prix payés par chacun",
      ],
      facts: [
        "Pour un groupement de {n} communes, recenser [le papier|le sel de déneigement|le carburant|les extincteurs] a demandé {20-140} courriels et {n} tableaux, [jamais dans le même ordre|dont un perdu|en {n} semaines].",
        "La consultation pour [la cantine|la voirie|le ménage|l'assurance] a reçu {n} offres en {mois} {2018-2020}, [une seule valable|trop chères de {10-45} %|toutes venues de loin], car les artisans {de} [ne voient pas l'avis|craignent le dossier|répondent hors délai].",
        "Le cahier des charges est recopié d'un marché de {2011-2017}, avec {n} clauses [abrogées|contradictoires|écrites pour une ville] ; {mairie} l'a découvert [à l'analyse|au contrôle de légalité|après {n} mois de litige].",
        "{n} contrats [de photocopieur|d'ascenseur|de ménage|de maintenance] se sont renouvelés seuls {à} en {2017-2020}, [faute d'alerte|pour {n} ans|avec une hausse de {5-30} %], et aucun agent n'en tient la liste.",
      ],
      publics: [
        "[Les acheteurs d'un jour|Les secrétaires de mairie|Les directeurs techniques], {n} communes membres et les [artisans|petites entreprises|fournisseurs] du bassin.",
        "Les groupements de {n} à {15-60} collectivités, [sans juriste|sans acheteur de métier|portés par un syndicat], et leurs trésoriers.",
      ],
      existing: [
        "Une centrale d'achat nationale, [utile pour les véhicules|lointaine|sans nos artisans], avec {40-300} pages de catalogue par famille.",
        "Une plateforme de publication à {150-1400} euros par an, qui n'aide ni à [rédiger|estimer] ni à [comparer|analyser] {n} offres.",
      ],
      expected: [
        "Saisir ses besoins en {durée}, voir ceux de {n} voisins et [décider ensemble|fixer un calendrier|désigner qui porte le marché].",
        "Répondre à {n} questions pour obtenir un dossier [à jour|proportionné|relu par un juriste], lisible par [un artisan|une entreprise de {n} salariés].",
        "Une alerte {n} mois avant la fin d'un contrat, avec [le prix payé|l'avis des agents|le bilan] de {n} communes.",
      ]),
    Family(
      "tourisme-taxe-sejour", themes: ["vie-locale", "mairie"],
      titles: [
        "Taxe de séjour {à} : [déclarer en ligne|relancer moins|retrouver les meublés oubliés|un tarif clair]",
        "[Recenser|Suivre|Accompagner] les {20-400} hébergements {de}",
        "[Sentiers et patrimoine|Visites et randonnées|Fiches touristiques] {à} : [une même base|à jour avant l'été|en {n} langues]",
        "Fréquentation touristique {de} : [la mesurer|la comprendre|préparer la saison]",
      ],
      tools: [
        "un portail de déclaration de la taxe de séjour", "un registre des meublés de tourisme",
        "un recueil commun des sites et des sentiers", "un compteur partagé de la fréquentation",
      ],
      facts: [
        "{20-320} hébergeurs {de} déclarent leurs nuitées [sur papier|par courriel|par téléphone], {n} fois par an ; {15-45} % sont [en retard|muets|relancés deux fois] et la régie [recalcule|ressaisit|attend] en {mois}.",
        "Les plateformes versent [en bloc|en fin d'année|sans adresse], et nous ne savons pas [quel meublé a payé|si le tarif est juste|qui relancer] parmi {30-500} annonces repérées {à} en {mois} {2019-2020}.",
        "Les gîtes [ferment|changent de nom|s'ouvrent] sans déclaration : en {durée} de recherche dans les annonces, une agente a retrouvé {n} meublés vers {hameau}, [inconnus de nous|déjà loués tout l'été|sans numéro].",
        "L'office, [le département|la fédération de marche|le syndicat] et {mairie} décrivent le même sentier avec [deux|trois|quatre|cinq] kilomètres d'écart ; en {mois} {2018-2020}, [un groupe s'est perdu|le pont était coupé|{n} balises manquaient].",
      ],
      publics: [
        "Les hébergeurs {de}, [propriétaires d'un seul gîte|gérants de camping|hôteliers], le régisseur et {n} conseillers en séjour.",
        "Les communes touristiques de {200-6000} habitants, dont la population est multipliée par {n} [en été|l'hiver|aux longs week-ends].",
      ],
      existing: [
        "Un logiciel de taxe à {900-5400} euros par an, [réservé à l'office|au calcul obscur|sans lien avec la trésorerie].",
        "Des formulaires [roses|en triple exemplaire|envoyés en {mois}] et un tableur de {80-900} lignes rapprochés à la main par [le régisseur|l'office|un élu].",
      ],
      expected: [
        "Déclarer ses nuitées en {n} minutes depuis un téléphone, avec un tarif [calculé|expliqué|affiché] et un paiement [en ligne|au guichet|par virement].",
        "Rapprocher [déclarations|numéros|adresses] et versements de {n} plateformes, et sortir la liste des relances [le {jour}|par quartier|prête à envoyer].",
        "Décrire un site une fois, [avec photos|avec l'accès en fauteuil|avec les horaires], pour {n} [guides|bornes|applications|panneaux].",
      ]),
  ]
}
