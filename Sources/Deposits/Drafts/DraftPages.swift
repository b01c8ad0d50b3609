import Consultations
import Directory
import Forms
import HTML
import Localization
import Platform

/// Writing a contribution: two fields are required, all else can come later.
struct DraftPage: Component {
  /// Why what was sent is shown again.
  enum Refused: Equatable {
    case text(ContributionText.Refusal)
    case deposit(DepositRefusal)

    var status: Int {
      switch self {
      case .text(let refusal): refusal.status
      case .deposit(let refusal): refusal.status
      }
    }
    var sentence: Phrase {
      switch self {
      case .text(let refusal): refusal.sentence
      case .deposit(let refusal): refusal.sentence
      }
    }
    var field: String {
      switch self {
      case .text(let refusal): refusal.field
      case .deposit: "titre"
      }
    }
  }

  var desk: DepositsModule.DraftDesk
  var text: ContributionText
  /// What its answers point at.
  var names: AnswerNames
  var refusal: Refused?
  /// All that is missing, where something is.
  var lacking: [ContributionText.Refusal]
  var resemblances: Resembling
  var pageLanguage: Language

  private var back: String { pageLanguage.address(ConsultationAddress(slug: desk.consultation.slug).path) }
  private var action: String { pageLanguage.address(DraftAddress(desk.place).path) }
  private var conflict: String { pageLanguage.address(DraftConflictAddress(desk.place).path) }
  private var rubric: Rubric { desk.rubric }
  private var questionnaire: Questionnaire? { desk.questionnaire?.questionnaire }
  private var refusals: [(field: String, sentence: Phrase)] {
    lacking.isEmpty ? refusal.map { [($0.field, $0.sentence)] } ?? [] : lacking.map { ($0.field, $0.sentence) }
  }
  @Sendable private func refused(_ field: String) -> Phrase? { refusals.first { $0.field == field }?.sentence }
  private var isKept: Bool { desk.done == "enregistre" && desk.draft != nil }
  private var kept: Phrase { t("✓ Enregistré à \(desk.draft?.savedAt ?? Instant(milliseconds: 0), .time)") }
  private var isNew: Bool { desk.draft?.contribution == nil }
  private var title: Phrase { isNew ? desk.invitation.title(in: pageLanguage) : t("Corriger ou compléter") }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Consultation") }
    div(.class("title-line")) {
      h1 { title }
      span(.class("saved"), .role("status"), .flag("data-save-state")) { if isKept { kept } }
    }
    if isNew, !desk.invitation.isUsual { p(.class("lead")) { desk.invitation.lead(in: pageLanguage) } }
    DraftStanding(desk: desk, language: pageLanguage)
    if rubric == .service { FileInvitation(place: desk.place, language: pageLanguage) }
    div(.class("columns")) {
      postForm(
        .action(action), .named("novalidate", ""), .named("data-autosave", action),
        .named("data-version", String(desk.draft?.revision ?? 0)),
        .named("data-resting", phrase: t("S’enregistre pendant que vous écrivez")),
        .named("data-saving", phrase: t("Enregistrement…")),
        .named("data-saved", phrase: t("✓ Enregistré à \("{time}")")),
        .named("data-failed", phrase: t("Pas encore enregistré : gardé sur cet appareil, nouvel essai bientôt.")),
        .named("data-restored", phrase: t("Votre texte gardé sur cet appareil est revenu."))
      ) {
        if !refusals.isEmpty { ErrorSummary(refusals) }
        SeenFields(desk: desk)
        ComparisonInvitation(address: conflict)
        DraftFields(
          rubric: rubric, text: text, themes: desk.themes, refusal: refusal, refused: refused,
          resemblances: resemblances,
          consultation: desk.consultation, place: desk.place, language: pageLanguage)
        if let questionnaire {
          ExtraQuestions(
            questionnaire: questionnaire, answers: text.answers, names: names, refused: refused,
            language: pageLanguage)
        }
        DraftAttachmentsLine(attachments: desk.attachments)
        if !desk.isPreparing { DraftCodepositorsLine(depositors: desk.depositors) }
        div(.class("actions")) {
          button(.class("button button-primary"), .type("submit"), .name("action"), .value("relire")) {
            t("Relire et publier")
          }
          button(.class("button button-secondary"), .type("submit"), .name("action"), .value("enregistrer")) {
            t("Enregistrer et revenir plus tard")
          }
        }
      }
      aside(.ariaLabel(t("Repères"))) {
        if desk.isPreparing {
          PreparingCard(desk: desk, language: pageLanguage)
        } else {
          ActingCard(standing: desk.standing, decides: desk.decides, language: pageLanguage)
        }
        if !desk.preparers.isEmpty { PreparersCard(preparers: desk.preparers) }
        NextStepsCard(rubric: rubric)
        if let draft = desk.draft {
          DeletionCard(place: desk.place, revision: draft.revision, decides: desk.decides, language: pageLanguage)
        }
      }
    }
  }
}

