import Glibc

/// The file beside a database that says which process writes to it. Held until `release` or the end of the process.
final class LockFile: Sendable {
  private let descriptor: Monitor<Int32>

  init(databasePath: String) throws {
    let path = databasePath + ".lock"
    let opened = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard opened >= 0 else {
      throw StorageError.unavailable("the file \(path) cannot be opened: \(String(cString: strerror(errno)))")
    }
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      let holder = Self.holder(opened)
      Glibc.close(opened)
      throw StorageError.held(file: databasePath, process: holder)
    }
    descriptor = Monitor(opened)
    let number = Array("\(getpid())\n".utf8)
    if ftruncate(opened, 0) == 0 { _ = pwrite(opened, number, number.count, 0) }
  }

  deinit { release() }

  func release() {
    descriptor.with { descriptor in
      if descriptor >= 0 { Glibc.close(descriptor) }
      descriptor = -1
    }
  }

  /// Whether a process holds the right to write to this database now.
  static func isHeld(databasePath: String) -> Bool {
    let opened = Glibc.open(databasePath + ".lock", O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { return false }
    defer { Glibc.close(opened) }
    return flock(opened, LOCK_SH | LOCK_NB) != 0
  }

  private static func holder(_ descriptor: Int32) -> Int? {
    var buffer = [UInt8](repeating: 0, count: 20)
    let count = pread(descriptor, &buffer, buffer.count, 0)
    let digits = buffer.prefix(max(0, count)).prefix { $0.isDigit }
    return Int(String(decoding: digits, as: UTF8.self))
  }
}
