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

  /// Deeper than any export.
  private static let deepest = 16

  func paths(_ take: (String) -> Void) -> Bool { paths(in: "", depth: 0, take) }

  private func paths(in folder: String, depth: Int, _ take: (String) -> Void) -> Bool {
    guard let stream = opendir(folder.isEmpty ? path : "\(path)/\(folder)") else { return false }
    defer { closedir(stream) }
    var isEmpty = true
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name != ".", name != ".." else { continue }
      isEmpty = false
      let inner = folder.isEmpty ? name : "\(folder)/\(name)"
      var status = stat()
      guard lstat("\(path)/\(inner)", &status) == 0, status.st_mode & S_IFMT == S_IFDIR, depth < Self.deepest else {
        take(inner)
        continue
      }
      guard paths(in: inner, depth: depth + 1, take) else { return false }
    }
    if isEmpty, !folder.isEmpty { take(folder) }
    return true
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
