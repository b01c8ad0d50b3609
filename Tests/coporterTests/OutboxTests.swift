import Foundation
import HTTPTypes
import Localization
import Storage
import Testing

@testable import Directory
@testable import Platform

extension Asking {
  func queue(_ fact: String, to recipient: String, person: Int64? = nil, _ priority: OutgoingMail.Priority = .ordinary)
    async throws
  {
    let now = time.clock.now()
    try await house.database.write { db in
      try OutgoingMail(
        fact: fact, to: recipient, person: person, priority: priority, subject: "Sujet", body: "Bonjour\n"
      ).queue(db, at: now)
    }
  }

  func mail(to recipient: String) async throws -> OutgoingMail.Record {
    var filter = OutboxFilter()
    filter.address = recipient
    let found = try await house.database.read { [filter] db in try OutgoingMail.all(filter, limit: 1, db) }
    return try #require(found.first)
  }

  func events(_ kind: String) async throws -> Int {
    try await house.database.read { db in
      try db.value("SELECT count(*) FROM journal WHERE kind = \(kind)", as: Int.self) ?? 0
    }
  }
}

@Suite("The outbox", .serialized)
struct OutboxTests {
  @Test("A fact is told once to a person, whatever her address, and once to an address", arguments: Engine.available)
  func once(engine: Engine) async throws {
    let recorder = Recorder()
    let asking = try await Asking.empty(engine, mail: recorder)
    try await Browser(asking).enter("mairie@dax.example", as: "Camille")
    let person = try await asking.house.database.read { db in try Person.all(with: "mairie@dax.example", db)[0].id }
    try await asking.queue("fact/1", to: "mairie@dax.example", person: person)
    try await asking.queue("fact/1", to: "mairie@dax.example", person: person)
    try await asking.queue("fact/1", to: "camille@pau.example", person: person)
    try await asking.queue("fact/1", to: "mairie@dax.example")
    try await asking.queue("fact/2", to: "mairie@dax.example", person: person)
    let before = recorder.messages.count
    #expect(try await asking.house.outbox.deliverWaiting() == 2)
    #expect(try await asking.house.outbox.deliverWaiting() == 0)
    #expect(recorder.recipients.dropFirst(before) == ["mairie@dax.example", "mairie@dax.example"])
    #expect(Set(recorder.messages.map(\.identifier)).count == recorder.messages.count)
    await asking.house.database.close()
  }

  @Test(
    "A mailing is paced for each domain; neither another domain nor a sign-in waits for it", arguments: Engine.available
  )
  func pace(engine: Engine) async throws {
    let recorder = Recorder()
    let asking = try await Asking.empty(engine, mail: recorder)
    for number in 0..<40 { try await asking.queue("fact/\(number)", to: "a\(number)@grand.example") }
    for number in 0..<3 { try await asking.queue("fact/\(number)", to: "a\(number)@petit.example") }
    #expect(try await asking.house.outbox.deliver(.ordinary) == 33)
    #expect(recorder.recipients.filter { $0.hasSuffix("@grand.example") }.count == 30)
    try await asking.queue("code/1", to: "a1@grand.example", .signIn)
    #expect(try await asking.house.outbox.deliverWaiting() == 1, "a sign-in is not paced")
    asking.time.advance(seconds: 59)
    #expect(try await asking.house.outbox.deliverWaiting() == 0)
    asking.time.advance(seconds: 2)
    #expect(try await asking.house.outbox.deliverWaiting() == 10)
    await asking.house.database.close()
  }

  @Test("A domain whose server is slow holds neither the others nor a sign-in", arguments: Engine.available)
  func slow(engine: Engine) async throws {
    let recorder = Recorder()
    let asking = try await Asking.empty(engine, mail: recorder)
    for number in 0..<20 { try await asking.queue("fact/\(number)", to: "a\(number)@\(Recorder.slow)") }
    for number in 0..<12 { try await asking.queue("fact/\(number)", to: "a\(number)@autre\(number % 3).example") }
    let mailing = Task { try await asking.house.outbox.deliver(.ordinary) }
    await recorder.wait(for: 12)
    #expect(!recorder.recipients.contains { $0.hasSuffix(Recorder.slow) })
    try await asking.queue("code/1", to: "a1@autre1.example", .signIn)
    #expect(try await asking.house.outbox.deliver(.signIn) == 1)
    recorder.open()
    #expect(try await mailing.value == 32)
    await asking.house.database.close()
  }

