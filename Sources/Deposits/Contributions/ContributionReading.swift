package import Consultations
package import Directory
import Forms
package import HTML
package import Localization
import Platform
package import Storage

/// A contribution as instructors read it, its whole text and all its files, those for them alone included; or as
/// everyone may.
package struct ContributionReading: Component {
  package let contribution: Contribution
  package let consultation: Consultation
  package let organisations: [Organisation]
  /// With the names of what its answers point at.
  let text: ContributionText
  let themes: [Theme]
  let questionnaire: Questionnaire?
  let attachments: [Attachment]
  /// What was read in them, before instructors alone.
  let attachmentTexts: [Int64: String]
  let redactions: [Redaction]
  let language: Language

  /// The organisation that leads comes first, then those that deposit with it.
  fileprivate init(
    _ contribution: Contribution, in consultation: Consultation, _ whole: VersionChange.Whole, _ files: [Attachment],
    texts: [Int64: String] = [:], _ language: Language, _ db: Snapshot
  ) throws {
    self.contribution = contribution
    self.consultation = consultation
    text = whole.text
    let others = try Codeposit.organisations(of: .contribution(contribution), db)
    organisations = try Organisation.with(ids: [contribution.organisation] + others, db)
    themes = try Theme.all(of: consultation.id, db)
    questionnaire = whole.questionnaire
    self.language = language
    attachments = files
    attachmentTexts = texts
    redactions = try Redaction.done(to: contribution.id, db)
  }

  private var its: [Theme] { themes.filter { contribution.text.themes.contains($0.slug) } }
  private var address: ContributionAddress { ContributionAddress(contribution, in: consultation) }

  package var body: some Markup {
    ContributionTags(rubric: contribution.rubric, themes: its, language: language)
    article {
      ContributionBody(
        rubric: contribution.rubric, text: text, questionnaire: questionnaire, language: language)
    }
    AttachmentList(
      attachments: attachments, place: .contribution(address), texts: attachmentTexts, language: language)
    RedactionNotes(redactions: redactions)
  }
}

extension DepositsModule {
  package func reading(
    _ contribution: Contribution, in consultation: Consultation, _ db: Snapshot
  ) throws -> ContributionReading {
    let files = try Attachment.of(contribution: contribution.id, db)
    return try ContributionReading(
      contribution, in: consultation, whole(contribution.text, files: files, db), files,
      texts: Attachment.texts(of: files, db), .french, db)
  }

  /// As whoever has no role reads it: without the files that are for some alone.
  package func publicReading(
    _ contribution: Contribution, in consultation: Consultation, _ language: Language, _ db: Snapshot
  ) throws -> ContributionReading {
    let files = try openAttachments(of: contribution, to: nil, db)
    return try ContributionReading(
      contribution, in: consultation, whole(contribution.text, files: files, db), files, language, db)
  }
}
