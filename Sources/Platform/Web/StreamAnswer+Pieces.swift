extension StreamAnswer {
  /// A file that is kept in pieces, numbered from 0, each read once the one before is on its way. One that is removed
  /// meanwhile breaks off.
  /// - Parameter length: bytes of all of them.
  package init(
    type: String, downloadName: String?, length: Int, isPrivate: Bool = false,
    piece: @escaping @Sendable (_ number: Int) async throws -> [UInt8]?
  ) {
    let reader = PieceReader(length: length, piece: piece)
    self.init(type: type, downloadName: downloadName, length: length, isPrivate: isPrivate) {
      try await reader.next()
    }
  }
}

private actor PieceReader {
  private let length: Int
  private let piece: @Sendable (Int) async throws -> [UInt8]?
  private var number = 0
  private var sent = 0

  init(length: Int, piece: @escaping @Sendable (Int) async throws -> [UInt8]?) {
    self.length = length
    self.piece = piece
  }

  func next() async throws -> [UInt8]? {
    guard sent < length else { return nil }
    let number = number
    self.number += 1
    guard let bytes = try await piece(number) else { throw NotFound() }
    sent += bytes.count
    return bytes
  }
}