  @Test(
    "A way out that is shut is a failure of the job and of no mail, told to administrators", arguments: Engine.available
  )
  func shut(engine: Engine) async throws {
    let recorder = Recorder()
    let towns = try await Towns.make(engine, mail: recorder)
    let asking = towns.asking
    let chief = try await towns.invited(.administrator, "chef@agence.example")
    recorder.answer(.closed(reply: "535 5.7.8 authentication failed"), for: "dax.example")
    try await asking.queue("fact/1", to: "mairie@dax.example")
    let job = try #require(asking.house.jobs.jobs.first { $0.name == "mails.ordinary" })
    #expect(try await asking.house.jobs.runIfDue(job))
    let mail = try await asking.mail(to: "mairie@dax.example")
    #expect(mail.state == .waiting && mail.tries == 0)
    #expect(try await asking.get("/health").text.contains("\"failingJobs\":[\"mails.ordinary\"]"))
    #expect(try await asking.get("/health").status == 200)
    #expect(try await chief.get("/administration/courriels").text.contains("Aucun courriel ne part en ce moment"))
    #expect(try await chief.get("/administration/taches").text.contains("535 5.7.8 authentication failed"))
    #expect(try await asking.get("/metrics").text.contains("coporter_mails_waiting 1\n"))
    recorder.answer(nil, for: "dax.example")
    #expect(try await asking.house.jobs.runIfDue(job) == false)
    asking.time.advance(seconds: 5)
    #expect(try await asking.house.jobs.runIfDue(job))
    #expect(try await asking.mail(to: "mairie@dax.example").state == .sent)
    #expect(try await asking.get("/health").text.contains("\"failingJobs\":[]"))
    await asking.house.database.close()
  }

  @Test(
    "A mail that is only ever postponed is tried later and later, then given up; its address is not blamed",
    arguments: Engine.available)
  func patience(engine: Engine) async throws {
    let recorder = Recorder()
    let asking = try await Asking.empty(engine, mail: recorder)
    recorder.answer(.postponed(reply: "452 full"), for: "dax.example")
    try await asking.queue("fact/1", to: "mairie@dax.example")
    var tries = 0
    while try await asking.mail(to: "mairie@dax.example").state == .waiting, tries < 100 {
      try await asking.house.outbox.deliverWaiting()
      tries += 1
      let next = try await asking.mail(to: "mairie@dax.example").nextTryAt
      asking.time.advance(seconds: max(next.seconds(since: asking.time.clock.now()), 0))
    }
    let mail = try await asking.mail(to: "mairie@dax.example")
    #expect(mail.state == .refused && mail.answer == "452 full" && (10..<20).contains(tries))
    #expect(try await asking.events("address.refused") == 0)
    await asking.house.database.close()
  }

  @Test(
    "An address that refuses is shown to its owner and to administrators, until a code gets through",
    arguments: Engine.available)
  func refusing(engine: Engine) async throws {
    let recorder = Recorder()
    let towns = try await Towns.make(engine, mail: recorder)
    let asking = towns.asking
    let camille = try await towns.agent("camille@dax.example", for: towns.dax)
    let chief = try await towns.invited(.administrator, "chef@agence.example")
    recorder.answer(.refused(code: 550, reply: "550 5.1.1 no such <b>user</b>"), for: "dax.example")
    try await asking.queue("fact/1", to: "camille@dax.example")
    #expect(try await asking.house.outbox.deliverWaiting() == 0)
    #expect(try await asking.mail(to: "camille@dax.example").state == .refused)
    let home = try await camille.get("/organismes").text
    #expect(home.contains("camille@dax.example</") || home.contains("camille@dax.example les refuse"))
    let account = try await camille.get("/compte").text
    #expect(account.contains("550 5.1.1 no such &lt;b&gt;user&lt;/b&gt;") && account.contains("01 00 00 00 00"))
    #expect(try await !chief.get("/organismes").text.contains("les refuse"))
    let list = try await chief.get("/administration/adresses-refusees").text
    #expect(list.contains("camille@dax.example") && list.contains(">Dax<") && list.contains("no such &lt;b&gt;"))
    // A second refusal is no second fact; a server that takes a mail again ends it.
    try await asking.queue("fact/2", to: "camille@dax.example")
    _ = try await asking.house.outbox.deliverWaiting()
    #expect(try await asking.events("address.refused") == 1)
    recorder.answer(nil, for: "dax.example")
    _ = try await chief.post(ResendingAddress(mail: try await asking.mail(to: "camille@dax.example").id).path, [:])
    #expect(try await asking.house.outbox.deliverWaiting() == 1)
    #expect(try await !camille.get("/organismes").text.contains("les refuse"))
    #expect(try await asking.events("address.restored") == 1)
    await asking.house.database.close()
  }

