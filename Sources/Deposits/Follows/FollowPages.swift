import HTML
import Localization
import Platform

/// Beside a thing that can be followed: the button of a person, or the way to be told by mail.
struct FollowCard: Component {
  var thing: Followed
  var isSignedIn: Bool
  var isFollowing: Bool
  var language: Language

  private var page: String { language.address(thing.follow) }
  private var end: String { language.address(thing.end) }
  private var told: Phrase {
    switch thing.target {
    case .contribution: t("Nouvelle version, commentaires, soutiens : soyez prévenu.")
    case .organisation: t("Ce qu’il dépose, ce qu’il soutient : soyez prévenu.")
    }
  }

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("Suivre") }
      if isFollowing {
        p(.class("help")) { t("✓ Vous serez prévenu de ce qui est nouveau.") }
        postForm(.action(end)) {
          button(.class("button button-quiet"), .type("submit")) { t("Ne plus suivre") }
        }
      } else if isSignedIn {
        p(.class("help")) { told }
        postForm(.action(page)) {
          button(.class("button button-secondary"), .type("submit")) { t("Suivre") }
        }
      } else {
        p(.class("help")) { told }
        a(.class("button button-secondary"), .href(page)) { t("Suivre par courriel") }
      }
    }
  }
}

/// Following one thing.
struct FollowPage: Component {
  var thing: Followed
  var isSignedIn: Bool
  var isFollowing: Bool
  var typed: String
  var refusal: FollowRefusal?
  var done: String?
  var language: Language

  private var back: String { language.address(thing.path) }
  private var page: String { language.address(thing.follow) }
  private var end: String { language.address(thing.end) }
  private var mine: String { language.address(MyFollowsAddress().path) }
  private var confirmation: Phrase? {
    switch done {
    case "suivi": t("C’est noté : vous serez prévenu de ce qui est nouveau.")
    case "deja-suivi": t("Vous suiviez déjà : rien n’a changé.")
    case "suivi-fini": t("Vous ne suivez plus.")
    case "pas-suivi": t("Vous ne suiviez pas : rien n’a changé.")
    case "envoye": t("Un courriel est parti vers cette adresse. Ouvrez son lien pour confirmer.")
    default: nil
    }
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Retour") }
    h1 { t("Suivre") }
    p(.class("lead"), .lang(thing.language?.rawValue)) { thing.title }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    if isSignedIn {
      postForm(.class("actions"), .action(isFollowing ? end : page)) {
        if isFollowing {
          button(.class("button button-secondary"), .type("submit")) { t("Ne plus suivre") }
        } else {
          button(.class("button button-primary"), .type("submit")) { t("Suivre") }
        }
      }
      p { a(.href(mine)) { t("Ce que je suis") } }
    } else {
      FollowByMail(page: page, typed: typed, refusal: refusal)
    }
  }
}

private struct FollowByMail: Component {
  var page: String
  var typed: String
  var refusal: FollowRefusal?

  var body: some Markup {
    p {
      t(
        "Sans compte : un courriel par semaine au plus, quand il y a du nouveau. Chaque courriel permet d’arrêter d’un clic."
      )
    }
    postForm(.action(page)) {
      if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
      TextField(
        "adresse", t("Votre adresse"), kind: .email, value: typed, longest: MailAddress.longest,
        help: t("Elle ne sert qu’à cela, et n’est montrée à personne."), refusal: refusal?.sentence)
      div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Recevoir un lien") } }
    }
  }
}

/// What the link of the mail opens: one button.
struct FollowConfirmationPage: Component {
  var address: FollowConfirmationAddress
  var thing: Followed
  /// Once it is done, what leads to the page of what is kept of her.
  var kept: String?
  var language: Language

  private var isDone: Bool { kept != nil }
  private var action: String { language.address(address.path) }
  private var back: String { language.address(thing.path) }
  private var mine: String { language.address(CitizenAddress(token: kept ?? "").path) }

