import Consultations
import HTML
import Localization
import Platform
import Proof
import Votes

/// What the screen of a sitting shows.
struct SittingView: Sendable {
  var attendant: Attendant
  var sitting: Sitting
  var lines: [CountedVote.Line]
  var line: CountedVote.Line
  var seats: [Seat]
  var presences: [Int64: Presence]
  var electorate: Electorate
  /// Whether whoever reads may read what others have graded.
  var seesGrades: Bool
  var summary: GradeSummary?
  var ruling: Ruling?
  var voices: Ruling.Voices?
  /// What was proposed of this item in vain.
  var rejected: [RejectedRuling]

  var number: Int { (lines.firstIndex { $0.proposition.name == line.proposition.name } ?? 0) + 1 }
}

/// Before a sitting: where it is held, and who has not sent grades.
struct SittingOpeningPage: Component {
  var consultation: Consultation
  /// Seats whose grades nobody has sent: neither the titular nor the deputy.
  var unsent: [Seat]
  var place: String
  /// Typed of a decision while the sitting was closed; empty for none.
  var reason: String
  var refusal: (any FieldRefusal)?

  private var back: String { CommitteeAddress(consultation).path }
  private var action: String { SittingOpeningAddress(consultation).path }
  private var missing: Phrase? {
    let titles = unsent.map(\.title).joined(separator: ", ")
    return titles.isEmpty ? .none : t("Notes encore attendues : \(titles).")
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Comité de sélection") }
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    h1 { t("Ouvrir une séance") }
    p(.class("lead")) {
      t("Un seul écran : présences, notes, décision, enveloppe. Si la connexion est coupée, il revient au même point.")
    }
    if !reason.isEmpty {
      div(.class("notice notice-wait")) {
        p { t("Le motif que vous avez écrit n’est pas enregistré :") }
        p { reason }
      }
    }
    if let missing {
      div(.class("notice notice-wait")) {
        p { missing }
        p {
          t(
            "Ces notes peuvent encore être envoyées, et compteront pour les propositions dont le comité n’a pas décidé."
          )
        }
      }
    }
    postForm(.action(action), .id("seance"), .named("novalidate", "")) {
      TextField(
        "lieu", t("Où elle se tient"), value: place, longest: Sitting.longestPlace,
        refusal: refusal?.field == "lieu" ? refusal?.sentence : nil)
      div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Ouvrir la séance") } }
    }
  }
}

/// The screen of a sitting, at its item; whoever does not lead reads it.
struct SittingPage: Component {
  var view: SittingView
  var typed: RulingTyped?
  var refusal: (any FieldRefusal)?
  /// The item to which the way would lose what is typed.
  var leaving: CountedVote.Line?
  var done: String?

  private var consultation: Consultation { view.attendant.consultation }
  private var back: String { CommitteeAddress(consultation).path }
  private var leads: Bool { view.attendant.leads }
  private var overline: Phrase { t("Point \(view.number) sur \(view.lines.count)") }
  private var confirmation: Phrase? {
    switch done {
    case "ouverte": t("La séance est ouverte. Notez d’abord qui est là.")
    case "presences": t("Les présences sont notées.")
    case "decide": t("La décision est prise.")
    case "annulee": t("La décision est annulée.")
    default: nil
    }
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Comité de sélection") }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    if let leaving { UndecidedLeaving(consultation: consultation, line: leaving) }
    p(.class("overline")) { overline }
    h1 { view.line.proposition.title }
    VotedFacts(line: view.line, consultation: consultation)
    div(.class("columns")) {
      div {
        SittingGrades(seesGrades: view.seesGrades, summary: view.summary)
        SittingRuling(view: view, leads: leads)
        RejectedRulings(view: view, leads: leads)
        if leads {
          RulingForm(view: view, typed: typed ?? RulingTyped(view), refusal: refusal)
          ItemNavigation(view: view)
        }
      }
      aside(.ariaLabel(t("Repères"))) {
        EnvelopeCard(consultation: consultation, committee: view.attendant.committee, isCounted: true)
        PresencesCard(view: view, leads: leads)
        if leads { SittingEnd(consultation: consultation, sitting: view.sitting) }
      }
    }
  }
}

private struct SittingGrades: Component {
  var seesGrades: Bool
  var summary: GradeSummary?

