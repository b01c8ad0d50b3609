import Foundation
import HTTPTypes
import MerkleLog
import Proof
import Storage
import Testing

@testable import Directory
@testable import Platform
@testable import Votes

@Suite("Checking a receipt", .serialized)
struct ReceiptCheckTests {
  private static let page = "/verification"

  @Test(
    "Anyone checks a receipt, sent or pasted: what counts, what was replaced, what was changed",
    arguments: Engine.available)
  func course(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    try await scene.proveMayor()
    _ = try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:])
    _ = try await scene.choose([scene.names[0]])
    try await scene.work()
    let receipt = try await scene.mayor.get(VoteScene.ballot + "/recepisse").bytes
    let stranger = Browser(scene.asking)
    let sent = try await stranger.post(Self.page, [:], file: receipt)
    #expect(sent.status == 200 && sent.text.contains("C’est le bulletin qui compte"), Comment(rawValue: sent.text))
    // As a form pastes it, with or without its last line.
    let text = String(decoding: receipt, as: UTF8.self)
    let pasted = try await stranger.post(Self.page, ["recepisse": text])
    #expect(pasted.text.contains("bulletin n° 2 de Dax"))
    let other = text.replacing(scene.names[0], with: scene.names[1])
    let refused: [(String, String)] = [
      ("", "Choisissez le fichier"), ("{}", "Ce n’est pas un récépissé"),
      (other, "ne sont pas ceux que sa ligne scelle"),
      (text.replacing("vote.exemple.fr/essai", with: "ailleurs.exemple/essai"), "n’est pas d’un vote de ce site"),
    ]
    for (pasted, sentence) in refused {
      let answered = try await stranger.post(Self.page, ["recepisse": pasted])
      #expect(answered.status == 422 && answered.text.contains(sentence), "\(sentence)")
    }
    _ = try await scene.choose([scene.names[1]])
    try await scene.work()
    #expect(try await stranger.post(Self.page, ["recepisse": text]).text.contains("Il a été remplacé depuis"))
    // A log that was rewritten is not the one of the receipt.
    try await scene.database.write { db in
      try db.execute("UPDATE vote_tile SET hashes = \([UInt8](repeating: 7, count: 32 * 40)) WHERE level = 0")
    }
    let rewritten = try await stranger.post(Self.page, ["recepisse": text])
    #expect(rewritten.status == 422 && rewritten.text.contains("gardez-le"))
    await scene.close()
  }

  @Test(
    "The receipt is a page to print, with what was cast and all that proves it; whoever cast keeps it once her right is over",
    arguments: Engine.available)
  func printed(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    try await scene.proveMayor()
    _ = try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:])
    _ = try await scene.choose([scene.names[0]])
    try await scene.work()
    let page = VoteScene.vote + "/recepisses/" + scene.towns.dax.token
    #expect(try await scene.mayor.get(VoteScene.ballot).text.contains("href=\"\(page)\""))
    let receipt = try #require(Receipt(bytes: try await scene.mayor.get(VoteScene.ballot + "/recepisse").bytes))
    let titles = try await scene.database.read { db in
      try VotedProposition.all(of: try db.value("SELECT id FROM vote", as: Int64.self) ?? 0, db)
    }
    func title(_ place: Int) -> String { titles.first { $0.name == scene.names[place] }?.title ?? "—" }
    let shown = try await scene.mayor.get(page).text
    let proofs = [receipt.nonce.base64] + receipt.proof.hashes.map { Octets($0).base64 }
    #expect(shown.contains(title(0)) && !shown.contains(title(1)) && proofs.allSatisfy(shown.contains))
    for other in [scene.scene.camille, scene.scene.paul, scene.administrator, scene.scene.reader] {
      #expect(try await other.get(page).status == 404)
    }
    #expect(try await Browser(scene.asking).get(page).status == 303)
    scene.asking.time.advance(seconds: 901)
    try await scene.work("votes.letters")
    let letters = try await scene.scene.mails("ballot/")
    #expect(letters.count == 2 && letters.allSatisfy { $0.contains(receipt.nonce.base64) })
    #expect(letters.allSatisfy { $0.contains("L’empreinte signée du journal") })
    // Each holds the whole receipt, which the page of checks takes as it was read.
    for letter in letters {
      let line = try #require(letter.split(separator: "\n").first { $0.contains("coporter-receipt-1") })
      #expect(Receipt(bytes: Array(line.utf8) + [0x0A])?.choices == [scene.names[0]])
      let checked = try await Browser(scene.asking).post(Self.page, ["recepisse": String(line)])
      #expect(checked.status == 200 && checked.text.contains("C’est le bulletin qui compte"))
    }
    #expect(letters.count { $0.contains(page) } == 1, "the page asks who one is: it is told to the mayor alone")
    // She ends her own right: she keeps what she cast.
    let right = try await scene.scene.value("SELECT CAST(id AS TEXT) FROM casting_right")
    #expect(try await scene.mayor.post(VoteScene.vote + "/droit/fin", ["droit": right]).status == 303)
    #expect(try await scene.mayor.get(VoteScene.ballot).text.contains("href=\"\(page)\""))
    #expect(try await scene.mayor.get(page).text.contains(title(0)))
    #expect(try await scene.mayor.get(VoteScene.ballot + "/recepisse").status == 200)
    await scene.close()
  }

  @Test("The page gives the keys of the logs, each with the size above which it signs", arguments: Engine.available)
  func keys(engine: Engine) async throws {
    var keyFile = ""
    let scene = try await VoteScene.make(engine) { keyFile = $0.logKey }
    let stranger = Browser(scene.asking)
    #expect(try await !stranger.get(Self.page).text.contains("data-log="))
    try await scene.open()
    try await scene.work()
    let note = try await scene.database.read { db in try #require(try VoteLog.head(of: 1, db)) }
    let head = try Checkpoint(text: note.text)
    let first = try #require(try await scene.database.read { db in try VoteLog.keys(of: 1, db) }).first
    let page = try await stranger.get(Self.page).text
    #expect(page.contains("data-log=\"\(head.origin)\""))
    #expect(page.contains("<code data-above=\"0\">\(first.text)</code>"))
    // Another key takes over at the head of today.
    let old = try KeyFile(path: keyFile).read()
    let new = try SigningKey(name: "vote.exemple.fr")
    let succession = try Succession.signed(at: head, from: old, to: new)
    let text = String(decoding: succession.bytes, as: UTF8.self)
    let now = scene.asking.time.clock.now()
    try await scene.database.write { db in
      try VoteLog.append(to: 1, at: now, db) { at, _ in .succession(SuccessionLeaf(at: at, note: text)) }
    }
    let later = try await stranger.get(Self.page).text
    #expect(later.contains("<code data-above=\"\(head.size)\">\(new.verifier.text)</code>"))
    await scene.close()
  }
}
