import Consultations
import Directory
import HTML
import Localization
import Platform

/// Those whom no mail brings to the vote, and the letters that are printed for them.
struct CastingLettersPage: Component {
  var consultation: Consultation
  var heads: UnreachedHeads
  var filter: CastingLetterFilter
  /// The first of those chosen, by name.
  var first: [String]
  var places: Places
  var isOpen: Bool
  var refusal: CastingLetter.Refusal?

  private var back: String { VotePreparationAddress(consultation).path }
  private var action: String { CastingLettersAddress(consultation).path }
  private var chosen: Int { heads.chosen(filter.reach, in: filter.department).count }
  private var printed: Int { min(chosen, CastingLetter.most) }
  private var reaches: [Choices.Option] {
    CastingLetter.Reach.allCases.map { .init($0.rawValue, t("\($0.title) : \(heads.count($0))")) }
  }
  private var departments: [Choices.Option] {
    [.init("", t("Tous"))] + places.allDepartments.map { .init($0.code, .verbatim("\($0.name) (\($0.code))")) }
  }
  private var total: Phrase {
    t(chosen, one: "\(chosen) collectivité est dans ce cas.", other: "\(chosen) collectivités sont dans ce cas.")
  }
  private var names: String { first.joined(separator: " · ") + (chosen > first.count ? " …" : "") }
  private var offer: Phrase {
    t(printed, one: "Préparer \(printed) lettre à imprimer", other: "Préparer \(printed) lettres à imprimer")
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Vote des collectivités") }
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    h1 { t("Lettres à code, par la poste") }
    p(.class("lead")) {
      t("Pour les collectivités dont aucun courriel ne fait venir le maire ou le président : une page pour chacune.")
    }
    form(.method("get"), .action(action)) {
      Choices("pourquoi", t("Celles"), reaches, chosen: filter.reach.rawValue)
      Choices("departement", t("Département"), departments, chosen: filter.department)
      div(.class("actions")) { button(.class("button button-secondary"), .type("submit")) { t("Filtrer") } }
    }
    HTML.section(.class("section")) {
      h2 { total }
      if chosen > 0 { p(.lang("fr")) { names } }
      if isOpen, chosen > 0 {
        ul {
          li {
            t("Chaque lettre a ses deux codes, montrés une seule fois : imprimez la page qui suit avant de la quitter.")
          }
          li { t("Une lettre imprimée de nouveau annule les codes de la précédente.") }
          li { t("Qui tient la lettre peut voter : mettez-la sous enveloppe fermée, et n’en gardez pas de copie.") }
        }
        postForm(.action(action)) {
          input(.type("hidden"), .name("pourquoi"), .value(filter.reach.rawValue))
          input(.type("hidden"), .name("departement"), .value(filter.department))
          button(.class("button button-primary"), .type("submit")) { offer }
        }
      } else if !isOpen {
        div(.class("notice")) { p { CastingRight.Refusal.notOpen.sentence } }
      }
    }
  }
}

/// The letters themselves: one page for each when they are printed, in French, which is the town hall's language.
struct PrintedLettersPage: Component {
  struct Letter: Sendable {
    var organisation: Organisation
    var codes: CastingLetter.Codes
    /// Empty where it is not known.
    var postcode: String
  }

  var consultation: Consultation
  var letters: [Letter]
  var closing: Instant?
  var expires: Instant
  var printedAt: Instant
  var settings: Settings

  private var back: String { CastingLettersAddress(consultation).path }
  private var title: Phrase {
    t(letters.count, one: "\(letters.count) lettre à imprimer", other: "\(letters.count) lettres à imprimer")
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Lettres à code, par la poste") }
    h1(.class("on-screen")) { title }
    p(.class("notice notice-wait on-screen")) {
      t("Imprimez cette page maintenant : ces codes ne seront plus montrés.")
    }
    for letter in letters {
      PaperLetter(
        consultation: consultation, letter: letter, closing: closing, expires: expires, printedAt: printedAt,
        settings: settings)
    }
  }
}

private struct PaperLetter: Component {
  var consultation: Consultation
  var letter: PrintedLettersPage.Letter
  var closing: Instant?
  var expires: Instant
  var printedAt: Instant
  var settings: Settings

