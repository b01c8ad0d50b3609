import Consultations
import Directory
import Localization
import Platform
import PublicCode
import Storage

/// `/consultations/services-2021/deposer/services`: several at once, from their files.
struct ServiceFolderAddress: Address {
  static let pattern: StaticString = "/consultations/{consultation}/deposer/services"
  var consultation: String
  init(_ consultation: Consultation) { self.consultation = consultation.slug }
  init(segments: [String]) throws(NotFound) { consultation = try first(segments) }
  var segments: [String] { [consultation] }
}

/// The files that were chosen.
private struct ServiceFilesSent: Input {
  static let fields: Set<String> = []
  var sent: SentFiles
  init(_ visit: Visit) { sent = visit.files }
}

enum ServiceFilesRefusal: FieldRefusal, Equatable, CaseIterable {
  case nothing, tooMany

  var status: Int { 422 }
  var field: String { "fichiers" }
  var sentence: Phrase {
    switch self {
    case .nothing: t("Choisissez au moins un fichier publiccode.yml.")
    case .tooMany: t("C’est trop à la fois : \(ServiceFolder.mostSent) fichiers au plus. Rien n’a été fait.")
    }
  }
}

extension DepositsModule {
  func registerServiceFolders(in registry: inout Registry) {
    registry.get(ServiceFolderAddress.self, for: ActingVisit.self) { address, visit in
      try await serviceFolder(address, visit, refusal: nil)
    }
    registry.post(
      ServiceFolderAddress.self, for: ActingVisit.self, input: ServiceFilesSent.self,
      sending: .files(longest: PublicSoftware.longestFile, most: ServiceFolder.mostSent)
    ) { address, visit, input in
      try await deposit(input.sent, address, visit)
    }
  }

  private func deposit(_ sent: SentFiles, _ address: ServiceFolderAddress, _ visit: ActingVisit) async throws -> Answer
  {
    do {
      guard !sent.files.isEmpty else { throw ServiceFilesRefusal.nothing }
      guard sent.leftOut == 0 else { throw ServiceFilesRefusal.tooMany }
      let files = sent.files.map {
        ServiceFolder.File(name: $0.name, text: String(decoding: $0.bytes, as: UTF8.self))
      }
      let brought = try await database.write { db -> [ServiceFolder.Brought] in
        guard let (consultation, organisation) = try folder(address, visit, db) else { throw NotFound() }
        if let closed = try closing(consultation, organisation, visit, db) { throw closed }
        return try ServiceFolder.bring(
          files, in: consultation, for: organisation, by: visit.actor, publishes: false, at: visit.now, db)
      }
      return try await serviceFolder(address, visit, brought: brought, refusal: nil)
    } catch let refusal as ServiceFilesRefusal {
      return try await visit.visit.refuse(refusal) { try await serviceFolder(address, visit, refusal: refusal) }
    }
  }

  private func folder(
    _ address: ServiceFolderAddress, _ visit: ActingVisit, _ db: Snapshot
  ) throws -> (Consultation, Organisation)? {
    guard let consultation = try Consultation.with(slug: address.consultation, db),
      let organisation = try Organisation.with(ids: [visit.mandate.organisation], db).first
    else { return nil }
    return (consultation, organisation)
  }

  /// Drafts are begun before the deposit opens too.
  private func closing(
    _ consultation: Consultation, _ organisation: Organisation, _ visit: ActingVisit, _ db: Snapshot
  ) throws -> ParticipationRefusal? {
    let openings = try Openings.of(consultation.id, at: visit.now, db)
    switch openings.refusal(of: Rubric.service.act, by: organisation.kind) {
    case nil, .early: return nil
    case .kind, .never, .late: return openings.refusal(of: Rubric.service.act, by: organisation.kind)
    }
  }

  private func serviceFolder(
    _ address: ServiceFolderAddress, _ visit: ActingVisit, brought: [ServiceFolder.Brought] = [],
    refusal: ServiceFilesRefusal?
  ) async throws -> Answer {
    let page = try await database.read { db -> ServiceFolderPage? in
      guard let (consultation, organisation) = try folder(address, visit, db) else { return nil }
      return ServiceFolderPage(
        consultation: consultation, organisationName: register.places.fullName(of: organisation),
        closed: try closing(consultation, organisation, visit, db), refusal: refusal, brought: brought,
        language: visit.language)
    }
    guard let page else { throw NotFound() }
    return .page(
      Page(
        t("Déposer plusieurs services"), status: refusal?.status ?? 200, section: MyDepositsAddress().path,
        isNarrow: true, page))
  }
}
