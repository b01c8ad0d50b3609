import Consultations
import Directory
import Forms
import HTML
import Localization
import Platform

/// An invitation, for those who answer it: accepting or declining on one page, leaving later.
struct InvitationPage: Component {
  var codeposit: Codeposit
  var invitation: DepositsModule.Invitation
  /// The full name of the organisation that is invited.
  var name: String
  /// As it is read.
  var text: ContributionText
  var questionnaire: Questionnaire?
  var refusal: CodepositRefusal?
  var done: String?
  var language: Language

  private var leadName: String { invitation.leadName }
  private var title: Phrase { t("\(leadName) vous invite à co-déposer") }
  private var isShown: Bool { invitation.own != nil && codeposit.outcome == nil }
  private var isOpen: Bool { invitation.deposited.isOpen(invitation.openings) }
  private var written: String { invitation.deposited.text.language.rawValue }
  private var wording: (words: Consultation.Wording, language: Language) {
    invitation.consultation.wording(in: language)
  }
  private var state: Phrase {
    switch codeposit.outcome {
    case nil where codeposit.acceptedAt != nil: t("\(name) dépose ce texte avec \(leadName).")
    case nil: t("\(name) n’a pas encore répondu.")
    case .declined: t("\(name) a décliné cette invitation.")
    case .takenBack: t("Cette invitation a été reprise.")
    case .left: t("\(name) ne dépose plus ce texte.")
    case .lapsed: t("La contribution a été retirée.")
    }
  }

  var body: some Markup {
    p(.class("overline"), .lang(wording.language.rawValue)) { wording.words.title }
    h1 { title }
    if let refusal { ErrorSummary(field: "reponse", sentence: refusal.sentence) }
    div(
      .class(done == nil ? "notice" : "notice notice-ok"), .named("role", done == nil ? nil : "status"), .id("reponse")
    ) {
      p { state }
    }
    if invitation.own == nil { InvitationProof(organisation: invitation.organisation, name: name, language: language) }
    if invitation.own != nil, codeposit.outcome == .declined, isOpen {
      InvitationReconsidering(codeposit: codeposit, language: language)
    }
    if isShown {
      article {
        p(.class("overline")) { invitation.deposited.rubric.title }
        h2(.lang(written)) { invitation.deposited.title }
        ContributionBody(
          rubric: invitation.deposited.rubric, text: text, questionnaire: questionnaire, language: language)
      }
      if codeposit.isWaiting {
        InvitationAnswer(codeposit: codeposit, name: name, language: language)
      } else {
        CodepositLeaving(codeposit: codeposit, invitation: invitation, name: name, language: language)
      }
    }
  }
}

/// For whoever does not act yet for the organisation that is invited.
private struct InvitationProof: Component {
  var organisation: Organisation
  var name: String
  var language: Language
  private var proof: String { language.address(MandateAskingAddress(organisation).path) }
  private var sentence: Phrase { t("Pour lire le texte et répondre, prouvez que vous agissez pour \(name).") }

  var body: some Markup {
    p { sentence }
    div(.class("actions")) { a(.class("button button-primary"), .href(proof)) { t("Le prouver") } }
  }
}

private struct InvitationAnswer: Component {
  var codeposit: Codeposit
  var name: String
  var language: Language
  private var action: String { language.address(CodepositAnswerAddress(token: codeposit.token).path) }
  private var consequence: Phrase {
    t("Si vous acceptez, \(name) signera ce texte, pourra l’écrire et le corriger, et ne le soutiendra pas.")
  }

  var body: some Markup {
    postForm(.class("section"), .action(action)) {
      p { consequence }
      div(.class("actions")) {
        button(.class("button button-primary"), .type("submit"), .name("reponse"), .value("accepter")) {
          t("Accepter")
        }
        button(.class("button button-secondary"), .type("submit"), .name("reponse"), .value("decliner")) {
          t("Décliner")
        }
      }
    }
  }
}

/// For whoever has declined, maybe by one click too many.
private struct InvitationReconsidering: Component {
  var codeposit: Codeposit
  var language: Language
  private var action: String { language.address(CodepositAnswerAddress(token: codeposit.token).path) }

  var body: some Markup {
    postForm(.class("section"), .action(action)) {
      p { t("Vous pouvez revenir sur cette réponse : vous relirez le texte, puis accepterez ou non.") }
      button(.class("button button-secondary"), .type("submit"), .name("reponse"), .value("revenir")) {
        t("Revenir sur cette réponse")
      }
    }
  }
}

private struct CodepositLeaving: Component {
  var codeposit: Codeposit
  var invitation: DepositsModule.Invitation
  var name: String
  var language: Language
  private var action: String { language.address(CodepositEndAddress(token: codeposit.token).path) }
  private var isOpen: Bool { invitation.deposited.isOpen(invitation.openings) }
  private var work: String {
    switch invitation.deposited {
    case .draft(let draft):
      language.address(
        DraftAddress(DraftPlace(consultation: invitation.consultation.slug, token: draft.token)).path)
    case .contribution(let contribution):
      language.address(ContributionAddress(contribution, in: invitation.consultation).path)
    }
  }
  private var consequence: Phrase { t("\(name) ne signera plus ce texte. Ce que vous y avez écrit restera.") }

  var body: some Markup {
    div(.class("actions")) { a(.class("button button-primary"), .href(work)) { t("Ouvrir le texte") } }
    if isOpen {
      details(.class("section")) {
        summary { t("Ne plus co-déposer") }
        postForm(.action(action)) {
          p { consequence }
          button(.class("button button-danger"), .type("submit")) { t("Ne plus co-déposer") }
        }
      }
    }
  }
}

/// What one's organisations are asked to deposit with others.
struct InvitationList: Component {
  var invitations: [Codeposit]
  /// Of what is deposited, by the numbers of the invitations.
  var titles: [Int64: Phrase]
  var inviters: [Int64: CodepositInviter]
  var language: Language

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Invitations à co-déposer") }
      ul(.class("list plain")) {
        for invitation in invitations {
          InvitationLine(
            invitation: invitation, title: titles[invitation.id] ?? t("sans titre"), inviter: inviters[invitation.id],
            language: language)
        }
      }
    }
  }
}

private struct InvitationLine: Component {
  var invitation: Codeposit
  var title: Phrase
  var inviter: CodepositInviter?
  var language: Language
  private var page: String { language.address(CodepositAddress(token: invitation.token).path) }
  private var sent: Phrase { t("Invitation du \(invitation.invitedAt, .dateAndTime)") }

  var body: some Markup {
    li(.class("entry")) {
      h3 { a(.href(page)) { title } }
      div(.class("meta")) {
        span { sent }
        if let inviter { span { inviter.sentence } }
      }
    }
  }
}
