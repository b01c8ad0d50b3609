import Consultations
import Directory
import HTML
import Localization
import Platform

/// Under a contribution: what organisations say of it, and the way to speak.
struct CommentSection: Component {
  var consultation: Consultation
  var contribution: Contribution
  var threads: CommentThreads
  var openings: Openings
  var places: Places
  var person: SignedIn?
  var now: Instant
  var language: Language

  private var address: ContributionAddress { ContributionAddress(contribution, in: consultation) }
  private var writing: String { language.address(CommentsAddress(address).path) }
  private var here: String { language.address(address.path) }
  private var title: Phrase {
    let count = contribution.comments
    return count == 0
      ? t("Commentaires") : t(count, one: "\(count) commentaire", other: "\(count) commentaires")
  }
  private var refusal: ParticipationRefusal? {
    openings.refusal(of: .comment, forAnyOf: person?.standings ?? [])
  }
  private var form: CommentForm? {
    guard refusal == nil, let person, let standing = person.standing else { return nil }
    return CommentForm(
      action: writing, standings: person.standings, chosen: String(standing.organisation),
      text: .init(language: language),
      isReply: false)
  }

  var body: some Markup {
    section(.class("section"), .id("commentaires"), .labelledBy("commentaires-titre")) {
      h2(.id("commentaires-titre")) { title }
      if threads.threads.isEmpty {
        p(.class("help")) { t("Personne n’a encore commenté cette contribution.") }
      } else {
        ol(.class("comments")) {
          for thread in threads.threads { ThreadItem(thread: thread, context: context) }
        }
        Pagination(threads.page, address: { here + "?fil=\($0)#commentaires" })
      }
      if let refusal {
        p(.class("help")) { refusal.sentence }
      } else if let form {
        h3 { t("Ajouter un commentaire") }
        form
      } else {
        div(.class("actions")) { a(.class("button button-secondary"), .href(writing)) { t("Commenter") } }
      }
    }
  }

  private var context: CommentContext {
    CommentContext(
      address: address, organisations: threads.organisations, places: places, isOpen: refusal == nil,
      person: person, now: now, language: language)
  }
}

/// What each comment needs of its page.
struct CommentContext: Sendable {
  var address: ContributionAddress
  var organisations: [Int64: Organisation]
  var places: Places
  var isOpen: Bool
  var person: SignedIn?
  var now: Instant
  var language: Language

  var moderates: Bool { person?.holds(.moderate) ?? false }
}

private struct ThreadItem: Component {
  var thread: CommentThread
  var context: CommentContext

  var body: some Markup {
    li(.id(thread.comment.anchor)) {
      CommentView(comment: thread.comment, context: context)
      if !thread.replies.isEmpty {
        ol(.class("replies")) { for reply in thread.replies { ReplyItem(reply: reply, context: context) } }
      }
    }
  }
}

private struct ReplyItem: Component {
  var reply: Comment
  var context: CommentContext
  var body: some Markup { li(.id(reply.anchor)) { CommentView(comment: reply, context: context) } }
}

/// One comment: who speaks, its words or what stands in their place, what can be done with it.
private struct CommentView: Component {
  var comment: Comment
  var context: CommentContext

  var body: some Markup {
    CommentHeader(comment: comment, context: context)
    if comment.isWithdrawn {
      p(.class("help")) { t("Commentaire retiré par son auteur.") }
    } else if comment.isHidden {
      HiddenWords(comment: comment)
    } else {
      div(.class("prose"), .lang(comment.text.language.rawValue)) { Markdown(comment.text.text) }
    }
    CommentActions(comment: comment, context: context)
  }
}

private struct CommentHeader: Component {
  var comment: Comment
  var context: CommentContext

  private var organisation: Organisation? { context.organisations[comment.organisation] }
  private var name: String { organisation?.name ?? "" }
  private var place: String? { organisation.flatMap(context.places.departmentName) }
  private var link: String { organisation.map { context.language.address(OrganisationAddress($0).path) } ?? "#" }
  private var posted: Phrase { t("\(comment.postedAt, .dateAndTime)") }
  private var reworded: Phrase { t("modifié à \(comment.wordedAt, .time)") }

  var body: some Markup {
    div(.class("meta")) {
      strong { a(.href(link)) { name } }
      if let place { span { place } }
      if let function = comment.function { span { function.title } }
      span { posted }
      if comment.isShown, comment.isReworded { span { reworded } }
    }
  }
}

private struct CommentActions: Component {
  var comment: Comment
  var context: CommentContext

  private var place: CommentPlace { CommentPlace(comment, on: context.address) }
  private var reply: String {
    context.language.address(CommentsAddress(context.address).path) + "?reponse=" + comment.token
  }
  private var own: String { context.language.address(CommentAddress(place).path) }
  private var report: String { context.language.address(CommentReportAddress(place).path) }
  private var moderate: String { CommentModerationAddress(token: comment.token).path }
  private var isMine: Bool { context.person.map { comment.isHeld(by: $0) } ?? false }
  private var mayReply: Bool { context.isOpen && comment.isShown && comment.parent == nil }
  private var change: Phrase {
    let isReworded = context.person.map { comment.isReworded(by: $0) } ?? false
    return isReworded && comment.isRewordable(at: context.now) && context.isOpen
      ? t("Modifier ou retirer") : t("Retirer")
  }
  private var hasAny: Bool { mayReply || comment.isShown || (isMine && !comment.isWithdrawn) || context.moderates }

  var body: some Markup {
    if hasAny {
      p(.class("remarks")) {
        if mayReply { CommentLink(address: reply, label: t("Répondre"), comment: comment, context: context) }
        if isMine, !comment.isWithdrawn {
          CommentLink(address: own, label: change, comment: comment, context: context)
        } else if comment.isShown {
          CommentLink(address: report, label: t("Signaler"), comment: comment, context: context)
        }
        if context.moderates {
          CommentLink(address: moderate, label: t("Modérer"), comment: comment, context: context)
        }
      }
    }
  }
}

/// Says of which comment it is to those who hear links one by one.
private struct CommentLink: Component {
  var address: String
  var label: Phrase
  var comment: Comment
  var context: CommentContext

  private var of: Phrase {
    t(" (commentaire de \(context.organisations[comment.organisation]?.name ?? ""))")
  }

  var body: some Markup {
    a(.href(address)) {
      label
      span(.class("visually-hidden")) { of }
    }
    " "
  }
}

/// What stands in the place of a comment's words: the reason of an instructor, who writes in French.
struct HiddenWords: Component {
  var comment: Comment

  var body: some Markup {
    p(.class("help")) {
      t("Commentaire masqué par la modération. Motif :")
      " "
      span(.lang("fr")) { comment.hidingReason ?? "" }
    }
  }
}