/// What the calendar and others mean for this draft.
struct DraftStanding: Component {
  var desk: DepositsModule.DraftDesk
  var language: Language
  private var rest: Phrase {
    desk.openings.isOver(desk.rubric.act)
      ? t("Le dépôt est terminé : ce brouillon ne peut plus être publié. Il reste lisible, et se télécharge.")
      : t("Vous pouvez préparer un brouillon.")
  }
  private var refusal: ParticipationRefusal? { desk.notNow }

  var body: some Markup {
    if desk.isContested { ConflictNotice(place: desk.place, language: language) }
    if desk.isWithdrawn {
      div(.class("notice notice-wait")) { p { DepositRefusal.withdrawn.sentence } }
    } else if let refusal {
      div(.class("notice notice-wait")) {
        p { refusal.sentence }
        p { rest }
      }
    }
  }
}

/// How the draft was when the form was drawn: what tells, at its save, who has changed what.
private struct SeenFields: Component {
  var desk: DepositsModule.DraftDesk
  private var base: String { DraftBase(desk.draft?.text ?? ContributionText(), desk.rubric).text }
  private var revision: String { String(desk.draft?.revision ?? 0) }

  var body: some Markup {
    input(.type("hidden"), .name("rubrique"), .value(desk.rubric.slug))
    if let member = desk.preparedFor { input(.type("hidden"), .name("pour"), .value(member.token)) }
    input(.type("hidden"), .name("revision"), .value(revision))
    input(.type("hidden"), .name("base"), .value(base))
    input(.type("hidden"), .name("fenetre"), .value(desk.window), .named("data-saved-from", desk.draft?.savedFrom))
  }
}

/// Shown by the script as soon as a save finds another version.
private struct ComparisonInvitation: Component {
  var address: String

  var body: some Markup {
    div(.class("notice notice-wait"), .flag("data-conflict"), .flag("hidden"), .role("alert")) {
      p { t("Ce brouillon a été modifié entre-temps. Continuez si vous voulez : votre texte est gardé à côté.") }
      p { a(.class("button button-secondary"), .href(address), .flag("data-saves-first")) { t("Comparer et choisir") } }
    }
  }
}

/// For those who have a file that says it already.
private struct FileInvitation: Component {
  var place: DraftPlace
  var language: Language
  private var address: String {
    language.address(SheetFillingAddress(place).path) + "?rubrique=\(Rubric.service.slug)"
  }

  var body: some Markup {
    p(.class("help")) {
      t("Son code a un fichier publiccode.yml ? ")
      a(.href(address)) { t("Remplir avec ce fichier") }
    }
  }
}

private struct DraftFields: Component {
  var rubric: Rubric
  var text: ContributionText
  var themes: [Theme]
  var refusal: DraftPage.Refused?
  var refused: @Sendable (String) -> Phrase?
  var resemblances: Resembling
  var consultation: Consultation
  var place: DraftPlace
  var language: Language
  private var similar: String {
    language.address(ResemblancesAddress(place).path) + "?rubrique=\(rubric.slug)"
  }

  @Sendable private func refused(_ field: String) -> Phrase? { refusal?.field == field ? refusal?.sentence : nil }
  private var today: Phrase {
    rubric == .need ? t("Un exemple vécu vaut mieux qu’une généralité.") : t("Depuis quand, et ce qu’il a changé.")
  }
  private var hasMore: Bool {
    !text.forWhom.isEmpty || !text.existing.isEmpty || !text.expected.isEmpty || !text.themes.isEmpty
      || ["pour-qui", "existant", "attendu", "themes"].contains(refusal?.field ?? "")
  }

