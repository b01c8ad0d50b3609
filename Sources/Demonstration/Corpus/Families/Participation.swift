extension Family {
  /// Consulting, informing and answering the inhabitants.
  static let participation: [Family] = [
    Family(
      "budget-participatif", themes: ["participation"],
      titles: [
        "[Consulter|Faire voter] les habitants {de} [en ligne et sur papier|en {n} semaines|sur {n} projets]",
        "Un budget participatif [à notre taille|des jeunes|de village|en {n} étapes] {à}",
        "[Recueillir|Trier] les idées des habitants {de} [sur le bourg|sur l'école|sur les mobilités|avant le budget]",
        "Réunion publique, [registre|questionnaire], vote : [un même fil|rendre compte|réunir les réponses] {à}",
      ],
      tools: [
        "un espace de consultation des habitants", "un service de budget participatif",
        "un questionnaire public en ligne et sur papier", "un registre d'idées avec suivi des réponses",
      ],
      facts: [
        "Le questionnaire sur [la place|l'école|le stationnement|le nom de la salle] a reçu {40-620} réponses en {mois} {2018-2020}, dont {15-55} % sur papier, [ressaisies le {jour}|dépouillées par {n} élus|comptées deux fois].",
        "Nous avons réservé {4-45} 000 euros à {n} projets d'habitants ; [le vote en ligne|l'urne de l'accueil|la feuille d'émargement] ne dit pas [qui habite ici|si l'on vote deux fois|l'âge des votants].",
        "En réunion publique {à}, {15-90} personnes viennent [le {jour} soir|un {jour} par trimestre|à 18 heures], toujours [les mêmes|des retraités|du même quartier], et leurs remarques [tiennent sur un tableau papier|finissent dans un compte rendu de {n} pages|restent sans réponse].",
        "Les habitants demandent ce qu'est devenue leur idée de [banc|piste|jardin|four à pain] déposée en {2016-2019} : {n} élus [cherchent dans les courriels|se renvoient la question|n'ont pas de réponse écrite], [faute de suivi|au bout de {n} mois].",
      ],
      publics: [
        "Les {hab} habitants {de}, [les jeunes dès {12-16} ans|les résidents secondaires|les conseils de quartier], et {n} élus qui rendent compte.",
        "Les communes de {300-9000} habitants qui consultent {n} fois par [an|mandat], [sans service dédié|sans prestataire|avec des bénévoles].",
      ],
      existing: [
        "Des plateformes [complètes|reconnues], à {2-12} 000 euros par an, qui demandent [un animateur|{n} jours de réglages|un compte à chacun].",
        "Un sondage sur un réseau social, {60-900} clics, [sans preuve de résidence|faussé par les voisins|que les aînés n'ont pas vu].",
      ],
      expected: [
        "Voter une fois et une seule, [en ligne|au guichet|par courrier], avec un résultat [publié|vérifiable|compté] en {n} jours.",
        "Dire à chaque auteur si son idée est [étudiée|retenue|écartée] et pourquoi, en {n} étapes [publiques|datées|lisibles].",
        "Saisir un bulletin papier en {n} secondes et le joindre aux réponses en ligne, [sans le perdre|sans doublon|avec le nombre de chacun][, sous le regard de {n} habitants|].",
      ]),
    Family(
      "lettre-information", themes: ["participation", "vie-locale"],
      titles: [
        "[Écrire|Envoyer|Composer] une lettre aux habitants {de} [par courriel et sur papier|chaque {jour}|sans prestataire]",
        "Prévenir les habitants {de} par message : [écoles et cars|une seule liste|sans réseau social]",
        "Site, panneau lumineux, [affiches|réseaux], courriels : [écrire une seule fois|une saisie pour {n} supports] {à}",
        "[Informer|Joindre] chaque foyer {à} [sans publicité|selon son quartier|selon ses choix]",
      ],
      tools: [
        "un service de lettre municipale", "un envoi de messages courts par quartier",
        "un outil pour publier une fois sur tous les supports", "un registre d'abonnés respectueux des données",
      ],
      facts: [
        "Une même annonce est recopiée sur {n} supports [le {jour}|avant {heure}] : [site|bulletin], panneau lumineux, réseau social et affiches ; en {mois}, [deux dates se contredisaient|l'ancienne date restait en ligne|le panneau était vide].",
        "Nous avons {90-2400} adresses électroniques d'habitants, [recueillies au marché|notées à l'accueil|reprises d'un fichier de {2012-2018}], sans savoir [qui est d'accord|qui est parti|comment les désinscrire].",
        "[Une fermeture de classe|Un changement d'horaire du car|Une coupure de courant] se sait {à} par [des groupes privés|le bouche-à-oreille|une affiche], et {n} foyers vers {hameau} l'apprennent [après coup|le lendemain|à {heure}].",
        "Notre lettre du {jour} part de la messagerie par paquets de {40-90} adresses : {n} envois, {8-40} % de messages [jugés indésirables|jamais ouverts|refusés], et [{durée} de mise en page|une soirée de travail|des réponses éparpillées].",
      ],
      publics: [
        "[Les abonnés|Les résidents secondaires|Les parents d'élèves|Les commerçants] {de}, et {n} personnes qui rédigent [le {jour}|à tour de rôle].",
        "Les communes sans chargé de communication, où {n} élus [écrivent|collent les affiches|tiennent le site] [le soir|le {jour}|entre deux réunions].",
      ],
      existing: [
        "Une application d'annonces à {300-3900} euros par an, installée par {6-30} % des foyers et [remplie deux fois|que les aînés ignorent|pleine de publicité].",
        "Un outil d'envoi [étranger|gratuit], limité à {300-1900} adresses, [peu accessible|qui signe à notre place|bloqué en {mois}].",
      ],
      expected: [
        "Écrire {n} lignes et les voir paraître [sur le site|au panneau|par courriel|par message] en {n} minutes, au bon format.",
        "Laisser chacun choisir [ses sujets|son quartier|sa fréquence], et se désinscrire en {n} clics [sans compte|depuis chaque message|au guichet].",
        "Connaître le nombre de lectures par [quartier|sujet|support] sans suivre personne, et retrouver {n} mois de messages [en ligne|par sujet|par date].",
      ]),
    Family(
      "questions-elus", themes: ["participation", "accueil"],
      titles: [
        "[Poser une question|Écrire] à son élu {à} et [recevoir une réponse|savoir qui répond]",
        "Signaler [un bruit|un chien errant|une haie|un feu de jardin] {à} : [à qui|comment|qui se déplace] ?",
        "Les questions des habitants {de} : [réponses publiques|un délai tenu|moins de messages privés]",
        "[Permanences|Rencontres] des élus {à} : [garder trace|suivre les promesses|prendre place en ligne]",
      ],
      tools: [
        "un service de questions aux élus", "un registre des permanences d'élus",
        "un formulaire de signalement hors voirie", "un recueil public de questions et de réponses",
      ],
      facts: [
        "Les habitants écrivent à leurs élus sur [leur messagerie personnelle|un réseau social|leur portable] ; {n} conseillers {de} reçoivent ainsi {15-180} messages par mois, [sans partage|sans trace|même le {jour} à {heure}].",
        "Un signalement de [bruit|chien errant|haie débordante|feu de jardin] passe par {n} personnes avant {mairie}, [change de version|perd l'adresse|arrive après les faits], et l'habitant [rappelle|écrit au préfet|renonce] au bout de {n} jours.",
        "La même question sur [l'antenne|les impôts locaux|la fibre|l'éclairage] revient {n} fois par [mois|trimestre], et {n} élus y ont répondu [différemment|de mémoire|sans se concerter] en {2018-2020}.",
        "À la permanence du {jour}, {n} visiteurs en [une heure|une matinée|un après-midi] : les demandes tiennent dans [un carnet|un agenda|la mémoire de l'adjoint], et {20-70} % n'ont pas de suite [écrite|connue|datée].",
      ],
      publics: [
        "Les habitants [pressés|qui travaillent tard|sans réseau social], {n} élus de permanence et [le secrétariat|la police municipale|le garde champêtre] {à}.",
        "Les conseils de [onze|quinze|dix-neuf|vingt-trois|vingt-sept] membres, [majorité et minorité|adjoints et délégués], et les {hab} habitants {de}.",
      ],
      existing: [
        "L'adresse électronique de {mairie}, relevée [le {jour}|{n} fois par semaine|par une seule agente], et {n} pages d'élus sur les réseaux.",
        "Un cahier de doléances ouvert en {2016-2019}, {20-160} pages, [très lu|jamais indexé|rangé au coffre].",
      ],
      expected: [
        "Adresser sa question au bon élu sans connaître son nom, et recevoir une réponse [signée|datée|relue] sous {n} jours[, par écrit|, même un simple accusé|].",
        "Publier [la moitié|les trois quarts|l'essentiel] des réponses, [sans nom|avec accord|classées par sujet], pour que {n} autres habitants n'aient pas à redemander.",
        "Transmettre un signalement à [la police municipale|la fourrière|l'élu référent] en {n} étapes, [avec l'heure des faits|avec une photo|sans exposer son auteur].",
      ]),
  ]
}
