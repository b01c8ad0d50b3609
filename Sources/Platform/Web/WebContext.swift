package import Hummingbird
package import NIOCore

/// What the server knows of a request besides the request: who is at the other end of the connection.
package struct WebContext: RequestContext {
  package var coreContext: CoreRequestContextStorage
  package var peer: SocketAddress?

  package init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    peer = source.channel.remoteAddress
  }
}
