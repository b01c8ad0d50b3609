import Foundation
import Testing

/// What no reviewer should have to say.
@Suite("Tidy")
struct TidyTests {
  /// A word that is not written, why, and where it may be.
  struct Banned: Sendable, CustomTestStringConvertible {
    var word: String
    var reason: String
    var isAllowed: @Sendable (String) -> Bool
    var testDescription: String { word }

    init(_ word: String, _ reason: String, but allowed: @escaping @Sendable (String) -> Bool = { _ in false }) {
      self.word = word
      self.reason = reason
      isAllowed = allowed
    }
  }

  /// The document type, the renderer of Markdown, and our own drawings, which hold numbers alone.
  private static let drawings: Set<String> = [
    "Sources/Platform/Pages/Frame.swift", "Sources/Platform/Markdown/Markdown.swift",
    "Sources/Deposits/Home/HomePanel.swift", "Sources/Directory/Organisations/PlaceMap.swift",
    "Sources/Consultations/Consultation/ConsultationPages.swift", "Sources/Deposits/Figures/FiguresDrawings.swift",
    "Sources/Instruction/Outcomes/OutcomesDrawing.swift",
  ]

  private static let banned: [Banned] = [
    Banned("Date()", "time comes from the clock, so that tests can move it") { $0.hasSuffix("/Running/Clock.swift") },
    Banned("try!", "what comes from outside would end the process"),
    Banned("as!", "what comes from outside would end the process"),
    Banned("fatalError", "nothing ends the process; our own mistakes answer 500"),
    Banned("preconditionFailure", "nothing ends the process; our own mistakes answer 500"),
    Banned("@unchecked Sendable", "shared state has a lock that the compiler sees") {
      $0.hasPrefix("Sources/Storage/")
    },
    Banned("print(", "the server writes to its log; only the command speaks to a terminal") {
      $0.hasPrefix("Sources/coporter/")
    },
    Banned("unsafelyUnescaped", "text is escaped by construction") {
      $0.hasPrefix("Sources/HTML/") || drawings.contains($0)
    },
    Banned("SQL(text:", "words of SQL come from the source, never from a string; tests read the schema") {
      $0.hasPrefix("Sources/Storage/") || $0.hasPrefix("Tests/")
    },
    Banned("URLSession", "the server calls nobody whose address a stranger gives (SECURITY 16)"),
    Banned("HTTPClient", "the server calls nobody whose address a stranger gives (SECURITY 16)"),
    Banned("@retroactive", "a conformance belongs to its type or to its protocol") {
      $0.hasPrefix("Sources/coporter/")
    },
  ]

  /// Only in tests: they do not wait.
  private static let bannedInTests: [Banned] = [
    Banned("Task.sleep", "a test waits for a fact, not for time"), Banned("usleep(", "a test waits for a fact"),
    Banned("Thread.sleep", "a test waits for a fact"),
    Banned("FileManager.default.temporaryDirectory", "what a test leaves behind goes with its process: Scratch.place") {
      $0.hasSuffix("/Scratch.swift") || !$0.hasPrefix("Tests/coporterTests/")
    },
  ]

  @Test("A banned word is nowhere but where its reason does not hold", arguments: banned + bannedInTests)
  func words(banned: Banned) {
    let isForTests = Self.bannedInTests.contains { $0.word == banned.word }
    let ofTests = /^Tests\/[A-Za-z]+Tests\//
    for file in SourceTree.files(ending: ".swift") where file.text.contains(banned.word) {
      guard !banned.isAllowed(file.path), !isForTests || file.path.contains(ofTests), !file.path.contains("/Tidy/")
      else { continue }
      for (number, line) in file.lines.enumerated() where line.contains(banned.word) {
        let isComment = line.drop { $0 == " " }.hasPrefix("//")
        #expect(isComment, "\(file.path):\(number + 1): \(banned.word): \(banned.reason)")
      }
    }
  }

  @Test("No test in Python sleeps: it waits for a fact", arguments: ["time.sleep", "wait_for_timeout"])
  func pauses(word: String) {
    let files = SourceTree.files(ending: ".py").filter { $0.path.hasPrefix("Tests/") }
    #expect(files.count > 20)
    for file in files {
      #expect(!file.text.contains(word), "\(file.path): \(word)")
      #expect(!file.text.contains(/from time import .*sleep/), "\(file.path)")
    }
  }

