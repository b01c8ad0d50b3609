import Directory
@preconcurrency import Glibc
import Storage
import Tallying

/// A file of votes on disk, read piece by piece; what is compressed is unpacked piece by piece too, within one bound.
struct ElectionFile {
  var path: String
  var isStrict: Bool
  var stratum: String?

  enum Refusal: Error, Equatable {
    case unreadable(String)
    case damaged
    case tooLarge
  }

  func election() throws -> Election {
    var reader = PabulibReader(isStrict: isStrict, stratum: stratum)
    guard path.hasSuffix(".gz") else {
      try pieces { try reader.read($0) }
      return try reader.finish()
    }
    var compressed: [UInt8] = []
    try pieces { piece in
      compressed.append(contentsOf: piece)
      guard compressed.count <= PabulibReader.largestFile else { throw Refusal.tooLarge }
    }
    do {
      try Gunzip.pieces(of: compressed, limit: PabulibReader.largestFile) { try reader.read($0) }
    } catch let failure as Gunzip.Failure {
      throw failure == .tooLarge ? Refusal.tooLarge : Refusal.damaged
    }
    return try reader.finish()
  }

  private func reason() -> String { StorageError.inFrench(String(cString: strerror(errno))) }

  private func pieces(_ take: (UnsafeRawBufferPointer) throws -> Void) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Refusal.unreadable(reason()) }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) != 0 || facts.st_size <= PabulibReader.largestFile else { throw Refusal.tooLarge }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Refusal.unreadable(reason()) }
      guard count > 0 else { return }
      try take(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }
}
