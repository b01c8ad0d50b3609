import Deposits
import Directory

/// Somebody invented who asks to act for an invented body, and waits for an answer.
struct InventedAsker: Sendable {
  enum Place: Sendable {
    /// A commune among those of the corpus, by its place.
    case commune(Int)
    /// A member of the operator, by its place among them.
    case member(Int)
    case intercommunality(Int)
    /// The body for which a character acts: a colleague may answer.
    case ofCharacter(String)
  }

  var name: String
  var mail: String
  var kind: Mandate.Kind
  var place: Place
  /// How long the request has waited when the demonstration starts.
  var minutes: Int64
  var message: String

  static let all: [InventedAsker] = [
    .init(
      name: "Morgan Delmas", mail: "morgan.delmas@wanadoo.example", kind: .agent, place: .member(4),
      minutes: 19 * 1_440 + 200,
      message: "Je remplace la secrétaire jusqu’en septembre. La boîte de la mairie est sur son ancien poste."),
    .init(
      name: "Ange Pradier", mail: "ange.pradier@orange.example", kind: .elected, place: .commune(88),
      minutes: 16 * 1_440 + 45, message: "Adjoint au numérique, élu en 2020. Le maire peut confirmer par téléphone."),
    .init(
      name: "Charlie Vasseur", mail: "charlie.vasseur@laposte.example", kind: .agent, place: .commune(120),
      minutes: 12 * 1_440 + 610,
      message: "La boîte officielle indiquée est fermée depuis la fusion. Pouvez-vous appeler l’accueil ?"),
    .init(
      name: "Eden Garnier", mail: "eden.garnier@courrier.example", kind: .agent, place: .member(7),
      minutes: 10 * 1_440 + 130, message: "Le syndicat nous connaît : il héberge notre messagerie."),
    .init(
      name: "Sandy Bertin", mail: "sandy.bertin@wanadoo.example", kind: .agent, place: .intercommunality(4),
      minutes: 7 * 1_440 + 15, message: "Chargée de mission à la communauté de communes depuis janvier."),
    .init(
      name: "Lilian Charpin", mail: "lilian.charpin@sfr.example", kind: .elected, place: .commune(203),
      minutes: 5 * 1_440 + 320, message: ""),
    .init(
      name: "Dany Rousselot", mail: "dany.rousselot@free.example", kind: .agent, place: .member(13),
      minutes: 4 * 1_440 + 75, message: "Je suis seule à l’état civil, et le code envoyé à la mairie n’arrive pas."),
    .init(
      name: "Camille Tessier", mail: "camille.tessier@orange.example", kind: .agent, place: .commune(141),
      minutes: 3 * 1_440 + 400, message: "Nous voulons déposer avant lundi soir, au nom du conseil."),
    .init(
      name: "Alix Fournel", mail: "alix.fournel@wanadoo.example", kind: .elected, place: .commune(260),
      minutes: 2 * 1_440 + 55, message: "Première adjointe. Délibération jointe au courrier parti vendredi."),
    .init(
      name: "Noé Lacombe", mail: "noe.lacombe@laposte.example", kind: .agent, place: .ofCharacter("agent"),
      minutes: 3 * 1_440 + 180, message: "Je travaille au service des écoles, dans le bureau voisin de Dominique."),
    .init(
      name: "Sam Collin", mail: "sam.collin@courrier.example", kind: .agent, place: .member(21),
      minutes: 500, message: "Notre adhésion au syndicat date de décembre. Merci de votre aide."),
    .init(
      name: "Lou-Anne Mercadier", mail: "lou-anne.mercadier@orange.example", kind: .agent,
      place: .intercommunality(9), minutes: 330, message: "Responsable informatique, pour les douze communes."),
    .init(
      name: "Yaël Dormois", mail: "yael.dormois@wanadoo.example", kind: .elected, place: .ofCharacter("maire"),
      minutes: 95, message: "Conseillère municipale déléguée à l’accueil."),
    .init(
      name: "Swann Hébrard", mail: "swann.hebrard@free.example", kind: .agent, place: .commune(70), minutes: 22,
      message: "Il nous reste ce soir : pouvez-vous répondre avant 23 h 59 ?"),
  ]
}

