import Consultations
import HTML
import Localization
import Platform

/// What instructors look at: reported comments with their age, and those that are hidden. In French alone, as all of
/// instruction.
struct ModerationPage: Component {
  var reported: [ModeratedComment]
  var hidden: [ModeratedComment]
  var speakers: [Int64: String]
  var done: String?
  var now: Instant

  private var confirmation: Phrase? {
    switch done {
    case "masque": t("C’est masqué : le motif s’affiche à la place, et l’auteur reçoit un courriel.")
    case "affiche": t("Le commentaire est de nouveau affiché.")
    case "maintenu": t("Le commentaire reste affiché : les signalements sont classés.")
    default: nil
    }
  }

  var body: some Markup {
    h1 { t("Commentaires signalés") }
    p(.class("lead")) { t("Les plus anciens signalements d’abord.") }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    if reported.isEmpty {
      div(.class("empty")) { p { t("Aucun signalement n’attend.") } }
    } else {
      HTML.section(.class("section")) {
        h2 { t("Signalements") }
        ModeratedList(comments: reported, speakers: speakers, now: now)
      }
    }
    if !hidden.isEmpty {
      HTML.section(.class("section")) {
        h2 { t("Commentaires masqués") }
        ModeratedList(comments: hidden, speakers: speakers, now: now)
      }
    }
  }
}

private struct ModeratedList: Component {
  var comments: [ModeratedComment]
  var speakers: [Int64: String]
  var now: Instant

  var body: some Markup {
    ul(.class("list plain")) {
      for moderated in comments {
        ModeratedEntry(moderated: moderated, speaker: speakers[moderated.comment.organisation] ?? "", now: now)
      }
    }
  }
}

private struct ModeratedEntry: Component {
  static let excerptLength = 200

  var moderated: ModeratedComment
  var speaker: String
  var now: Instant

  private var comment: Comment { moderated.comment }
  private var address: String { CommentModerationAddress(token: comment.token).path }
  private var excerpt: String {
    let start = comment.text.text.prefix(Self.excerptLength)
    return start.count < comment.text.text.count ? start + "…" : String(start)
  }
  private var count: Phrase {
    t(moderated.reports, one: "\(moderated.reports) signalement", other: "\(moderated.reports) signalements")
  }
  private var reason: Phrase { t("Motif : \(comment.hidingReason ?? "")") }

  var body: some Markup {
    li(.class("entry")) {
      h3 { a(.href(address)) { speaker } }
      p(.lang(comment.text.language.rawValue)) { excerpt }
      div(.class("meta")) {
        if let since = moderated.since {
          span { count }
          span { Age(since: since, now: now).phrase }
        }
        if comment.isHidden { span { reason } }
      }
    }
  }
}

/// Since when something waits.
private struct Age {
  var since: Instant
  var now: Instant
  var phrase: Phrase {
    let hours = Int(max(0, now.seconds(since: since)) / 3600)
    if hours < 1 { return t("depuis moins d’une heure") }
    return hours < 48
      ? t(hours, one: "depuis \(hours) heure", other: "depuis \(hours) heures")
      : t(hours / 24, one: "depuis \(hours / 24) jour", other: "depuis \(hours / 24) jours")
  }
}

/// One comment before an instructor: its wordings, who reports what, the decision.
struct CommentModerationPage: Component {
  var contribution: ContributionMention
  var comment: Comment
  var speaker: String
  var wordings: [Comment.Wording]
  var reports: [CommentReport]
  var reason: String
  var refusal: CommentRefusal?
  var now: Instant

  private var back: String { ModerationAddress().path }
  private var target: String { contribution.address.path + "#" + comment.anchor }
  private var posted: Phrase { t("\(speaker), le \(comment.postedAt, .dateAndTime)") }
  private var hiding: Phrase { t("Masqué. Motif : \(comment.hidingReason ?? "")") }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Commentaires signalés") }
    h1 { t("Modérer un commentaire") }
    p(.class("lead"), .lang(contribution.written)) { a(.href(target)) { contribution.title } }
    p(.class("help")) { posted }
    if comment.isHidden { div(.class("notice")) { p { hiding } } }
    if comment.isWithdrawn { div(.class("notice")) { p { t("Commentaire retiré par son auteur.") } } }
    for wording in wordings { QuotedComment(text: wording.text) }
    if !reports.isEmpty {
      HTML.section(.class("section")) {
        h2 { t("Signalements") }
        ul(.class("list plain")) { for report in reports { ReportEntry(report: report, now: now) } }
      }
    }
    if !comment.isWithdrawn {
      ModerationDecision(
        comment: comment, hasReports: !reports.isEmpty, reason: reason, refusal: refusal)
    }
  }
}

private struct ReportEntry: Component {
  var report: CommentReport
  var now: Instant

  var body: some Markup {
    li(.class("entry")) {
      h3 { report.ground.title }
      if !report.message.isEmpty { p { report.message } }
      div(.class("meta")) { span { Age(since: report.reportedAt, now: now).phrase } }
    }
  }
}

private struct ModerationDecision: Component {
  var comment: Comment
  var hasReports: Bool
  var reason: String
  var refusal: CommentRefusal?

  private var hide: String { CommentHidingAddress(token: comment.token).path }
  private var show: String { CommentHidingEndAddress(token: comment.token).path }
  private var keep: String { CommentKeepingAddress(token: comment.token).path }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Décision") }
      if let refusal { ErrorSummary(field: "motif", sentence: refusal.sentence) }
      if comment.isHidden {
        postForm(.class("actions"), .action(show)) {
          button(.class("button button-secondary"), .type("submit")) { t("Afficher de nouveau") }
        }
      } else {
        postForm(.action(hide)) {
          TextArea(
            "motif", t("Motif, affiché à la place du commentaire"), value: reason,
            longest: CommentHiding.longestReason, rows: 2, refusal: refusal?.sentence)
          div(.class("actions")) {
            button(.class("button button-danger"), .type("submit")) { t("Masquer ce commentaire") }
          }
        }
        if hasReports {
          postForm(.class("actions"), .action(keep)) {
            button(.class("button button-secondary"), .type("submit")) { t("Le laisser affiché") }
          }
        }
      }
    }
  }
}
