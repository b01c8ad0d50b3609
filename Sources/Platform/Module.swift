package import Foundation
package import Localization
package import Storage

/// A room of the house. It registers itself; adding one adds one line to the list in `coporter`.
package protocol Module: Sendable {
  /// The folder of its resources: migrations and translations.
  var resources: URL { get }
  func register(in registry: inout Registry)
  /// What it keeps in memory, read once at start.
  func prepare(_ database: Database) async throws
  /// Why the schema cannot change now, as a whole sentence in French; nil where it can. Asked where a step that is
  /// missing is not safe while a vote is open.
  /// - Parameter missing: the steps that have not run here yet, whose tables are not there.
  func upgradeObstacle(_ missing: Set<String>, _ db: Snapshot) throws -> String?
}

extension Module {
  package func prepare(_ database: Database) async throws {}
  package func upgradeObstacle(_ missing: Set<String>, _ db: Snapshot) throws -> String? { nil }

  /// Its migrations, from `Migrations/*.sql`, in the order of their names.
  package func migrations() throws -> [Migration] {
    let folder = resources.appending(path: "Migrations")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return try names.filter { $0.hasSuffix(".sql") }.sorted().map { name in
      let sql = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      return Migration(name: String(name.dropLast(4)), sql: sql)
    }
  }
}

/// An entry of the navigation in the header.
package struct NavigationEntry: Sendable {
  package var title: Phrase
  package var path: String
  /// Shown to those who hold it alone.
  var permission: Permission?
  package init(_ title: Phrase, path: String) {
    self.title = title
    self.path = path
  }
}

