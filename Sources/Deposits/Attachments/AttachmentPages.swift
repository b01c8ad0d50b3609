import Consultations
import HTML
import Localization
import Platform

/// The files beside a draft: those that are there, those whose sending was cut, and one to add.
struct DraftAttachmentsPage: Component {
  var place: DraftPlace
  var draft: Draft
  var attachments: DraftAttachments
  var typed: AttachmentTyped
  var refusal: AttachmentRefusal?
  var done: String?
  var language: Language

  private var text: String { language.address(DraftAddress(place).path) }
  private var preview: String { language.address(PreviewAddress(place).path) }
  private var isFull: Bool { attachments.kept.count + attachments.unfinished.count >= Attachment.most }
  private var told: Phrase? {
    switch done {
    case "ajoutee": t("La pièce jointe est là.")
    case "supprimee": t("La pièce jointe est retirée.")
    case "maintenue": t("La pièce jointe reste.")
    default: nil
    }
  }

  var body: some Markup {
    a(.class("back"), .href(text)) { t("← Votre texte") }
    if let told { div(.class("notice notice-ok"), .role("status")) { p { told } } }
    if !draft.text.title.isEmpty { p(.class("overline"), .lang(draft.text.language.rawValue)) { draft.text.title } }
    h1 { t("Pièces jointes") }
    p(.class("lead")) { t("Un plan, une photo, un document qui aide à comprendre. Rien d’obligatoire.") }
    if draft.contribution != nil {
      p(.class("help")) { t("Ce que vous ajoutez ou retirez ici vaudra quand la correction sera publiée.") }
    }
    if !attachments.own.isEmpty || !attachments.standing.isEmpty {
      ul(.class("list plain")) {
        for attachment in attachments.standing { entry(attachment) }
        for attachment in attachments.own { entry(attachment) }
      }
    }
    for attachment in attachments.unfinished {
      UnfinishedAttachment(attachment: attachment, place: place, language: language)
    }
    HTML.section(.class("section")) {
      h2 { t("Ajouter un fichier") }
      if isFull {
        p { AttachmentRefusal.tooMany.sentence }
      } else {
        AttachmentForm(place: place, typed: typed, refusal: refusal, language: language)
      }
    }
    div(.class("actions")) {
      a(.class("button button-primary"), .href(preview)) { t("Relire et publier") }
      a(.class("button button-secondary"), .href(text)) { t("Revenir au texte") }
    }
  }

  private func entry(_ attachment: Attachment) -> DraftAttachmentEntry {
    DraftAttachmentEntry(
      attachment: attachment, place: place, isRemoved: attachments.removed.contains(attachment.id), language: language)
  }
}

private struct AttachmentForm: Component {
  var place: DraftPlace
  var typed: AttachmentTyped
  var refusal: AttachmentRefusal?
  var language: Language

  private var action: String { language.address(DraftAttachmentsAddress(place).path) }
  private static let accepts =
    ".pdf,.png,.jpg,.jpeg,.odt,.ods,.docx," + AttachmentKind.allCases.map(\.mediaType).joined(separator: ",")
  private func refused(_ field: String) -> Phrase? { refusal?.field == field ? refusal?.sentence : nil }

