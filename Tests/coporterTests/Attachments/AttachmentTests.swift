import Foundation
import HTTPTypes
import Localization
import Storage
import Testing

@testable import Deposits
@testable import Directory
@testable import Platform

@Suite("Files beside a contribution", .serialized)
struct AttachmentTests {
  private struct Told: Decodable {
    var token: String
    var received: Int
    var isWhole: Bool
  }

  private func told(_ answered: Answered) throws -> Told {
    #expect(answered.status == 200, "\(answered.text.prefix(300))")
    return try JSONDecoder().decode(Told.self, from: Data(answered.text.utf8))
  }

  /// A draft of Dax that is ready to be published, and its page of files.
  private func draft(_ towns: Towns, _ agent: Browser) async throws -> (draft: String, files: String) {
    let draft = try await towns.begin(agent)
    let fields = ["rubrique": "besoin", "titre": "Un agenda", "aujourdhui": "Rien.", "action": "pieces"]
    let answered = try await agent.post(draft, fields)
    #expect(answered.fields[.location] == draft + "/pieces-jointes")
    return (draft, draft + "/pieces-jointes")
  }

  private func links(_ page: String) -> [String] {
    page.matches(of: /href="([^"]*\/pieces-jointes\/[0-9a-z]{10}[^"]*)"/).map { String($0.1) }
  }