/// What the modules give the kernel.
package struct Registry: Sendable {
  package private(set) var routes = RouteTable()
  package private(set) var navigation: [NavigationEntry] = []
  /// Entries of a person's own menu.
  private(set) var menu: [NavigationEntry] = []
  /// Entries of the home page of administrators.
  private(set) var administration: [AdministrationEntry] = []
  /// What `/health` tells in numbers.
  private(set) var measures: [HealthMeasure] = []
  private(set) var standings: StandingLoader = { _, _, _ in [] }
  private(set) var gettingIn = "/"
  package private(set) var jobs: [Job] = []
  /// Jobs that write mails, and so need what every mail shares.
  private(set) var writingJobs: [WritingJob] = []
  private(set) var owners: AddressOwners = { _, _, _ in [:] }
  /// What the API answers, in the order of the rooms.
  package internal(set) var operations: [Operation] = []
  /// Pages of files to take, for the page of open data.
  private(set) var downloads: [NavigationEntry] = []
  /// What each room keeps of persons, in the order of the rooms.
  private(set) var declarations: [PersonalDeclaration] = []
  /// What administrators read for each kind of event.
  private(set) var sentences: [String: Phrase] = [:]
  /// How the numbers of the journal are named.
  package var names = JournalNames()

  package init() {}

  /// A page that anyone may ask for.
  package mutating func get<A: Address>(
    _ address: A.Type, access: AnyoneMay, _ handler: @escaping @Sendable (A, Visit) async throws -> Answer
  ) { add(.get, address, .anyone) { try await handler($0, $1) } }

  /// A page that needs what `context` needs: a person, a mandate.
  package mutating func get<A: Address, C: Context>(
    _ address: A.Type, for context: C.Type, _ handler: @escaping @Sendable (A, C) async throws -> Answer
  ) { add(.get, address, C.access) { try await handler($0, C($1)) } }

  package mutating func get<A: Address>(
    _ address: A.Type, permission: Permission, _ handler: @escaping @Sendable (A, PersonVisit) async throws -> Answer
  ) { add(.get, address, .permission(permission)) { try await handler($0, Self.permitted($1, permission)) } }

  /// An act that anyone may do; its form carries the token of the browser all the same.
  package mutating func post<A: Address>(
    _ address: A.Type, access: AnyoneMay, _ handler: @escaping @Sendable (A, Visit) async throws -> Answer
  ) { post(address, access: access, input: NoInput.self) { address, visit, _ in try await handler(address, visit) } }

  package mutating func post<A: Address, I: Input>(
    _ address: A.Type, access: AnyoneMay, input: I.Type,
    _ handler: @escaping @Sendable (A, Visit, I) async throws -> Answer
  ) { add(.post, address, .anyone) { try await handler($0, $1, I.read($1)) } }

  package mutating func post<A: Address, C: Context>(
    _ address: A.Type, for context: C.Type, _ handler: @escaping @Sendable (A, C) async throws -> Answer
  ) { post(address, for: context, input: NoInput.self) { address, visit, _ in try await handler(address, visit) } }

  /// An act with what it is sent; read after the context, so that whoever may not is told nothing of it.
  package mutating func post<A: Address, C: Context, I: Input>(
    _ address: A.Type, for context: C.Type, input: I.Type, sending: Sending = .fields,
    _ handler: @escaping @Sendable (A, C, I) async throws -> Answer
  ) {
    add(.post, address, C.access, sending: sending) { address, visit in
      let context = try C(visit)
      return try await handler(address, context, I.read(visit))
    }
  }

  package mutating func post<A: Address>(
    _ address: A.Type, permission: Permission, _ handler: @escaping @Sendable (A, PersonVisit) async throws -> Answer
  ) {
    post(address, permission: permission, input: NoInput.self) { address, visit, _ in try await handler(address, visit)
    }
  }

  package mutating func post<A: Address, I: Input>(
    _ address: A.Type, permission: Permission, input: I.Type,
    _ handler: @escaping @Sendable (A, PersonVisit, I) async throws -> Answer
  ) {
    add(.post, address, .permission(permission)) { address, visit in
      let person = try Self.permitted(visit, permission)
      return try await handler(address, person, I.read(visit))
    }
  }

  /// An act whose address is its proof: it carries a token that this installation sealed, and a program of mail without
  /// cookie posts to it (RFC 8058). The one way round the token of forms (SECURITY 15): the handler checks the token of
  /// the address, and the act is one that a stranger who has the mail may do.
  package mutating func postProvedByAddressWithoutFormToken<A: Address>(
    _ address: A.Type, _ handler: @escaping @Sendable (A, Visit) async throws -> Answer
  ) { add(.post, address, .anyone, isProvedByAddress: true) { try await handler($0, $1) } }

  /// What is sent to these addresses is taken during a pause of the site too, up to this step.
  package mutating func keepOpen(_ addresses: [any Address.Type], during step: Pause.Step) {
    for address in addresses { routes.keepOpen(address.pattern.description, during: step) }
  }

  package mutating func navigate(_ entry: NavigationEntry) { navigation.append(entry) }

  /// Adds to the menu of those who hold `permission`, or of everybody.
  package mutating func addToMenu(_ entry: NavigationEntry, for permission: Permission? = nil) {
    var entry = entry
    entry.permission = permission
    menu.append(entry)
  }

  /// Adds to the home page of administrators.
  package mutating func addToAdministration(_ entry: AdministrationEntry) { administration.append(entry) }

  /// Adds to the page of open data.
  package mutating func offer(_ download: NavigationEntry) { downloads.append(download) }

  /// Says of each column of the room's tables whether it is personal, and of whom.
  package mutating func declare(_ tables: [PersonalDeclaration]) { declarations += tables }

  /// Says each kind of event that the room writes in the journal in a sentence, for administrators.
  package mutating func tell(_ kinds: [(StaticString, Phrase)]) {
    for (kind, sentence) in kinds { sentences[kind.description] = sentence }
  }

  /// The one reader of mandates, run in the same snapshot as the session.
  package mutating func readStandings(_ loader: @escaping StandingLoader) { standings = loader }

  /// Work that the house does by itself.
  package mutating func run(_ job: Job) { jobs.append(job) }

  /// Adds a number to `/health`.
  package mutating func measure(_ name: StaticString, _ read: @escaping @Sendable () async throws -> Int64) {
    measures.append(HealthMeasure(name: name, read: read))
  }
  package mutating func run(_ job: WritingJob) { writingJobs.append(job) }

  /// The one reader of whose addresses are, for the list of those that refuse.
  package mutating func nameOwners(_ owners: @escaping AddressOwners) { self.owners = owners }

  /// Where a person gets a mandate, and where the header leads to more.
  package mutating func getIn(at path: String) { gettingIn = path }

  /// Missing, a permission is a 404: what one may not see answers like what does not exist.
  private static func permitted(_ visit: Visit, _ permission: Permission) throws -> PersonVisit {
    let person = try PersonVisit(visit)
    guard person.person.holds(permission) else { throw NotFound() }
    return person
  }

  private mutating func add<A: Address>(
    _ method: Visit.Method, _ address: A.Type, _ access: Access, isProvedByAddress: Bool = false,
    sending: Sending = .fields, _ handler: @escaping @Sendable (A, Visit) async throws -> Answer
  ) {
    routes.add(
      Route(
        method: method, pattern: A.pattern.description, access: access, isProvedByAddress: isProvedByAddress,
        sending: sending
      ) { visit, segments in
        try await handler(A(segments: segments), visit)
      })
  }
}

/// Said aloud where an address is open to all.
package enum AnyoneMay: Sendable { case anyone }
