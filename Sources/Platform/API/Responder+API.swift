import HTTPTypes
import Hummingbird

/// Addresses for programs: public data, the same for everybody, without a cookie, for pages of any site to read (CORS).
enum APIAddress {
  static let prefix = "/api/v1/"

  static func begins(_ path: some StringProtocol) -> Bool { path.hasPrefix(prefix) || path.hasPrefix("/en" + prefix) }
}

extension Responder {
  /// They are read, and nothing else: any other method is told which there are (RFC 9110 §15.5.6).
  func program(_ asked: Asked, _ request: Request, _ caller: Caller) async -> Response {
    var response: Response
    switch (asked.match, request.head.method) {
    case (.some(.found), .get), (.some(.found), .head), (nil, _), (.some(.none), _):
      response = await drawn(asked.reading, request, caller).response
    case (_, .options): response = Reply.nothing()
    default: response = refused(RequestRefusal.methodNotAllowed, nil, caller.reference, request)
    }
    response.headers[.allow] = Reply.reading
    Reply.open(&response, isAsking: request.head.method == .options)
    return response
  }
}

extension Asked {
  /// The same address, as if it were read: what does not exist is not there for any method.
  fileprivate var reading: Asked {
    var asked = self
    asked.method = .get
    return asked
  }
}

extension Reply {
  static let reading = "GET, HEAD, OPTIONS"

  /// Lets the pages of any site read the answer, without credentials (Fetch §3.2).
  static func open(_ response: inout Response, isAsking: Bool) {
    response.headers[.accessControlAllowOrigin] = "*"
    response.headers[.accessControlExposeHeaders] = "ETag"
    guard isAsking else { return }
    response.headers[.accessControlAllowMethods] = reading
    response.headers[.accessControlAllowHeaders] = "Accept, If-None-Match"
    response.headers[.accessControlMaxAge] = "86400"
  }
}
