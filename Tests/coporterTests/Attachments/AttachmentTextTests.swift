import Foundation
import HTTPTypes
import Storage
import Testing

@testable import Deposits
@testable import Directory
@testable import Platform

@Suite("The text of a file", .serialized)
struct AttachmentTextTests {
  /// The programs of setup/debian.sh; a machine without them skips what needs them, and says so.
  static let hasPrograms = AttachmentKind.readable.count == AttachmentKind.allCases.count

  private func text(_ bytes: [UInt8], _ kind: AttachmentKind) async throws -> AttachmentText {
    var pieces = [bytes]
    return try await kind.text { pieces.isEmpty ? nil : pieces.removeFirst() }
  }

  @Test("PDF and office texts are read; a picture has none", .enabled(if: hasPrograms))
  func formats() async throws {
    #expect(try await text(SampleFiles.pdf("R\\351servation de la salle"), .pdf).text == "Réservation de la salle")
    let marked = SampleFiles.odt("L&#233;o &amp; Zo&#xEB;<text:s/>&lt;ici&gt;")
    #expect(try await text(marked, .odt).text == "Léo & Zoë <ici>")
    #expect(try await text(SampleFiles.docx("Devis</w:t><w:tab/><w:t>42"), .docx).text == "Devis 42")
    #expect(try await text(SampleFiles.png, .png) == .nothing)
    #expect(try await text(SampleFiles.pdf(""), .pdf) == .nothing)
  }

  @Test("What is broken or hostile is unreadable, in its time, and harms nothing", .enabled(if: hasPrograms))
  func hostile() async throws {
    #expect(try await text(Array("%PDF-1.4 and nothing".utf8), .pdf) == .unreadable)
    #expect(try await text(Array("PK and nothing".utf8), .docx) == .unreadable)
    // A page that has itself as its page, again and again.
    let loop =
      "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
      + "2 0 obj\n<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 99999999 >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n"
    #expect(try await text(Array(loop.utf8), .pdf).reading != .found)
    // What it writes has an end: as many megabytes of an archive bomb as are asked for, and the text is cut.
    var limited = LimitedProgram("/bin/cat")
    limited.outputBytes = 100_000
    let bomb = try await limited.run(["/dev/zero"]) { nil }
    guard case .failed = bomb else {
      Issue.record("an output without end came to one")
      return
    }
    var memory = LimitedProgram("/usr/bin/sort")
    memory.memoryBytes = 50_000_000
    memory.seconds = 5
    guard case .failed = try await memory.run(["--buffer-size=1G", "/dev/zero"], on: { nil }) else {
      Issue.record("memory without end was given")
      return
    }
    let long = String(repeating: "mot ", count: 60_000)
    let cut = try await text(SampleFiles.odt(long), .odt)
    #expect(cut.isCut && cut.text.unicodeScalars.count <= AttachmentText.longest && cut.reading == .found)
  }

