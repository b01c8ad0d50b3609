import Consultations
import HTML
import Localization
import Platform
import Proof

/// The draw that settles ties, as everyone reads it.
struct PublishedDraw: Component {
  var draw: Draw?
  /// Whether lots settled a tie; nil before the count.
  var settled: Bool?

  private var what: Phrase? {
    draw.map { t("Tiré le \($0.held, .full) (heure de Paris) : \($0.numbers). Publié : \($0.source)") }
  }
  private var use: Phrase {
    switch settled {
    case nil: t("Il tranchera les égalités, s’il en reste au dépouillement.")
    case true?: t("Il a tranché ce que les choix laissaient à égalité.")
    case false?: t("Aucune égalité n’en a eu besoin.")
    }
  }

  var body: some Markup {
    if let what {
      HTML.section(.class("section"), .id("tirage")) {
        h2 { t("Le tirage qui tranche les égalités") }
        p { what }
        p { use }
        p(.class("help")) { t("Saisi par deux personnes, et écrit dans le journal public.") }
      }
    }
  }
}

/// The draw of a vote for those who type it; in French as all of administration.
struct DrawPage: Component {
  struct Entry: Sendable {
    var draw: Draw
    var author: String
    var isMine: Bool
  }

  var consultation: Consultation
  var vote: Vote
  var entry: Entry?
  var published: PublishedDraw
  var typed: DrawTyped
  var refusal: Draw.Refusal?
  var done: String?

  private var back: String { VotePreparationAddress(consultation).path }
  /// Why nothing can be typed yet, or at all.
  private var why: Draw.Refusal? {
    do throws(Draw.Refusal) { try Draw.requireMoment(of: vote) } catch { return error }
    return nil
  }
  private var confirmation: Phrase? {
    switch done {
    case "saisi": t("C’est enregistré ; une autre personne doit saisir les numéros à son tour.")
    case "confirme": t("Le tirage est confirmé, et écrit dans le journal public. Vous pouvez dépouiller.")
    case "retire": t("C’est retiré.")
    default: nil
    }
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Vote des collectivités") }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    h1(.id("tirage")) { t("Tirage qui tranche les égalités") }
    if vote.form.ties == .lots { p(.class("lead"), .lang("fr")) { vote.form.draw } }
    if let entry {
      if entry.draw.publishedAt == nil {
        WaitingDraw(consultation: consultation, vote: vote, entry: entry, typed: typed, refusal: refusal)
      } else {
        published
      }
    } else if let why {
      div(.class("empty")) { p { why.sentence } }
    } else {
      DrawForm(consultation: consultation, vote: vote, typed: typed, refusal: refusal)
    }
  }
}

/// What one person typed: its numbers are not shown, so that the second reads them at the source.
private struct WaitingDraw: Component {
  var consultation: Consultation
  var vote: Vote
  var entry: DrawPage.Entry
  var typed: DrawTyped
  var refusal: Draw.Refusal?

  private var action: String { DrawConfirmationAddress(consultation).path }
  private var end: String { DrawEndAddress(consultation).path }
  private var written: Phrase { t("Saisi par \(entry.author) le \(entry.draw.writtenAt, .dateAndTime)") }
  private var held: Phrase { t("Tirage du \(entry.draw.held, .full) (heure de Paris). Publié : \(entry.draw.source)") }

  var body: some Markup {
    p { held }
    p(.class("meta")) { written }
    if entry.isMine {
      div(.class("notice notice-wait")) { p { t("Une autre personne doit saisir les numéros une seconde fois.") } }
    } else {
      postForm(.action(action), .named("novalidate", "")) {
        input(.type("hidden"), .name("saisie"), .value(entry.draw.token))
        DrawnNumbers(vote: vote, typed: typed, refusal: refusal)
        div(.class("actions")) {
          button(.class("button button-primary"), .type("submit")) { t("Confirmer ce tirage") }
        }
      }
    }
    postForm(.action(end)) {
      input(.type("hidden"), .name("saisie"), .value(entry.draw.token))
      button(.class("button button-secondary"), .type("submit")) { t("Retirer cette saisie") }
    }
  }
}

private struct DrawForm: Component {
  var consultation: Consultation
  var vote: Vote
  var typed: DrawTyped
  var refusal: Draw.Refusal?

  private var action: String { DrawAddress(consultation).path }
  private func sentence(_ field: String) -> Phrase? { refusal?.field == field ? refusal?.sentence : nil }

  var body: some Markup {
    p { t("Recopiez ce que le tirage a donné. Une autre personne le saisira à son tour, sans voir vos numéros.") }
    postForm(.action(action), .named("novalidate", "")) {
      TextField(
        "quand", t("Jour et heure du tirage (heure de Paris)"), kind: .moment, value: typed.held, longest: 20,
        refusal: sentence("quand"))
      DrawnNumbers(vote: vote, typed: typed, refusal: refusal)
      TextField(
        "source", t("Où il est publié"), value: typed.source, longest: Draw.longestSource,
        refusal: sentence("source"))
      div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Enregistrer") } }
    }
  }
}

private struct DrawnNumbers: Component {
  var vote: Vote
  var typed: DrawTyped
  var refusal: Draw.Refusal?

  private var label: Phrase {
    t(
      Int(vote.form.numbers), one: "Le numéro tiré",
      other: "Les \(Int(vote.form.numbers)) numéros, dans l’ordre du tirage, une espace entre eux")
  }

  var body: some Markup {
    TextField(
      "numeros", label, value: typed.numbers, longest: 320,
      refusal: refusal?.field == "numeros" ? refusal?.sentence : nil)
  }
}
