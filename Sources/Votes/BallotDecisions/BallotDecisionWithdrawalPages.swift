import Consultations
import HTML
import Localization
import Platform

/// The decisions told beside ballots, for those who may withdraw one; in French as all of administration.
struct BallotDecisionWithdrawalPage: Component {
  var consultation: Consultation
  /// Whether the result is, and what was told with it.
  var isPublic: Bool
  var entries: [BallotDecisionWithdrawal.Entry]
  var page: ListPage
  var typed: BallotDecisionWithdrawalTyped
  var refusal: BallotDecisionWithdrawal.Refusal?
  var isDone: Bool

  private var back: String { VotePreparationAddress(consultation).path }
  private var here: String { BallotDecisionWithdrawalAddress(consultation).path }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Vote des collectivités") }
    if isDone {
      div(.class("notice notice-ok"), .role("status")) { p { t("Le numéro et le document sont retirés.") } }
    }
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    h1(.id("decisions")) { t("Décisions derrière les bulletins") }
    p(.class("lead")) {
      t("Un document qui dit ce qu’il ne devait pas dire se retire ici, pour toujours. Le bulletin ne change pas.")
    }
    if !isPublic {
      div(.class("empty")) { p { t("Elles se lisent ici une fois le résultat public.") } }
    } else if entries.isEmpty {
      div(.class("empty")) { p { t("Aucune décision n’est dite.") } }
    } else {
      ul(.class("list plain")) {
        for entry in entries {
          WithdrawableDecision(
            consultation: consultation, entry: entry, page: page.number, typed: typed, refusal: refusal)
        }
      }
      Pagination(page, address: { [here] in here + "?page=\($0)" })
    }
  }
}

private struct WithdrawableDecision: Component {
  var consultation: Consultation
  var entry: BallotDecisionWithdrawal.Entry
  var page: Int
  var typed: BallotDecisionWithdrawalTyped
  var refusal: BallotDecisionWithdrawal.Refusal?

  private var action: String { BallotDecisionWithdrawalAddress(consultation).path + "?page=\(page)" }
  private var choice: String { action + "&organisme=\(entry.identifier)#motif" }
  private var document: String { PublicDocumentAddress(consultation, entry.identifier).path }
  private var isTyped: Bool { typed.identifier == entry.identifier }
  private var sentence: Phrase? { refusal?.field == "motif" ? refusal?.sentence : nil }

  var body: some Markup {
    li(.class("entry")) {
      h2(.class("h3")) { entry.organisation }
      DecisionLine(decision: entry.decision, document: document)
      if entry.decision.withdrawalReason == nil {
        if isTyped {
          postForm(.action(action), .named("novalidate", "")) {
            input(.type("hidden"), .name("organisme"), .value(entry.identifier))
            TextArea(
              "motif", t("Pourquoi (tout le monde le lira)"), value: typed.reason,
              longest: BallotDecisionWithdrawal.longestReason, rows: 2, refusal: sentence)
            div(.class("actions")) {
              button(.class("button button-danger"), .type("submit")) { t("Retirer pour toujours") }
            }
          }
        } else {
          p { a(.href(choice)) { t("Retirer le numéro et le document") } }
        }
      }
    }
  }
}
