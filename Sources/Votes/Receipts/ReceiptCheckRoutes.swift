import Localization
import Platform
import Storage

/// `/verification`: what a receipt is worth.
struct ReceiptCheckAddress: FixedAddress {
  static let pattern: StaticString = "/verification"
}

/// A receipt, sent or pasted.
struct ReceiptTyped: Input {
  static let fields: Set<String> = ["recepisse"]
  var text: String
  init(_ visit: Visit) { text = visit.form["recepisse"] ?? "" }
}

extension VotesModule {
  func registerReceiptChecks(in registry: inout Registry) {
    registry.get(ReceiptCheckAddress.self, access: .anyone) { _, visit in
      try await checkPage(nil, "", refusal: nil, visit)
    }
    registry.post(
      ReceiptCheckAddress.self, for: Visit.self, input: ReceiptTyped.self,
      sending: .file(longest: ReceiptCheckPage.longest)
    ) { _, visit, typed in
      let bytes = try await visit.file?.whole() ?? []
      // A form sends each line feed of a text as two characters.
      let sent = bytes.isEmpty ? Array(typed.text.trimmed.utf8) : bytes
      do {
        let check = try await database.read { db in try ReceiptCheck(sent, db) }
        return try await checkPage(check, typed.text, refusal: nil, visit)
      } catch let refusal as ReceiptCheck.Refusal {
        return try await visit.refuse(refusal) { try await checkPage(nil, typed.text, refusal: refusal, visit) }
      }
    }
  }

  private func checkPage(
    _ check: ReceiptCheck?, _ text: String, refusal: ReceiptCheck.Refusal?, _ visit: Visit
  ) async throws -> Answer {
    let logs = try await database.read { db in try ReceiptLog.all(db) }
    let page = ReceiptCheckPage(
      logs: logs, check: check, text: text, refusal: refusal, language: visit.language)
    return .page(
      Page(t("Vérifier un récépissé de vote"), status: refusal?.status ?? 200, isNarrow: true, page))
  }
}
