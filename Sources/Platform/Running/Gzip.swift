import CZlib

/// `bytes` as a gzip member (RFC 1952), or nil if zlib refuses; for what is compressed once and served many times.
package func gzipped(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8]? {
  var stream = z_stream()
  let version = ZLIB_VERSION
  let gzipWindow: Int32 = 15 + 16
  let started = deflateInit2_(
    &stream, level, Z_DEFLATED, gzipWindow, 8, Z_DEFAULT_STRATEGY, version, Int32(MemoryLayout<z_stream>.size))
  guard started == Z_OK else { return nil }
  defer { deflateEnd(&stream) }
  var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, uLong(bytes.count))))
  var input = bytes
  let capacity = output.count
  let status = input.withUnsafeMutableBufferPointer { source in
    output.withUnsafeMutableBufferPointer { target in
      stream.next_in = source.baseAddress
      stream.avail_in = uInt(source.count)
      stream.next_out = target.baseAddress
      stream.avail_out = uInt(capacity)
      return deflate(&stream, Z_FINISH)
    }
  }
  guard status == Z_STREAM_END else { return nil }
  output.removeLast(capacity - Int(stream.total_out))
  return output
}
