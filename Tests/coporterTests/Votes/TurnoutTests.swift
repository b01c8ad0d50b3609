import Storage
import Testing

@testable import Directory
@testable import Platform
@testable import Votes

@Suite("Turnout on the map", .serialized)
struct TurnoutTests {
  @Test("The map and its table tell the share of those called, not how many came")
  func shares() async throws {
    let scene = try await VoteScene.make(.sqlite)
    let (dax, pau) = (scene.towns.dax.id, scene.towns.pau.id)
    try await scene.database.write { db in
      try db.execute("UPDATE organisation SET department = '40' WHERE id = \(dax)")
      try db.execute("UPDATE organisation SET department = '64' WHERE id = \(pau)")
      for place in 0..<3 {
        let id = try Towns.add("commune", "Voisine \(place)", "vvvvvvvvv\(place)", db)
        try db.execute("UPDATE organisation SET department = '40' WHERE id = \(id)")
      }
    }
    try await scene.open()
    try await scene.proveMayor()
    _ = try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:])
    let page = try await scene.scene.read(VoteScene.vote + "/emargement?page=1")
    let cells = ["1", "4", "25\u{A0}%"].map { "<td class=\"number\">\($0)</td>" }.joined()
    #expect(page.contains("Landes</th>" + cells), Comment(rawValue: page))
    #expect(page.contains("Atlantiques</th><td class=\"number\">0</td>"))
    // A quarter is in the second step of five.
    #expect(page.matches(of: /<path class="d2"/).count == 1 && !page.contains("<path class=\"d5\""))
    await scene.close()
  }
}
