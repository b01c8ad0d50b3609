extension Family {
  /// Procedures and reception of the public.
  static let reception: [Family] = [
    Family(
      "rendez-vous", themes: ["accueil"],
      titles: [
        "Prendre rendez-vous en mairie [sans téléphoner|en ligne|le soir et le week-end]",
        "[Rendez-vous|Prise de rendez-vous] {à} : en finir avec [le cahier|les appels|la file d'attente]",
        "Un agenda de rendez-vous [simple|partagé|commun] pour {n} [agents|services|permanences]",
        "[Réduire|Éviter] les rendez-vous manqués {à}",
        "Réserver un créneau pour [l'état civil|un titre d'identité|l'urbanisme|une permanence] {à}",
      ],
      tools: [
        "un agenda de rendez-vous en ligne", "un service de prise de rendez-vous avec rappel par message",
        "un planning commun des permanences et des rendez-vous", "un module de réservation de créneaux au guichet",
      ],
      facts: [
        "Les rendez-vous [sont pris|se prennent] par téléphone, [le {jour} et le {jour}|entre 9 heures et [11 heures|midi]], et sont notés [dans un cahier|sur un agenda papier|dans {n} agendas différents].",
        "Chaque semaine, {n} personnes [ne viennent pas|oublient leur rendez-vous|se trompent de jour] et {durée} de créneaux reste vide.",
        "La ligne sonne {20-90} fois par jour pour [fixer|déplacer|confirmer] un rendez-vous, [surtout le {jour}|surtout avant les vacances|même pendant la pause].",
        "Pour [une carte d'identité|un passeport|un dossier de mariage|un permis de construire], il faut attendre {n} semaines, alors que {dizaine} de créneaux se libèrent sans que personne ne le sache.",
      ],
      publics: [
        "[Les habitants|Les actifs|Les familles] qui ne peuvent pas appeler [avant {heure}|le {jour}|pendant leurs heures de travail], et {n} agents d'accueil.",
        "Les {hab} habitants {de}, ainsi que {n} partenaires qui tiennent permanence [le {jour}|dans nos locaux].",
      ],
      existing: [
        "[Un agenda papier|Un tableur|Un cahier à spirale], et {n} agendas électroniques qui ne se parlent pas.",
        "Des services gratuits existent, mais {part} sur dix [affichent de la publicité|hébergent les données hors d'Europe|demandent un compte à l'usager].",
      ],
      expected: [
        "Un lien sur le site : l'habitant choisit un créneau en {n} clics et reçoit un rappel {n} jours avant.",
        "L'agent [garde la main|peut fermer une plage|ajoute un appel téléphonique] en moins de {20-50} secondes, depuis un seul écran.",
        "Un même agenda pour {n} lieux d'accueil, avec une liste d'attente qui prévient [par message|par téléphone|par courriel] dès qu'un créneau se libère.",
      ]),
    Family(
      "suivi-demandes", themes: ["accueil", "mairie"],
      titles: [
        "[Suivre|Tracer] les demandes des habitants [de bout en bout|jusqu'à la réponse|sans rien perdre]",
        "« Où en est mon dossier ? » : {dizaine} d'appels par [semaine|mois] {à}",
        "Un [seul endroit|registre unique] pour les demandes reçues {à}",
        "[Gérer|Partager] les demandes d'usagers entre {n} services",
        "Que plus aucune demande ne [se perde|reste sans réponse] {à}",
      ],
      tools: [
        "un registre partagé des demandes d'usagers", "un outil de suivi des demandes avec numéro de dossier",
        "un tableau commun des courriers et des appels", "un guichet unique interne aux services",
      ],
      facts: [
        "Les demandes arrivent [au guichet, par téléphone et par courriel|par {n} canaux différents|sur {n} boîtes aux lettres électroniques] et personne n'a la liste complète {à}.",
        "Un habitant {de} [rappelle|revient|écrit] en moyenne {n} fois pour savoir où en est [sa demande|sa réclamation|son inscription], déposée depuis {n} semaines.",
        "{dizaine} de [messages|papillons adhésifs|courriels] [dorment|attendent|s'accumulent] sur {n} bureaux [chaque {jour}|dès le {jour}|à la fin du mois].",
        "Quand l'élu chargé [de la voirie|des écoles|du cimetière|du logement] répond de vive voix, {part} fois sur dix [rien n'est noté|l'accueil ne le sait pas|la réponse se perd].",
      ],
      publics: [
        "L'accueil, {n} services et les élus qui [reçoivent|répondent] [le {jour}|en permanence], et d'abord les habitants {de}.",
        "Toute commune de {300-6000} habitants qui reçoit plus de {n} demandes par jour.",
      ],
      existing: [
        "[Un tableur|Un cahier de transmission|Un dossier partagé] de {100-900} lignes, à jour une semaine sur {n}.",
        "Le logiciel du courrier enregistre {n} champs par lettre mais ignore [le téléphone|le guichet|les courriels] {à}.",
      ],
      expected: [
        "Un numéro pour chaque demande, un responsable, une date, et un message à l'usager sous {n} jours.",
        "Voir d'un coup d'œil les demandes en retard de plus de {n} jours [par service|par quartier|par motif].",
        "L'habitant [suit|consulte] l'avancement [en ligne|par téléphone|au guichet] grâce à un code de {n} chiffres.",
      ]),
    Family(
      "actes-etat-civil", themes: ["accueil"],
      titles: [
        "[Demander|Obtenir] un acte d'état civil [sans se déplacer|en {n} minutes|même ancien]",
        "[Numériser|Indexer] {n} registres d'état civil {à}",
        "Actes de naissance {de} : [trop de demandes par courrier|un circuit à simplifier|délais à réduire]",
        "Répondre aux demandes d'état civil [des notaires|des généalogistes|des familles] {à}",
        "Un circuit simple pour [les livrets de famille|les mentions marginales|les actes] {à}",
      ],
      tools: [
        "un circuit en ligne des demandes d'actes", "un index numérisé des registres d'état civil",
        "un service d'envoi sécurisé des actes", "un formulaire unique pour les demandes d'état civil",
      ],
      facts: [
        "Nous recevons {15-300} demandes d'actes par mois, [par lettre|par courriel|par télécopie même], dont {part} sur dix [sont incomplètes|concernent la commune voisine|n'ont pas de justificatif].",
        "[Retrouver|Chercher] un acte d'avant {1930-1970} prend {durée}, car les registres {de} [ne sont pas indexés|sont aux archives|sont abîmés].",
        "Les [notaires|consulats|caisses de retraite] demandent {n} fois le même acte et [joignent rarement l'enveloppe|relancent le {jour}|n'utilisent pas l'échange automatisé].",
        "La mise à jour de {n} mentions marginales occupe [l'agente|la secrétaire|un élu] [le {jour}|{durée} par semaine|jusqu'à {fermeture}].",
      ],
      publics: [
        "Les {80-900} personnes qui [demandent|attendent] chaque année un acte {de}, et l'agente qui les prépare.",
        "Les officiers d'état civil de {n} communes, les notaires et les familles [éloignées|à l'étranger|en deuil].",
      ],
      existing: [
        "{logiciel} imprime l'acte, mais la demande reste [sur papier|dans la messagerie|à ressaisir] dans {60-98} % des cas.",
        "L'échange automatisé entre administrations [ne couvre pas|ignore] nos {n} registres [antérieurs à {1950-1980}|repris d'une commune déléguée].",
      ],
      expected: [
        "Une demande remplie une fois, vérifiée, puis [envoyée|préparée|imprimée] en {n} minutes.",
        "Un index de recherche par nom et par année pour [deux|trois|quatre] siècles de registres [avec l'aide de bénévoles|page par page|sans abîmer les originaux].",
        "Orienter d'emblée vers [la bonne commune|le service central|les archives] les {15-50} % de demandes mal adressées.",
      ]),
    Family(
      "cimetiere", themes: ["accueil", "mairie"],
      titles: [
        "[Gérer|Tenir à jour] le cimetière {de} [avec un plan|sans registre papier|simplement]",
        "Concessions funéraires : [retrouver|prévenir|suivre] les familles {à}",
        "Un plan numérique [du cimetière|des {n} cimetières] {de}",
        "[Échéances|Reprises] de concessions {à} : un [suivi|outil] à notre portée",
      ],
      tools: [
        "un plan interactif du cimetière", "un registre numérique des concessions",
        "un suivi des échéances de concessions", "un outil cartographique pour les cimetières communaux",
      ],
      facts: [
        "Le registre des {120-2400} concessions est [un cahier|un classeur|un fichier] commencé en {1920-1985}, [complété par {n} secrétaires|qu'il faut deviner|raturé à {n} endroits].",
        "Pour situer une tombe, il faut [parcourir les allées|appeler l'ancien fossoyeur|consulter {n} plans] et compter {durée}.",
        "{n} familles par [mois|trimestre] demandent [où repose un parent|le prix d'une case|la date de fin d'une concession] {à}.",
        "Près de {10-45} % des concessions {de} sont [échues|sans héritier connu|à l'abandon], et nous n'avons [prévenu|retrouvé] que {n} familles.",
      ],
      publics: [
        "Les familles, [les marbriers|les pompes funèbres|les généalogistes], et {n} agents qui gèrent {n} cimetières.",
        "Les communes de moins de {1000-5000} habitants qui tiennent {n} registres à la main.",
      ],
      existing: [
        "Des logiciels à {900-4500} euros, trop lourds pour {80-900} concessions.",
        "Un plan de géomètre de {1975-2005}, [colorié à la main|scanné de travers|qui oublie le carré neuf], et {n} copies divergentes.",
      ],
      expected: [
        "Un plan où l'on clique sur un emplacement pour lire [le nom|l'échéance|la durée] parmi {n} renseignements.",
        "Des alertes {n} mois avant chaque échéance et des lettres [prêtes à signer|conformes|déjà adressées] aux familles {de}.",
        "Une recherche ouverte au public, [sans donnée sensible|depuis une borne|depuis un téléphone], pour {n} cimetières.",
      ]),
  ]
}