  var body: some Markup {
    h1 { isDone ? t("C’est confirmé") : t("Encore un clic") }
    p(.class("lead"), .lang(thing.language?.rawValue)) { thing.title }
    if isDone {
      p { t("Vous recevrez un courriel quand il y aura du nouveau. Chacun porte un lien pour ne plus en recevoir.") }
      p { a(.href(back)) { t("Voir la page suivie") } }
      p { a(.href(mine), .id("garde")) { t("Ce que nous gardons de vous") } }
    } else {
      postForm(.class("actions"), .action(action)) {
        button(.class("button button-primary"), .type("submit")) { t("Suivre") }
      }
    }
  }
}

/// What one follows, what is new, and how often one is written to.
struct MyFollowsPage: Component {
  var news: FollowNews?
  var followed: [Followed]
  var rhythm: Follower.Rhythm?
  var done: String?
  var language: Language

  private var seen: String { language.address(FollowsSeenAddress().path) }
  private var entries: [FollowNews.Entry] { news?.entries ?? [] }
  private var cut: Phrase {
    t("Seules les \(FollowNews.most) premières sont ici : les autres se lisent sur chaque page suivie.")
  }
  private var confirmation: Phrase? {
    switch done {
    case "rythme": t("C’est noté.")
    case "meme-rythme": t("C’était déjà votre choix.")
    case "lu": t("Tout est marqué comme lu.")
    case "suivi-fini": t("Vous ne suivez plus.")
    default: nil
    }
  }

  var body: some Markup {
    h1 { t("Ce que je suis") }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    HTML.section(.class("section")) {
      h2 { t("Nouveau depuis votre dernière lecture") }
      if entries.isEmpty {
        p(.class("help")) { t("Rien de nouveau.") }
      } else {
        ul(.class("list plain")) { for entry in entries { NewsEntry(entry: entry, language: language) } }
        if news?.isCut ?? false { p(.class("help")) { cut } }
        postForm(.class("actions"), .action(seen)) {
          button(.class("button button-secondary"), .type("submit")) { t("Marquer comme lu") }
        }
      }
    }
    HTML.section(.class("section")) {
      h2 { t("Vos suivis") }
      if followed.isEmpty {
        p(.class("help")) { t("Vous ne suivez rien pour l’instant. Soutenir une contribution, c’est aussi la suivre.") }
      } else {
        ul(.class("list plain")) { for thing in followed { FollowedEntry(thing: thing, language: language) } }
      }
    }
    RhythmForm(rhythm: rhythm ?? Follow.firstRhythm, language: language)
  }
}

private struct NewsEntry: Component {
  var entry: FollowNews.Entry
  var language: Language
  private var path: String { entry.path(in: language) }

  var body: some Markup {
    li(.class("entry")) {
      h3(.lang(entry.contribution.written)) { a(.href(path)) { entry.contribution.title } }
      div(.class("meta")) { for fact in entry.facts { span { fact } } }
    }
  }
}

private struct FollowedEntry: Component {
  var thing: Followed
  var language: Language
  private var path: String { language.address(thing.path) }
  private var end: String { language.address(thing.end) }
  private var stop: Phrase { t("Ne plus suivre : \(thing.title)") }

  var body: some Markup {
    li(.class("entry")) {
      h3(.lang(thing.language?.rawValue)) { a(.href(path)) { thing.title } }
      postForm(.action(end)) {
        button(.class("button button-quiet"), .type("submit"), .ariaLabel(stop)) { t("Ne plus suivre") }
      }
    }
  }
}

private struct RhythmForm: Component {
  var rhythm: Follower.Rhythm
  var language: Language
  private var action: String { language.address(RhythmAddress().path) }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Par courriel") }
      postForm(.action(action)) {
        fieldset(.class("field")) {
          legend { t("Quand il y a du nouveau, m’écrire :") }
          for choice in Follower.Rhythm.allCases {
            Choice(.radio, "rythme", choice.rawValue, choice.title, isChosen: choice == rhythm)
          }
        }
        div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Enregistrer") } }
      }
    }
  }
}
