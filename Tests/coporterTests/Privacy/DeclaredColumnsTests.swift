import Localization
import Testing

@testable import Platform
@testable import Storage

/// Each column says whether it is personal; the schema itself is read, so that a new one cannot be forgotten.
@Suite("Declared personal data")
struct DeclaredColumnsTests {
  @Test("Every column of the schema is declared by its room, once, and nothing else is", arguments: Engine.available)
  func columns(engine: Engine) async throws {
    let asking = try await Asking.empty(engine)
    // Storage's own note of the migrations that ran is of nobody.
    let schema = try await asking.house.database.read { db in
      try Catalogue.tables(of: db).filter { $0.name != "migration" }
    }
    let declared = asking.house.declarations.compactMap(\.table)
    #expect(declared.map(\.name.description).sorted() == schema.map(\.name).sorted(), "declare each table once")
    for table in schema {
      let said = declared.first { $0.name.description == table.name }
      let columns = (said?.impersonal ?? []) + (said?.personal.flatMap(\.columns) ?? [])
      #expect(
        columns.map(\.description).sorted() == table.columns.sorted(), "\(table.name): see docs/to-add-a-thing.md")
    }
    await asking.house.database.close()
  }

  @Test("Each kind of personal data has its period, and one that time ends has a job that ends it")
  func periods() async throws {
    let asking = try await Asking.empty(.sqlite)
    let jobs = Set(asking.house.jobs.jobs.map(\.name))
    let kinds = asking.house.declarations.compactMap(\.table).flatMap(\.personal).map(\.kind)
    #expect(kinds.count > 20)
    for kind in kinds {
      let sentence = kind.sentence.text(in: .french, asking.house.catalogue)
      #expect(sentence.hasSuffix("."), "\(kind.name) says how long it is kept")
      if case .limited(let seconds, let job) = kind.period {
        #expect(seconds > 0 && jobs.contains(job), "\(kind.name): no job \(job)")
      }
    }
    await asking.house.database.close()
  }

  @Test("The page on personal data says each kind and its period")
  func page() async throws {
    let asking = try await Asking.empty(.sqlite)
    let page = try await asking.get("/donnees-personnelles").text
    for kind in asking.house.declarations.compactMap(\.table).flatMap(\.personal).map(\.kind) {
      #expect(page.contains(kind.title.text(in: .french, asking.house.catalogue)), "\(kind.name)")
      #expect(page.contains(kind.sentence.text(in: .french, asking.house.catalogue)), "\(kind.name)")
    }
    await asking.house.database.close()
  }
}
