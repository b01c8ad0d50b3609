import Consultations
import Differences
import Forms
import HTML
import Localization
import Platform

/// Two versions of one draft, answer by answer where they differ; or what is left of hers where the draft is gone.
struct DraftConflictPage: Component {
  var consultation: Consultation
  var place: DraftPlace
  var conflict: DraftConflict
  /// Those of other windows of hers, which wait for their turn.
  var others: [DraftConflict]
  /// Nil where it was published or deleted.
  var draft: Draft?
  var themes: [Theme]
  var questionnaire: Questionnaire?
  /// What the answers of both point at.
  var names: AnswerNames
  var person: Int64
  var refusal: Phrase?
  var language: Language

  var title: Phrase { draft == nil ? t("Votre texte est gardé") : t("Deux versions de ce brouillon") }
  private var back: String { language.address(DraftsAddress(consultation).path) }
  private var mine: String { language.address(DraftDownloadAddress(place).path) + "?version=\(conflict.window)" }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Mes dépôts") }
    h1 { title }
    if let refusal { ErrorSummary(field: "choisir", sentence: refusal) }
    if !others.isEmpty { OtherWindows(page: self) }
    if let draft {
      ConflictForm(page: self, draft: draft)
    } else {
      GoneDraft(page: self)
    }
    p(.class("help")) { a(.href(mine), .named("download", "")) { t("Télécharger mon texte") } }
    LetGoCard(
      action: language.address(DraftConflictAddress(place).path), window: conflict.window, isGone: draft == nil)
  }
}

/// What she typed upon the same draft in other windows: one is chosen of after another.
private struct OtherWindows: Component {
  var page: DraftConflictPage

  var body: some Markup {
    div(.class("notice")) {
      p { t("Vous avez aussi écrit dans ce brouillon depuis une autre fenêtre : chaque version est gardée.") }
      ul(.class("plain")) {
        for other in page.others { OtherWindow(other: other, place: page.place, language: page.language) }
      }
    }
  }
}

private struct OtherWindow: Component {
  var other: DraftConflict
  var place: DraftPlace
  var language: Language
  private var address: String { other.address(in: place, language) }

  var body: some Markup {
    li { a(.href(address)) { t("Version gardée le \(other.keptAt, .dateAndTime)") } }
  }
}

extension DraftConflict {
  /// Where one chooses of this one.
  func address(in place: DraftPlace, _ language: Language) -> String {
    language.address(DraftConflictAddress(place).path) + "?version=\(window)"
  }
}

/// Of which of her versions a choice is made.
private struct VersionField: Component {
  var window: String
  var body: some Markup { input(.type("hidden"), .name("version"), .value(window)) }
}

private struct ConflictForm: Component {
  var page: DraftConflictPage
  var draft: Draft

  private var action: String { page.language.address(DraftConflictAddress(page.place).path) }
  private var answers: [DraftConflict.Answer] {
    page.conflict.answers(against: draft, asking: page.questionnaire)
  }
  private var saved: Phrase {
    draft.savedBy == page.person
      ? t("Vous avez enregistré ce brouillon depuis un autre appareil, le \(draft.savedAt, .dateAndTime).")
      : t("Quelqu’un d’autre a enregistré ce brouillon le \(draft.savedAt, .dateAndTime).")
  }

  var body: some Markup {
    div(.class("notice notice-wait")) {
      p { saved }
      p {
        t("Rien n’est perdu : le vôtre est gardé à côté. Choisissez, réponse par réponse, ce que devient le brouillon.")
      }
    }
    postForm(.action(action)) {
      input(.type("hidden"), .name("revision"), .value(String(draft.revision)))
      VersionField(window: page.conflict.window)
      if answers.isEmpty {
        p { t("Les deux versions se complètent : il n’y a rien à choisir.") }
      }
      for answer in answers { AnswerChoice(page: page, draft: draft, answer: answer) }
      div(.class("actions")) {
        button(
          .class("button button-primary"), .type("submit"), .id("choisir"), .name("action"),
          .value(DraftChoices.Action.choose.rawValue)
        ) { t("Enregistrer ces choix") }
      }
    }
  }
}

private struct AnswerChoice: Component {
  var page: DraftConflictPage
  var draft: Draft
  var answer: DraftConflict.Answer

  private var name: String { DraftChoices.prefix + answer.field.name }
  private var written: String { page.conflict.text.language.rawValue }
  private var question: Phrase { answer.field.question(page.conflict.rubric, page.questionnaire, in: page.language) }
  private var mine: String { told(answer.mine) }
  private var theirs: String { told(answer.theirs) }
  private var saved: Phrase { t("Celui du brouillon, enregistré à \(draft.savedAt, .time)") }

