// swift-tools-version: 6.2
import PackageDescription

/// A program that uses the job queue and nothing else of Redress. docs/using-the-queue.md tells it; `scripts/example` builds and runs it.
let package = Package(
  name: "redress-examples",
  dependencies: [.package(name: "redress", path: "..")],
  targets: [
    .executableTarget(
      name: "welcome",
      dependencies: [
        .product(name: "JobQueue", package: "redress"), .product(name: "LibPQ", package: "redress"),
      ],
      swiftSettings: [
        .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"), .treatAllWarnings(as: .error),
      ])
  ]
)
