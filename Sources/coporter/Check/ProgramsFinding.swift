import Deposits
import Platform

/// Whether the programs that read the text of attachments are there, and how they are held.
enum ProgramsFinding {
  private static let subject = "Pièces jointes"

  static func all() async -> [Finding] {
    let missing = Set(AttachmentKind.allCases.flatMap { $0.reader?.program.missing ?? [] })
    return [finding(missing: missing.sorted(), isWithoutNetwork: await LimitedProgram.takesNetworkAway.value)]
  }

  static func finding(missing: [String], isWithoutNetwork: Bool) -> Finding {
    guard missing.isEmpty else {
      let names = missing.joined(separator: ", ")
      return .warning(
        subject,
        "il manque \(names) : leur texte ne sera pas cherché, le site marche. apt-get install poppler-utils unzip")
    }
    let network = isWithoutNetwork ? "sans réseau" : "avec réseau : cette machine ne permet pas de le leur ôter"
    return .sound(subject, "leur texte se lit (pdftotext, unzip), \(network)")
  }
}
