import Foundation
import HTTPTypes
import Hummingbird
import Localization
import NIOCore
import Storage
import Testing

@testable import Directory
@testable import Platform

@Suite("Stopping the mails that one may refuse", .serialized)
struct UnsubscriptionTests {
  /// As a program of mail does: no cookie, no token of a form, another site (RFC 8058 §3.1).
  private func oneClick(_ path: String, _ asking: Asking) async throws -> Answered {
    var head = HTTPRequest(method: .post, scheme: "http", authority: "test.example", path: path)
    head.headerFields[.origin] = "https://mail.example"
    let body = RequestBody(buffer: ByteBuffer(string: "List-Unsubscribe=One-Click"))
    return try await asking.answer(Request(head: head, body: body))
  }

  @Test(
    "A colleague stops the notices of requests by one click, without signing in, and has them again by a button",
    arguments: Engine.available)
  func colleague(engine: Engine) async throws {
    let recorder = Recorder()
    let towns = try await Towns.make(engine, mail: recorder)
    let asking = towns.asking
    _ = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let asker = try await towns.person("jean@free.fr", "Jean")
    _ = try await towns.ask(asker, towns.dax)
    _ = try await asking.house.outbox.deliverWaiting()
    let notice = try #require(recorder.messages.last)
    #expect(notice.to.text == "camille@wanadoo.fr")
    let address = try #require(notice.unsubscribe)
    #expect(address.hasPrefix("http://127.0.0.1:8080/desinscription/"))
    #expect(notice.body.contains("Ne plus recevoir ces messages\u{A0}: \(address)"))
    // Neither a code nor an answer to one's own act can be stopped.
    #expect(recorder.messages.dropLast().allSatisfy { $0.unsubscribe == nil })
    let path = String(address.dropFirst("http://127.0.0.1:8080".count))
    let page = try await Browser(asking).get(path)
    #expect(page.status == 200 && page.text.contains("c•••••@wanadoo.fr") && page.text.contains("Ne plus les recevoir"))
    #expect(try await Browser(asking).get("/en" + path).text.contains("Stop receiving them"))
    #expect(try await asking.events("unsubscription.made") == 0, "looking changes nothing")
    for _ in 0..<2 { #expect(try await oneClick(path, asking).status == 200) }
    #expect(try await asking.events("unsubscription.made") == 1)
    let before = recorder.messages.count
    let second = try await towns.person("lou@free.fr", "Lou")
    _ = try await towns.ask(second, towns.dax)
    _ = try await asking.house.outbox.deliverWaiting()
    #expect(!recorder.recipients.dropFirst(before).contains("camille@wanadoo.fr"))
    // Codes still come.
    try await Browser(asking).askForCode("camille@wanadoo.fr")
    #expect(recorder.recipients.last == "camille@wanadoo.fr")
    let browser = Browser(asking)
    let token = try await browser.token(at: path)
    #expect(try await oneClick(path + "/retrait", asking).status == 403, "only the one click does without a token")
    #expect(try await browser.post(path + "/retrait", [:], token: token).fields[.location] == path)
    let third = try await towns.person("max@free.fr", "Max")
    _ = try await towns.ask(third, towns.dax)
    _ = try await asking.house.outbox.deliverWaiting()
    #expect(recorder.recipients.last == "camille@wanadoo.fr")
    await asking.house.database.close()
  }

  @Test("A link of another installation, changed or invented, is worth nothing", arguments: Engine.available)
  func links(engine: Engine) async throws {
    let asking = try await Asking.empty(engine)
    let mail = try #require(MailAddress("camille@wanadoo.fr"))
    let other = MailSeal(installation: [UInt8](repeating: 1, count: 32))
    let token = try #require(other.token(.unsubscription, for: mail))
    for token in [token, "zzzz", String(repeating: "0", count: 600)] {
      let path = UnsubscriptionAddress(token: token).path
      #expect(try await Browser(asking).get(path).status == 404)
      #expect(try await oneClick(path, asking).status == 404)
    }
    // What waits to be sent is stopped as well.
    let mine = try #require(asking.house.outbox.seal.token(.unsubscription, for: mail))
    let now = asking.time.clock.now()
    let site = asking.house.responder.site
    try await asking.house.database.write { db in
      try OutgoingMail(
        notification: "fact/1", to: mail, person: nil, in: .french, of: site, subject: .verbatim("Sujet"), []
      ).queue(db, at: now)
    }
    #expect(try await oneClick("/en" + UnsubscriptionAddress(token: mine).path, asking).text.contains("Done"))
    #expect(try await asking.house.outbox.deliverWaiting() == 0)
    await asking.house.database.close()
  }
}
