import Foundation
import Testing

@testable import Storage

/// A text that comes from outside cannot become words of SQL: the compiler refuses it (SECURITY 5).
@Suite("Words of SQL", .serialized)
struct SQLWordsTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test(
    "A text is no SQL, in whatever way it is offered",
    arguments: [
      "let sql: SQL = typed", "let sql = SQL(stringLiteral: typed)", "let sql = SQL(text: typed)",
      "let sql = SQL(typed)", "let sql: SQL = \"SELECT \\(raw: typed)\"", "let sql: SQL = \"SELECT 1\" + typed",
      "var sql: SQL = \"SELECT 1\"; sql.text = typed", "let sql = SQL(stringInterpolation: typed)",
      "var words = SQL.StringInterpolation(literalCapacity: 1, interpolationCount: 1); words.appendLiteral(typed)",
      "let sql: SQL = \"SELECT \\(typed as Any)\"", "let sql: SQL = \"SELECT \\(Substring(typed))\"",
    ])
  func refused(line: String) throws { #expect(try !compiles(line), "\(line)") }

  @Test(
    "A value, a list and a fragment are: the compiler that refuses the others accepts these",
    arguments: [
      "let sql: SQL = \"SELECT \\(typed)\"", "let sql: SQL = \"SELECT \\(SQL.list([typed]))\"",
      "let order: SQL = \"id\"; let sql: SQL = \"SELECT 1 ORDER BY \\(order)\"",
    ])
  func accepted(line: String) throws { #expect(try compiles(line), "\(line)") }

  /// Whether a handler that holds a `typed` text may have this line, outside this package as in a room.
  private func compiles(_ line: String) throws -> Bool {
    let temporary = FileManager.default.temporaryDirectory
    let folder = temporary.appending(path: "coporter-words-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "handler.swift")
    try "import Storage\n\nfunc handle(_ typed: String) {\n  \(line)\n  _ = 1\n}\n".write(
      to: file, atomically: true, encoding: .utf8)
    let sources = Self.root.appending(path: "Sources")
    let compiler = Process()
    compiler.executableURL = URL(filePath: "/usr/bin/env")
    compiler.arguments = [
      "swiftc", "-typecheck", "-swift-version", "6", "-module-cache-path",
      temporary.appending(path: "coporter-words-modules").path, "-I", try modules().path,
      "-I", sources.appending(path: "CSQLite").path, "-I", sources.appending(path: "CPostgreSQL").path,
      // Where Debian's libpq-dev has its headers.
      "-Xcc", "-I/usr/include/postgresql", file.path,
    ]
    compiler.standardError = FileHandle.nullDevice
    try compiler.run()
    compiler.waitUntilExit()
    return compiler.terminationStatus == 0
  }

  /// Where the modules lie of which this very program is made.
  private func modules() throws -> URL {
    let program = URL(filePath: CommandLine.arguments.first ?? "").standardizedFileURL
    let beside = program.deletingLastPathComponent().appending(path: "Modules")
    if FileManager.default.fileExists(atPath: beside.appending(path: "Storage.swiftmodule").path) { return beside }
    return Self.root.appending(path: ".build/debug/Modules")
  }
}
