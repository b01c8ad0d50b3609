import Consultations
import HTML
import Localization
import Platform
import Storage

/// How many re-examinations were asked in a consultation, and what came of them: it always adds up. For everyone to
/// read.
struct ReexaminationFigures: Sendable, Equatable {
  var pending = 0
  var upheld = 0
  var changed = 0
  /// Working days from the request to its answer, half of them below; nil where none was answered.
  var medianDays: Int?

  var asked: Int { pending + upheld + changed }

  init(_ all: [Reexamination]) {
    var days: [Int] = []
    for one in all {
      switch one.outcome {
      case .pending: pending += 1
      case .upheld(_, let at):
        upheld += 1
        days.append(WorkingDays.count(from: one.at, to: at))
      case .changed(let at):
        changed += 1
        days.append(WorkingDays.count(from: one.at, to: at))
      }
    }
    medianDays = days.isEmpty ? nil : days.sorted()[(days.count - 1) / 2]
  }
}

struct ReexaminationSummary: Component {
  var figures: ReexaminationFigures

  private var median: Phrase? {
    figures.medianDays.map { days in
      days == 0
        ? t("La moitié des réponses sont venues le jour même.")
        : t(
          days, one: "La moitié des réponses sont venues en un jour ouvré au plus.",
          other: "La moitié des réponses sont venues en \(days) jours ouvrés au plus.")
    }
  }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Réexamens") }
      if figures.asked == 0 {
        p { t("Aucun réexamen n’a été demandé pour l’instant.") }
      } else {
        dl(.class("figures wide")) {
          ReexaminationFigure(title: t("Demandés"), count: figures.asked)
          ReexaminationFigure(title: t("En cours"), count: figures.pending)
          ReexaminationFigure(title: t("Décisions maintenues"), count: figures.upheld)
          ReexaminationFigure(title: t("Décisions changées"), count: figures.changed)
        }
        if let median { p { median } }
      }
      p(.class("help")) {
        t("Qui a déposé une contribution peut demander, une fois, qu’une autre personne revoie la décision.")
      }
    }
  }
}

private struct ReexaminationFigure: Component {
  var title: Phrase
  var count: Int
  private var number: String { String(count) }
  var body: some Markup {
    div {
      dt { title }
      dd { number }
    }
  }
}
