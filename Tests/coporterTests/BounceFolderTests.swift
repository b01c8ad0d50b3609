import Foundation
import Storage
import Testing

@testable import Platform

@Suite("The folder of bounces", .serialized)
struct BounceFolderTests {
  /// A folder in Maildir's manner, with a reader of `asking`'s mails.
  private func folder(_ asking: Asking) throws -> (BounceFolder, URL) {
    let place = Scratch.place("bounces")
    try FileManager.default.createDirectory(at: place.appending(path: "new"), withIntermediateDirectories: true)
    let reader = BounceFolder(
      folder: place.path, seal: asking.house.outbox.seal, domain: MailAddress(asking.house.settings.mailFrom)?.domain)
    return (reader, place)
  }

  private func drop(_ text: String, _ name: String, in place: URL) throws {
    try Data(text.utf8).write(to: place.appending(path: "new/\(name)"))
  }

  private func names(_ place: URL, _ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: place.appending(path: folder).path).sorted()
  }

  private func report(
    of mail: Int64, _ asking: Asking, action: String = "failed", status: String = "5.1.1",
    to recipient: String = "mairie@dax.example", identifier: String? = nil
  ) -> String {
    let identifier = identifier ?? asking.house.outbox.seal.identifier(of: mail)
    let text = """
      Content-Type: multipart/report; boundary=a

      --a
      Content-Type: message/delivery-status

      Reporting-MTA: dns; relais.example

      Final-Recipient: rfc822; \(recipient)
      Action: \(action)
      Status: \(status)
      Diagnostic-Code: smtp; 550 no such box

      --a
      Content-Type: text/rfc822-headers

      Message-ID: <\(identifier)@coporter.example>

      --a--
      """
    return text.replacing("\n", with: "\r\n")
  }

  @Test(
    "A bounce that gives back our mail marks it and its address, once; others change nothing; all are put away",
    arguments: Engine.available)
  func reading(engine: Engine) async throws {
    let asking = try await Asking.empty(engine, mail: Recorder())
    let (reader, place) = try folder(asking)
    try await asking.queue("fact/1", to: "mairie@dax.example")
    try await asking.queue("fact/1", to: "mairie@pau.example")
    _ = try await asking.house.outbox.deliverWaiting()
    let dax = try await asking.mail(to: "mairie@dax.example")
    let pau = try await asking.mail(to: "mairie@pau.example")
    // Forged: another's identifier, a guessed one, another address, another domain.
    let other = MailSeal(installation: [UInt8](repeating: 1, count: 32))
    let forged = [
      report(of: dax.id, asking, identifier: other.identifier(of: dax.id)),
      report(of: dax.id, asking, identifier: "coporter-\(dax.id)"), report(of: pau.id, asking),
      report(of: dax.id, asking, to: "maire@dax.example"), "rien", "",
      report(of: dax.id, asking).replacing("@coporter.example", with: "@autre.example"),
      report(of: 99_999, asking),
    ]
    for (number, text) in forged.enumerated() { try drop(text, "\(number)", in: place) }
    try FileManager.default.createSymbolicLink(
      at: place.appending(path: "new/link"), withDestinationURL: URL(filePath: "/etc/passwd"))
    #expect(try await reader.read(asking.house.database, asking.time.clock) == 0)
    #expect(try await asking.mail(to: "mairie@dax.example").state == .sent)
    #expect(try names(place, "new") == [])
    #expect(try names(place, "cur").count == forged.count + 1)
    // Late, then refused.
    try drop(report(of: dax.id, asking, action: "delayed", status: "4.2.0"), "late", in: place)
    #expect(try await reader.read(asking.house.database, asking.time.clock) == 1)
    #expect(try await asking.mail(to: "mairie@dax.example").state == .sent)
    try drop(report(of: dax.id, asking), "one:2,", in: place)
    try drop(report(of: dax.id, asking), "two", in: place)
    #expect(try await reader.read(asking.house.database, asking.time.clock) == 2)
    let refused = try await asking.mail(to: "mairie@dax.example")
    #expect(refused.state == .refused && refused.answer == "550 no such box")
    #expect(try await asking.events("address.refused") == 1)
    #expect(try names(place, "cur").contains("one:2,S"))
    // A server that takes another mail says nothing of this box; a code that came back does.
    try await asking.queue("fact/2", to: "mairie@dax.example")
    _ = try await asking.house.outbox.deliverWaiting()
    #expect(try await asking.events("address.restored") == 0)
    let browser = Browser(asking)
    try await browser.askForCode("mairie@dax.example")
    _ = try await browser.post("/connexion/code", ["code": try await asking.newestMail().code])
    #expect(try await asking.events("address.restored") == 1)
    // Given up after days: the mail did not arrive, the address may be good.
    try drop(report(of: pau.id, asking, status: "4.4.7", to: "mairie@pau.example"), "days", in: place)
    #expect(try await reader.read(asking.house.database, asking.time.clock) == 1)
    #expect(try await asking.mail(to: "mairie@pau.example").state == .refused)
    #expect(try await asking.events("address.refused") == 1)
    await asking.house.database.close()
  }

  @Test("A folder that is not there is a failure that administrators see")
  func missing() async throws {
    let asking = try await Asking.empty(.sqlite)
    let reader = BounceFolder(folder: "/nowhere", seal: asking.house.outbox.seal, domain: "coporter.example")
    await #expect(throws: BounceFolder.Unreadable.self) {
      try await reader.read(asking.house.database, asking.time.clock)
    }
    await asking.house.database.close()
  }
}
