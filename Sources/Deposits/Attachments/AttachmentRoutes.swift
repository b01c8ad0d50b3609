import Consultations
import Foundation
import Localization
import Platform
import Storage

extension DepositsModule {
  func registerAttachments(in registry: inout Registry) {
    registry.get(DraftAttachmentsAddress.self, for: PersonVisit.self) { address, visit in
      try await attachmentsPage(address.place, AttachmentTyped(description: "", audience: .instructors), nil, visit)
    }
    // With a file at its end from a form without script; with a size from a script, which sends the file after it.
    registry.post(
      DraftAttachmentsAddress.self, for: PersonVisit.self, input: AttachmentTyped.self,
      sending: .file(longest: Attachment.largestBytes)
    ) { address, visit, typed in
      do {
        guard let file = visit.visit.file else { return try await begin(typed, address.place, visit) }
        try await receive(file, typed, address.place, visit)
        return .redirect(to: visit.language.address(address.path) + "?fait=ajoutee")
      } catch RequestRefusal.bodyTooLarge {
        return try await refuse(.tooLarge, typed, address.place, visit)
      } catch let refusal as AttachmentRefusal {
        return try await refuse(refusal, typed, address.place, visit)
      }
    }
    registry.post(
      DraftAttachmentAddress.self, for: PersonVisit.self, input: NoInput.self,
      sending: .piece(longest: IncomingFile.pieceBytes)
    ) { address, visit, _ in
      try await receive(visit.visit.piece, address, visit)
    }
    registry.get(DraftAttachmentAddress.self, for: PersonVisit.self) { address, visit in
      let found = try await database.read { db in try self.attachment(at: address, visit, db)?.attachment }
      guard let found, found.isWhole else { throw NotFound() }
      return download(found)
    }
    registry.post(AttachmentRemovalAddress.self, for: PersonVisit.self) { address, visit in
      try await change(address, visit, done: "supprimee") { draft, attachment, db in
        guard attachment.draft == nil else { return try attachment.delete(db) }
        try attachment.setRemoved(true, by: draft, db)
      }
    }
    registry.post(AttachmentKeepingAddress.self, for: PersonVisit.self) { address, visit in
      try await change(address, visit, done: "maintenue") { draft, attachment, db in
        try attachment.setRemoved(false, by: draft, db)
      }
    }
    registry.get(AttachmentAddress.self, access: .anyone) { address, visit in
      let found = try await database.read { db -> Attachment? in
        guard let (_, contribution) = try Self.contribution(at: address.contribution, db),
          let attachment = try Attachment.with(token: address.token, db), attachment.contribution == contribution.id
        else { return nil }
        return try attachment.isOpen(to: visit.person, of: contribution, db) ? attachment : nil
      }
      guard let found else { throw NotFound() }
      return download(found)
    }
    registry.run(
      Job("attachments.unfinished", title: t("Effacer les envois interrompus"), everySeconds: 600) { most, now, db in
        try Attachment.clearUnfinished(
          begunBefore: now.adding(seconds: -Attachment.unfinishedSeconds), most: min(most, 20), db)
      })
  }

  // MARK: Coming in

  /// What a script is told of a file that it sends.
  private struct Received: Encodable {
    var token: String
    var received: Int
    var pieceBytes = IncomingFile.pieceBytes
    var isWhole = false
  }

  private func told(_ received: Received) throws -> Answer { .json([UInt8](try JSONEncoder().encode(received))) }

  private func begin(_ typed: AttachmentTyped, _ place: DraftPlace, _ visit: PersonVisit) async throws -> Answer {
    guard let size = typed.size else { throw AttachmentRefusal.noFile }
    var generator = SystemRandomNumberGenerator()
    let token = Token(using: &generator).text
    let begun = try await database.write { db -> Attachment? in
      guard let draft = try self.draft(at: place, visit, db) else { return nil }
      return try Attachment.begin(
        typed, size: size, token: token, in: draft, by: visit.person.id, at: visit.now, db)
    }
    guard let begun else { throw NotFound() }
    return try told(Received(token: begun.token, received: begun.received))
  }

  /// A piece that a script sends; what is there is told, so that it knows where to go on.
  private func receive(_ piece: [UInt8], _ address: DraftAttachmentAddress, _ visit: PersonVisit) async throws -> Answer
  {
    let place = visit.visit.query["depuis"].flatMap { Int($0) } ?? -1
    let arrival = try await database.write { db -> Attachment.Arrival? in
      guard let (draft, attachment) = try self.attachment(at: address, visit, db), attachment.draft == draft.id
      else { return nil }
      // All but the last are whole pieces, so that there are few rows and each is found by its number.
      let isLast = attachment.received + piece.count == attachment.size
      guard !piece.isEmpty, isLast || piece.count == IncomingFile.pieceBytes else { throw AttachmentRefusal.outOfPlace }
      let actor = try visit.acting(for: draft, db)
      return try attachment.receive(piece, at: place, by: actor, in: draft, now: visit.now, db)
    }
    switch arrival {
    case nil: throw NotFound()
    case .refused(let refusal)?: throw refusal
    case .part(let received)?: return try told(Received(token: address.token, received: received))
    case .whole?: return try told(Received(token: address.token, received: place + piece.count, isWhole: true))
    }
  }

