package import Localization
import Platform

/// What an invented body says under a contribution, or its depositor in answer to the remark before it.
package struct InventedComment: Sendable, Equatable {
  /// The place of the speaker in `Corpus.organisations`.
  package var organisation: Int
  package var text: String
  package var isAnswer: Bool
  package var at: Instant
}

/// Tells the conversation under each contribution: nothing under many, one to five remarks under the others, a third of
/// them answered by the depositor where it is invented too. The same at each telling.
package struct CommentTeller: Sendable {
  let seed: UInt64
  let plans: [ContributionPlan]
  let organisations: [InventedBody]
  /// Remarks already told, by their fingerprint.
  private var told = ToldSentences()

  init(seed: UInt64, plans: [ContributionPlan], organisations: [InventedBody]) {
    self.seed = seed
    self.plans = plans
    self.organisations = organisations
  }

  /// The conversation under one contribution, in the order of time.
  package mutating func tell(
    under target: InventedSupport.Target, rubric: InventedContribution.Rubric
  ) -> [InventedComment] {
    var generator: SeededGenerator
    let depositor: Int?
    let start: Instant
    let count: Int
    switch target {
    case .contribution(let place):
      generator = SeededGenerator(seed: seed, stream: 7, index: place)
      depositor = plans[place].organisation
      start = plans[place].publishedAt
      count = Self.count(&generator)
    case .known(let place):
      // A real body has no word put in its mouth.
      generator = SeededGenerator(seed: seed, stream: 8, index: place)
      depositor = nil
      start = DepositTimes.opening.adding(seconds: 47 * 86_400)
      count = generator.within(2...5)
    }
    var comments: [InventedComment] = []
    for at in (0..<count).map({ _ in DepositTimes.moment(&generator, after: start) }).sorted() {
      let speaker = speaker(&generator, besides: depositor)
      let text = tell(Remarks.of(rubric), for: speaker, &generator)
      comments.append(InventedComment(organisation: speaker, text: text, isAnswer: false, at: at))
      guard let depositor, generator.chance(35) else { continue }
      let answer = tell(Remarks.answers(rubric), for: depositor, &generator)
      let later = at.adding(seconds: Int64(generator.within(600...5_400)))
      guard later < DepositTimes.last else { continue }
      comments.append(InventedComment(organisation: depositor, text: answer, isAnswer: true, at: later))
    }
    return comments
  }

  private static func count(_ generator: inout SeededGenerator) -> Int {
    switch generator.below(100) {
    case 0..<42: 0
    case 42..<72: 1
    case 72..<88: 2
    case 88..<96: 3
    default: 5
    }
  }

  private func speaker(_ generator: inout SeededGenerator, besides depositor: Int?) -> Int {
    while true {
      let speaker = generator.chance(8) ? generator.below(3) : generator.below(organisations.count)
      if speaker != depositor { return speaker }
    }
  }

  /// Another wording is sought eight times before one is told twice.
  private mutating func tell(_ parts: [[Template]], for body: Int, _ generator: inout SeededGenerator) -> String {
    var text = ""
    for _ in 0..<8 {
      var teller = Teller(
        generator: SeededGenerator(seed: generator.next()), body: organisations[body])
      // The first part always; the others more often than not.
      let chosen = parts.enumerated().filter { place, _ in place == 0 || generator.chance(64) }.map(\.element)
      let told = chosen.map { teller.tell(generator.pick($0)) }.joined(separator: " ")
      text = told.replacing("\n\n ", with: "\n\n").trimmed
      if self.told.insert(text) { break }
    }
    return text
  }
}

/// Sentences of remarks and answers, for every subject.
private enum Remarks {
  static func of(_ rubric: InventedContribution.Rubric) -> [[Template]] {
    rubric == .need ? [agreeing, facts, wishes] : [curious, facts, wishes]
  }

  static func answers(_ rubric: InventedContribution.Rubric) -> [[Template]] {
    rubric == .need ? [thanks, promises] : [thanks, serviceAnswers]
  }

