import HTML
import Localization
import Platform
import Storage

/// The Rules as an administrator types them, to read again or to publish.
struct RulesTyped: PreparedPart {
  static let fields: Set<String> = ["texte", "action", revisionField]
  var text: String
  var publishes: Bool
  var seen: String?

  init(_ visit: Visit) {
    text = visit.form["texte"] ?? ""
    publishes = visit.form["action"] == "publier"
    seen = visit.form[Self.revisionField]
  }

  init(_ current: Rules?) {
    text = current.map { RulesText($0).markdown } ?? ""
    publishes = false
  }

  var lines: [PreparedLine] { [PreparedLine("texte", t("Texte en Markdown"), text)] }
}

extension PreparationDesk {
  func registerRulesEditing(in registry: inout Registry) {
    registry.get(RulesEditingAddress.self, permission: .prepare) { address, visit in
      let (consultation, current) = try await database.read { db in
        let consultation = try self.consultation(address, db)
        return (consultation, try Rules.current(of: consultation.id, db))
      }
      let text = current.map { RulesText($0).markdown } ?? Self.template
      let seen = RulesTyped(current).revision
      return editing(consultation, current, text, read: nil, seen: seen, visit, refusal: nil)
    }
    registry.post(RulesEditingAddress.self, permission: .prepare, input: RulesTyped.self) { address, visit, typed in
      let (consultation, current) = try await database.read { db in
        let consultation = try self.consultation(address, db)
        return (consultation, try Rules.current(of: consultation.id, db))
      }
      let seen = typed.seen ?? RulesTyped(current).revision
      do {
        let read = try RulesText(parsing: typed.text)
        guard typed.publishes else {
          return editing(consultation, current, typed.text, read: read, seen: seen, visit, refusal: nil)
        }
        try await database.write { db in
          let current = try Rules.current(of: consultation.id, db)
          try typed.check(against: RulesTyped(current))
          guard current.map({ RulesText($0) }) != read else { throw RulesRefusal.unchanged }
          if let unwritten = Self.unwritten(in: read) { throw RulesRefusal.unwritten(unwritten.number) }
          try Rules.publish(
            version: (current?.version ?? 0) + 1, title: read.title, articles: read.articles, in: consultation.id,
            by: visit.actor, at: visit.now, db)
        }
        return done(address, "reglement", visit)
      } catch let refusal as RulesRefusal {
        return try await visit.visit.refuse(refusal) {
          editing(consultation, current, typed.text, read: nil, seen: seen, visit, refusal: refusal)
        }
      } catch let conflict as PreparationConflict {
        return try await visit.visit.refuse(conflict) {
          editing(
            consultation, current, typed.text, read: nil, seen: seen, visit, refusal: nil, conflict: conflict)
        }
      }
    }
  }

  private func editing(
    _ consultation: Consultation, _ current: Rules?, _ text: String, read: RulesText?, seen: String,
    _ visit: PersonVisit, refusal: RulesRefusal?, conflict: PreparationConflict? = nil
  ) -> Answer {
    let page = RulesEditingPage(
      consultation: consultation, current: current, text: text, read: read, refusal: refusal, conflict: conflict,
      revision: seen, language: visit.language)
    let status = refusal?.status ?? conflict?.status ?? 200
    return .page(Page(t("Règlement de la démarche"), status: status, isNarrow: true, page))
  }

  /// The first article that nobody wrote: it says what the template says there.
  private static func unwritten(in read: RulesText) -> Rules.Article? {
    let placeholders = Set((try? RulesText(parsing: template))?.articles.map(\.text) ?? [])
    return read.articles.first { placeholders.contains($0.text) }
  }

  /// What a first version usually holds.
  private static let template = """
    # Règlement de la démarche

    ## Objet {#objet}

    Ce que la démarche cherche, et qui l’organise.

    ## Qui peut déposer {#qui-depose verifier}

    Les organismes qui peuvent déposer, et au nom de qui l’on agit.

    ## Motifs d’inéligibilité {#ineligibilite verifier}

    Ce qui est écarté, et pourquoi.

    ## Instruction et réexamen {#instruction}

    Comment chaque contribution est lue, et comment demander un réexamen.

    ## Qui peut voter {#qui-vote}

    Les organismes qui votent, et qui vote en leur nom.

    ## Règle du vote {#vote}

    Combien de choix, comment ils sont comptés, comment les égalités sont départagées.

    ## Critères du choix {#criteres}

    Les critères, avec leur poids.

    ## Calendrier {#calendrier}

    Les phases et leurs dates ; comment un changement est annoncé.

    ## Recours {#recours}

    À qui s’adresser, et sous quel délai.

    """
}