  @Test("The list to telephone is exported without formulas, to administrators alone", arguments: Engine.available)
  func export(engine: Engine) async throws {
    let recorder = Recorder()
    let towns = try await Towns.make(engine, mail: recorder)
    _ = try await towns.person("camille@dax.example", "=HYPERLINK(\"http://x.example\";\"a\")")
    let chief = try await towns.invited(.administrator, "chef@agence.example")
    recorder.answer(.refused(code: 550, reply: "+550; no"), for: "dax.example")
    try await towns.asking.queue("fact/1", to: "camille@dax.example")
    _ = try await towns.asking.house.outbox.deliverWaiting()
    let file = try await chief.get("/administration/adresses-refusees/export")
    #expect(file.fields[.cacheControl] == "no-store")
    #expect(file.fields[.contentDisposition]?.hasPrefix("attachment") == true)
    let lines = file.text.split(separator: "\r\n")
    #expect(lines.count == 2)
    #expect(
      lines.last?.hasPrefix("\"camille@dax.example\";\"'=HYPERLINK(\"\"http://x.example\"\";\"\"a\"\")\";\"\";") == true
    )
    #expect(lines.last?.contains(";\"550 +550; no\"") == true)
    let instructor = try await towns.instructor()
    for path in ["/administration/adresses-refusees/export", "/administration/courriels", "/administration/taches"] {
      #expect(try await instructor.get(path).status == 404)
    }
    await towns.asking.house.database.close()
  }

  @Test(
    "Administrators find a mail, page by page, and send it again; a code is shown to nobody and not sent again",
    arguments: Engine.available)
  func administration(engine: Engine) async throws {
    var settings = Settings.demonstration
    settings.isDemonstration = false
    let asking = try await Asking.empty(engine, settings, mail: Recorder())
    let now = asking.time.clock.now()
    let link = try await Invitation.write(
      to: try #require(MailAddress("chef@agence.example")), named: "Chef", role: .administrator, at: now,
      in: asking.house.database)
    let chief = Browser(asking)
    _ = try await chief.post(SignInLinkAddress(secret: link).path, [:])
    for number in 0..<60 { try await asking.queue("fact/\(number)", to: "a\(number)_b@dax.example") }
    let first = try await chief.get("/administration/courriels").text
    #expect(first.contains("a59_b@dax.example") && !first.contains("a9_b@dax.example"))
    let next = try #require(first.firstMatch(of: /href="(\/administration\/courriels\?avant=[0-9]+)"/)).1
    let second = try await chief.get(String(next)).text
    #expect(second.contains("a9_b@dax.example") && second.contains("a0_b@dax.example"))
    #expect(
      try await chief.get("/administration/courriels?adresse=A7_B&etat=waiting").text.contains(">a7_b@dax.example<"))
    #expect(try await !chief.get("/administration/courriels?adresse=%25&etat=waiting").text.contains("@dax.example"))
    #expect(try await !chief.get("/administration/courriels?etat=sent").text.contains("@dax.example"))
    // A code, before and after it has left.
    try await asking.queue("code/1", to: "secret@pau.example", .signIn)
    #expect(try await !chief.get("/administration/courriels?adresse=secret").text.contains("Sujet"))
    _ = try await asking.house.outbox.deliverWaiting()
    let code = try await asking.mail(to: "secret@pau.example")
    #expect(code.state == .sent && code.subject.isEmpty && !code.hasText)
    #expect(try await chief.post(ResendingAddress(mail: code.id).path, [:]).status == 409)
    #expect(try await chief.post(ResendingAddress(mail: 99_999).path, [:]).status == 404)
    let mail = try await asking.mail(to: "a7_b@dax.example")
    #expect(mail.state == .sent)
    let sent = try await chief.post(ResendingAddress(mail: mail.id).path, [:])
    #expect(sent.fields[.location] == "/administration/courriels?fait=renvoi")
    #expect(try await asking.mail(to: "a7_b@dax.example").state == .waiting)
    #expect(try await asking.events("mail.resent") == 1)
    await asking.house.database.close()
  }
}