/// A body that is missing from the directory, asked for by one of those who wait.
struct InventedMissingBody: Sendable {
  var name: String
  var kind: OrganisationKind
  /// Its key is right, and no body bears a number that begins by six zeros.
  var siren: String
  var website: String
  /// The place of who asks in `InventedAsker.all`.
  var asker: Int
  var minutes: Int64

  static let all: [InventedMissingBody] = [
    .init(
      name: "Syndicat des eaux de la Haute Lunaye (démonstration)", kind: .syndicate, siren: "000000018",
      website: "https://eaux-haute-lunaye.example", asker: 4, minutes: 11 * 1_440 + 90),
    .init(
      name: "Atelier numérique des Quatre Cantons (démonstration)", kind: .operator, siren: "000000026",
      website: "https://quatre-cantons.example", asker: 11, minutes: 6 * 1_440 + 20),
    .init(
      name: "Secrétaires de mairie de l’Ombrive (démonstration)", kind: .association, siren: "000000034", website: "",
      asker: 6, minutes: 3 * 1_440 + 300),
    .init(
      name: "Syndicat scolaire du Val de Brenne-Morte (démonstration)", kind: .syndicate, siren: "000000042",
      website: "https://ecoles-brenne-morte.example", asker: 7, minutes: 140),
  ]
}

/// A remark that should not have been posted, and what those who read it say of it.
struct InventedReport: Sendable {
  var remark: String
  /// Why it was hidden, and how many minutes ago; nil for one that still waits.
  var hidden: (reason: String, minutes: Int64)?
  /// Each by one of those who wait, how many minutes ago.
  var reports: [(ground: CommentReport.Ground, message: String, asker: Int, minutes: Int64)]

  static let all: [InventedReport] = [
    .init(
      remark: """
        Inutile de chercher plus loin : notre partenaire équipe une mairie en deux jours pour 49 euros par mois. \
        Demandez une démonstration sur https://logiciel-merveille.example avant la fin du mois.
        """,
      reports: [
        (.advertising, "La même annonce est sous plusieurs besoins.", 1, 4 * 1_440 + 500),
        (.advertising, "", 8, 3 * 1_440 + 20), (.offTopic, "Ce n’est pas un avis, c’est une réclame.", 12, 900),
      ]),
    .init(
      remark: """
        Chez nous, tout est bloqué par l’agente d’accueil du mardi. Appelez-la donc au 01 99 00 12 34, elle vous dira \
        elle-même qu’elle ne lit jamais ses messages.
        """,
      reports: [(.personal, "On reconnaît la personne, et son numéro est donné.", 6, 2 * 1_440 + 75)]),
    .init(
      remark: """
        Il faut n’avoir jamais ouvert un registre pour écrire pareille sottise. Que les petites communes laissent donc \
        parler celles qui savent.
        """,
      reports: [(.insult, "Le ton est méprisant pour nous tous.", 9, 1_440 + 230), (.insult, "", 3, 1_200)]),
    .init(
      remark: """
        La vraie urgence est ailleurs : la départementale n’a pas été refaite depuis dix ans, et les nids-de-poule \
        abîment le car scolaire.
        """, reports: [(.offTopic, "Rien à voir avec ce dépôt.", 5, 410)]),
    .init(
      remark: """
        Nous avons reçu trois offres pour le même outil : 8 400, 11 200 et 12 950 euros. La deuxième sera retenue \
        jeudi en commission.
        """, reports: [(.another, "Ce marché n’est pas encore attribué : ces montants sont confidentiels.", 7, 65)]),
    .init(
      remark: """
        La personne qui a écrit ce texte ferait mieux de rentrer chez elle : elle n’a rien compris à son métier.
        """,
      hidden: ("Ce commentaire attaquait une personne. Parlons des usages, jamais des agents.", 5 * 1_440),
      reports: [(.insult, "Attaque contre une collègue.", 2, 5 * 1_440 + 190)]),
  ]
}