  @Test("A program is given nothing of the server’s, and its folder is gone after it", .enabled(if: hasPrograms))
  func alone() async throws {
    setenv("COPORTER_TEST_SECRET", "mot7secret", 1)
    guard case .ended(let bytes) = try await LimitedProgram("/usr/bin/env").run([], on: { nil }) else {
      Issue.record("env does not run")
      return
    }
    unsetenv("COPORTER_TEST_SECRET")
    let environment = String(decoding: bytes, as: UTF8.self)
    #expect(!environment.contains("mot7secret"))
    let folder = try #require(environment.firstMatch(of: /HOME=(.+)/)).1
    #expect(!FileManager.default.fileExists(atPath: String(folder)))
    await #expect(throws: LimitedProgram.Trouble.missing("/nowhere")) {
      _ = try await LimitedProgram("/nowhere").run([], on: { nil })
    }
  }

  @Test(
    "What a stranger writes in markup is text; what is no character goes",
    arguments: [
      ("<a>x</a><text:p>y</text:p>z", "xy\nz"), ("&unknown; &#0; &#x110000; &", "&unknown; &#x110000; &"),
      ("<w:instrText>HYPERLINK</w:instrText>a<w:br/>b", "a\nb"), ("<never ends", ""), ("a&amp", "a&amp"),
      ("\u{1}a\u{0}\u{7F}b   \u{A0} c\n\n\nd", "ab c\nd"), ("... --- …", ""),
    ])
  func markup(xml: String, expected: String) {
    #expect(AttachmentText(OfficeText.read(Array(xml.utf8))).text == expected)
  }

  @Test(
    "What others write is compared with public files, not with those of instructors", .enabled(if: hasPrograms),
    arguments: [("tous", true), ("", false)])
  func compared(audience: String, isNear: Bool) async throws {
    let towns = try await Towns.make(.sqlite)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    for title in ["Payer la cantine", "Une carte des travaux", "Un agenda des salles", "Signaler une fuite"] {
      try await towns.deposit(camille, title: title)
    }
    let draft = try await towns.begin(camille)
    let fields = ["rubrique": "besoin", "titre": "Un registre", "aujourdhui": "Rien.", "action": "pieces"]
    _ = try await camille.post(draft, fields)
    let text = "Concessions funeraires du vieux cimetiere"
    _ = try await camille.post(
      draft + "/pieces-jointes", ["description": "Note", "public": audience], file: SampleFiles.pdf(text))
    _ = try await camille.post(draft + "/publication", [:])
    let job = try #require(towns.asking.house.jobs.jobs.first { $0.name == "attachments.texts" })
    #expect(try await towns.asking.house.jobs.runIfDue(job))
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    let other = try await towns.begin(paul) + "/ressemblances?rubrique=besoin&titre="
    let near = try await paul.get(other + text.replacing(" ", with: "+")).text
    #expect(near.contains("Un registre") == isNear)
    await towns.asking.house.database.close()
  }

  @Test(
    "Public files are found by their words, those of instructors are not, and what was removed is found no more",
    .enabled(if: hasPrograms), arguments: Engine.available)
  func searched(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let instructor = try await towns.instructor()
    let draft = try await towns.begin(camille)
    let fields = ["rubrique": "besoin", "titre": "Un agenda", "aujourdhui": "Rien.", "action": "pieces"]
    _ = try await camille.post(draft, fields)
    let files = draft + "/pieces-jointes"
    let shown = ["description": "Le plan", "public": "tous"]
    _ = try await camille.post(files, shown, file: SampleFiles.pdf("Zwqpublic"))
    _ = try await camille.post(files, ["description": "Le devis"], file: SampleFiles.pdf("Zwqsecret"))
    _ = try await camille.post(files, ["description": "Scan", "public": "tous"], file: SampleFiles.pdf(""))
    let published = try #require(try await camille.post(draft + "/publication", [:]).fields[.location])
    func found(_ word: String) async throws -> Bool {
      try await instructor.get(Towns.home + "/contributions?q=" + word).text.contains("1 contribution trouvée")
    }
    #expect(try await !found("zwqpublic"))
    let job = try #require(towns.asking.house.jobs.jobs.first { $0.name == "attachments.texts" })
    #expect(try await towns.asking.house.jobs.runIfDue(job))
    #expect(try await found("zwqpublic"))
    #expect(try await !found("zwqsecret"))
    #expect(try await found("scan"))
    // Whoever decides reads both without opening them.
    let token = published.split(separator: "/").last?.prefix(Token.length) ?? ""
    let desk = try await instructor.get(Towns.home + "/instruction/contributions/\(token)").text
    #expect(desk.contains("<p>Zwqpublic</p>") && desk.contains("<p>Zwqsecret</p>"))
    #expect(try await !instructor.get(published).text.contains("<p>Zwqpublic"))
    let page = try await camille.get(published).text
    #expect(page.ranges(of: "aucun texte trouvé").count == 1)
    #expect(try await !towns.asking.house.jobs.runIfDue(job))
    #expect(try await towns.count("SELECT count(*) FROM attachment_text WHERE text LIKE '%Zwqsecret%'") == 1)
    // An index that is filled anew holds the same.
    let index = ContributionSearch(database: towns.asking.house.database)
    await index.fill()
    for (word, count) in [("zwqpublic", 1), ("zwqsecret", 0)] {
      let ids = try await towns.asking.house.database.read { db in
        try index.find(word, in: 1, limit: 10, among: nil, db).ids
      }
      #expect(ids.count == count, "\(word)")
    }
    let path = String(published.split(separator: "?")[0])
    let correction = try #require(try await camille.post(path + "/correction", [:]).fields[.location])
    let plan = try await towns.asking.house.database.read { db in
      try db.value("SELECT token FROM attachment WHERE description = 'Le plan'", as: String.self) ?? ""
    }
    _ = try await camille.post(correction + "/pieces-jointes/\(plan)/suppression", [:])
    _ = try await camille.post(correction + "/publication", [:])
    #expect(try await !found("zwqpublic"))
    await towns.asking.house.database.close()
  }
}
