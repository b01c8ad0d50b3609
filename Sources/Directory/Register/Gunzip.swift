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
    guard compressed.count < Int(UInt32.max) else { throw .tooLarge }
    var stream = z_stream()
    // 31: a window of 32 kB, and the gzip header and checksum are required.
    guard inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { throw .damaged }
    defer { inflateEnd(&stream) }
    var input = compressed
    var output: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    let status = input.withUnsafeMutableBufferPointer { source in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(source.count)
      return piece.withUnsafeMutableBufferPointer { target in
        inflateAll(&stream, into: target, appendingTo: &output, limit: limit)
      }
    }
    guard output.count <= limit else { throw .tooLarge }
    guard status == Z_STREAM_END, stream.avail_in == 0 else { throw .damaged }
    return output
  }

  /// Inflates piece by piece until the end, an error, or one piece beyond the limit; gives zlib's last status.
  private static func inflateAll(
    _ stream: inout z_stream, into piece: UnsafeMutableBufferPointer<UInt8>, appendingTo output: inout [UInt8],
    limit: Int
  ) -> Int32 {
    var status = Z_OK
    repeat {
      stream.next_out = piece.baseAddress
      stream.avail_out = UInt32(piece.count)
      status = inflate(&stream, Z_NO_FLUSH)
      output.append(contentsOf: piece[..<(piece.count - Int(stream.avail_out))])
    } while status == Z_OK && output.count <= limit
    return status
  }
}
