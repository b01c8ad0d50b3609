import HTTPTypes
import Localization
import Storage
import Testing

@testable import Directory
@testable import Platform
@testable import Votes

/// Each kind of token that a vote hands out: until when it serves, how often, for what, and where (SECURITY 12, 13,
/// 14).
@Suite("Tokens of a vote", .serialized)
struct VoteTokenTests {
  private static let right = VoteScene.vote + "/droit"

  enum Kind: String, CaseIterable, Sendable {
    /// Sent to an official mailbox, to prove who is the head.
    case rightCode
    /// The first code of a letter, on its last day, and in a vote that closes before.
    case letterCode, letterCodeAtClosing
    /// The second code of a letter, and the link that an official mailbox receives.
    case contestCode, contestLink

    /// Served once, it opens nothing again.
    var servesOnce: Bool { !lastsUntilCount }
    var lastsUntilCount: Bool { [.contestCode, .contestLink].contains(self) }
  }

  /// A token in the hands of its owner: what using it gives, in its house or in another.
  struct Held {
    /// Whether it opens what it is for, in a house.
    var use: (VoteScene) async throws -> Bool
    /// The first instant at which it does not.
    var end: Instant
    /// The secret itself, where it is one.
    var secret = ""
  }

  /// A vote that is open, for longer than a letter is good where that is what is held.
  private func make(_ kind: Kind, _ engine: Engine) async throws -> VoteScene {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    if kind == .letterCode {
      let closes = scene.asking.time.clock.now().adding(seconds: 90 * 86_400)
      try await scene.database.write { db in try db.execute("UPDATE vote SET closes_at = \(closes)") }
    }
    return scene
  }

  @Test(
    "One second before its end it serves; at its end it does not", arguments: Kind.allCases, Engine.available)
  func life(kind: Kind, engine: Engine) async throws {
    let scene = try await make(kind, engine)
    let early = try await hold(kind, of: scene.towns.dax, scene)
    let late = try await hold(kind, of: scene.towns.pau, scene)
    scene.asking.time.move(to: early.end.adding(seconds: -1))
    if kind.lastsUntilCount { try await scene.work() }
    #expect(try await early.use(scene), "\(kind) one second before")
    scene.asking.time.advance(seconds: 1)
    if kind.lastsUntilCount {
      try await scene.administrator.enter("admin@agence.example", as: nil)
      #expect(try await scene.administrator.post(VoteScene.preparation + "/depouillement", [:]).status == 303)
    }
    #expect(try await !late.use(scene), "\(kind) at its end")
    await scene.close()
  }

  @Test("What serves once serves once", arguments: Kind.allCases.filter(\.servesOnce), Engine.available)
  func once(kind: Kind, engine: Engine) async throws {
    let scene = try await make(kind, engine)
    let held = try await hold(kind, of: scene.towns.dax, scene)
    #expect(try await held.use(scene), "\(kind)")
    #expect(try await !held.use(scene), "\(kind) a second time")
    await scene.close()
  }

  @Test("A token of one installation is worth nothing in another", arguments: Kind.allCases)
  func elsewhere(kind: Kind) async throws {
    let (here, there) = (try await make(kind, .sqlite), try await make(kind, .sqlite))
    let held = try await hold(kind, of: here.towns.dax, here)
    _ = try await hold(kind, of: there.towns.dax, there)
    #expect(try await !held.use(there), "\(kind)")
    #expect(try await held.use(here), "\(kind) at home")
    for scene in [here, there] { await scene.close() }
  }

  @Test("The link that contests a ballot opens nothing else, and no other secret contests", arguments: Engine.available)
  func purposes(engine: Engine) async throws {
    let scene = try await make(.contestLink, engine)
    let contest = try await hold(.contestLink, of: scene.towns.dax, scene).secret
    try await Browser(scene.asking).askForCode("lien@wanadoo.fr")
    let link = String(try await scene.asking.newestMail().link.suffix(52))
    let session = scene.mayor.cookies["coporter-session"] ?? ""
    let doors = [
      (VoteScene.vote + "/contestation/", contest), ("/connexion/lien/", link), ("/autorisation/", ""),
      ("/suivi/", ""), ("/guichet/", ""),
    ]
    let secrets = [contest, link, session]
    #expect(Set(secrets).count == secrets.count && secrets.allSatisfy { $0.count == 52 })
    for (door, own) in doors {
      for secret in secrets {
        let status = try await Browser(scene.asking).get(door + secret).status
        #expect((status == 200) == (secret == own), "\(door) \(status)")
      }
    }
    let other = Browser(scene.asking)
    other.cookies["coporter-session"] = contest
    #expect(try await other.get("/compte").status == 303)
    await scene.close()
  }

