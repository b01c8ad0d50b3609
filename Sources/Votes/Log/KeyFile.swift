@preconcurrency import Glibc
package import MerkleLog

/// The file of a signing key: made once, read by its owner alone, never overwritten.
package struct KeyFile {
  var path: String

  package init(path: String) { self.path = path }

  package enum Refusal: Error, Equatable {
    case exists
    case unreadable
    /// Others than its owner may read it.
    case shared
    case notAKey
    case unwritable

    package var sentence: String {
      switch self {
      case .exists: "il existe déjà, et une clé ne s’écrase pas."
      case .unreadable: "ne se lit pas."
      case .shared: "d’autres que son propriétaire peuvent le lire (chmod 600)."
      case .notAKey: "ce n’est pas une clé de signature."
      case .unwritable: "ne s’écrit pas."
      }
    }
  }

  private static let longestKey = 4096

  /// What is half written is taken away.
  package func write(_ key: SigningKey) throws(Refusal) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw errno == EEXIST ? .exists : .unwritable }
    let bytes = Array("\(key.secretText)\n".utf8)
    let isWritten = Glibc.write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
    guard close(file) == 0, isWritten else {
      unlink(path)
      throw .unwritable
    }
  }

  package func read() throws(Refusal) -> SigningKey {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .unreadable }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .unreadable }
    guard status.st_mode & 0o077 == 0 else { throw .shared }
    var bytes = [UInt8](repeating: 0, count: Self.longestKey)
    let count = Glibc.read(file, &bytes, bytes.count)
    guard count >= 0 else { throw .unreadable }
    let lines = String(decoding: bytes.prefix(count), as: UTF8.self).split(separator: "\n")
    guard lines.count == 1, let key = try? SigningKey(text: String(lines[0])) else { throw .notAKey }
    return key
  }
}
