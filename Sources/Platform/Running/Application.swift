import Foundation
package import Hummingbird
import HummingbirdCore
package import Localization
package import Logging
import NIOCore
package import Storage

/// The kernel with its modules: what the command serves and what the tests ask.
package struct House: Sendable {
  package let responder: Responder
  package let database: Database
  package let settings: Settings
  package let routes: RouteTable
  package let catalogue: Catalogue
  package let outbox: Outbox
  package let jobs: JobRunner
  package let declarations: [PersonalDeclaration]
  package let sentences: [String: Phrase]
}

/// The migrations of the kernel and of every room, in one order by name.
package func migrations(of modules: [any Module]) throws -> [Migration] {
  let all: [any Module] = [KernelModule(settings: Settings())] + modules
  return try all.flatMap { try $0.migrations() }.sorted { $0.name < $1.name }
}

/// Migrates, prepares each module, and puts its routes behind one responder.
package func buildHouse(
  modules: [any Module], database: Database, settings: Settings, clock: Clock,
  logger: Logger, mail: (any MailTransport)? = nil
) async throws -> House {
  let all: [any Module] = [KernelModule(settings: settings)] + modules
  let level = try migrations(of: modules)
  _ = try await database.bringToLevel(of: modules)
  var registry = Registry()
  var catalogue = Catalogue()
  // First of the administrators' pages.
  PersonDesk(database: database).register(in: &registry)
  AdministrationDesk().register(in: &registry)
  PauseDesk(database: database).register(in: &registry)
  for module in all {
    try catalogue.add(englishAt: module.resources.appending(path: "Localization/en.json"))
    module.register(in: &registry)
    try await module.prepare(database)
  }
  let secret = try await Installation.secret(database, at: clock.now())
  let seal = MailSeal(installation: secret)
  let outbox = Outbox(
    database: database, settings: settings, seal: seal, clock: clock, transport: mail ?? settings.mailTransport)
  SignInDesk(database: database).register(in: &registry)
  AccountDesk(database: database).register(in: &registry)
  PersonAddressDesk(database: database).register(in: &registry)
  AuditDesk(database: database, sentences: registry.sentences, names: registry.names).register(in: &registry)
  ErasureDesk(database: database, declarations: registry.declarations).register(in: &registry)
  registerWork(outbox, seal, settings, database, in: &registry)
  APIDesk().register(in: &registry)
  var assets = try Assets(folder: KernelModule.folder.appending(path: "Assets"))
  if let logo = settings.logo { assets.add(logo) }
  let site = Site(
    settings: settings, assets: assets,
    navigation: registry.navigation, catalogue: catalogue, seal: seal, gettingIn: registry.gettingIn,
    menu: registry.menu, administration: registry.administration, declarations: registry.declarations)
  let door = Door(
    database: database, installation: secret, standings: registry.standings, settings: settings)
  let responder = Responder(
    site: site, routes: registry.routes, clock: clock, door: door, logger: logger,
    forwarding: Forwarding(trusted: settings.trustedProxies),
    guesses: Guesses(shared: settings.sharedRanges, isCounting: settings.hasLimits),
    workload: { (try? await database.read { db in try Workload.metrics(db) }) ?? "" }
  ) { [measures = registry.measures] in
    let failing = try? await database.read { db in try Job.failing(db) }
    let isAtLevel = try? await database.isAtLevel(level)
    var told: [String] = []
    for measure in measures { told.append(await measure.json()) }
    return Health(
      databaseAnswers: failing != nil, isAtLevel: isAtLevel ?? false, writerAlive: database.isWriterAlive,
      failingJobs: failing ?? [], measures: told)
  }
  return House(
    responder: responder, database: database, settings: settings, routes: registry.routes, catalogue: catalogue,
    outbox: outbox,
    jobs: JobRunner(
      jobs: registry.jobs + registry.writingJobs.map { $0.job(of: site) }, database: database, clock: clock,
      logger: logger),
    declarations: registry.declarations, sentences: registry.sentences)
}

/// What the kernel does by itself, and the pages that show it.
private func registerWork(
  _ outbox: Outbox, _ seal: MailSeal, _ settings: Settings, _ database: Database, in registry: inout Registry
) {
  outbox.register(in: &registry)
  OutboxDesk(database: database).register(in: &registry)
  RefusingAddressDesk(database: database, owners: registry.owners).register(in: &registry)
  UnsubscriptionDesk(database: database, seal: seal).register(in: &registry)
  if !settings.bounces.isEmpty {
    BounceFolder(folder: settings.bounces, seal: seal, domain: MailAddress(settings.mailFrom)?.domain).register(
      in: &registry)
  }
  let writing = registry.writingJobs.map { ($0.name.description, $0.title) }
  let titles = Dictionary(registry.jobs.map { ($0.name, $0.title) } + writing, uniquingKeysWith: { first, _ in first })
  JobDesk(database: database, titles: titles).register(in: &registry)
}

/// The server over a house, with the limits that hold for every connection.
package func buildApplication(
  _ house: House, logger: Logger, limits: ConnectionLimits = ConnectionLimits(),
  whenRunning: @escaping @Sendable (_ port: Int) -> Void = { _ in }
) -> some ApplicationProtocol {
  var ofRoutes = limits
  ofRoutes.largerBodyBytes = { [routes = house.routes] head in Asked(head, routes).bodyBytes }
  let limits = ofRoutes
  let http = HTTP1Channel.Configuration(
    additionalChannelHandlers: [ConnectionGuard(limits)],
    httpDecoderConfiguration: .init(
      maxHeaderFieldSize: Limits.headerFieldBytes, maxHeaderListSize: Limits.headerSectionBytes,
      maxHeaderFieldCount: Limits.headerFields))
  return Application(
    responder: house.responder,
    server: .http1(configuration: http),
    configuration: ApplicationConfiguration(
      address: .hostname(house.settings.host, port: house.settings.port), serverName: nil,
      availableConnectionsDelegate: MaximumAvailableConnections(limits.connections)),
    onServerRunning: { channel in whenRunning(channel.localAddress?.port ?? house.settings.port) },
    logger: logger)
}

/// The kernel's own pages.
struct KernelModule: Module {
  let settings: Settings
  static var folder: URL { Bundle.module.resourceURL ?? Bundle.module.bundleURL }
  var resources: URL { Self.folder }

  func register(in registry: inout Registry) {
    registry.declare(KernelColumns.declarations)
    registry.tell(KernelEvents.sentences)
    registry.get(HelpAddress.self, access: .anyone) { [settings] _, visit in
      .page(Page(t("Aide"), isNarrow: true, HelpPage(settings: settings, language: visit.language)))
    }
    registry.get(AccessibilityAddress.self, access: .anyone) { [settings] _, _ in
      .page(Page(t("Déclaration d’accessibilité"), isNarrow: true, AccessibilityPage(settings: settings)))
    }
    registry.get(LegalAddress.self, access: .anyone) { [settings] _, _ in
      .page(Page(t("Mentions légales"), isNarrow: true, LegalPage(settings: settings)))
    }
    registry.get(PrivacyAddress.self, access: .anyone) { [settings] _, visit in
      let kinds = visit.site.personalKinds
      return .page(Page(t("Données personnelles"), isNarrow: true, PrivacyPage(settings: settings, kinds: kinds)))
    }
  }
}
