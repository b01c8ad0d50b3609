import Foundation

/// The files of the project, as a reviewer reads them.
enum SourceTree {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let folders = ["Sources", "Tests", "docs", "setup", "packaging", "verifier", ".ci"]

  struct File: Sendable {
    /// From the root: `Sources/Storage/SQL.swift`.
    var path: String
    var name: String { String(path.split(separator: "/").last ?? "") }
    let text: String
    let lines: [Substring]

    init(path: String) {
      self.path = path
      var text = (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? ""
      text.makeContiguousUTF8()
      self.text = text
      lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { Substring($0) }
    }
  }

  /// All that is kept, by path; what Python or an editor leaves behind is not.
  static let files: [File] = {
    var paths = names(in: "").filter { !folders.contains($0) && !isFolder($0) }
    for folder in folders {
      let found = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
      for case let name as String in found ?? .init() where !isFolder("\(folder)/\(name)") {
        paths.append("\(folder)/\(name)")
      }
    }
    let kept = paths.filter { path in
      !["__pycache__", ".pytest_cache", ".DS_Store", ".tar.gz", "Package.resolved"].contains { path.contains($0) }
        && !path.hasSuffix("~") && path != ".git"
    }
    return kept.sorted().map { File(path: $0) }
  }()

  static func files(ending: String...) -> [File] {
    files.filter { file in ending.contains { file.path.hasSuffix($0) } }
  }

  private static func names(in folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)) ?? []
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: root.appending(path: path).path, isDirectory: &isFolder)
      && isFolder.boolValue
  }
}

/// Finds how long the bodies of a file are; `swift format` puts the end of each at the indent of its beginning.
enum BodyScanner {
  struct Body: Equatable {
    var line: Int
    var length: Int
  }

  static func bodies(in lines: [Substring]) -> [Body] {
    let declaration = /^ *(?:@[A-Za-z]+(?:\([^)]*\))? |[a-z]+ )*(?:func|init|var|subscript)\b/
    return lines.indices.compactMap { start in
      let line = lines[start]
      guard !line.hasSuffix("}"), !line.hasSuffix(","), line.contains(declaration) else { return nil }
      let indent = line.prefix { $0 == " " }
      for end in lines.indices.dropFirst(start + 1) {
        if lines[end] == indent + "}" { return Body(line: start + 1, length: end - start - 1) }
        // Something else begins at this depth: the declaration had no body.
        let rest = lines[end].dropFirst(indent.count)
        let isInside = lines[end].isEmpty || rest.hasPrefix(" ") || rest.hasPrefix(")") || rest.hasPrefix("{")
        guard isInside else { return nil }
      }
      return nil
    }
  }
}