  var body: some Markup {
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    postForm(
      .action(action), .named("enctype", "multipart/form-data"), .named("novalidate", ""),
      .named("data-attach", action), .named("data-largest", String(Attachment.largestBytes)),
      .named("data-unit", phrase: t("Mo")),
      .named("data-too-large", phrase: AttachmentRefusal.tooLarge.sentence),
      .named("data-sending", phrase: t("Envoi en cours : \("{done}") sur \("{whole}")")),
      .named("data-cut", phrase: t("Ligne coupée à \("{done}") sur \("{whole}") : l’envoi reprendra de lui-même.")),
      .named("data-resumes", phrase: t("Ce fichier est déjà là jusqu’à \("{done}") : l’envoi reprendra de là.")),
      .named(
        "data-stopped", phrase: t("Envoi interrompu à \("{done}"). Envoyez de nouveau ce fichier pour reprendre.")),
      .named("data-failed", phrase: t("L’envoi n’a pas abouti. Réessayez dans un instant."))
    ) {
      TextField(
        "description", t("Que contient ce fichier ?"), value: typed.description,
        longest: Attachment.longestDescription, help: t("En quelques mots : c’est ce que l’on lira dans la liste."),
        refusal: refused("description"))
      AudienceChoice(audience: typed.audience)
      FileField(
        "fichier", t("Le fichier"), accepts: Self.accepts,
        help: t("PDF, PNG, JPEG, ODT, ODS ou DOCX. 10 Mo par fichier ; dix fichiers et 30 Mo en tout."),
        refusal: refused("fichier"))
      div(.flag("data-sending-state"), .flag("hidden")) {
        progress(.class("progress"), .ariaLabel(t("Envoi du fichier")), .named("max", "100"), .value("0")) {}
      }
      p(.class("help"), .role("status"), .flag("data-sending-said")) {}
      div(.class("actions")) {
        button(.class("button button-secondary"), .type("submit")) { t("Envoyer ce fichier") }
        button(.class("button button-secondary"), .type("button"), .flag("data-stop"), .flag("hidden")) {
          t("Interrompre l’envoi")
        }
      }
    }
  }
}

/// Who may read it: the instructors alone, unless one says otherwise.
private struct AudienceChoice: Component {
  var audience: Attachment.Audience

  var body: some Markup {
    fieldset(.class("field"), .id("public")) {
      legend { t("Qui peut le lire ?") }
      Choice(
        .radio, "public", "instructeurs", t("Les instructeurs et votre organisme"),
        isChosen: audience == .instructors)
      Choice(
        .radio, "public", "tous", t("Tout le monde"),
        help: t(
          "Vérifiez qu’il ne montre ni nom, ni signature, ni adresse, ni visage, ni plaque : une photo peut aussi garder le lieu de la prise de vue. Ce qui est public est copié et le reste."
        ), isChosen: audience == .everyone)
    }
  }
}

private struct DraftAttachmentEntry: Component {
  var attachment: Attachment
  var place: DraftPlace
  var isRemoved: Bool
  var language: Language

  private var address: String {
    language.address(DraftAttachmentAddress(place, token: attachment.token).path)
  }
  private var removal: String { language.address(AttachmentRemovalAddress(place, token: attachment.token).path) }
  private var keeping: String { language.address(AttachmentKeepingAddress(place, token: attachment.token).path) }
  private var act: Phrase { t("Retirer « \(attachment.description) »") }
  private var undo: Phrase { t("Garder « \(attachment.description) »") }

  var body: some Markup {
    li(.class("entry")) {
      h2(.class("h3")) { a(.href(address)) { attachment.description } }
      AttachmentMeta(attachment: attachment)
      if isRemoved {
        p { t("Elle sera retirée, et son contenu effacé, quand la correction sera publiée.") }
        postForm(.class("actions"), .action(keeping)) {
          button(.class("button button-secondary"), .type("submit"), .ariaLabel(undo)) { t("La garder") }
        }
      } else {
        postForm(.class("actions"), .action(removal)) {
          button(.class("button button-secondary"), .type("submit"), .ariaLabel(act)) { t("Retirer") }
        }
      }
    }
  }
}

/// One whose sending was cut: it goes on where it was, once the same file is chosen again.
private struct UnfinishedAttachment: Component {
  var attachment: Attachment
  var place: DraftPlace
  var language: Language

  private var removal: String { language.address(AttachmentRemovalAddress(place, token: attachment.token).path) }
  private var told: Phrase {
    t(
      "« \(attachment.description) » n’est pas arrivé en entier : \(FileSize.phrase(attachment.received)) sur \(FileSize.phrase(attachment.size))."
    )
  }
  private var audience: String { attachment.audience == .everyone ? "tous" : "instructeurs" }

  var body: some Markup {
    div(
      .class("notice notice-wait"), .named("data-unfinished", attachment.mark),
      .named("data-description", attachment.description), .named("data-audience", audience),
      .named("data-received", String(attachment.received))
    ) {
      p { told }
      p { t("Choisissez de nouveau le même fichier ci-dessous : l’envoi reprendra où il en était, pendant un jour.") }
      postForm(.class("actions"), .action(removal)) {
        button(.class("button button-secondary"), .type("submit")) { t("Abandonner cet envoi") }
      }
    }
  }
}