  private var organisation: Organisation { letter.organisation }
  private var isCommune: Bool { organisation.kind == .commune }
  private var address: String { settings.baseAddress + LetterCodeAddress().path }
  private func french(_ phrase: Phrase) -> Phrase { .verbatim(phrase.text(in: .french, Catalogue())) }
  private var recipient: Phrase {
    french(isCommune ? t("À l’attention du maire") : t("À l’attention du président"))
  }
  private var house: String { isCommune ? "Mairie \(organisation.genitive)" : organisation.name }
  private var place: String { letter.postcode.isEmpty ? "" : "\(letter.postcode) \(organisation.name)" }
  private var greeting: Phrase {
    french(isCommune ? t("Madame, Monsieur le Maire,") : t("Madame, Monsieur le Président,"))
  }
  private var what: Phrase {
    french(t("Votre collectivité est appelée à voter : « \(consultation.title) ». Elle y dispose d’un bulletin."))
  }
  private var until: Phrase? {
    closing.map { french(t("Le vote se clôt le \($0.adding(seconds: -60), .full) (heure de Paris).")) }
  }
  private var steps: [Phrase] {
    [
      t("Sur un ordinateur ou un téléphone, ouvrez cette page :"), t("Tapez-y ce code, qui ne sert qu’une fois :"),
      t(
        "Entrez avec votre adresse électronique, ouvrez le bulletin, et choisissez. Vous pourrez nommer qui vote aussi."
      ),
    ].map(french)
  }
  private var warning: Phrase {
    french(
      t(
        "Ce code permet de voter au nom \(organisation.genitive), jusqu’au \(expires.adding(seconds: -60), .full). Ne le donnez à personne : s’il n’est pas pour vous, remettez cette lettre au maire ou au président."
      ))
  }
  private var date: Phrase { french(t("Le \(printedAt, .date)")) }
  private var help: Phrase { french(settings.helpLine) }

  var body: some Markup {
    article(.class("letter"), .lang("fr")) {
      h2 { recipient }
      p(.class("letter-address")) {
        house
        br()
        place
      }
      p { date }
      p { greeting }
      p {
        what
        " "
        if let until { until }
      }
      ol {
        li {
          steps[0]
          " "
          strong { address }
        }
        li {
          steps[1]
          " "
          strong(.class("letter-code")) { letter.codes.casting.printed }
        }
        li { steps[2] }
      }
      p { warning }
      KeptCode(code: letter.codes.contesting, settings: settings)
      p { help }
    }
  }
}

/// The second code of a letter, for an authority that no mailbox tells of its ballot.
private struct KeptCode: Component {
  var code: CastingLetter.Code
  var settings: Settings

  private var address: String { settings.baseAddress + ContestCodeAddress().path }
  private var why: Phrase {
    french(t("À garder dans les dossiers de la collectivité : un second code, qui permet de contester son bulletin."))
  }
  private var how: Phrase {
    french(
      t(
        "Le site dit qui a voté. Si votre collectivité y figure sans avoir voté, ou si son vote a été changé sans son accord, ouvrez cette page avant la publication des résultats :"
      ))
  }
  private var what: Phrase { french(t("Tapez-y le nom ou le SIRET de la collectivité, et ce code :")) }
  private func french(_ phrase: Phrase) -> Phrase { .verbatim(phrase.text(in: .french, Catalogue())) }

  var body: some Markup {
    p { why }
    p {
      how
      " "
      strong { address }
    }
    p {
      what
      " "
      strong(.class("contest-code")) { code.printed }
    }
  }
}

/// `/lettre`: where the code of a letter is typed.
struct LetterCodePage: Component {
  var typed: LetterCodeTyped
  var refusal: Refused?
  var isSignedIn: Bool
  var language: Language

  /// By the letter, or by what the right to cast asks.
  struct Refused: Sendable {
    var field: String
    var sentence: Phrase
    var status: Int
    /// For which an agent may ask to act as elected.
    var organisation: Organisation?
  }

  private var action: String { language.address(LetterCodeAddress().path) }
  private func sentence(_ field: String) -> Phrase? { refusal?.field == field ? refusal?.sentence : nil }

  var body: some Markup {
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    if let organisation = refusal?.organisation { ElectedWay(organisation: organisation, language: language) }
    h1 { t("Le code d’une lettre") }
    p(.class("lead")) {
      t("Vous êtes maire ou président, et avez reçu par la poste une lettre avec un code ? Il prouve qui vous êtes.")
    }
    if !isSignedIn {
      p(.class("help")) {
        t("Vous entrerez ensuite avec votre adresse électronique ; ce que vous tapez ici est gardé.")
      }
    }
    postForm(.action(action), .named("novalidate", "")) {
      TextField(
        "code", t("Code de la lettre"), value: typed.code, longest: LetterCodeTyped.longest,
        help: t("Seize lettres et chiffres, en quatre groupes."), refusal: sentence("code"))
      if let refused = sentence("maire-oui") { p(.class("error")) { refused } }
      Choice(
        .checkbox, "maire", "oui",
        t("Je suis le maire ou le président de la collectivité à qui cette lettre est adressée"),
        isChosen: typed.isHead)
      div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Valider le code") } }
    }
  }
}