  private static let agreeing = [
    "[Même constat|Même situation|Même difficulté] {à}[, avec {agents}|, depuis {n} ans|, tous les {jour}s].",
    "[Nous pourrions signer ce texte|Ce texte pourrait être le nôtre|Nous vivons la même chose] {à}.",
    "[Merci|Bravo] pour cette contribution : [le besoin est le même|nous en parlons depuis {n} mois|le sujet revient à chaque réunion] {à}.",
    "{à}, [c'est aussi notre première demande|nous faisons de même, faute de mieux|rien n'existe non plus].",
    "[Le besoin dépasse votre territoire|Vous n'êtes pas les seuls] : {n} [communes|collectivités] autour de nous disent la même chose.",
  ].map(Template.init)

  private static let curious = [
    "Nous aimerions l'essayer {à}[, avec {agents}|, dès {mois}|, à {n} ou plus].",
    "[Quel en serait le coût|Combien faudrait-il compter par an] pour {hab} habitants ?",
    "[L'outil|Le service] fonctionne-t-il avec {logiciel} ? [C'est notre seule question|Nous y tenons beaucoup|Tout le reste nous convient].",
    "[Combien de temps|Combien de jours] a pris l'installation, et qui [s'en occupe aujourd'hui|la tient à jour] ?",
    "[Très intéressant pour nous|Voilà qui nous éviterait un marché] : {mairie} cherche [la même chose|un outil de ce genre] depuis {n} mois.",
  ].map(Template.init)

  private static let facts = [
    "{mairie} y passe {durée} par [semaine|mois|quinzaine][, surtout le {jour}|, surtout en {mois}|].",
    "Nous avons essayé un autre outil pendant {n} mois : [trop lourd pour nous|personne ne s'en sert plus|il fallait tout ressaisir].",
    "Le dernier devis reçu était de {3-40} 000 euros[ par an|, sans la formation|, hors maintenance].",
    "Ici, {dizaine} de personnes [le demandent chaque mois|seraient concernées|attendent une réponse] [au guichet|par téléphone|par courriel].",
    "[À deux agents|Sans informaticien|Avec une connexion lente], [une installation compliquée est exclue|il faut que ce soit simple|nous ne suivrons pas seuls].",
    "Pour nous, trois choses comptent :\n\n- que cela marche [sur un téléphone|sans réseau|le {jour} comme le dimanche]\n- que {logiciel} soit repris\n- que les données [restent en France|nous appartiennent|puissent être exportées]\n\n",
  ].map(Template.init)

  private static let wishes = [
    "[Pouvons-nous en parler|Seriez-vous d'accord pour un échange] [un {jour} matin|un {jour} après-midi|en visioconférence] ?",
    "Nous sommes [prêts à|volontaires pour] [tester une première version|relire un cahier des charges|accueillir un essai] [dès {mois}|avec {n} agents|pendant {n} semaines].",
    "Attention à [la formation|l'accessibilité|la reprise des données] : [c'est là que tout se joue|sans elle, rien ne tient|on l'oublie trop souvent].",
    "À {n} [communes|collectivités], [le coût deviendrait raisonnable|nous partagerions les frais|nous serions mieux écoutés].",
    "Il faudrait aussi penser à [ceux qui n'ont pas d'ordinateur|ceux qui ne lisent pas bien|la fracture numérique|ceux qui viennent au guichet].",
  ].map(Template.init)

  private static let thanks = [
    "Merci [pour ce retour|de votre message|de l'intérêt que vous y portez].",
    "[Bonne question|Vous avez raison|C'est juste] : [nous compléterons notre texte|nous y avons pensé aussi|cela mérite d'être précisé].",
    "[Avec plaisir|Volontiers] : [plutôt le {jour}|en {mois}, si cela vous va|quand vous voulez le {jour} matin].",
  ].map(Template.init)

  private static let promises = [
    "{n} collectivités nous ont déjà écrit[ ; nous ferons un point en {mois}|, ce qui en ferait une de plus|].",
    "[Un groupe de travail|Une réunion commune] à {n} [serait un bon début|nous conviendrait|nous ferait gagner du temps].",
    "Chez nous, {durée} de [réunion|travail] ont suffi pour [nous mettre d'accord|écrire l'essentiel].",
  ].map(Template.init)

  private static let serviceAnswers = [
    "L'installation a demandé {durée}, et {n} [heures|demi-journées] de formation.",
    "Le coût est de {8-90} euros par mois[, hébergement compris|, sans engagement|].",
    "Nous pouvons vous [ouvrir un accès d'essai|envoyer la notice|montrer l'outil] [en {mois}|le {jour} qui vous convient].",
  ].map(Template.init)
}
