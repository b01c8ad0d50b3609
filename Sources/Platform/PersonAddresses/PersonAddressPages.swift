import HTML
import Localization

/// The addresses of one's account: those that there are, the one that waits for its code, and a new one.
struct PersonAddressesPage: Component {
  var addresses: [PersonAddress]
  /// With which this session was opened.
  var current: String
  /// The one that waits for its proof.
  var waiting: String?
  var typed: String
  var refusal: PersonAddress.Refusal?
  var done: String?
  var language: Language

  private var account: String { language.address(AccountAddress().path) }
  private var confirmation: Phrase? {
    switch done {
    case "envoye": t("Un message est parti vers cette adresse : tapez son code, ou ouvrez son lien.")
    case "ajoutee": t("L’adresse est ajoutée. Vos autres adresses en sont prévenues.")
    case "retiree": t("L’adresse est retirée. Vos autres adresses en sont prévenues.")
    default: nil
    }
  }
  private var isFull: Bool { addresses.count >= PersonAddress.most }

  var body: some Markup {
    a(.class("back"), .href(account)) { t("← Mon compte") }
    h1 { t("Mes adresses") }
    p(.class("lead")) {
      t("Chacune permet de se connecter. Nous vous écrivons à la première qui reçoit nos courriels.")
    }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    ul(.class("list plain"), .id("retirer")) {
      for address in addresses {
        PersonAddressEntry(
          address: address, isCurrent: address.mail == current, isOnly: addresses.count == 1, language: language)
      }
    }
    if let waiting { AddressCodeForm(mail: waiting, refusal: refusal, language: language) }
    if isFull {
      p(.class("help")) { PersonAddress.Refusal.tooMany.sentence }
    } else {
      AddressForm(typed: typed, refusal: refusal, language: language)
    }
  }
}

private struct PersonAddressEntry: Component {
  var address: PersonAddress
  var isCurrent: Bool
  var isOnly: Bool
  var language: Language
  private var action: String { language.address(PersonAddressRemovalAddress().path) }
  private var since: Phrase { t("depuis le \(address.confirmedAt, .date)") }
  private var label: Phrase { t("Retirer \(address.mail)") }

  var body: some Markup {
    li(.class("entry")) {
      h2(.class("h3")) { address.mail }
      div(.class("meta")) {
        span { since }
        if isCurrent { strong { t("celle de cette connexion") } }
      }
      if !isOnly, !isCurrent {
        postForm(.class("actions"), .action(action)) {
          input(.type("hidden"), .name("adresse"), .value(String(address.id)))
          button(.class("button button-quiet"), .type("submit"), .ariaLabel(label)) { t("Retirer") }
        }
      }
    }
  }
}

private struct AddressCodeForm: Component {
  var mail: String
  var refusal: PersonAddress.Refusal?
  var language: Language
  private var action: String { language.address(AddressCodeAddress().path) }
  private var sentence: Phrase { t("\(mail) attend son code, valable une heure.") }
  private var shown: Phrase? { refusal?.field == "code" ? refusal?.sentence : nil }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Tapez le code reçu") }
      p { sentence }
      postForm(.action(action)) {
        TextField("code", t("Code de six chiffres"), kind: .code, value: "", longest: 20, refusal: shown)
        div(.class("actions")) {
          button(.class("button button-primary"), .type("submit"), .id("prouver")) { t("Ajouter cette adresse") }
        }
      }
    }
  }
}

private struct AddressForm: Component {
  var typed: String
  var refusal: PersonAddress.Refusal?
  var language: Language
  private var action: String { language.address(PersonAddressesAddress().path) }
  private var shown: Phrase? { refusal?.field == "adresse" ? refusal?.sentence : nil }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Une adresse de plus") }
      postForm(.action(action), .named("novalidate", "")) {
        TextField(
          "adresse", t("Adresse électronique"), kind: .email, value: typed, longest: MailAddress.longest,
          help: t("La vôtre quand vous changez de poste, ou celle de la mairie. Un code y sera envoyé."),
          refusal: shown)
        div(.class("actions")) {
          button(.class("button button-secondary"), .type("submit"), .id("ajouter")) { t("Recevoir le code") }
        }
      }
    }
  }
}

/// What the link of the mail opens: one button, since the scanners of mail servers open links by themselves.
struct AddressProofPage: Component {
  var link: Secret
  var mail: String
  var name: String
  var language: Language
  private var action: String { language.address(AddressProofAddress(secret: link).path) }
  private var sentence: Phrase { t("L’adresse \(mail) permettra de se connecter au compte de \(name).") }

  var body: some Markup {
    h1 { t("Encore un clic") }
    p(.class("lead")) { sentence }
    postForm(.class("actions"), .action(action)) {
      button(.class("button button-primary"), .type("submit")) { t("Ajouter cette adresse") }
    }
  }
}
