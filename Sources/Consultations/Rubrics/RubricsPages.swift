import HTML
import Localization
import Platform

/// The words of the rubrics as an administrator types them.
struct RubricsTyped: PreparedPart {
  static let fields = Set(
    Rubric.allCases.flatMap { rubric in Part.allCases.map { $0.field(of: rubric) } } + [revisionField])

  enum Part: String, CaseIterable {
    case title = "titre"
    case titleEnglish = "titre-anglais"
    case lead = "phrase"
    case leadEnglish = "phrase-anglais"

    func field(of rubric: Rubric) -> String { "\(rubric.slug)-\(rawValue)" }
  }

  private var texts: [String: String] = [:]
  var seen: String?

  init(_ invitations: RubricInvitations) {
    for rubric in Rubric.allCases {
      let one = invitations[rubric]
      texts[Part.title.field(of: rubric)] = one.title
      texts[Part.titleEnglish.field(of: rubric)] = one.titleEnglish
      texts[Part.lead.field(of: rubric)] = one.lead
      texts[Part.leadEnglish.field(of: rubric)] = one.leadEnglish
    }
  }

  init(_ visit: Visit) {
    seen = visit.form[Self.revisionField]
    for field in Self.fields where field != Self.revisionField { texts[field] = (visit.form[field] ?? "").trimmed }
  }

  func text(_ part: Part, of rubric: Rubric) -> String { texts[part.field(of: rubric)] ?? "" }

  var lines: [PreparedLine] {
    Rubric.allCases.flatMap { rubric in
      Part.allCases.map { PreparedLine($0.field(of: rubric), $0.label, text($0, of: rubric)) }
    }
  }

  func invitations() throws(RubricsRefusal) -> RubricInvitations {
    var all: [RubricInvitation] = []
    for rubric in Rubric.allCases {
      for part in Part.allCases {
        let length = text(part, of: rubric).unicodeScalars.count
        let field = part.field(of: rubric)
        switch part {
        case .title, .titleEnglish:
          guard length <= RubricInvitation.longestTitle else { throw .longTitle(field) }
        case .lead, .leadEnglish:
          guard length <= RubricInvitation.longestLead else { throw .longLead(field) }
        }
      }
      for (french, english) in [(Part.title, Part.titleEnglish), (.lead, .leadEnglish)] {
        guard text(english, of: rubric).isEmpty || !text(french, of: rubric).isEmpty else {
          throw .englishAlone(french.field(of: rubric))
        }
      }
      all.append(
        RubricInvitation(
          rubric, title: text(.title, of: rubric), titleEnglish: text(.titleEnglish, of: rubric),
          lead: text(.lead, of: rubric), leadEnglish: text(.leadEnglish, of: rubric)))
    }
    return RubricInvitations(all)
  }
}

extension RubricsTyped.Part {
  var label: Phrase {
    switch self {
    case .title: t("Titre")
    case .titleEnglish: t("Titre, en anglais")
    case .lead: t("Phrase sous le titre")
    case .leadEnglish: t("La même en anglais")
    }
  }
}

/// How each rubric invites people to deposit.
struct RubricsPage: Component {
  var consultation: Consultation
  var typed: RubricsTyped
  var refusal: RubricsRefusal?
  var conflict: PreparationConflict?
  var language: Language

  private var revision: String { typed.seen ?? typed.revision }
  private var back: String { language.address(PreparationAddress(consultation).path) }
  private var action: String { language.address(RubricsAddress(consultation).path) }
  private var table: String { language.address(ParticipationEditingAddress(consultation).path) }

  var body: some Markup {
    a(.class("back"), .href(back)) { consultation.title }
    h1 { t("Rubriques") }
    p(.class("lead")) {
      t(
        "Les mots qui invitent à déposer, sur l’accueil et en tête du formulaire. Un champ vide garde les mots habituels."
      )
    }
    p { a(.href(table)) { t("Ouvrir ou fermer une rubrique, pour qui et quand") } }
    postForm(.action(action), .named("novalidate", "")) {
      if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
      SeenRevision(revision: revision, conflict: conflict)
      for rubric in Rubric.allCases { RubricFields(rubric: rubric, typed: typed, refusal: refusal) }
      div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Enregistrer") } }
    }
  }
}

private struct RubricFields: Component {
  var rubric: Rubric
  var typed: RubricsTyped
  var refusal: RubricsRefusal?

  private func usual(_ part: RubricsTyped.Part) -> Phrase {
    switch part {
    case .title, .titleEnglish: t("D’habitude : \(rubric.invitation)")
    case .lead, .leadEnglish: t("D’habitude : \(rubric.lead)")
    }
  }

  var body: some Markup {
    fieldset(.class("section")) {
      legend(.class("h2")) { rubric.title }
      for part in RubricsTyped.Part.allCases {
        RubricField(
          name: part.field(of: rubric), label: part.label, value: typed.text(part, of: rubric),
          longest: [.title, .titleEnglish].contains(part)
            ? RubricInvitation.longestTitle : RubricInvitation.longestLead,
          help: [.title, .lead].contains(part) ? usual(part) : nil,
          refusal: refusal?.field == part.field(of: rubric) ? refusal?.sentence : nil)
      }
    }
  }
}

private struct RubricField: Component {
  var name: String
  var label: Phrase
  var value: String
  var longest: Int
  var help: Phrase?
  var refusal: Phrase?

  var body: some Markup {
    TextField(name, label, value: value, longest: longest, help: help, refusal: refusal, isOptional: true)
  }
}
