import ArgumentParser
import Foundation
@preconcurrency import Glibc
import NIOCore

/// Where a server listens: looked at before anything is filled or opened, so that whoever starts it reads a sentence.
struct ListeningPlace {
  var host: String
  var port: Int

  /// - Throws: a sentence and the end of the command where nothing can listen there.
  func require() throws {
    do {
      let address = try SocketAddress(ipAddress: host, port: port)
      let reason = address.withSockAddr { pointer, size in Self.refusal(pointer, size) }
      if let reason { try stop(reason) }
    } catch is SocketAddressError {
      try stop(nil)
    }
  }

  /// The number of the system's error where a socket cannot be bound there.
  private static func refusal(_ address: UnsafePointer<sockaddr>, _ size: Int) -> Int32? {
    let descriptor = socket(Int32(address.pointee.sa_family), Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { return errno }
    defer { close(descriptor) }
    // As the server itself: what a server that has just ended leaves behind does not hold the port.
    var yes: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    return bind(descriptor, address, socklen_t(size)) == 0 ? nil : errno
  }

  private func stop(_ reason: Int32?) throws -> Never {
    FileHandle.standardError.write(Data((sentence(reason) + "\n").utf8))
    throw ExitCode.failure
  }

  func sentence(_ reason: Int32?) -> String {
    switch reason {
    case nil: "« \(host) » n’est pas l’adresse IP d’une machine : donnez-en une, 127.0.0.1 ou ::."
    case EADDRINUSE:
      "Le port \(port) de \(host) est déjà pris par un autre programme : arrêtez-le, ou choisissez-en un autre "
        + "avec --port."
    case EACCES:
      "Le port \(port) demande des droits que ce programme n’a pas : choisissez-en un au-dessus de 1023 avec --port."
    case EADDRNOTAVAIL: "L’adresse \(host) n’est pas celle de cette machine : donnez-en une autre avec --host."
    case let other?: "Rien ne peut écouter sur \(host), port \(port) : \(String(cString: strerror(other)))."
    }
  }
}
