// swift-tools-version: 6.2
import PackageDescription

/// The randomised history checker of the job queue, apart from Redress so that nobody builds it who does not run it. It uses the
/// library products as anybody else would. `scripts/tiers/chaos` and `scripts/tiers/failover` run it.
let package = Package(
  name: "redress-chaos",
  dependencies: [
    .package(name: "redress", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    .executableTarget(
      name: "queue-chaos",
      dependencies: [
        .product(name: "JobQueue", package: "redress"), .product(name: "LibPQ", package: "redress"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      resources: [.embedInCode("SQL")],
      swiftSettings: [
        .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
      ])
  ]
)
