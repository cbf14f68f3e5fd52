// swift-tools-version: 6.2
import PackageDescription

/// One room, one purpose; arrows point down only. docs/architecture.md draws the picture and
/// says why each dependency is here and what it costs.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let coreMetrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let flyingFox = Target.Dependency.product(name: "FlyingFox", package: "FlyingFox")
let flyingSocks = Target.Dependency.product(name: "FlyingSocks", package: "FlyingFox")
let deque = Target.Dependency.product(name: "DequeModule", package: "swift-collections")

/// A module. What it embeds are files that live outside of `Sources`, for people who look for SQL, policies or templates there; links
/// in the module's own folder lead to them, and SwiftPM carries them inside the binary.
func module(_ name: String, _ dependencies: [Target.Dependency], embedding links: [String] = []) -> Target {
  .target(
    name: name, dependencies: dependencies, resources: links.map { .embedInCode($0) },
    swiftSettings: settings)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(
    name: name, dependencies: dependencies + ["Programs", argumentParser, logging, serviceLifecycle],
    swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies + ["TestSupport"], swiftSettings: settings)
}

let package = Package(
  name: "redress",
  products: [
    .library(name: "LibPQ", targets: ["LibPQ"]),
    .library(name: "JobQueue", targets: ["JobQueue"]),
    .library(name: "JobQueueTesting", targets: ["JobQueueTesting"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CEpoll"),
    .systemLibrary(name: "CSpawn"),

    module("LibPQ", ["CLibPQ", "CEpoll", deque, logging]),
    module("JobQueue", ["LibPQ", logging, metrics, serviceLifecycle], embedding: ["SQL"]),
    module("JobQueueTesting", ["LibPQ", "JobQueue", logging], embedding: ["SQL"]),
    module(
      "Complaints", [.product(name: "Mustache", package: "swift-mustache"), "Yams"],
      embedding: ["PolicyFiles", "TemplateFiles"]),
    module("Gateways", ["LibPQ", "Complaints", logging], embedding: ["SQL"]),
    module(
      "Casework", ["LibPQ", "JobQueue", "Complaints", "Gateways", logging], embedding: ["SQL"]),
    module("Monitoring", ["LibPQ", "JobQueue", "Complaints"], embedding: ["SQL"]),
    module("Telemetry", [coreMetrics]),
    .target(name: "CTerminal"),
    module("FullScreen", ["CTerminal"]),
    module("Web", [flyingFox, flyingSocks, logging, serviceLifecycle]),
    module("EmbeddedPostgres", ["CSpawn"]),
    module(
      "Programs",
      [
        "LibPQ", "JobQueue", "Complaints", "Casework", "FullScreen", "Telemetry", "Web", argumentParser,
        logging,
        coreMetrics,
        serviceLifecycle, unixSignals,
      ]),

    module(
      "Reporting",
      [
        "Complaints", "Casework", "Monitoring", "Programs", "FullScreen", "Telemetry", "Web",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      embedding: ["Pages"]),

    program(
      "redress",
      [
        "LibPQ", "JobQueue", "Complaints", "Casework", "FullScreen", "Gateways", "Monitoring",
        "EmbeddedPostgres",
      ]),
    program("redress-producer", ["LibPQ", "Complaints", "Casework", metrics]),
    program("redress-worker", ["LibPQ", "JobQueue", "Complaints", "Casework", "Gateways"]),
    program("redress-monitor", ["LibPQ", "Complaints", "Monitoring", "Reporting", "Web"]),

    .target(
      name: "TestSupport",
      dependencies: ["CSpawn", "LibPQ", "JobQueue", "Casework", "EmbeddedPostgres", "FullScreen"],
      path: "Tests/TestSupport", swiftSettings: settings),
    tests("LibPQTests", ["LibPQ"]),
    tests("JobQueueTests", ["JobQueue"]),
    tests("JobQueueTestingTests", ["LibPQ", "JobQueue", "JobQueueTesting"]),
    tests("ComplaintsTests", ["Complaints"]),
    tests("GatewaysTests", ["LibPQ", "Complaints", "Gateways"]),
    tests(
      "CaseworkTests",
      ["LibPQ", "JobQueue", "JobQueueTesting", "Complaints", "Gateways", "Casework", logging]),
    tests("FullScreenTests", ["FullScreen"]),
    tests("ProgramsTests", ["FullScreen", "LibPQ", "Programs", logging]),
    tests("MonitoringTests", ["LibPQ", "Complaints", "Monitoring"]),
    tests("TelemetryTests", ["Telemetry", coreMetrics]),
    tests("WebTests", ["Web", logging]),
    tests(
      "ReportingTests",
      [
        "LibPQ", "Complaints", "FullScreen", "Monitoring", "Programs", "Reporting", "Telemetry", "Web",
      ]),
    tests("EmbeddedPostgresTests", ["EmbeddedPostgres"]),
    tests(
      "Acceptance",
      [
        "LibPQ", "JobQueue", "Gateways", "Casework", "Monitoring", "redress", "redress-producer",
        "redress-worker",
        "redress-monitor",
      ]),
  ]
)
