extension Family {
  /// Waste, water, energy and risks.
  static let environment: [Family] = [
    Family(
      "consignes-tri", themes: ["environnement"],
      titles: [
        "[Expliquer|Rappeler] les consignes de tri {à} [sans dépliant|en {n} langues|bac par bac]",
        "Badges de déchèterie {à} : [un compte simple|moins de fichiers|sans formulaire papier]",
        "Bacs refusés, [colonnes pleines|sacs au pied des bornes] : [le savoir|agir] le jour même {à}",
        "[Composteurs partagés|Réemploi et consigne|Broyage des végétaux] {à} : [un suivi commun|s'inscrire en ligne]",
      ],
      tools: [
        "un assistant des consignes de tri", "un suivi du remplissage des colonnes de tri",
        "un registre des badges de déchèterie", "un carnet en ligne des composteurs partagés",
      ],
      facts: [
        "Les consignes ont changé en {mois} {2018-2020} ; {12-45} % des bacs jaunes {de} sont encore refusés, [à cause des films plastiques|à cause du verre|pour des sacs fermés], et [un papier collé|une étiquette orange|un courrier type] ne suffit pas.",
        "Pour un badge de déchèterie, il faut [un formulaire papier|une photocopie de facture|un passage au siège], puis {n} semaines d'attente ; {40-900} badges ont [changé de main|été perdus|été prêtés à des artisans] depuis {2014-2019}.",
        "Vers {hameau}, la colonne [à verre|à papier|à textiles] déborde {n} fois par [mois|trimestre], et [le collecteur|le syndicat|le prestataire] l'apprend par un voisin [le {jour}|trop tard|au bout de {n} jours].",
        "Nous avons distribué {60-1200} composteurs en {n} ans et [personne ne sait lesquels servent|aucun suivi n'existe|les bacs partagés n'ont plus de référent] ; {dizaine} de familles demandent [un bac|du broyat|une formation] chaque printemps.",
      ],
      publics: [
        "Les {hab} habitants {de}, [les gardiens d'immeuble|les bailleurs|les nouveaux arrivants] et {n} équipes de collecte.",
        "[Les usagers de la déchèterie|Les foyers en habitat collectif|Les écoles qui trient], {n} ambassadeurs du tri et {dizaine} de maîtres composteurs bénévoles.",
      ],
      existing: [
        "Un mémo [plastifié|aimanté|plié en quatre] distribué en {2015-2019}, [contredit|dépassé] par les consignes de {n} communes voisines.",
        "Un fichier de {300-9000} badges tenu [par le gardien|au siège|par {n} agents], [sans date de fin|avec les anciens locataires|jamais rapproché des adresses].",
      ],
      expected: [
        "Nommer un déchet, ou le photographier, et lire en {n} secondes [le bon bac|le point d'apport|la consigne] de sa commune[, même pour un visiteur|, sans compte|].",
        "Prévenir [le collecteur|le syndicat|l'agent de tournée] d'une colonne pleine en {n} gestes, et [voir la levée|recevoir une réponse] sous {12-72} heures.",
        "Un badge [dématérialisé|remis en {n} jours|renouvelé sans papier], et un compte des passages [par foyer|par mois|par type d'apport].",
      ]),
    Family(
      "eau-assainissement", themes: ["environnement"],
      titles: [
        "[Repérer|Trouver] les fuites d'eau {à} [avant la facture|avec nos relevés|sans bureau d'études]",
        "Eau et assainissement {à} : [des factures claires|des relevés partagés|un carnet du réseau]",
        "[Relever|Suivre] {200-1900} compteurs d'eau {à} [sans carnet papier|en deux fois moins de temps]",
        "Contrôle des [fosses|installations autonomes|branchements] : [un suivi partagé|rendez-vous et rapports] {à}",
      ],
      tools: [
        "un suivi des relevés de compteurs d'eau", "un carnet numérique du réseau d'eau",
        "un service d'alerte sur les fuites et les coupures d'eau",
        "un registre des installations d'assainissement autonome",
      ],
      facts: [
        "Le réseau {de} perd {18-48} % de l'eau mise en distribution ; [la dernière fuite|la fuite trouvée vers {hameau}|une conduite percée] a coulé {n} [semaines|mois] avant d'être [entendue|localisée|réparée].",
        "Le fontainier relève {180-2400} compteurs [au crayon|sur un carnet|sous des plaques gelées], et la ressaisie prend {durée} [après chaque tournée|en {mois}|à l'accueil] ; {n} index sur cent sont faux.",
        "Une coupure [pour casse|pour travaux|pour un essai de poteau incendie] a touché {15-300} foyers le {2-28} {mois} {2018-2020} : [aucun message n'est parti|l'école l'a su à {heure}|la crèche a manqué d'eau].",
        "{40-700} fosses doivent être contrôlées {à}, mais [le fichier date de {2008-2014}|les rapports sont en papier|les ventes ne nous sont pas signalées], et {n} propriétaires [contestent|attendent] leur rapport depuis {mois}.",
      ],
      publics: [
        "Les abonnés {de}, le fontainier, [l'élu à l'eau|la régie|le délégataire] et {n} communes du même bassin.",
        "[Les régies|Les petits syndicats|Les services d'eau] de {300-6000} abonnés, avec {n} agents de terrain.",
      ],
      existing: [
        "Un plan du réseau de {1978-2006}, [annoté au feutre|connu du seul fontainier|faux vers {hameau}], et {n} carnets de vannes.",
        "Le logiciel de l'eau édite les factures, mais [ignore les relevés intermédiaires|ne compare pas les années|ne voit pas les fuites] pour {20-70} % des abonnés.",
      ],
      expected: [
        "Saisir un relevé depuis [un téléphone|une tablette|le camion], même sans réseau, et signaler les écarts de plus de {20-80} %.",
        "Prévenir {30-400} abonnés d'une coupure en {n} minutes, [par message|par téléphone|par une affiche prête à imprimer].",
        "Un plan [tenu à jour|consultable sur place|partagé entre {n} agents], avec chaque vanne, chaque [casse|réparation|branchement] et sa date.",
      ]),
    Family(
      "energie-batiments", themes: ["environnement"],
      titles: [
        "[Suivre|Comprendre|Réduire] les consommations d'énergie des bâtiments {de}",
        "Chauffage [de l'école|du gymnase|de la salle des fêtes] : [payer moins|repérer les dérives|chauffer au bon moment] {à}",
        "Factures d'électricité et de gaz {à} : [un tableau par bâtiment|{n} contrats à éclaircir|une alerte sur les écarts]",
        "[Décider|Chiffrer|Préparer] la rénovation énergétique de {n} bâtiments {à}",
      ],
      tools: [
        "un suivi des consommations par bâtiment", "un tableau de bord de l'énergie communale",
        "un outil d'alerte sur les dérives de chauffage", "un comparateur de scénarios de rénovation",
      ],
      facts: [
        "Nous recevons {40-380} factures [d'électricité|de gaz|d'énergie] par an, de {n} fournisseurs, [classées par date|payées sans lecture|rangées par compte], et personne ne peut dire ce que coûte [l'école|le gymnase|la salle des fêtes|l'église].",
        "[Le chauffage du gymnase|La chaudière de l'école|La soufflerie du vestiaire] a tourné {n} jours pour personne [à la Toussaint|pendant les congés de Noël|aux vacances de février] {2017-2020} : {400-3900} euros [partis en fumée|découverts sur la facture|que rien n'a signalés].",
        "Un audit de {12-90} pages, payé {2-9} 000 euros en {2011-2018}, [dort dans un placard|n'a pas été mis à jour|oublie {n} bâtiments], et les élus [ne savent pas par où commencer|attendent des chiffres simples|hésitent entre {n} travaux].",
        "L'éclairage public {de} compte {60-1400} points et {n} armoires ; [éteindre la nuit|changer les lampes|régler les horaires] ferait gagner {15-60} %, mais [le plan manque|les compteurs sont mêlés|l'abonnement n'est pas le bon].",
      ],
      publics: [
        "L'élu aux bâtiments, {n} agents techniques, [les écoles|les clubs|les locataires] et le conseiller en énergie [du secteur|partagé|du syndicat].",
        "Les collectivités de {300-8000} habitants qui chauffent plus de {n} bâtiments [anciens|mal isolés|occupés par moments].",
      ],
      existing: [
        "Les espaces clients de {n} fournisseurs, [sans historique|sans export|aux mots de passe perdus], et un tableur arrêté en {2014-2019}.",
        "Un conseiller partagé entre {12-60} communes, [très utile|débordé|présent {n} jours par an], qui [ressaisit|réclame] chaque facture.",
      ],
      expected: [
        "Lire seul les compteurs communicants et comparer {n} hivers, [en tenant compte du froid|au mètre carré|usage par usage][, sans ressaisir de facture|, mois par mois|].",
        "Alerter quand une consommation dépasse de {10-50} % [celle de l'an passé|la normale|l'objectif], sous {n} jours et avec [le nom du bâtiment|une cause probable].",
        "Comparer {n} travaux, avec [le coût|les aides|l'économie] et le délai, sur une page que [le conseil|le maire|la commission] comprend.",
      ]),
    Family(
      "risques-alertes", themes: ["environnement", "participation"],
      titles: [
        "[Alerter|Prévenir] les habitants {de} [d'une crue|d'un orage|d'un feu|d'une pollution]",
        "Plan communal de sauvegarde {à} : [un document vivant|utilisable la nuit|tenu à jour sans effort]",
        "[Inondation|Tempête|Neige] : [qui fait quoi|qui appelle qui|qui décide] {à} ?",
        "[Une main courante|Un annuaire de crise|Un poste de commandement] pour {n} communes autour {de}",
      ],
      tools: [
        "un plan communal de sauvegarde interactif", "un service d'alerte aux habitants en cas de danger",
        "un annuaire de crise tenu à jour", "un suivi des hauteurs d'eau et des vigilances",
      ],
      facts: [
        "Dans la nuit du {2-28} {mois} {2016-2020}, [la rivière|un orage|une coulée de boue] a touché {6-120} maisons {à} ; l'élu d'astreinte a [frappé aux portes|appelé depuis sa voiture|cherché les numéros] pendant {n} heures.",
        "Le plan communal de sauvegarde, {40-160} pages, cite {n} personnes [parties|qui ont changé de numéro|qui ne sont plus élues] et [reste au coffre|dort sur une clé|attend son premier essai] depuis {2009-2018}.",
        "La vigilance arrive [par un automate|par télécopie|sur un seul téléphone] à {heure}, et {mairie} doit deviner [quels quartiers|quelles rues|quels foyers] prévenir : {20-400} adresses sont exposées, sans liste [à jour|commune|par niveau d'eau].",
        "Après [la crue|la tempête|la grêle], il a fallu {n} semaines pour réunir {30-300} photos et {n} [attestations|devis|témoignages], reçus [par courriel|en vrac|sur {n} téléphones], avant de demander la reconnaissance de catastrophe.",
      ],
      publics: [
        "Le maire, {n} élus d'astreinte, [les pompiers|les agents techniques|la réserve communale] et les {hab} habitants {de}.",
        "Les riverains [de la rivière|du versant|de la digue], les campings et {n} établissements [sensibles|recevant du public] {à}.",
      ],
      existing: [
        "Une sirène [muette depuis {2012-2019}|inaudible fenêtres fermées|essayée une fois par mois], et un automate d'appel à {600-4800} euros par an.",
        "Un classeur de crise de {2008-2017}, [des fiches réflexes|une carte pliée|un schéma d'alerte], et {n} numéros [barrés|sans réponse|écrits à la main].",
      ],
      expected: [
        "Choisir une zone sur la carte et prévenir {40-600} foyers en {n} minutes, [par message et par appel|sans application à installer|avec accusé de réception].",
        "Un plan qui se lit sur téléphone, [même sans réseau|fiche par fiche|selon le danger], avec {n} contacts vérifiés [chaque trimestre|deux fois par an|par un message automatique].",
        "Une main courante où {n} personnes notent [l'heure|la décision|le lieu] de chaque action, et qui [sert de bilan|se transmet à la préfecture|aide l'assureur].",
      ]),
  ]
}