/// In the draft: what there is, and the way to it, which keeps the text first.
struct DraftAttachmentsLine: Component {
  var attachments: DraftAttachments
  private var count: Int { attachments.kept.count }
  private var told: Phrase { t(count, one: "\(count) pièce jointe.", other: "\(count) pièces jointes.") }

  var body: some Markup {
    div(.class("field"), .role("group"), .labelledBy("pieces")) {
      h2(.class("h3"), .id("pieces")) { t("Pièces jointes (facultatif)") }
      if count > 0 { p { told } }
      button(.class("button button-secondary"), .type("submit"), .name("action"), .value("pieces")) {
        attachments.isEmpty ? t("Joindre des fichiers") : t("Voir et compléter les pièces jointes")
      }
    }
  }
}

/// The files beside a text that is read.
struct AttachmentList: Component {
  enum Place {
    case draft(DraftPlace)
    case contribution(ContributionAddress)
  }

  var attachments: [Attachment]
  var place: Place
  /// Those that did not come whole, and will not be published.
  var unfinished = 0
  /// What was read in them, for whoever decides without opening each.
  var texts: [Int64: String] = [:]
  var language: Language

  private var left: Phrase {
    t(
      unfinished, one: "Un fichier n’est pas arrivé en entier : il ne sera pas publié.",
      other: "\(unfinished) fichiers ne sont pas arrivés en entier : ils ne seront pas publiés.")
  }

  var body: some Markup {
    if !attachments.isEmpty || unfinished > 0 {
      HTML.section(.class("section")) {
        h2 { t("Pièces jointes") }
        if unfinished > 0 { div(.class("notice notice-wait")) { p { left } } }
        if !attachments.isEmpty {
          ul(.class("list plain")) {
            for attachment in attachments {
              li(.class("entry brief")) {
                a(.href(address(attachment))) { attachment.description }
                AttachmentMeta(attachment: attachment)
                if let text = texts[attachment.id] { AttachmentWords(attachment: attachment, text: text) }
              }
            }
          }
        }
      }
    }
  }

  private func address(_ attachment: Attachment) -> String {
    switch place {
    case .draft(let place): language.address(DraftAttachmentAddress(place, token: attachment.token).path)
    case .contribution(let address): language.address(AttachmentAddress(attachment, of: address).path)
    }
  }
}

/// What was read in a file, as it stands, folded.
private struct AttachmentWords: Component {
  var attachment: Attachment
  var text: String

  private var title: Phrase { t("Lire le texte de « \(attachment.description) »") }
  private var lines: [String] {
    text.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty }
  }

  var body: some Markup {
    details {
      summary { title }
      div(.class("prose")) { for line in lines { p { line } } }
    }
  }
}

private struct AttachmentMeta: Component {
  var attachment: Attachment

  private var kind: Phrase? { attachment.kind?.title }
  private var size: Phrase { FileSize.phrase(attachment.size) }
  private var reading: Phrase? {
    guard attachment.kind?.hasText == true else { return nil }
    switch attachment.reading {
    case .nothing: return t("aucun texte trouvé")
    case .unreadable: return t("texte illisible")
    case .found, nil: return nil
    }
  }

  var body: some Markup {
    div(.class("meta")) {
      if let kind { span { kind } }
      span { size }
      if attachment.audience == .instructors { span(.class("tag")) { t("pour les instructeurs") } }
      if let reading { span { reading } }
    }
  }
}

/// A size as people read it: 3,2 Mo.
enum FileSize {
  static func phrase(_ bytes: Int) -> Phrase {
    guard bytes >= 1_000_000 else {
      let kilobytes = max(1, (bytes + 500) / 1_000)
      return t("\(kilobytes) ko")
    }
    let tenths = (bytes + 50_000) / 100_000
    let (whole, tenth) = (tenths / 10, tenths % 10)
    return tenth == 0 ? t("\(whole) Mo") : t("\(whole),\(tenth) Mo")
  }
}
