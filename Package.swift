// swift-tools-version: 6.2
import PackageDescription

/// One list of settings for every target of our own (docs/decisions/0001-one-package.md).
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .unsafeFlags([
    "-Xfrontend", "-warn-long-expression-type-checking=200",
    "-Xfrontend", "-warn-long-function-bodies=300",
  ]),
]

/// Optimized in debug builds too: the cores that `make test` computes with.
let optimized = settings + [.unsafeFlags(["-O"], .when(configuration: .debug))]

// Outside libraries.
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let bigInt: Target.Dependency = .product(name: "BigInt", package: "BigInt")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let configuration: Target.Dependency = .product(name: "Configuration", package: "swift-configuration")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioHTTP: Target.Dependency = .product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras")
let nioEmbedded: Target.Dependency = .product(name: "NIOEmbedded", package: "swift-nio")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")

/// The kernel's own libraries, which every room above it also sees in its signatures.
let web: [Target.Dependency] = [
  hummingbird, hummingbirdCore, httpTypes, nioCore, nioPosix, nioHTTP, nioHTTP1, logging, lifecycle, signals, crypto,
]
let cores: [Target.Dependency] = ["Localization", "HTML", "Storage"]

/// A target of our own with its test target; `resources` are copied beside the program.
func floor(
  _ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = [],
  settings own: [SwiftSetting] = settings
) -> [Target] {
  [
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: own),
    .testTarget(name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, swiftSettings: settings),
  ]
}

/// A core that computes much.
func core(_ name: String, _ dependencies: [Target.Dependency]) -> [Target] {
  floor(name, dependencies, settings: optimized)
}

let package = Package(
  name: "coporter",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "coporter", targets: ["coporter"])],
  dependencies: [
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["JSON", "YAML"]),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // C libraries, as Debian's -dev packages give them.
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3"),
    .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq"),
    .systemLibrary(name: "CStemmer"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl"),
    .systemLibrary(name: "CMarkGFM", pkgConfig: "libcmark-gfm"),
    // The clock of the kernel, which the Swift modules of the C library leave out.
    .systemLibrary(name: "CTimex"),
  ]
    // Pure cores.
    + floor("Localization", [])
    + core("HTML", ["Localization"])
    + core("Storage", ["Localization", "CSQLite", "CPostgreSQL", logging])
    + floor("Forms", [])
    + floor("Differences", [])
    + core("Retrieval", ["CStemmer"])
    + floor("PublicCode", [yams])
    + core("Tallying", [bigInt])
    + core("MerkleLog", [crypto])
    + core("Proof", ["MerkleLog", "Tallying", crypto])
    // The web kernel.
    + floor(
      "Platform", cores + web + ["CZlib", "CCurl", "CMarkGFM", "CTimex"],
      resources: [.copy("Assets"), .copy("Migrations"), .copy("Localization")])
    // What several rooms share.
    + floor(
      "Directory", cores + web + ["Platform", "Retrieval", "CZlib"],
      resources: [.copy("Data"), .copy("Migrations"), .copy("Localization")])
    + floor(
      "Catalogue", cores + web + ["Platform", "Directory", "PublicCode", "Retrieval"],
      resources: [.copy("Migrations"), .copy("Localization")])
    // The road.
    + floor(
      "Consultations", cores + web + ["Platform", "Directory", "Forms"],
      resources: [.copy("Migrations"), .copy("Localization")])
    + floor(
      "Deposits",
      cores + web + [
        "Platform", "Directory", "Catalogue", "Consultations", "Retrieval", "Forms", "Differences", "PublicCode",
      ],
      resources: [.copy("Migrations"), .copy("Localization")])
    + floor(
      "Instruction",
      cores + web + ["Platform", "Directory", "Consultations", "Deposits", "Retrieval", "Differences", "PublicCode"],
      resources: [.copy("Migrations"), .copy("Localization")])
    + floor(
      "Votes",
      cores + web + [
        "Platform", "Directory", "Consultations", "Deposits", "Instruction", "Retrieval", "Tallying", "MerkleLog",
        "Proof",
      ],
      resources: [.copy("Migrations"), .copy("Localization"), .copy("ForVerifiers")])
    + floor(
      "Selections",
      cores + web + [
        "Platform", "Directory", "Consultations", "Deposits", "Instruction", "Votes", "MerkleLog", "Proof",
      ],
      resources: [.copy("Migrations"), .copy("Localization")])
    // The demonstration, and the command.
    + floor(
      "Demonstration",
      cores + web + [
        "Platform", "Directory", "Catalogue", "Consultations", "Deposits", "Instruction", "Votes",
        "Selections", "Forms", "PublicCode", "MerkleLog", "Proof",
      ],
      resources: [.copy("Data"), .copy("Localization")])
    + [
      .executableTarget(
        name: "coporter",
        dependencies: cores + web + [
          "Platform", "Directory", "Catalogue", "Consultations", "Deposits", "Instruction", "Votes", "Selections",
          "Demonstration", "Tallying", "Retrieval", "PublicCode", "MerkleLog", "Proof",
        ] + [
          arguments, configuration,
        ],
        swiftSettings: settings),
      .testTarget(
        name: "coporterTests",
        dependencies: [
          "coporter", "Platform", "Directory", "Catalogue", "Consultations", "Deposits", "Instruction", "Votes",
          "Selections",
          "Demonstration",
          "Forms", "PublicCode", "Tallying", "MerkleLog", "Proof",
        ]
          + cores + web + [arguments, nioEmbedded, "MarkupReading"],
        swiftSettings: settings),
      // Reads pages as browsers do, for the tests.
      .target(name: "MarkupReading", path: "Tests/MarkupReading", swiftSettings: optimized),
      // What the tests of operations kill, starve and trace; it is part of no release.
      .executableTarget(
        name: "storage-trial", dependencies: ["Storage", arguments, logging], path: "Tests/StorageTrial",
        swiftSettings: settings),
    ]
)