  /// The file at the end of a form, kept piece by piece as it comes.
  private func receive(
    _ file: IncomingFile, _ typed: AttachmentTyped, _ place: DraftPlace, _ visit: PersonVisit
  ) async throws {
    if let refusal = Attachment.refusal(ofDescription: typed.description) { throw refusal }
    var next = try await file.next()
    guard let first = next else { throw AttachmentRefusal.noFile }
    var generator = SystemRandomNumberGenerator()
    let token = Token(using: &generator).text
    // A file of one piece is as large as it; of a larger one, the room that it may need is kept meanwhile.
    let size = first.count < IncomingFile.pieceBytes ? first.count : file.announced
    var whole = typed
    whole.mark = ""
    let announced = whole
    let begun = try await database.write { db -> Attachment? in
      guard let draft = try self.draft(at: place, visit, db) else { return nil }
      return try Attachment.begin(
        announced, size: size, token: token, in: draft, by: visit.person.id, at: visit.now, db)
    }
    guard begun != nil else { throw NotFound() }
    let address = DraftAttachmentAddress(place, token: token)
    do {
      var received = 0
      var arrival = Attachment.Arrival.part(0)
      while let piece = next, case .part = arrival {
        let start = received
        arrival = try await arrive(address, visit) { draft, attachment, db in
          try attachment.receive(piece, at: start, by: visit.acting(for: draft, db), in: draft, now: visit.now, db)
        }
        received += piece.count
        next = try await file.next()
      }
      if case .part = arrival {
        arrival = try await arrive(address, visit) { draft, attachment, db in
          try attachment.end(by: visit.acting(for: draft, db), in: draft, at: visit.now, db)
        }
      }
      if case .refused(let refusal) = arrival { throw refusal }
    } catch {
      // The line was cut, or it is too large: nothing of it stays.
      try await database.write { db in
        if let left = try Attachment.with(token: token, db), !left.isWhole { try left.delete(db) }
      }
      throw error
    }
  }

  private func arrive(
    _ address: DraftAttachmentAddress, _ visit: PersonVisit,
    _ body: @escaping @Sendable (Draft, Attachment, Transaction) throws -> Attachment.Arrival
  ) async throws -> Attachment.Arrival {
    let arrival = try await database.write { db -> Attachment.Arrival? in
      guard let (draft, attachment) = try self.attachment(at: address, visit, db) else { return nil }
      return try body(draft, attachment, db)
    }
    guard let arrival else { throw NotFound() }
    return arrival
  }

  private func refuse(
    _ refusal: AttachmentRefusal, _ typed: AttachmentTyped, _ place: DraftPlace, _ visit: PersonVisit
  ) async throws -> Answer {
    try await visit.visit.refuse(refusal) { try await attachmentsPage(place, typed, refusal, visit) }
  }

  // MARK: What there is

  /// The draft of an address, where the visitor may change it.
  private func draft(at place: DraftPlace, _ visit: PersonVisit, _ db: Snapshot) throws -> Draft? {
    guard let consultation = try Consultation.with(slug: place.consultation, db),
      let draft = try Draft.with(token: place.token, db), draft.consultation == consultation.id,
      try draft.isOpen(to: visit.person, at: visit.now, db)
    else { return nil }
    return draft
  }

  /// One of a draft, or of the contribution that the draft corrects.
  private func attachment(at address: some AddressOfDraftAttachment, _ visit: PersonVisit, _ db: Snapshot) throws
    -> (draft: Draft, attachment: Attachment)?
  {
    guard let draft = try self.draft(at: address.place, visit, db),
      let attachment = try Attachment.with(token: address.token, db)
    else { return nil }
    let isIts =
      attachment.draft == draft.id || (draft.contribution != nil && attachment.contribution == draft.contribution)
    return isIts ? (draft, attachment) : nil
  }

  private func change(
    _ address: some AddressOfDraftAttachment, _ visit: PersonVisit, done: String,
    _ body: @escaping @Sendable (Draft, Attachment, Transaction) throws -> Void
  ) async throws -> Answer {
    let isDone = try await database.write { db in
      guard let (draft, attachment) = try self.attachment(at: address, visit, db) else { return false }
      try body(draft, attachment, db)
      return true
    }
    guard isDone else { throw NotFound() }
    return .redirect(to: visit.language.address(DraftAttachmentsAddress(address.place).path) + "?fait=\(done)")
  }

  private func attachmentsPage(
    _ place: DraftPlace, _ typed: AttachmentTyped, _ refusal: AttachmentRefusal?, _ visit: PersonVisit
  ) async throws -> Answer {
    let page = try await database.read { db -> DraftAttachmentsPage? in
      guard let draft = try self.draft(at: place, visit, db) else { return nil }
      return DraftAttachmentsPage(
        place: place, draft: draft, attachments: try DraftAttachments(of: draft, db), typed: typed, refusal: refusal,
        done: visit.visit.query["fait"], language: visit.language)
    }
    guard let page else { throw NotFound() }
    return .page(
      Page(
        t("Pièces jointes"), status: refusal?.status ?? 200, section: AllContributionsAddress().path, isNarrow: true,
        page))
  }

  // MARK: Going out

  private func download(_ attachment: Attachment) -> Answer {
    .stream(
      StreamAnswer(
        type: attachment.kind?.mediaType ?? "application/octet-stream", downloadName: attachment.fileName,
        length: attachment.size, isPrivate: attachment.draft != nil || attachment.audience != .everyone
      ) { [database] number in try await database.read { db in try Attachment.piece(number, of: attachment.id, db) } })
  }
}

extension PersonVisit {
  /// For the organisation by which she writes the draft.
  fileprivate func acting(for draft: Draft, _ db: Snapshot) throws -> Actor {
    try draft.part(of: person, at: now, db)?.standing.map { person.actor(for: $0.organisation) } ?? actor
  }
}

extension Attachment {
  /// Whether somebody may read one that is published: all, or those who deposit it and the instructors.
  func isOpen(to person: SignedIn?, of contribution: Contribution, _ db: Snapshot) throws -> Bool {
    guard audience != .everyone, draft == nil else { return draft == nil }
    guard let person else { return false }
    if person.holds(.readAttachments) { return true }
    return try contribution.standing(of: person, db) != nil
  }
}