/// The Rules to write, to read again, to publish.
struct RulesEditingPage: Component {
  var consultation: Consultation
  var current: Rules?
  var text: String
  /// What the text says, once it was read.
  var read: RulesText?
  var refusal: RulesRefusal?
  var conflict: PreparationConflict?
  var revision: String
  var language: Language

  private var back: String { language.address(PreparationAddress(consultation).path) }
  private var action: String { language.address(RulesEditingAddress(consultation).path) }
  private var state: Phrase {
    current.map {
      t(
        "Version \($0.version) publiée le \($0.publishedAt, .date). Publier en fait une nouvelle ; les précédentes restent lisibles."
      )
    }
      ?? t("Aucune version publiée. Le texte ci-dessous est une trame à remplir.")
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { BackTo(consultation.title) }
    h1 { t("Règlement de la démarche") }
    p(.class("lead")) { state }
    postForm(.action(action), .named("novalidate", "")) {
      if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
      SeenRevision(revision: revision, conflict: conflict)
      TextArea(
        "texte", t("Texte en Markdown"), value: text, longest: RulesText.longest, rows: 24,
        help: t(
          "Chaque titre « ## » ouvre un article. Sa clé entre accolades ne change pas d’une version à l’autre ; « verifier » le montre avant chaque dépôt."
        ),
        refusal: refusal?.sentence)
      div(.class("actions")) {
        button(.class("button button-secondary"), .type("submit"), .name("action"), .value("relire")) { t("Relire") }
        button(.class("button button-primary"), .type("submit"), .name("action"), .value("publier")) {
          t("Publier cette version")
        }
      }
    }
    if let read { RulesPreview(read: read) }
  }
}

private struct RulesPreview: Component {
  var read: RulesText
  private var hash: Phrase { t("Empreinte SHA-256 : \(read.hash)") }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Ce qui sera publié") }
      p(.class("meta hash")) { hash }
      ReadCriteria(article: read.articles.first { $0.key == Criterion.article })
      ReadRules(article: read.articles.first { $0.key == ComparedRule.article })
      div(.class("prose")) { for article in read.articles { ArticleText(article: article) } }
    }
  }
}

/// The criteria of the committee, as they are read in their article.
private struct ReadCriteria: Component {
  var article: Rules.Article?

  private var criteria: [Criterion] { article.map { Criterion.all(in: $0.text) } ?? [] }
  private var sum: Phrase { t("Poids en tout : \(criteria.reduce(0) { $0 + $1.weight })") }

  var body: some Markup {
    if let article {
      h3 { t("Critères du comité de sélection") }
      if criteria.isEmpty {
        div(.class("notice notice-wait")) {
          p { t("Article \(article.number) : aucun critère ne se lit. Écrivez-en un par ligne, avec son poids :") }
          p { code { "1. l’utilité pour les collectivités : 40" } }
        }
      } else {
        ol { for criterion in criteria { ReadCriterion(criterion: criterion) } }
        p(.class("help")) { sum }
      }
    }
  }
}

private struct ReadCriterion: Component {
  var criterion: Criterion
  private var line: Phrase { t("\(criterion.title) : \(criterion.weight)") }
  var body: some Markup { li { line } }
}

/// The rules shown beside that of the vote, as they are read in their article.
private struct ReadRules: Component {
  var article: Rules.Article?

  private var rules: [ComparedRule] { article.map { ComparedRule.all(in: $0.text) } ?? [] }

  var body: some Markup {
    if let article {
      h3 { t("Règles comparées au résultat, à titre d’information") }
      if rules.isEmpty {
        div(.class("notice notice-wait")) {
          p { t("Article \(article.number) : aucune règle ne se lit. Écrivez-en une par ligne, son nom à la fin :") }
          p { code { "- les plus choisies d’abord : greedy" } }
        }
      } else {
        ol { for rule in rules { ReadRule(rule: rule) } }
      }
    }
  }
}

private struct ReadRule: Component {
  var rule: ComparedRule
  private var name: String { "\(rule.rule) \(rule.utility)" }
  var body: some Markup {
    li {
      rule.title
      " "
      code { name }
    }
  }
}
