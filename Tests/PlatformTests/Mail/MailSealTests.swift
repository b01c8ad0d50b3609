import Testing

@testable import Platform

@Suite("The seal of mails and of their links")
struct MailSealTests {
  private let seal = MailSeal(installation: [UInt8](repeating: 7, count: 32))
  private let other = MailSeal(installation: [UInt8](repeating: 8, count: 32))

  @Test("The identifier of a mail is known again here, and nowhere else; one that is changed is not")
  func identifiers() {
    for mail: Int64 in [1, 12, .max] {
      let identifier = seal.identifier(of: mail)
      #expect(seal.mail(identifiedBy: identifier) == mail)
      #expect(other.mail(identifiedBy: identifier) == nil)
    }
    let identifier = seal.identifier(of: 12)
    for wrong in [
      "", "coporter", "coporter-12", "coporter-12-", "coporter-13" + identifier.dropFirst(11),
      "coporter-012" + identifier.dropFirst(11), identifier + "0", "x" + identifier, identifier.uppercased(),
    ] {
      #expect(seal.mail(identifiedBy: wrong) == nil, "\(wrong)")
    }
  }

  @Test("A link holds its address unread; neither another installation nor a changed sign opens it")
  func tokens() throws {
    let mail = try #require(MailAddress("mairie@dax.example"))
    let token = try #require(seal.token(.unsubscription, for: mail))
    #expect(seal.address(.unsubscription, in: token) == mail)
    #expect(other.address(.unsubscription, in: token) == nil)
    #expect(!token.contains("mairie"))
    for place in token.indices {
      var changed = token
      changed.replaceSubrange(place...place, with: token[place] == "0" ? "1" : "0")
      #expect(seal.address(.unsubscription, in: changed) == nil)
    }
    for wrong in [
      "", "00", "zz", String(token.dropLast(2)), token + "00", token.uppercased(), "é" + token,
      String(repeating: "0", count: 9000), seal.identifier(of: 1),
    ] {
      #expect(seal.address(.unsubscription, in: wrong) == nil)
    }
  }
}
