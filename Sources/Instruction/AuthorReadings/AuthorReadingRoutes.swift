import Consultations
import Deposits
import Directory
import Localization
import Platform
import Storage

/// `/consultations/services-2021/propositions/8f3k29qrst/relecture`: where an author re-reads the draft.
struct AuthorReadingAddress: AddressOfThing {
  static let pattern: StaticString = "/consultations/{consultation}/propositions/{proposition}/relecture"
  var consultation: String
  var token: String
}

/// `/consultations/services-2021/instruction/relecture`: all drafts; posted to, those that are written leave.
struct AuthorReadingsAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/relecture"
  var consultation: String
}

/// `/consultations/services-2021/instruction/propositions/8f3k29qrst/relecture`: one of them.
struct DraftReadingAddress: AddressOfThing {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/propositions/{proposition}/relecture"
  var consultation: String
  var token: String
}

/// `/consultations/services-2021/instruction/propositions/8f3k29qrst/relecture/reponse`
struct RemarkReplyAddress: AddressOfThing {
  static let pattern: StaticString =
    "/consultations/{consultation}/instruction/propositions/{proposition}/relecture/reponse"
  var consultation: String
  var token: String
}

struct AuthorRemarkTyped: Input {
  static let fields: Set<String> = ["avis", "manque"]
  var accepts: Bool?
  var missing = ""

  init() {}
  init(_ visit: Visit) {
    accepts = visit.form["avis"] == "convient" ? true : visit.form["avis"] == "manque" ? false : nil
    missing = ContributionText.text(visit.form["manque"])
  }
}

struct RemarkReplyTyped: Input {
  static let fields: Set<String> = ["remarque", "reponse", "genre"]
  var remark: Int64
  var text: String
  var isTaken: Bool

  init(_ visit: Visit) {
    remark = visit.form["remarque"].flatMap { Int64($0) } ?? 0
    text = ContributionText.text(visit.form["reponse"])
    isTaken = visit.form["genre"] == "prise"
  }
}

extension InstructionModule {
  func registerAuthorReadings(in registry: inout Registry) {
    registry.get(AuthorReadingAddress.self, for: PersonVisit.self) { address, visit in
      try await authorReadingPage(address, visit, AuthorRemarkTyped(), refusal: nil)
    }
    registry.post(AuthorReadingAddress.self, for: PersonVisit.self, input: AuthorRemarkTyped.self) {
      address, visit, typed in
      do {
        try await database.write { db in
          let place = try RereadDraft(address, visit, db)
          guard let accepts = typed.accepts else { throw AuthorReadingRefusal.noChoice }
          let organisation = place.standing.organisation
          try AuthorRemark.make(
            accepts ? nil : typed.missing, in: visit.language, on: place.reading, of: place.proposition,
            for: organisation, by: visit.person.actor(for: organisation), at: visit.now, db)
        }
        return .redirect(to: visit.language.address(address.path) + "?fait=repondu")
      } catch let refusal as AuthorReadingRefusal {
        return try await visit.visit.refuse(refusal) {
          try await authorReadingPage(address, visit, typed, refusal: refusal)
        }
      } catch is NotFound {
        return try await endedDraftPage(address, visit, typed)
      }
    }
    registerDraftReadings(in: &registry)
  }

  /// For whoever was sent a draft that is no longer before her.
  /// - Throws: `NotFound` for everybody else.
  private func endedDraftPage(
    _ address: AuthorReadingAddress, _ visit: PersonVisit, _ typed: AuthorRemarkTyped
  ) async throws -> Answer {
    let page = try await database.read { db in
      guard let consultation = try Consultation.with(slug: address.consultation, db),
        let reading = try AuthorReading.latest(of: address.token, in: consultation.id, db)
      else { throw NotFound() }
      let asked = try reading.asked(db)
      guard visit.person.standings.contains(where: { asked.contains($0.organisation) }) else { throw NotFound() }
      return EndedDraftPage(
        consultation: consultation, heir: try heir(of: address, in: consultation, for: visit, db),
        typed: TypedText([typed.missing]), language: visit.language)
    }
    return try await visit.visit.refuse(AuthorReadingRefusal.ended) {
      .page(
        Page(
          t("Ce projet n’est plus à relire"), status: AuthorReadingRefusal.ended.status,
          section: AllContributionsAddress().path, isNarrow: true, page))
    }
  }

