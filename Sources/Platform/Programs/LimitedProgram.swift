import Foundation

/// A program of the system that reads what a stranger sent, held by the kernel: so much processor, memory and output,
/// no child of its own, no network where that can be taken away, an end after so many seconds. It sees one folder, made
/// for it and removed after it.
package struct LimitedProgram: Sendable {
  /// `/usr/bin/pdftotext`
  package var path: String
  package var seconds = 20
  package var memoryBytes = 536_870_912
  package var outputBytes = 16_777_216

  package init(_ path: String) { self.path = path }

  /// What holds it: of `coreutils` and `util-linux`, which every Debian has.
  private static let timeout = "/usr/bin/timeout"
  private static let prlimit = "/usr/bin/prlimit"
  private static let unshare = "/usr/bin/unshare"

  package enum Outcome: Sendable, Equatable {
    /// It ended well; what it wrote.
    case ended([UInt8])
    /// It found fault with what it read, or reached a limit.
    case failed(status: Int32)
  }

  package enum Trouble: Error, Equatable, Job.Trouble {
    case missing(String)
    case folder
    case unrunnable(String)

    package var reason: String {
      switch self {
      case .missing(let path): "no program \(path)"
      case .folder: "no temporary folder"
      case .unrunnable(let path): "\(path) cannot be run"
      }
    }
  }

  /// The programs that are needed and not there: itself, and what holds it.
  package var missing: [String] {
    [path, Self.timeout, Self.prlimit].filter { !FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Runs it on a file of its own.
  /// - Parameter arguments: `{file}` stands for the path of the file.
  /// - Parameter next: the bytes of the file, piece by piece, nil after the last.
  package func run(_ arguments: [String], on next: () async throws -> [UInt8]?) async throws -> Outcome {
    if let first = missing.first { throw Trouble.missing(first) }
    let folder = FileManager.default.temporaryDirectory.appending(path: "coporter-\(UUID().uuidString)")
    let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: attributes)
    } catch { throw Trouble.folder }
    defer { try? FileManager.default.removeItem(at: folder) }
    let (file, output) = (folder.appending(path: "file"), folder.appending(path: "output"))
    for place in [file, output] {
      guard FileManager.default.createFile(atPath: place.path, contents: nil) else { throw Trouble.folder }
    }
    try await fill(file, next)
    let given = arguments.map { $0 == "{file}" ? file.path : $0 }
    let status = try await start(given, in: folder, writingTo: output)
    guard status == 0 else { return .failed(status: status) }
    return .ended([UInt8](try Data(contentsOf: output)))
  }

  private func fill(_ file: URL, _ next: () async throws -> [UInt8]?) async throws {
    let handle = try FileHandle(forWritingTo: file)
    defer { try? handle.close() }
    while let piece = try await next() { try handle.write(contentsOf: Data(piece)) }
  }

  private func start(_ arguments: [String], in folder: URL, writingTo output: URL) async throws -> Int32 {
    let process = Process()
    let held = await held(arguments)
    process.executableURL = URL(filePath: held[0])
    process.arguments = Array(held.dropFirst())
    process.currentDirectoryURL = folder
    // Nothing of the server's own: its environment may hold passwords.
    process.environment = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": folder.path, "TMPDIR": folder.path]
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let handle = try FileHandle(forWritingTo: output)
    defer { try? handle.close() }
    process.standardOutput = handle
    let status: Int32? = await withCheckedContinuation { continuation in
      process.terminationHandler = { ended in
        // One that a signal ended says so as shells do.
        let bySignal: Int32 = ended.terminationReason == .uncaughtSignal ? 128 : 0
        continuation.resume(returning: bySignal + ended.terminationStatus)
      }
      do { try process.run() } catch { continuation.resume(returning: nil) }
    }
    guard let status else { throw Trouble.unrunnable(path) }
    return status
  }

  /// The whole command: each holds the one after it.
  private func held(_ arguments: [String]) async -> [String] {
    let network = await Self.takesNetworkAway.value ? [Self.unshare, "--map-root-user", "--net", "--"] : []
    let limits = [
      Self.prlimit, "--cpu=\(seconds)", "--as=\(memoryBytes)", "--fsize=\(outputBytes)", "--nofile=64", "--core=0",
      "--nproc=1", "--",
    ]
    return [Self.timeout, "--kill-after=1", String(seconds)] + network + limits + [path] + arguments
  }

  /// Whether this machine lets us run programs without a network; asked once.
  package static let takesNetworkAway = Task<Bool, Never> {
    guard FileManager.default.isExecutableFile(atPath: unshare) else { return false }
    let process = Process()
    process.executableURL = URL(filePath: unshare)
    process.arguments = ["--map-root-user", "--net", "--", "/bin/true"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    return await withCheckedContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus == 0) }
      do { try process.run() } catch { continuation.resume(returning: false) }
    }
  }
}
