import Foundation
import Storage
import Testing

@testable import Directory
@testable import Platform

/// Paths that nobody has declared, by tens of thousands (SECURITY 18).
@Suite("Memory under unknown paths", .serialized)
struct MemoryTests {
  @Test("Random paths, known and unknown, leave no label, and memory as it was")
  func flat() async throws {
    let cast = try await Cast.make(.sqlite).reopened()
    let asking = cast.towns.asking
    var numbers = SeededNumbers(Soak.seed("paths"))
    func ask(_ count: Int) async throws {
      for _ in 0..<count {
        let word = String(UInt64.random(in: 0...UInt64.max, using: &numbers), radix: 36)
        let path = [
          "/\(word)", "/organismes/\(word)", "/consultations/\(word)", "/static/\(word).js", "/organismes?\(word)=1",
          "/connexion/lien/\(word)", "/en/\(word)/\(word)",
        ].randomElement(using: &numbers)
        #expect(try await asking.get(path ?? "/").status < 500)
      }
    }
    let count = Soak.rounds(2000, whole: 100_000)
    try await ask(count / 2)
    let (lines, bytes) = (try await metrics(asking), Self.residentBytes())
    try await ask(count)
    #expect(try await metrics(asking) <= lines + 4)
    #expect(try await !asking.get("/metrics").text.contains("/static/"))
    // The cache of pages may fill up to its bound; nothing else grows. Other tests weigh too: alone, in the soak.
    let isAlone = Soak.isWhole
    #expect(!isAlone || Self.residentBytes() - bytes < 48 << 20, "\((Self.residentBytes() - bytes) >> 20) MB more")
    await cast.close()
  }

  private func metrics(_ asking: Asking) async throws -> Int {
    try await asking.get("/metrics").text.split(separator: "\n").count
  }

  /// What the kernel counts (proc(5), statm), in pages of 4 kB.
  private static func residentBytes() -> Int {
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    return (text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4096
  }
}
