// swift-tools-version: 6.2
import PackageDescription

/// The benchmarks, apart from Redress so that nobody builds them who does not run them. They use the library products as anybody
/// else would. `scripts/bench` runs them.
let package = Package(
  name: "redress-benchmarks",
  dependencies: [
    .package(name: "redress", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
  ],
  targets: [
    .executableTarget(
      name: "queue-bench",
      dependencies: [
        .product(name: "JobQueue", package: "redress"), .product(name: "LibPQ", package: "redress"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: [
        .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"), .treatAllWarnings(as: .error),
      ])
  ]
)
