import HTML
import Localization

/// Asking for the mail that lets one in.
struct SignInPage: Component {
  var mail: String
  var returnTo: String
  var refusal: SignIn.Refusal?
  var language: Language
  private var action: String { language.address(SignInAddress().path) }

  var body: some Markup {
    h1 { t("Se connecter") }
    p(.class("lead")) { t("Ni compte ni mot de passe : donnez votre adresse, nous vous envoyons un code.") }
    postForm(.action(action), .named("novalidate", "")) {
      if let refusal { ErrorSummary(field: "adresse", sentence: refusal.sentence) }
      input(.type("hidden"), .name("retour"), .value(returnTo))
      TextField(
        "adresse", t("Votre adresse électronique"), kind: .email, value: mail, longest: MailAddress.longest,
        help: t("Celle de la mairie ou la vôtre, même chez orange.fr ou gmail.com."), refusal: refusal?.sentence)
      div(.class("actions")) {
        button(.class("button button-primary"), .type("submit")) { t("Recevoir le code") }
      }
    }
  }
}

/// Typing the code that came by mail.
struct SignInCodePage: Component {
  var mail: String
  var isLate: Bool
  var refusal: SignIn.Refusal?
  var settings: Settings
  var language: Language
  private var action: String { language.address(SignInCodeAddress().path) }
  private var sentence: Phrase {
    t("Un message part à l’instant vers \(mail). Il contient un code de six chiffres et un lien, valables une heure.")
  }

  var body: some Markup {
    h1 { t("Tapez le code reçu") }
    p(.class("lead")) { sentence }
    postForm(.action(action)) {
      if let refusal { ErrorSummary(field: "code", sentence: refusal.sentence) }
      TextField(
        "code", t("Code de six chiffres"), kind: .code, value: "", longest: 20, refusal: refusal?.sentence)
      Choice(
        .checkbox, "partagee", "1", t("Plusieurs personnes se servent de cette adresse"), isChosen: false)
      div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Se connecter") } }
    }
    NothingCame(isOpen: isLate, settings: settings, language: language)
  }
}

/// What to do when no mail comes: shown at once to who looks for it, opened after two minutes.
private struct NothingCame: Component {
  var isOpen: Bool
  var settings: Settings
  var language: Language
  private var again: String { language.address(SignInAddress().path) }

  var body: some Markup {
    details(.flag("open", isOpen), .named("data-opens-after", "120")) {
      summary { t("Rien n’est arrivé ?") }
      ul {
        li { t("Regardez dans les courriers indésirables.") }
        li { t("Si c’est la boîte de la mairie, demandez à qui la relève.") }
        li {
          a(.href(again)) { t("Demandez un autre message") }
          t(" : le premier reste valable une heure.")
        }
        if settings.hasHelp { li { HelpContact(settings) } }
      }
    }
  }
}

/// What the link of the mail opens: one button, since the scanners of mail servers open links by themselves.
struct SignInLinkPage: Component {
  var link: Secret
  var mail: String
  var language: Language
  private var action: String { language.address(SignInLinkAddress(secret: link).path) }
  private var sentence: Phrase { t("Vous vous connectez avec l’adresse \(mail).") }

  var body: some Markup {
    h1 { t("Encore un clic") }
    p(.class("lead")) { sentence }
    postForm(.action(action)) {
      div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Se connecter") } }
    }
  }
}

/// Saying who one is: the first time, or when several persons share the address.
struct WhoPage: Component {
  var persons: [Person]
  var name: String
  var refusal: SignIn.Refusal?
  var language: Language
  private var action: String { language.address(WhoAddress().path) }

  var body: some Markup {
    h1 { t("Qui êtes-vous ?") }
    if !persons.isEmpty {
      p(.class("lead")) { t("Plusieurs personnes se servent de cette adresse.") }
      for person in persons { WhoButton(person: person, action: action) }
      h2 { t("Quelqu’un d’autre") }
    }
    postForm(.action(action)) {
      if let refusal { ErrorSummary(field: "nom", sentence: refusal.sentence) }
      TextField(
        "nom", t("Prénom et nom"), kind: .name, value: name, longest: Person.longestName,
        help: t("Vos collègues et les instructeurs le voient. Il n’est pas publié."), refusal: refusal?.sentence)
      div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Continuer") } }
    }
  }
}

private struct WhoButton: Component {
  var person: Person
  var action: String

  var body: some Markup {
    postForm(.action(action)) {
      button(.class("button button-secondary"), .type("submit"), .name("personne"), .value(person.token)) {
        person.name
      }
    }
  }
}
