// swift-tools-version: 6.2
import Foundation
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
let deque = Target.Dependency.product(name: "DequeModule", package: "swift-collections")

/// A module whose `.sql`, `.yaml` or other files live outside `Sources` and are carried inside the binary.
func module(_ name: String, _ dependencies: [Target.Dependency], embedding folders: [String] = []) -> Target {
  guard !folders.isEmpty else {
    return .target(name: name, dependencies: dependencies, swiftSettings: settings)
  }
  return .target(
    name: name, dependencies: dependencies, path: ".",
    exclude: everything(but: folders + ["Sources/\(name)"]),
    sources: ["Sources/\(name)"], resources: folders.map { .embedInCode($0) }, swiftSettings: settings)
}

/// A target whose path is the package's own would warn of every file of the others, one by one.
func everything(but kept: [String], in folder: String = "") -> [String] {
  let root = Context.packageDirectory
  let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? []
  return names.filter { !$0.hasPrefix(".") }.sorted().flatMap { name -> [String] in
    let path = folder + name
    if kept.contains(path) { return [] }
    return kept.contains { $0.hasPrefix("\(path)/") } ? everything(but: kept, in: "\(path)/") : [path]
  }
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
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CEpoll"),
    .systemLibrary(name: "CSpawn"),

    module("LibPQ", ["CLibPQ", "CEpoll", deque, logging]),
    module("JobQueue", ["LibPQ", logging, serviceLifecycle], embedding: ["sql/queue"]),
    module(
      "Complaints", [.product(name: "Mustache", package: "swift-mustache"), "Yams"],
      embedding: ["policies", "templates"]),
    module("Gateways", ["LibPQ", "Complaints", logging]),
    module(
      "Casework", ["LibPQ", "JobQueue", "Complaints", "Gateways", logging], embedding: ["sql/casework"]),
    module("Monitoring", ["LibPQ", "JobQueue", "Complaints"], embedding: ["sql/monitoring"]),
    module("EmbeddedPostgres", ["CSpawn"]),
    module(
      "Programs", ["LibPQ", "JobQueue", "Casework", argumentParser, logging, serviceLifecycle]),

    program("redress", ["Casework", "Monitoring", "EmbeddedPostgres"]),
    program("redress-producer", ["Casework"]),
    program("redress-worker", ["Casework"]),
    program("redress-monitor", ["Monitoring"]),

    .target(
      name: "TestSupport", dependencies: ["LibPQ", "JobQueue", "Casework", "EmbeddedPostgres"],
      path: "Tests/TestSupport", swiftSettings: settings),
    tests("LibPQTests", ["LibPQ"]),
    tests("JobQueueTests", ["JobQueue"]),
    tests("ComplaintsTests", ["Complaints"]),
    tests("GatewaysTests", ["Gateways"]),
    tests("CaseworkTests", ["Casework"]),
    tests("MonitoringTests", ["Monitoring"]),
    tests("EmbeddedPostgresTests", ["EmbeddedPostgres"]),
    tests("Acceptance", ["EmbeddedPostgres", "Casework", "Monitoring"]),
  ]
)
