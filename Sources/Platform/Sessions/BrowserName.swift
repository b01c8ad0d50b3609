import Localization

/// A browser as its owner knows it, from the name by which it gives itself: « Firefox sous Windows ».
enum BrowserName {
  /// The first that is found wins: others borrow the names of those below.
  private static let browsers = [
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
  ]
  private static let systems = [
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
  ]

  static func of(_ userAgent: String) -> Phrase {
    let browser = browsers.first { userAgent.contains($0.0) }?.1
    let system = systems.first { userAgent.contains($0.0) }?.1
    switch (browser, system) {
    case (let browser?, let system?): return t("\(browser) sous \(system)")
    case (let name?, nil), (nil, let name?): return .verbatim(name)
    case (nil, nil): return t("Navigateur inconnu")
    }
  }
}
