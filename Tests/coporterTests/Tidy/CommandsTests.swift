import ArgumentParser
import Foundation
import Testing

@testable import Platform
@testable import coporter

/// Every command that a document tells people to type exists.
@Suite("Commands of the documents")
struct CommandsTests {
  private static let documents = SourceTree.files(ending: ".md", ".service").filter { !$0.path.hasPrefix("Sources/") }

  @Test("The program understands each line that a document gives it")
  func program() {
    var understood = 0
    for file in Self.documents {
      for line in CommandScanner.lines(of: file.text) {
        guard let words = CommandScanner.arguments(of: line) else { continue }
        understood += 1
        do { _ = try Coporter.parseAsRoot(words) } catch {
          // Asking for help is a way to end well.
          #expect(Coporter.exitCode(for: error) == .success, "\(file.path): coporter \(words.joined(separator: " "))")
        }
      }
    }
    #expect(understood >= 6)
  }

  @Test("Make has each target that a document names")
  func make() {
    let makefile = SourceTree.File(path: "Makefile").text
    let targets = Set(makefile.matches(of: /(?m)^([a-z-]+):/).map { String($0.1) })
    var named = 0
    for file in Self.documents {
      for line in CommandScanner.lines(of: file.text) {
        guard let target = line.wholeMatch(of: /make ([a-z-]+)( .*)?/).map({ String($0.1) }) else { continue }
        named += 1
        #expect(targets.contains(target), "\(file.path): make \(target)")
      }
    }
    #expect(named >= 4)
    let settings = makefile.matches(of: /(?m)^\.PHONY: (.+)$/).map { String($0.1) }
    #expect(Set(settings) == targets, "each target is declared phony, and has its line")
  }

  @Test("The scanner reads code spans, blocks, lines that go on, and a comment at their end")
  func scanner() {
    let text = "`make run`\n```sh\nrunuser -- /opt/x/coporter check \\\n  --database A  # told\n```\n"
    #expect(CommandScanner.lines(of: text) == ["make run", "runuser -- /opt/x/coporter check --database A"])
    #expect(
      CommandScanner.arguments(of: "runuser -- /opt/x/coporter check --database A") == ["check", "--database", "A"])
    #expect(CommandScanner.arguments(of: "systemctl edit coporter") == nil)
    #expect(CommandScanner.arguments(of: "journalctl --unit coporter --grep X") == nil)
  }
}

enum CommandScanner {
  /// What stands in code of a document, or after `ExecStart=`: one line each.
  static func lines(of text: String) -> [String] {
    let joined = text.replacing(/\\\n\s*/, with: "")
    var lines: [String] = []
    var isInBlock = false
    for line in joined.split(separator: "\n") {
      if line.hasPrefix("```") {
        isInBlock.toggle()
      } else if isInBlock {
        lines.append(clean(line))
      } else if line.hasPrefix("ExecStart=") {
        lines.append(clean(line.dropFirst("ExecStart=".count)))
      } else {
        lines += line.matches(of: /`([^`]+)`/).map { clean($0.1) }
      }
    }
    return lines
  }

  /// What follows the name of the program, where it is what is run; nil where it is only named.
  static func arguments(of line: String) -> [String]? {
    guard let match = line.firstMatch(of: /(?:^|-- )(?:\S*\/)?coporter ([a-z].*)$/) else { return nil }
    return match.1.split(separator: " ").map(String.init).filter { $0 != "…" }
  }

  private static func clean(_ line: Substring) -> String {
    String(line.replacing(/\s+#.*$/, with: "")).trimmed
  }
}