  var body: some Markup {
    TextArea(
      "titre", Questions.title(rubric), value: text.title, longest: ContributionText.longestTitle, rows: 1,
      isLine: true, help: t("150 caractères au plus. Écrivez comme vous le diriez à un collègue."),
      refusal: refused("titre"))
    div(.named("data-similar", similar), .named("data-similar-title", "titre")) {
      ResemblanceList(resemblances: resemblances, consultation: consultation, place: place, language: language)
    }
    TextArea(
      "aujourdhui", Questions.today(rubric), value: text.today, longest: ContributionText.longestText, rows: 7,
      help: today, refusal: refused("aujourdhui"))
    if rubric == .service {
      RequiredSheetFields(sheet: text.service, refused: refused)
      OptionalSheetFields(sheet: text.service, refused: refused)
    }
    details(.class("section"), .flag("open", hasMore)) {
      summary { t("Préciser, si vous le souhaitez") }
      TextArea(
        "pour-qui", Questions.forWhom(rubric), value: text.forWhom, longest: ContributionText.longestText, rows: 3,
        refusal: refused("pour-qui"), isOptional: true)
      TextArea(
        "existant", Questions.existing(rubric), value: text.existing, longest: ContributionText.longestText, rows: 3,
        refusal: refused("existant"), isOptional: true)
      TextArea(
        "attendu", Questions.expected(rubric), value: text.expected, longest: ContributionText.longestText, rows: 4,
        refusal: refused("attendu"), isOptional: true)
      fieldset(.class("field"), .id("themes")) {
        legend { t("Thèmes, trois au plus") }
        if let sentence = refused("themes") { p(.class("error")) { sentence } }
        for theme in themes {
          Choice(
            .checkbox, "theme", theme.slug, .verbatim(theme.title(in: language)),
            isChosen: text.themes.contains(theme.slug))
        }
      }
      Choices(
        "langue", t("Langue du texte"), [.init("fr", t("Français")), .init("en", t("Anglais"))],
        chosen: text.language.rawValue)
    }
  }
}

private struct ActingCard: Component {
  var standing: Standing?
  /// Whether that one publishes it.
  var decides: Bool
  var language: Language
  private var gettingIn: String { language.address(GettingInAddress().path) }
  private var name: String { standing?.fullName ?? "" }

  var body: some Markup {
    div(.class("card")) {
      if standing != nil {
        h2(.class("h3")) { t("Vous agissez pour") }
        p { strong { name } }
        p { t("Vos collègues habilités voient ce brouillon et peuvent le compléter.") }
        if !decides { p { DepositRefusal.leadDecides.sentence } }
        a(.href(gettingIn)) { t("Agir pour un autre organisme") }
      } else {
        h2(.class("h3")) { t("Pas encore d’organisme") }
        p {
          t(
            "Vous pouvez rédiger tout de suite. Pour publier, il faudra prouver, une seule fois, que vous agissez pour votre organisme."
          )
        }
        a(.href(gettingIn)) { t("Trouver mon organisme") }
      }
    }
  }
}

private struct NextStepsCard: Component {
  var rubric: Rubric
  private var writing: Phrase {
    rubric == .need ? t("Écrire : deux champs suffisent") : t("Écrire : quatre champs suffisent")
  }

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("Ce qui suit") }
      ol(.class("steps")) {
        li(.ariaCurrent("step")) { writing }
        li { t("Relire et publier") }
        li { t("Recevoir un accusé de réception, puis une réponse") }
      }
    }
  }
}

private struct DeletionCard: Component {
  var place: DraftPlace
  var revision: Int
  /// Whether the reader may delete it.
  var decides: Bool
  var language: Language
  private var action: String { language.address(DraftDeletionAddress(place).path) }
  private var download: String { language.address(DraftDownloadAddress(place).path) }

  var body: some Markup {
    p { a(.href(download), .named("download", "")) { t("Télécharger ce brouillon") } }
    if decides {
      details {
        summary { t("Supprimer ce brouillon") }
        postForm(.action(action)) {
          input(.type("hidden"), .name("revision"), .value(String(revision)))
          p { t("Ce qui est écrit ici sera perdu.") }
          button(.class("button button-danger"), .type("submit")) { t("Supprimer définitivement") }
        }
      }
    }
  }
}

extension DepositsModule.DraftDesk {
  /// Why it would not be published now, by the calendar and the table of acts.
  var notNow: ParticipationRefusal? {
    openings.refusal(of: draft?.contribution == nil ? rubric.act : .correction, for: standing?.organisation)
  }
}