  private var mean: Phrase? {
    summary.map { summary in
      t(
        summary.scores.count, one: "Note : \(summary.mean.text) sur 100, d’un membre.",
        other: "Note moyenne : \(summary.mean.text) sur 100, de \(summary.scores.count) membres.")
    }
  }
  private var spread: Phrase? {
    summary.map { t("De \($0.lowest.text) à \($0.highest.text) : \($0.spread.text) points d’écart.") }
  }

  var body: some Markup {
    if let mean, let spread, let isDisputed = summary?.isDisputed {
      p { mean }
      p { spread }
      if isDisputed { p(.class("notice notice-wait")) { t("Les avis sont partagés.") } }
    } else if !seesGrades {
      p(.class("help")) { t("Vous lirez les notes des autres membres une fois les vôtres envoyées.") }
    } else {
      p(.class("help")) { t("Aucune note n’a été envoyée.") }
    }
  }
}

private struct SittingRuling: Component {
  var view: SittingView
  var leads: Bool

  private var undoing: String? {
    view.ruling.map { RulingUndoingAddress(view.attendant.consultation, token: $0.token).path }
  }
  private var counted: Phrase? {
    view.voices.map { Ruling.counted(pros: $0.pros, cons: $0.cons, abstained: $0.abstained) }
  }

  var body: some Markup {
    if let ruling = view.ruling, let undoing {
      div(.class("card")) {
        h2(.class("h3")) { t("Décidé") }
        p { RulingLine(ruling: ruling) }
        if let counted { p { counted } }
        if ruling.isCasting { p { t("La voix du président a départagé.") } }
        if !ruling.reason.isEmpty { p { ruling.reason } }
        if leads {
          postForm(.action(undoing)) {
            button(.class("button button-quiet"), .type("submit")) { t("Annuler cette décision") }
          }
        }
      }
    }
  }
}

private struct RejectedRulings: Component {
  var view: SittingView
  var leads: Bool

  var body: some Markup {
    if !view.rejected.isEmpty {
      div(.class("card")) {
        h2(.class("h3")) { t("Proposé, et non adopté") }
        for rejected in view.rejected {
          RejectedLine(consultation: view.attendant.consultation, rejected: rejected, leads: leads)
        }
      }
    }
  }
}

private struct RejectedLine: Component {
  var consultation: Consultation
  var rejected: RejectedRuling
  var leads: Bool

  private var undoing: String { RulingUndoingAddress(consultation, token: rejected.token).path }
  private var counted: Phrase {
    Ruling.counted(pros: rejected.pros, cons: rejected.cons, abstained: rejected.abstained)
  }
  private var amount: Phrase { .euros(rejected.amount) }

  var body: some Markup {
    p {
      strong { rejected.list.title }
      if rejected.amount > 0 {
        ", "
        amount
      }
    }
    p { counted }
    if leads {
      postForm(.action(undoing)) {
        button(.class("button button-quiet"), .type("submit")) { t("Retirer cette ligne du relevé") }
      }
    }
  }
}

struct RulingForm: Component {
  /// Of the form, to which presences and the way to other items belong too: what is typed here is not lost by them.
  static let id = "decider"

  var view: SittingView
  var typed: RulingTyped
  var refusal: (any FieldRefusal)?

  private var action: String { RulingAddress(view.attendant.consultation).path }
  private var title: Phrase { view.ruling == nil ? t("Décider") : t("Décider autrement") }
  private func sentence(_ field: String) -> Phrase? { refusal?.field == field ? refusal?.sentence : nil }
  private var quorum: Phrase {
    let (count, quorum) = (view.electorate.voters.count, view.electorate.quorum)
    return t(
      count, one: "\(count) membre peut décider de ce point ; le quorum est de \(quorum).",
      other: "\(count) membres peuvent décider de ce point ; le quorum est de \(quorum).")
  }
  private var aside: Phrase? {
    let bodies = view.electorate.aside.map(\.seat.title)
    return bodies.isEmpty ? .none : t("Se déportent : \(bodies.joined(separator: ", "))")
  }

