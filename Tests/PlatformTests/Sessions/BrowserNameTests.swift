import Localization
import Testing

@testable import Platform

@Suite("Names of browsers")
struct BrowserNameTests {
  @Test(
    "One’s own browser is recognised",
    arguments: [
      ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox sous Windows"),
      (
        "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0 Safari/537.36 Edg/129.0",
        "Edge sous Windows"
      ),
      (
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 Version/17.0 Mobile Safari/604.1",
        "Safari sous iPhone"
      ),
      ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/129.0 Mobile Safari/537.36", "Chrome sous Android"),
      ("curl/8.5", "Navigateur inconnu"), ("", "Navigateur inconnu"),
    ])
  func names(userAgent: String, name: String) {
    #expect(BrowserName.of(userAgent).text(in: .french, Catalogue()) == name)
  }
}