  private func told(_ values: [String]) -> String {
    switch answer.field {
    case .themes:
      page.themes.filter { values.contains($0.slug) }.map { $0.title(in: page.language) }.joined(separator: ", ")
    case .answer(let key):
      values.map { value in
        let option = page.questionnaire?.question(key)?.type.options.first { $0.key == value }
        return option?.label.text(in: page.language) ?? page.names[value]
      }.joined(separator: ", ")
    default: values.joined(separator: ", ")
    }
  }

  var body: some Markup {
    fieldset(.class("field")) {
      legend { question }
      div(.class("compared")) {
        VersionShown(title: t("Le vôtre"), text: mine, written: written)
        VersionShown(title: saved, text: theirs, written: draft.text.language.rawValue)
      }
      if !mine.isEmpty, !theirs.isEmpty {
        details {
          summary { t("Ce qui les sépare") }
          p(.class("difference"), .lang(written)) {
            for piece in TextDifference(from: theirs, to: mine).pieces { PieceShown(piece: piece) }
          }
        }
      }
      Choice(.radio, name, "mien", t("Garder le mien"), isChosen: answer.first == .mine)
      Choice(.radio, name, "leur", t("Garder celui du brouillon"), isChosen: answer.first == .theirs)
      if answer.both != nil {
        Choice(
          .radio, name, "deux", t("Garder les deux, l’un après l’autre"), isChosen: answer.first == .both)
      }
    }
  }
}

private struct VersionShown: Component {
  var title: Phrase
  var text: String
  var written: String

  var body: some Markup {
    div {
      p(.class("help")) { title }
      if text.isEmpty {
        p { t("(rien)") }
      } else {
        p(.class("difference"), .lang(written)) { text }
      }
    }
  }
}

/// What she typed too late for its draft.
private struct GoneDraft: Component {
  var page: DraftConflictPage
  private var action: String { page.language.address(DraftConflictAddress(page.place).path) }
  private var text: ContributionText { page.conflict.text.naming(page.names, asked: page.questionnaire) }

  var body: some Markup {
    div(.class("notice notice-wait")) {
      p { t("Ce brouillon a été publié ou supprimé pendant que vous écriviez. Voici ce que vous aviez écrit.") }
    }
    postForm(.class("actions"), .action(action)) {
      VersionField(window: page.conflict.window)
      button(
        .class("button button-primary"), .type("submit"), .name("action"),
        .value(DraftChoices.Action.begin.rawValue)
      ) { t("Le reprendre dans un nouveau brouillon") }
    }
    h2(.lang(text.language.rawValue)) { text.title }
    ContributionBody(
      rubric: page.conflict.rubric, text: text, questionnaire: page.questionnaire, language: page.language)
  }
}

private struct LetGoCard: Component {
  var action: String
  var window: String
  var isGone: Bool

  var body: some Markup {
    details {
      summary { t("Ne pas garder mon texte") }
      postForm(.action(action)) {
        VersionField(window: window)
        p {
          isGone
            ? t("Ce que vous aviez écrit sera perdu.") : t("Ce que vous aviez écrit sera perdu. Le brouillon reste.")
        }
        button(
          .class("button button-danger"), .type("submit"), .name("action"),
          .value(DraftChoices.Action.letGo.rawValue)
        ) { t("Supprimer mon texte") }
      }
    }
  }
}

/// On a draft of which she has another version.
struct ConflictNotice: Component {
  var place: DraftPlace
  var language: Language
  private var address: String { language.address(DraftConflictAddress(place).path) }

  var body: some Markup {
    div(.class("notice notice-wait")) {
      p { t("Vous avez écrit une autre version de ce brouillon : elle est gardée à côté.") }
      p { a(.href(address)) { t("Comparer et choisir") } }
    }
  }
}

/// Her versions that wait for a choice, among her deposits.
struct ConflictList: Component {
  var conflicts: [DraftConflict]
  var consultation: Consultation
  var language: Language

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Vos versions à comparer") }
      ul(.class("list plain")) {
        for conflict in conflicts {
          ConflictEntry(conflict: conflict, consultation: consultation, language: language)
        }
      }
    }
  }
}

private struct ConflictEntry: Component {
  var conflict: DraftConflict
  var consultation: Consultation
  var language: Language
  private var address: String {
    let place = DraftPlace(consultation: consultation.slug, token: conflict.token)
    return conflict.address(in: place, language)
  }
  private var title: Phrase { conflict.text.title.isEmpty ? t("Sans titre") : .verbatim(conflict.text.title) }
  private var kept: Phrase { t("gardée le \(conflict.keptAt, .dateAndTime)") }

  var body: some Markup {
    li(.class("entry")) {
      h3 { a(.href(address)) { title } }
      div(.class("meta")) { span { kept } }
    }
  }
}
