import Hummingbird
import NIOCore

/// A file on its way in, in a form that was posted: read once, piece by piece, by the handler that it is for. What is
/// not read of it is held nowhere.
package actor IncomingFile {
  /// How it is read, and how scripts cut what they send.
  package static let pieceBytes = 262_144

  /// The most that it may be.
  package nonisolated let longest: Int
  /// The most that it will be, by the length that the whole form has said.
  package nonisolated let announced: Int
  private var iterator: RequestBody.AsyncIterator?
  private var parser: MultipartParser
  private var form = FormFields()
  /// What came of the file and was not asked for yet.
  private var pending: [UInt8] = []
  private var count = 0
  private var isBegun = false
  private var isOver = false

  /// - Parameter boundary: that which the type of the body names.
  /// - Parameter length: that of the body, where it was said.
  init(_ body: RequestBody, boundary: String, length: Int?, longest: Int) throws(RequestRefusal) {
    guard let parser = MultipartParser(boundary: boundary) else { throw .malformedForm }
    self.longest = longest
    announced = min(longest, length ?? longest)
    self.parser = parser
    iterator = body.makeAsyncIterator()
  }

  /// The fields that stand before the file.
  func fields() async throws -> FormFields {
    while !isBegun, !isOver { try await advance() }
    return form
  }

  /// The next piece, of `pieceBytes` but for the last; nil after it, or where no file was sent.
  /// - Throws: `RequestRefusal`, where the file is too large or the form ends before its end.
  package func next() async throws -> [UInt8]? {
    while pending.count < Self.pieceBytes, !isOver { try await advance() }
    guard !pending.isEmpty else { return nil }
    let piece = Array(pending.prefix(Self.pieceBytes))
    pending.removeFirst(piece.count)
    return piece
  }

  /// Reads one part more of the body.
  private func advance() async throws {
    do throws(FieldsRefusal) {
      while let event = try parser.next() {
        switch event {
        case .field(let name, let value): form.append(name, value)
        case .file:
          isBegun = true
          return
        case .bytes(let bytes):
          count += bytes.count
          pending += bytes
        case .end: isOver = true
        }
        guard count <= longest else { break }
      }
    } catch {
      throw RequestRefusal.malformedForm
    }
    guard count <= longest else { throw RequestRefusal.bodyTooLarge }
    guard let bytes = try await read() else {
      guard parser.isOver else { throw RequestRefusal.malformedForm }
      isOver = true
      return
    }
    parser.feed(bytes.readableBytesView)
  }

  /// The iterator leaves the actor while it waits: one reader at a time.
  private func read() async throws -> ByteBuffer? {
    guard var taken = iterator else { return nil }
    iterator = nil
    let bytes = try await taken.next(isolation: self)
    iterator = taken
    return bytes
  }
}

/// What an address is sent besides fields, and so how large its body may be.
package enum Sending: Sendable, Equatable {
  /// Fields alone, as nearly everywhere.
  case fields
  /// Or a form with one file at its end (`Visit.file`), read as it comes.
  case file(longest: Int)
  /// Or a form with several small files at its end (`Visit.files`), whole in memory; from whoever is not signed in, no
  /// more than any other body.
  case files(longest: Int, most: Int)
  /// Or one piece of a file (`Visit.piece`). Not counted among what a person writes in a minute: whoever declares it
  /// bounds the file.
  case piece(longest: Int)

  /// The largest body that is taken.
  var bodyBytes: Int {
    switch self {
    case .fields, .piece: Limits.bodyBytes
    case .file(let longest): longest + MultipartParser.fieldBytes + 4 * MultipartParser.headBytes
    case .files(let longest, let most):
      most * (longest + MultipartParser.headBytes) + MultipartParser.fieldBytes + 4 * MultipartParser.headBytes
    }
  }
}