  @Test(
    "Sent whole without a script, published with the draft, read by those who may, removed by a correction",
    arguments: Engine.available)
  func life(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let colleague = try await towns.agent("leo@wanadoo.fr", for: towns.dax)
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    let instructor = try await towns.instructor()
    let anonymous = Browser(towns.asking)
    let (draft, files) = try await draft(towns, camille)
    let pdf = SampleFiles.pdf("Salle", padding: 700_000)
    let sent = try await camille.post(files, ["description": "Le plan"], file: pdf)
    #expect(sent.status == 303 && sent.fields[.location] == files + "?fait=ajoutee", "\(sent.text)")
    _ = try await camille.post(files, ["description": "La photo", "public": "tous"], file: SampleFiles.png)
    let page = try await colleague.get(files).text
    #expect(page.contains("Le plan") && page.contains("701\u{A0}ko") && page.contains("pour les instructeurs"))
    let inDraft = links(page)
    #expect(inDraft.count == 2)
    #expect(try await camille.get(inDraft[0]).bytes == pdf)
    for stranger in [paul, instructor] { #expect(try await stranger.get(inDraft[0]).status == 404) }
    #expect(try await anonymous.get(inDraft[0]).fields[.location]?.hasPrefix("/connexion?") == true)
    #expect(try await camille.get(draft + "/apercu").text.contains("Le plan"))

    let published = try #require(try await camille.post(draft + "/publication", [:]).fields[.location])
    let path = String(published.split(separator: "?")[0])
    let all = links(try await camille.get(path).text)
    #expect(all.count == 2)
    #expect(links(try await instructor.get(path).text).count == 2)
    for reader in [paul, anonymous] {
      let text = try await reader.get(path).text
      #expect(links(text).count == 1 && !text.contains("Le plan"))
    }
    for reader in [camille, colleague, instructor] { #expect(try await reader.get(all[0]).bytes == pdf) }
    for reader in [paul, anonymous] { #expect(try await reader.get(all[0]).status == 404) }
    #expect(try await anonymous.get(all[1]).bytes == SampleFiles.png)
    #expect(try await camille.get(inDraft[0]).status == 404)
    try await correct(towns, path, photo: all[1], camille, stranger: paul)
    await towns.asking.house.database.close()
  }

  /// A correction that adds a file and removes the photo.
  private func correct(_ towns: Towns, _ path: String, photo: String, _ camille: Browser, stranger: Browser)
    async throws
  {
    let anonymous = Browser(towns.asking)
    let correction = try #require(try await camille.post(path + "/correction", [:]).fields[.location])
    let own = correction + "/pieces-jointes"
    let token = try #require(photo.firstMatch(of: /pieces-jointes\/([0-9a-z]{10})/)).1
    _ = try await camille.post(own, ["description": "Le devis", "public": "tous"], file: SampleFiles.odt("Devis"))
    #expect(try await stranger.post("\(own)/\(token)/suppression", [:]).status == 404)
    _ = try await camille.post("\(own)/\(token)/suppression", [:])
    _ = try await camille.post("\(own)/\(token)/maintien", [:])
    #expect(!(try await camille.get(own).text.contains("Elle sera retirée")))
    _ = try await camille.post("\(own)/\(token)/suppression", [:])
    #expect(try await camille.get(own).text.contains("Elle sera retirée"))
    #expect(try await anonymous.get(photo).status == 200)
    _ = try await camille.post(correction + "/publication", [:])
    #expect(try await anonymous.get(photo).status == 404)
    let after = try await towns.reopened().asking.get(path).text
    #expect(after.contains("Le devis") && !after.contains("La photo"))
    // The line of what was removed stays, and none of its bytes.
    #expect(try await towns.count("SELECT count(*) FROM attachment WHERE ended_event_id IS NOT NULL") == 1)
    let left: SQL = """
      SELECT count(*) FROM attachment_piece JOIN attachment ON attachment.id = attachment_piece.attachment_id
      WHERE ended_event_id IS NOT NULL
      """
    #expect(try await towns.count(left) == 0)
    for (kind, count) in [("sent", 3), ("published", 3), ("removed", 1)] {
      #expect(
        try await towns.count("SELECT count(*) FROM journal WHERE kind = \("attachment." + kind)") == count, "\(kind)")
    }
  }

  @Test(
    "Sent in pieces: one that is out of place changes nothing, and a cut goes on where it was",
    arguments: Engine.available)
  func pieces(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    let (draft, files) = try await draft(towns, camille)
    let pdf = SampleFiles.pdf("Salle", padding: 600_000)
    let token = try await camille.token(at: files)
    let piece = IncomingFile.pieceBytes
    func begin(_ size: Int, mark: String = "9-9-a") async throws -> Answered {
      try await camille.post(
        files, json: "{\"description\": \"Le plan\", \"taille\": \"\(size)\", \"marque\": \"\(mark)\"}", token: token)
    }
    let begun = try told(try await begin(pdf.count))
    #expect(begun.received == 0)
    let address = files + "/" + begun.token + "?depuis="
    func send(_ start: Int, _ end: Int, by browser: Browser? = nil) async throws -> Answered {
      let bytes = Array(pdf[start..<min(end, pdf.count)])
      let other = try await browser?.token(at: "/compte")
      return try await (browser ?? camille).post(address + String(start), bytes: bytes, token: other ?? token)
    }
    #expect(try told(try await send(0, piece)).received == piece)
    // Again, short, ahead, by another: nothing moves.
    for (start, end) in [(0, piece), (piece, piece + 10), (2 * piece, pdf.count), (piece, piece)] {
      #expect(try await send(start, end).status == 409, "\(start)")
    }
    #expect(try await send(piece, 2 * piece, by: paul).status == 404)
    #expect(
      try await camille.post(address + "0", bytes: [UInt8](repeating: 0, count: piece + 1), token: token).status == 413)
    let page = try await camille.get(files).text
    #expect(page.contains("n’est pas arrivé en entier") && page.contains("data-unfinished=\"9-9-a\""))
    #expect(try await camille.get(files + "/" + begun.token).status == 404)
    // After a cut, or a reload, the same file goes on; another one is another.
    let again = try told(try await begin(pdf.count))
    #expect(again.token == begun.token && again.received == piece)
    #expect(try told(try await begin(pdf.count, mark: "9-9-b")).token != begun.token)
    #expect(try told(try await send(piece, 2 * piece)).received == 2 * piece)
    let last = try told(try await send(2 * piece, pdf.count))
    #expect(last.isWhole && last.received == pdf.count)
    #expect(try await send(2 * piece, pdf.count).status == 409)
    #expect(try await camille.get(files + "/" + begun.token).bytes == pdf)
    // What did not come whole is not published, and is said before.
    #expect(try await camille.get(draft + "/apercu").text.contains("il ne sera pas publié"))
    let published = try #require(try await camille.post(draft + "/publication", [:]).fields[.location])
    #expect(links(try await camille.get(published).text).count == 1)
    #expect(try await towns.count("SELECT count(*) FROM attachment") == 1)
    await towns.asking.house.database.close()
  }

  @Test("What is none of the formats, too large, too many or without words is refused", arguments: Engine.available)
  func refusals(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let (_, files) = try await draft(towns, camille)
    let described = ["description": "Le plan"]
    func refused(_ fields: [String: String], _ file: [UInt8], _ expected: AttachmentRefusal) async throws {
      let answered = try await camille.post(files, fields, file: file)
      // Where there is no room for one more there is no form.
      let isBeside = expected == .tooMany || answered.text.contains("\(expected.field)-erreur")
      #expect(answered.status == expected.status && isBeside, "\(expected)")
      let sentence = expected.sentence.text(in: .french, towns.asking.house.catalogue)
      #expect(answered.text.contains(sentence), "\(expected)")
    }
    try await refused([:], SampleFiles.png, .noDescription)
    try await refused(["description": String(repeating: "x", count: 151)], SampleFiles.png, .longDescription)
    try await refused(described, [], .noFile)
    try await refused(described, Array("<svg onload=alert(1)>".utf8), .unknownKind)
    try await refused(described, SampleFiles.docx("x", beside: [("word/vbaProject.bin", "x")]), .macros)
    try await refused(described, SampleFiles.zip([("a", "b")], flags: 1), .locked)
    try await refused(described, SampleFiles.pdf("x") + [UInt8](repeating: 0, count: 10_000_000), .tooLarge)
    #expect(try await towns.count("SELECT count(*) FROM attachment") == 0)
    #expect(try await towns.count("SELECT count(*) FROM attachment_piece") == 0)
    let token = try await camille.token(at: files)
    func begin(_ size: String) async throws -> Int {
      try await camille.post(files, json: "{\"description\": \"x\", \"taille\": \"\(size)\"}", token: token).status
    }
    for size in ["0", "-1", "10000001", "9223372036854775807", "x"] { #expect(try await begin(size) == 422, "\(size)") }
    for _ in 0..<3 { #expect(try await begin("9999999") == 200) }
    try await refused(described, SampleFiles.pdf("x", padding: 2_000), .tooMuch)
    try await towns.asking.house.database.write { db in
      for _ in 0..<3 { try db.execute("UPDATE attachment SET size = 100") }
    }
    for _ in 0..<7 { #expect(try await begin("100") == 200) }
    try await refused(described, SampleFiles.png, .tooMany)
    await towns.asking.house.database.close()
  }

  @Test("A file is always a download that nothing can run, whatever its description", arguments: Engine.available)
  func downloads(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let (_, files) = try await draft(towns, camille)
    let description = "\"a\"; filename=x.html\u{202E} ../<b>"
    _ = try await camille.post(files, ["description": description], file: SampleFiles.pdf("x"))
    let link = try #require(links(try await camille.get(files).text).first)
    let answered = try await camille.get(link)
    #expect(answered.fields[.contentType] == "application/pdf")
    #expect(answered.fields[.contentDisposition] == "attachment; filename*=UTF-8''a-filename-x-html-b.pdf")
    #expect(answered.fields[.xContentTypeOptions] == "nosniff" && answered.fields[.cacheControl] == "no-store")
    #expect(answered.fields[.contentSecurityPolicy] == "default-src 'none'; sandbox")
    #expect(answered.fields[.contentLength] == String(answered.bytes.count))
    await towns.asking.house.database.close()
  }

  @Test("Whoever has begun to send, and does not end, is forgotten after a day", arguments: Engine.available)
  func forgotten(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let (_, files) = try await draft(towns, camille)
    _ = try await camille.post(files, ["description": "La photo"], file: SampleFiles.png)
    let token = try await camille.token(at: files)
    _ = try await camille.post(files, json: #"{"description": "Le plan", "taille": "900000"}"#, token: token)
    let job = try #require(towns.asking.house.jobs.jobs.first { $0.name == "attachments.unfinished" })
    _ = try await towns.asking.house.jobs.runIfDue(job)
    #expect(try await towns.count("SELECT count(*) FROM attachment") == 2)
    towns.asking.time.advance(seconds: 86_401)
    _ = try await towns.asking.house.jobs.runIfDue(job)
    #expect(try await towns.count("SELECT count(*) FROM attachment") == 1)
    await towns.asking.house.database.close()
  }
}
