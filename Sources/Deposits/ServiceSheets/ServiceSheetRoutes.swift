import Consultations
import Localization
import Platform
import PublicCode
import Storage

/// `/consultations/services-2021/brouillons/8f3k29qrst/publiccode`
struct SheetFillingAddress: AddressOfDraft {
  static let pattern: StaticString = "/consultations/{consultation}/brouillons/{draft}/publiccode"
  var place: DraftPlace
}

/// A file that fills a draft.
struct SheetTyped: Input {
  static let fields: Set<String> = ["publiccode", "rubrique"]
  var file: String
  init(_ visit: Visit) { file = visit.form["publiccode"] ?? "" }
}

extension DepositsModule {
  func registerServiceSheets(in registry: inout Registry) {
    registry.get(SheetFillingAddress.self, for: PersonVisit.self) { address, visit in
      let desk = try await self.serviceDesk(address.place, visit)
      return filling(desk, "", nil, visit)
    }
    // Pasted, or at the end of a form.
    registry.post(
      SheetFillingAddress.self, for: PersonVisit.self, input: SheetTyped.self,
      sending: .file(longest: 2 * PublicSoftware.longestFile)
    ) { address, visit, typed in
      var typed = typed
      let desk = try await self.serviceDesk(address.place, visit)
      if let file = visit.visit.file { typed.file = try await Self.text(of: file) }
      let reading = PublicSoftware.read(typed.file)
      var outcome = SheetFillingPage.Outcome(filled: [], problems: reading.problems, isRead: false)
      if let software = reading.software {
        var text = desk.draft?.text ?? ContributionText(language: visit.language)
        outcome.filled = text.fill(from: software)
        outcome.isRead = true
        if !outcome.filled.isEmpty {
          let saving = try await keep(DraftTyped(text: text, revision: desk.draft?.revision ?? 0), desk, visit)
          if saving == .contested { throw DepositRefusal.changedMeanwhile }
        }
      }
      return filling(desk, outcome.isRead ? "" : typed.file, outcome, visit)
    }
  }

  private static func text(of file: IncomingFile) async throws -> String {
    var bytes: [UInt8] = []
    while let piece = try await file.next() { bytes += piece }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func serviceDesk(_ place: DraftPlace, _ visit: PersonVisit) async throws -> DraftDesk {
    let desk = try await self.desk(place, visit)
    guard desk.rubric == .service else { throw NotFound() }
    return desk
  }

  private func filling(
    _ desk: DraftDesk, _ typed: String, _ outcome: SheetFillingPage.Outcome?, _ visit: PersonVisit
  ) -> Answer {
    let page = SheetFillingPage(desk: desk, typed: typed, outcome: outcome, language: visit.language)
    let isRefused = outcome.map { !$0.isRead } ?? false
    return .page(
      Page(
        t("Remplir avec un fichier publiccode.yml"), status: isRefused ? 422 : 200,
        section: AllContributionsAddress().path, isNarrow: true, page))
  }
}