  @Test("Pages read and write nothing; routes are declared in files of that name, which hold no SQL")
  func fourFiles() {
    let io = /\bdb\.|\bdatabase\.|\bSnapshot\b|\bTransaction\b|\bregistry\./
    let sql = /"\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH)\s/
    let route = /\bregistry\.(get|post)[A-Za-z]*\(/
    let sources = SourceTree.files(ending: ".swift").filter { $0.path.hasPrefix("Sources/") }
    var (pages, routes) = (0, 0)
    for file in sources {
      let code = file.lines.filter { !$0.drop { $0 == " " }.hasPrefix("//") }.joined(separator: "\n")
      let isPages = file.name.contains(/Pages(\+[A-Za-z]+)?\.swift$/)
      let isRoutes = file.name.contains(/Routes(\+[A-Za-z]+)?\.swift$/)
      if isPages { #expect(!code.contains(io), "\(file.path) asks the database") }
      if isPages || isRoutes { #expect(!code.contains(sql), "\(file.path): SQL is in storage, or with its type") }
      // What every application answers by itself is declared where it is put together.
      if code.contains(route), file.path != "Sources/Platform/Running/Application.swift" {
        #expect(isRoutes, "\(file.path) declares routes")
      }
      pages += isPages ? 1 : 0
      routes += isRoutes ? 1 : 0
    }
    #expect(pages > 40 && routes > 40)
  }

  @Test("No folder is named for a kind of thing")
  func folders() {
    let kinds: Set<String> = [
      "models", "views", "controllers", "utils", "utilities", "helpers", "extensions", "services", "managers", "common",
      "misc", "core",
    ]
    for file in SourceTree.files {
      let folders = file.path.split(separator: "/").dropLast().map { $0.lowercased() }
      #expect(kinds.isDisjoint(with: folders), "\(file.path)")
    }
  }

  @Test("A line has 120 characters at most, but for one that holds a sentence that cannot be cut")
  func lines() {
    for file in SourceTree.files(ending: ".swift") {
      for (number, line) in file.lines.enumerated() where line.utf8.count > 120 && line.count > 120 {
        #expect(line.contains(/"[^"]{70,}"/), "\(file.path):\(number + 1) has \(line.count) characters")
      }
    }
  }

  /// Files that were longer when the bar was set: each may only shrink, and leaves this list once it is under 400.
  private static let longFiles: [String: Int] = [:]
  private static let longestFile = 400
  private static let longestBody = 60

  @Test("A file has 400 lines at most, a body 60")
  func lengths() {
    for file in SourceTree.files(ending: ".swift", ".py", ".js", ".sql") {
      let bar = Self.longFiles[file.path] ?? Self.longestFile
      #expect(file.lines.count - 1 <= bar, "\(file.path)")
      guard file.path.hasSuffix(".swift") else { continue }
      for body in BodyScanner.bodies(in: file.lines) {
        #expect(body.length <= Self.longestBody, "\(file.path):\(body.line) has \(body.length) lines")
      }
    }
    for (path, lines) in Self.longFiles { #expect(lines > Self.longestFile, "\(path) can leave the list") }
  }

  @Test("The scanner of bodies sees where they begin and end")
  func scanner() {
    let source = [
      "struct A {", "  func b(", "    c: Int", "  ) {", "    d()", "  }", "  var e: Int { 1 }", "  var f = 2", "}",
    ]
    #expect(BodyScanner.bodies(in: source.map { $0[...] }) == [.init(line: 2, length: 3)])
  }

  @Test("Only the pure cores are public; all else is `package` at most")
  func access() {
    let names = [
      "HTML", "Localization", "Storage", "Forms", "Differences", "Retrieval", "PublicCode", "Tallying", "MerkleLog",
      "Proof",
    ]
    let cores = names.map { "Sources/\($0)/" }
    for file in SourceTree.files(ending: ".swift") where !cores.contains(where: file.path.hasPrefix) {
      for (number, line) in file.lines.enumerated() {
        #expect(!line.drop { $0 == " " }.hasPrefix("public "), "\(file.path):\(number + 1)")
      }
    }
  }

  @Test("The space before a French mark and inside guillemets is the no-break one, never the narrow one")
  func spaces() {
    let narrow = /\u{202F}[;:!?»]|«\u{202F}/
    for file in SourceTree.files(ending: ".swift", ".json", ".js", ".md") where file.text.contains("\u{202F}") {
      for (number, line) in file.lines.enumerated() {
        #expect(line.firstMatch(of: narrow) == nil, "\(file.path):\(number + 1)")
      }
    }
  }

  @Test("No file tells of the machine it was written on")
  func machines() {
    // In pieces, so that this file does not tell of one either.
    let words = ["/wo" + "rk/", "/roo" + "t/", "/home" + "/", "/Use" + "rs/", "C:" + "\\"]
    for file in SourceTree.files where !file.path.hasSuffix(".woff2") && !file.path.hasSuffix(".png") {
      let text = file.text
      for word in words { #expect(!text.contains(word), "\(file.path): \(word)") }
    }
  }
}
