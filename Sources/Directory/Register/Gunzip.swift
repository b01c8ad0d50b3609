internal import CZlib

/// Reads gzip (RFC 1952), with a bound on what comes out.
package enum Gunzip {
  package enum Failure: Error, Equatable {
    /// Not gzip, cut short, a wrong checksum, or bytes after the end.
    case damaged
    /// More than `limit` bytes come out.
    case tooLarge
  }

  /// The bytes that were compressed.
  /// - Parameters:
  ///   - compressed: one gzip member, whole.
  ///   - limit: bytes that may come out, 64 MB unless told.
  package static func bytes(of compressed: [UInt8], limit: Int = 64 << 20) throws(Failure) -> [UInt8] {
    var output: [UInt8] = []
    do {
      try pieces(of: compressed, limit: limit) { output.append(contentsOf: $0) }
    } catch let failure as Failure {
      throw failure
    } catch {
      throw .damaged
    }
    return output
  }

  /// Gives the bytes that were compressed piece by piece, so that whoever reads them holds one piece.
  ///
  /// What is damaged further on is told after the pieces before it.
  package static func pieces(
    of compressed: [UInt8], limit: Int, _ take: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    guard compressed.count < Int(UInt32.max) else { throw Failure.tooLarge }
    var stream = z_stream()
    // 31: a window of 32 kB, and the gzip header and checksum are required.
    guard inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw Failure.damaged
    }
    defer { inflateEnd(&stream) }
    var input = compressed
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    try input.withUnsafeMutableBufferPointer { source in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(source.count)
      try piece.withUnsafeMutableBufferPointer { target in
        try inflateAll(&stream, into: target, limit: limit, take)
      }
    }
    guard stream.avail_in == 0 else { throw Failure.damaged }
  }

  /// Inflates piece by piece until the end, an error, or the piece that is beyond the limit.
  private static func inflateAll(
    _ stream: inout z_stream, into piece: UnsafeMutableBufferPointer<UInt8>, limit: Int,
    _ take: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    var (status, count) = (Z_OK, 0)
    repeat {
      stream.next_out = piece.baseAddress
      stream.avail_out = UInt32(piece.count)
      status = inflate(&stream, Z_NO_FLUSH)
      let length = piece.count - Int(stream.avail_out)
      count += length
      guard count <= limit else { throw Failure.tooLarge }
      try take(UnsafeRawBufferPointer(UnsafeMutableBufferPointer(rebasing: piece[..<length])))
    } while status == Z_OK
    guard status == Z_STREAM_END else { throw Failure.damaged }
  }
}
