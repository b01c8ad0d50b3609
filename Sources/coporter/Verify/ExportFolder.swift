@preconcurrency import Glibc
import Proof

/// The folder of an export, which may hold anything: links, devices and pipes are never opened.
struct ExportFolder: ExportFiles, ExportSink {
  var path: String

  private final class OpenFile: ExportFile {
    private let descriptor: Int32

    init(_ descriptor: Int32) { self.descriptor = descriptor }
    deinit { close(descriptor) }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
      while true {
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        if count < 0, errno == EINTR { continue }
        return count
      }
    }
  }

  func open(_ path: String) -> (any ExportFile)? {
    // A pipe that nobody writes into would wait for ever.
    let descriptor = Glibc.open("\(self.path)/\(path)", O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      return nil
    }
    return OpenFile(descriptor)
  }

  func paths(_ take: ([UInt8]) -> Void) -> Bool { paths(in: [], depth: 0, take) }

  /// Names are bytes here: they need be no text.
  private func paths(in folder: [UInt8], depth: Int, _ take: ([UInt8]) -> Void) -> Bool {
    guard let stream = whole(folder).withUnsafeBufferPointer({ $0.baseAddress.flatMap { opendir($0) } }) else {
      return false
    }
    defer { closedir(stream) }
    var isEmpty = true
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      guard name != Array(".".utf8), name != Array("..".utf8) else { continue }
      isEmpty = false
      let inner = folder.isEmpty ? name : folder + [UInt8(ascii: "/")] + name
      guard isFolder(inner), depth < ExportPath.deepest else {
        take(inner)
        continue
      }
      guard paths(in: inner, depth: depth + 1, take) else { return false }
    }
    if isEmpty, !folder.isEmpty { take(folder) }
    return true
  }

  private func isFolder(_ inner: [UInt8]) -> Bool {
    var status = stat()
    let isThere = whole(inner).withUnsafeBufferPointer { name in
      name.baseAddress.map { lstat($0, &status) } == 0
    }
    return isThere && status.st_mode & S_IFMT == S_IFDIR
  }

  /// What the system is asked for.
  private func whole(_ inner: [UInt8]) -> [CChar] {
    (Array(path.utf8) + [UInt8(ascii: "/")] + inner + [0]).map { CChar(bitPattern: $0) }
  }

  enum Refusal: Error, Equatable {
    case notEmpty
    case unwritable(String)

    var sentence: String {
      switch self {
      case .notEmpty: "ce dossier existe déjà ; un export se fait dans un dossier neuf."
      case .unwritable(let reason): "ne s’écrit pas (\(reason))."
      }
    }
  }

  /// Makes the folder, which must not exist.
  func make() throws {
    guard mkdir(path, 0o755) == 0 else {
      throw errno == EEXIST ? Refusal.notEmpty : Refusal.unwritable(String(cString: strerror(errno)))
    }
  }

  /// What is exported is public: everybody may read it.
  func append(_ bytes: [UInt8], to path: String) throws {
    let whole = "\(self.path)/\(path)"
    var descriptor = Glibc.open(whole, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
    if descriptor < 0, errno == ENOENT {
      makeFolders(of: path)
      descriptor = Glibc.open(whole, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
    }
    guard descriptor >= 0 else { throw Refusal.unwritable(String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(descriptor, $0.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Refusal.unwritable(String(cString: strerror(errno))) }
      written += count
    }
  }

  private func makeFolders(of path: String) {
    var folder = self.path
    for part in path.split(separator: "/").dropLast() {
      folder += "/\(part)"
      mkdir(folder, 0o755)
    }
  }
}
