import Consultations
import Forms
import Localization
import Platform
import Storage

/// `…/brouillons/8f3k29qrst/texte`: a draft as a text, whatever the calendar says; `?version=mienne` for the newest
/// version of one's own that waits for a choice, `?version=` and a window for the one that was typed there.
struct DraftDownloadAddress: AddressOfDraft {
  static let pattern: StaticString = "/consultations/{consultation}/brouillons/{draft}/texte"
  var place: DraftPlace
}

extension DepositsModule {
  func registerDraftDownloads(in registry: inout Registry) {
    registry.get(DraftDownloadAddress.self, for: PersonVisit.self) { address, visit in
      let place = address.place
      let file = try await database.read { db -> DraftDownload? in
        guard let consultation = try Consultation.with(slug: place.consultation, db) else { return nil }
        let themes = try Theme.all(of: consultation.id, db)
        if let version = visit.visit.query["version"] {
          let window = version == "mienne" ? nil : version
          guard let mine = try DraftConflict.of(visit.person.id, upon: place.token, from: window, db),
            mine.consultation == consultation.id
          else { return nil }
          return try download(mine.rubric, mine.text, files: [], themes, db)
        }
        guard let draft = try Draft.with(token: place.token, db), draft.consultation == consultation.id,
          try draft.isOpen(to: visit.person, at: visit.now, db)
        else { return nil }
        return try download(draft.rubric, draft.text, files: DraftAttachments(of: draft, db).kept, themes, db)
      }
      guard let file else { throw NotFound() }
      return .file(file.answer(in: visit.language, visit.site.catalogue))
    }
  }
}

extension DepositsModule {
  func download(
    _ rubric: Rubric, _ text: ContributionText, files: [Attachment], _ themes: [Theme], _ db: Snapshot
  ) throws -> DraftDownload {
    let asked = try text.asked(db)
    return DraftDownload(
      rubric: rubric, text: try named(text, asked: asked, files: files, db), asked: asked, themes: themes)
  }
}

/// A text under its questions, as Markdown: read anywhere, pasted anywhere.
struct DraftDownload: Sendable {
  var rubric: Rubric
  var text: ContributionText
  var asked: Questionnaire?
  var themes: [Theme]

  var name: String {
    let slug = Slug.make(text.title)
    return slug.isEmpty ? "brouillon.md" : slug + ".md"
  }

  func answer(in language: Language, _ catalogue: Catalogue) -> FileAnswer {
    let bytes = Array(text(in: language, catalogue).utf8)
    return FileAnswer(type: "text/markdown; charset=utf-8", bytes: bytes, downloadName: name, isPrivate: true)
  }

  func text(in language: Language, _ catalogue: Catalogue) -> String {
    var lines = ["# " + text.title]
    for field in text.fields(rubric) where field != .title && field != .language && !text[field].isEmpty {
      lines.append("## " + field.question(rubric, asked, in: language).text(in: language, catalogue))
      lines.append(told(field, in: language))
    }
    return lines.joined(separator: "\n\n") + "\n"
  }

  private func told(_ field: ContributionText.Field, in language: Language) -> String {
    switch field {
    case .themes:
      themes.filter { text.themes.contains($0.slug) }.map { $0.title(in: language) }.joined(separator: ", ")
    case .answer(let key):
      text[field].map { value in
        asked?.question(key)?.type.options.first { $0.key == value }?.label.text(in: language) ?? value
      }.joined(separator: ", ")
    default: text[field].joined(separator: "\n")
    }
  }
}