  var body: some Markup {
    HTML.section(.class("section"), .id("decision")) {
      h2 { title }
      p(.class("help")) { quorum }
      if let aside { p(.class("notice")) { aside } }
      postForm(.action(action), .id(Self.id), .named("novalidate", "")) {
        input(.type("hidden"), .name("point"), .value(view.line.proposition.name))
        // In a box of its own: the first field of a form in columns stands without a margin.
        div(.class("field"), .id("liste")) {
          fieldset {
            legend { t("Le comité décide") }
            if let sentence = sentence("liste") { p(.class("error")) { sentence } }
            for list in SelectionList.allCases {
              Choice(.radio, "liste", list.slug, list.title, isChosen: typed.list == list)
            }
          }
        }
        TextField(
          "montant", t("Montant, en euros"), kind: .digits, value: typed.amount, longest: 18,
          help: t("Rien à écrire pour une proposition non retenue."), refusal: sentence("montant"), isOptional: true)
        TextArea(
          "motif", t("Motif"), value: typed.reason, longest: Ruling.longestReason, rows: 3,
          help: t("Obligatoire, et publié, quand la décision s’écarte du vote."), refusal: sentence("motif"),
          isOptional: true)
        for voter in view.electorate.voters { VoiceField(voter: voter, chosen: typed.voices[voter.seat.token]) }
        div(.class("actions")) {
          button(.class("button button-primary"), .type("submit"), .name("suite"), .value("suivant")) {
            t("Décider, puis le point suivant")
          }
          button(.class("button button-secondary"), .type("submit")) { t("Décider") }
        }
      }
    }
  }
}

private struct VoiceField: Component {
  var voter: Electorate.Voter
  var chosen: Ruling.Voice?

  private var name: String { "voix-\(voter.seat.token)" }
  private var title: Phrase {
    voter.isRemote ? t("Voix, à distance : \(voter.seat.title)") : t("Voix : \(voter.seat.title)")
  }
  private static let options: [Platform.Choices.Option] = [Ruling.Voice.for, .against, .abstained].map {
    .init($0.rawValue, $0.title)
  }

  var body: some Markup {
    Choices(name, title, Self.options, chosen: (chosen ?? .for).rawValue)
  }
}

private struct PresencesCard: Component {
  var view: SittingView
  var leads: Bool

  private var action: String { PresenceAddress(view.attendant.consultation).path }

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("Présences") }
      if leads {
        for seat in view.seats { PresenceField(seat: seat, presence: view.presences[seat.id]) }
        div(.class("actions")) {
          button(
            .class("button button-secondary"), .type("submit"), .named("form", RulingForm.id),
            .named("formaction", action)
          ) { t("Noter les présences") }
        }
      } else {
        ul { for seat in view.seats { PresenceLine(seat: seat, presence: view.presences[seat.id]) } }
      }
    }
  }
}

private struct PresenceField: Component {
  var seat: Seat
  var presence: Presence?

  private var name: String { "presence-\(seat.token)" }
  /// Beside it, what it shows first.
  private var shown: String { "vue-\(seat.token)" }
  private var chosen: String { presence?.rawValue ?? "" }

  var body: some Markup {
    input(.type("hidden"), .name(shown), .value(chosen), .named("form", RulingForm.id))
    Choices(name, .verbatim(seat.title), Presence.options, chosen: chosen, form: RulingForm.id)
  }
}

extension Presence {
  static let options: [Platform.Choices.Option] =
    [.init("", t("Pas encore noté"))] + allCases.map { .init($0.rawValue, $0.title) }
}

private struct PresenceLine: Component {
  var seat: Seat
  var presence: Presence?
  private var line: Phrase { t("\(seat.title) : \(presence?.title ?? .verbatim("—"))") }
  var body: some Markup { li { line } }
}

private struct SittingEnd: Component {
  var consultation: Consultation
  var sitting: Sitting

  private var action: String { SittingEndAddress(consultation).path }
  private var minutes: String { MinutesAddress(consultation).path }
  private var opened: Phrase { t("Ouverte le \(sitting.openedAt, .dateAndTime), \(sitting.place)") }

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("Séance") }
      p { opened }
      p { a(.href(minutes)) { t("Le relevé de décisions, tel qu’il s’écrit") } }
      postForm(.action(action)) {
        button(.class("button button-quiet"), .type("submit")) { t("Clore la séance") }
      }
    }
  }
}
