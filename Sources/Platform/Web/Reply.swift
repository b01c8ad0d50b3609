import Crypto
import HTML
import HTTPTypes
import Hummingbird
import NIOCore

/// Makes responses, each with the security headers of SECURITY 1 to 4.
enum Reply {
  static let policy = [
    "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self' data:", "font-src 'self'",
    "connect-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
  ].joined(separator: "; ")

  /// - Parameter isCompressed: whether it goes in gzip: quickly rather than well, since it serves once.
  static func html(
    _ page: borrowing PageBuffer, status: Int, isHead: Bool, isCompressed: Bool = false
  ) -> Response {
    let type = "text/html; charset=utf-8"
    if isCompressed, let compressed = gzipped(page.bytes, level: 1) {
      var response = bytes(compressed, type: type, status: status, isHead: isHead)
      response.headers[.contentEncoding] = "gzip"
      return response
    }
    return body(page.withBytes { ByteBuffer(bytes: $0) }, type: type, status: status, isHead: isHead)
  }

  static func bytes(_ bytes: [UInt8], type: String, status: Int = 200, isHead: Bool) -> Response {
    body(ByteBuffer(bytes: bytes), type: type, status: status, isHead: isHead)
  }

  private static func body(_ bytes: ByteBuffer, type: String, status: Int, isHead: Bool) -> Response {
    var fields = common
    fields[.contentType] = type
    fields[.cacheControl] = "no-cache"
    fields[.contentLength] = String(bytes.readableBytes)
    let body = isHead ? ResponseBody() : ResponseBody(byteBuffer: bytes)
    return Response(status: .init(code: status), headers: fields, body: body)
  }

  static func redirect(to target: String) -> Response {
    var fields = common
    fields[.location] = target
    fields[.cacheControl] = "no-store"
    return Response(status: .seeOther, headers: fields)
  }

  static func file(_ file: FileAnswer, isHead: Bool) -> Response {
    var response = bytes(file.bytes, type: file.type, isHead: isHead)
    if file.isPrivate { response.headers[.cacheControl] = "no-store" }
    if let name = file.downloadName { download(name, &response.headers) }
    return response
  }

  /// Saved and never shown; whoever shows it all the same shows it without scripts, forms or an origin (SECURITY 4).
  private static func download(_ name: String, _ fields: inout HTTPFields) {
    fields[.contentDisposition] = "attachment; filename*=UTF-8''\(percentEncoded(name))"
    fields[.contentSecurityPolicy] = "default-src 'none'; sandbox"
  }

  static func stream(_ stream: StreamAnswer, isHead: Bool) -> Response {
    var fields = common
    fields[.contentType] = stream.type
    fields[.cacheControl] = stream.isPrivate ? "no-store" : "no-cache"
    if let name = stream.downloadName { download(name, &fields) }
    if let length = stream.length { fields[.contentLength] = String(length) }
    guard !isHead else { return Response(status: .ok, headers: fields) }
    let body = ResponseBody { writer in
      while let piece = try await stream.next() {
        // An empty chunk would end the body (RFC 9112 §7.1).
        if !piece.isEmpty { try await writer.write(ByteBuffer(bytes: piece)) }
      }
      try await writer.finish(nil)
    }
    return Response(status: .ok, headers: fields, body: body)
  }

  /// Content-hashed, so kept for a year without asking again (RFC 8246).
  static func asset(_ asset: Assets.Asset, acceptsGzip: Bool) -> Response {
    var fields = common
    fields[.contentType] = asset.type
    fields[.cacheControl] = "public, max-age=31536000, immutable"
    if let policy = asset.policy { fields[.contentSecurityPolicy] = policy }
    var bytes = asset.bytes
    if let compressed = asset.compressed {
      fields[.vary] = "Accept-Encoding"
      if acceptsGzip {
        bytes = compressed
        fields[.contentEncoding] = "gzip"
      }
    }
    fields[.contentLength] = String(bytes.count)
    return Response(status: .ok, headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// A page from memory: compressed where the browser takes it, or nothing where it has it already.
  static func cached(_ page: PageCache.Drawn, _ request: Request) -> Response {
    var fields = common
    fields[.contentType] = "text/html; charset=utf-8"
    fields[.cacheControl] = "no-cache"
    fields[.vary] = "Accept-Encoding"
    var bytes = page.bytes
    var tag = "\"\(page.tag)\""
    if acceptsGzip(request), let compressed = page.compressed {
      bytes = compressed
      fields[.contentEncoding] = "gzip"
      tag = "\"\(page.tag)-gzip\""
    }
    fields[.eTag] = tag
    if isKnown(tag, to: request) {
      fields[.contentType] = nil
      fields[.contentEncoding] = nil
      return Response(status: .notModified, headers: fields)
    }
    fields[.contentLength] = String(bytes.count)
    let isHead = request.head.method == .head
    return Response(
      status: .ok, headers: fields, body: isHead ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// Data of the API, or nothing where the caller has it already.
  static func data(_ data: [UInt8], _ request: Request) -> Response {
    let tag = "\"\(hexadecimal(SHA256.hash(data: data).prefix(12)))\""
    var response =
      isKnown(tag, to: request)
      ? nothing(status: .notModified)
      : bytes(data, type: "application/json", isHead: request.head.method == .head)
    response.headers[.cacheControl] = "no-cache"
    response.headers[.eTag] = tag
    return response
  }

  /// An answer of headers alone.
  static func nothing(status: HTTPResponse.Status = .noContent) -> Response {
    Response(status: status, headers: common)
  }

  /// RFC 9110 §13.1.2: compared weakly.
  private static func isKnown(_ tag: String, to request: Request) -> Bool {
    let known = (request.headers[.ifNoneMatch] ?? "").split(separator: ",").map { String($0).trimmed }
    return known.contains { $0 == tag || $0 == "W/" + tag || $0 == "*" }
  }

  static func acceptsGzip(_ request: Request) -> Bool {
    request.headers[.acceptEncoding]?.contains("gzip") ?? false
  }

  private static let common: HTTPFields = {
    var fields = HTTPFields()
    fields[.contentSecurityPolicy] = policy
    fields[.xContentTypeOptions] = "nosniff"
    fields[named("Referrer-Policy")] = "same-origin"
    fields[named("Permissions-Policy")] = "camera=(), microphone=(), geolocation=()"
    fields[named("Cross-Origin-Opener-Policy")] = "same-origin"
    return fields
  }()

  private static func named(_ name: String) -> HTTPField.Name {
    HTTPField.Name(name) ?? .xContentTypeOptions
  }
}
