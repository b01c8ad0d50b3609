import Foundation
import HTML
import Localization
import Platform

/// `/verification/format.md`: what somebody needs who checks a vote by a program of her own.
struct VerifierFileAddress: Address {
  static let pattern: StaticString = "/verification/{fichier}"
  var file: VerifierFile

  init(_ file: VerifierFile) { self.file = file }
  init(segments: [String]) throws(NotFound) {
    guard segments.count == 1, let file = VerifierFile(rawValue: segments[0]) else { throw NotFound() }
    self.file = file
  }
  var segments: [String] { [file.rawValue] }
}

/// The format of the public log, and a verifier to read and to run: they come with the server, whatever the vote.
enum VerifierFile: String, Sendable, CaseIterable {
  case frenchFormat = "format.fr.md"
  case englishFormat = "format.en.md"
  case verifier = "verifier.tar.gz"

  var type: String { self == .verifier ? "application/gzip" : "text/plain; charset=utf-8" }

  /// - Parameter folder: the resources of the room.
  func bytes(in folder: URL) throws -> [UInt8] {
    let folder = folder.appending(path: "ForVerifiers")
    switch self {
    case .frenchFormat: return Array(try Data(contentsOf: folder.appending(path: "proof.fr.md")))
    case .englishFormat: return Array(try Data(contentsOf: folder.appending(path: "proof.md")))
    case .verifier:
      let sources = folder.appending(path: "verifier")
      var archive = TarArchive(changedAt: 0)
      for name in try FileManager.default.contentsOfDirectory(atPath: sources.path).sorted()
      where name.hasSuffix(".py") {
        archive.add(Array(try Data(contentsOf: sources.appending(path: name))), at: "verifier/" + name)
      }
      return gzipped(archive.bytes) ?? []
    }
  }
}

extension VotesModule {
  func registerVerifierFiles(in registry: inout Registry) {
    registry.get(VerifierFileAddress.self, access: .anyone) { address, _ in
      let (file, folder) = (address.file, resources)
      let bytes = try await verifierFiles.value(file.rawValue, at: []) { _ in try file.bytes(in: folder) }
      return .file(
        FileAnswer(type: file.type, bytes: bytes, downloadName: file == .verifier ? file.rawValue : nil))
    }
  }
}

/// How to check a result by another program than ours.
struct OwnVerifier: Component {
  var language: Language

  private var format: String {
    VerifierFileAddress(language == .french ? .frenchFormat : .englishFormat).path
  }
  private var verifier: String { VerifierFileAddress(.verifier).path }

  var body: some Markup {
    ul {
      li { a(.href(format)) { t("Le format du journal, octet par octet, pour écrire son propre programme") } }
      li { a(.href(verifier)) { t("Un second programme, en Python, à lire et à lancer") } }
    }
  }
}