  /// The one into which it was merged: its draft where she re-reads it, else what everyone reads of it.
  private func heir(
    of address: AuthorReadingAddress, in consultation: Consultation, for visit: PersonVisit, _ db: Snapshot
  ) throws -> EndedDraftPage.Heir? {
    guard let token = try Regrouping.successor(of: address.token, in: consultation.id, db) else { return nil }
    let draft = AuthorReadingAddress(consultation, token: token)
    do {
      let place = try RereadDraft(draft, visit, db)
      return .init(title: PropositionTitle(place.proposition), path: draft.path)
    } catch is NotFound {
      return try Proposition.published(token: token, in: consultation.id, db).map {
        .init(title: PropositionTitle($0), path: PropositionAddress(consultation, token: token).path)
      }
    }
  }

  private func authorReadingPage(
    _ address: AuthorReadingAddress, _ visit: PersonVisit, _ typed: AuthorRemarkTyped, refusal: AuthorReadingRefusal?
  ) async throws -> Answer {
    let page = try await database.read { db in
      let place = try RereadDraft(address, visit, db)
      let its = place.authors[place.standing.organisation] ?? []
      let draft = place.isAwaited ? try place.proposition.composed(db) : nil
      let composition = try draft?.composition ?? place.proposition.published(db)
      // Whose texts stand beside hers is not told before the decisions are published.
      let own = composition.sentences.filter { its.contains($0.contribution) }
      let text = SourcedText(place.proposition.wording.text, taking: own)
      return AuthorReadingPage(
        consultation: place.consultation, proposition: place.proposition, reading: place.reading,
        isReworded: draft.map { $0.wording != place.reading.wording } ?? false, organisation: place.standing.name,
        contributions: try ContributionSummary.with(ids: its, db), text: text,
        sources: try NamedSource.of(text, db), united: Set(place.authors.values.joined()).count,
        remark: place.remark,
        closed: place.isAwaited ? visit.now < place.reading.due ? nil : .late : .published, typed: typed,
        refusal: refusal, done: visit.visit.query["fait"], language: visit.language)
    }
    return .page(
      Page(
        t("Relire un projet de proposition"), status: refusal?.status ?? 200, section: AllContributionsAddress().path,
        isNarrow: true, page))
  }
}

/// A draft that was sent to an organisation for which the visitor acts.
private struct RereadDraft: Sendable {
  var consultation: Consultation
  /// As everyone reads it once nothing that was asked for waits: what is prepared since is nobody's to read yet.
  var proposition: Proposition
  var reading: AuthorReading
  var isAwaited: Bool
  /// Organisations with their contributions.
  var authors: [Int64: [Int64]]
  /// For whom the visitor speaks: one that has not answered, where there is one.
  var standing: Standing
  var remark: AuthorRemark?

  /// - Throws: `NotFound` for whoever acts for none of those whose texts it unites.
  init(_ address: AuthorReadingAddress, _ visit: PersonVisit, _ db: Snapshot) throws {
    guard let consultation = try Consultation.with(slug: address.consultation, db),
      let proposition = try Proposition.with(token: address.token, in: consultation.id, db),
      let reading = try AuthorReading.of(propositions: [proposition.id], db)[proposition.id]
    else { throw NotFound() }
    let authors = try AuthorReading.authors(of: [proposition.id], onlySent: true, db)[proposition.id] ?? [:]
    let remarks = try AuthorRemark.of(readings: [reading.id], db)[reading.id] ?? []
    let standings = visit.person.standings.filter { authors[$0.organisation] != nil }
    let silent = standings.first { one in !remarks.contains { $0.organisation == one.organisation } }
    guard let standing = silent ?? standings.first else { throw NotFound() }
    self.consultation = consultation
    isAwaited = try AuthorReading.isAwaited(proposition, by: reading, db)
    let shown = isAwaited ? proposition : try Proposition.published(token: address.token, in: consultation.id, db)
    guard let shown else { throw NotFound() }
    self.proposition = shown
    self.reading = reading
    self.authors = authors
    self.standing = standing
    remark = remarks.first { $0.organisation == standing.organisation }
  }
}