  /// Something that is held for the first time for a town.
  private func hold(_ kind: Kind, of town: Organisation, _ scene: VoteScene) async throws -> Held {
    let now = scene.asking.time.clock.now()
    switch kind {
    case .rightCode: return try await holdRightCode(of: town, scene)
    case .letterCode:
      return Held(use: use(letter: try await codes(of: town, scene).casting), end: now.adding(seconds: 60 * 86_400))
    case .letterCodeAtClosing:
      return Held(use: use(letter: try await codes(of: town, scene).casting), end: scene.closes)
    case .contestCode:
      let code = try await codes(of: town, scene).contesting.printed
      try await scene.cast([town.id])
      let use: (VoteScene) async throws -> Bool = { scene in
        let typed = ["collectivite": town.name, "code": code]
        let answered = try await Browser(scene.asking).post("/contestation", typed)
        return answered.fields[.location] == "/contestation?fait=conteste"
      }
      return Held(use: use, end: scene.closes.adding(seconds: 3600))
    case .contestLink:
      try await scene.cast([town.id])
      let vote = try await openVote(scene)
      let secret = try await scene.database.write { db in try Contest.link(town.id, in: vote.id, at: now, db).text }
      let link = VoteScene.vote + "/contestation/" + secret
      let use: (VoteScene) async throws -> Bool = { scene in
        try await Browser(scene.asking).post(link, [:]).fields[.location] == link + "?fait=conteste"
      }
      return Held(use: use, end: scene.closes.adding(seconds: 3600), secret: secret)
    }
  }

  private func openVote(_ scene: VoteScene) async throws -> Vote {
    let consultation = scene.scene.consultation
    return try #require(try await scene.database.read { db in try Vote.of(consultation, db) })
  }

  /// What is written on a letter that is printed now.
  private func codes(of town: Organisation, _ scene: VoteScene) async throws -> CastingLetter.Codes {
    let (vote, now) = (try await openVote(scene), scene.asking.time.clock.now())
    let codes = try await scene.database.write { db in
      try CastingLetter.issue(for: [town.id], in: vote, closing: vote.closesAt, by: .command, at: now, db)
    }
    return try #require(codes[town.id])
  }

  /// Somebody who heads no town yet types the code of a letter.
  private func use(letter code: CastingLetter.Code) -> (VoteScene) async throws -> Bool {
    return { scene in
      let head = try await scene.towns.person("lettre@wanadoo.fr", "Camille")
      let typed = try await head.post("/lettre", ["code": code.printed, "maire": "oui"])
      return typed.fields[.location] == Self.right + "?fait=droit"
    }
  }

  /// Asked for by somebody who is elected, who enters there too in another house.
  private func holdRightCode(of town: Organisation, _ scene: VoteScene) async throws -> Held {
    let (mail, asked) = ("\(town.token)@wanadoo.fr", scene.asking.time.clock.now())
    let browser = try await scene.towns.person(mail, "Camille")
    try await scene.towns.give(mail, for: town, as: .elected)
    let answered = try await browser.post(Self.right, ["preuve": try await scene.towns.mailbox(of: town)])
    #expect(answered.fields[.location] == Self.right + "?fait=code", Comment(rawValue: answered.text))
    _ = try await scene.asking.house.outbox.deliverWaiting()
    let code = try await scene.asking.newestMail().code
    let use: (VoteScene) async throws -> Bool = { scene in
      let typing = Browser(scene.asking)
      typing.cookies = browser.cookies
      if scene.database !== browser.asking.house.database {
        typing.cookies["coporter-session"] = nil
        try await typing.enter(mail, as: nil)
      }
      let typed = try await typing.post(Self.right + "/code", ["code": code])
      return typed.fields[.location] == Self.right + "?fait=droit"
    }
    return Held(use: use, end: asked.adding(seconds: 3600))
  }
}
