/// Several small files of one form, read whole in memory: for a handler that looks at all of them before it does
/// anything.
package struct SentFiles: Sendable, Equatable {
  package struct File: Sendable, Equatable {
    /// As its sender calls it, so that she recognises it; nothing is told from it.
    package var name: String
    /// Cut just beyond the most that a file may be.
    package var bytes: [UInt8]
  }

  package private(set) var files: [File] = []
  /// How many more came than are taken.
  package private(set) var leftOut = 0

  private static let longestName = 100

  /// Reads a form whose files come last.
  /// - Throws: `RequestRefusal`, for what is no such form.
  static func read(
    _ body: some Collection<UInt8>, boundary: String, longest: Int, most: Int
  ) throws(RequestRefusal) -> (form: FormFields, files: SentFiles) {
    guard var parser = MultipartParser(boundary: boundary, takesSeveral: true) else { throw .malformedForm }
    var form = FormFields()
    var sent: [File] = []
    parser.feed(body)
    do throws(FieldsRefusal) {
      while let event = try parser.next() {
        switch event {
        case .field(let name, let value): form.append(name, value)
        case .file: sent.append(File(name: Self.shown(parser.fileName), bytes: []))
        case .bytes(let bytes):
          let last = sent.count - 1
          sent[last].bytes += bytes.prefix(longest + 1 - sent[last].bytes.count)
        case .end: break
        }
      }
    } catch {
      throw .malformedForm
    }
    guard parser.isOver else { throw .malformedForm }
    // A field of files that is left empty sends one without name.
    sent.removeAll { $0.name.isEmpty && $0.bytes.isEmpty }
    return (form, SentFiles(files: Array(sent.prefix(most)), leftOut: max(0, sent.count - most)))
  }

  /// Without the folders that some browsers name.
  private static func shown(_ name: String) -> String {
    let last = name.split { $0 == "/" || $0 == "\\" }.last ?? ""
    return String(String(last).unicodeScalars.prefix(longestName))
  }
}
