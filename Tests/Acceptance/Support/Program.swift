import Foundation
import Synchronization
import Testing

/// One of the built programs, run as a person runs it: as a process, found beside the test bundle.
final class Program: Sendable {
  struct Result: Sendable {
    let status: Int32
    let output: String
    let errors: String
  }

  private let process: Mutex<Process>
  private let reading: Task<Result, Never>

  /// Starts it. Nothing of the caller's database variables is inherited.
  init(
    _ name: String, _ arguments: [String], database: String? = nil, environment: [String: String] = [:],
    input: String = "", in folder: URL? = nil
  ) throws {
    let process = Process()
    process.executableURL = Self.folder.appendingPathComponent(name)
    process.arguments = arguments
    var all = ProcessInfo.processInfo.environment.filter {
      !$0.key.hasPrefix("PG") && !$0.key.hasPrefix("REDRESS_")
    }
    all["DATABASE_URL"] = database ?? "host=/nowhere"
    process.environment = all.merging(environment) { $1 }
    process.currentDirectoryURL = folder
    let (outputs, errors, inputs) = (Pipe(), Pipe(), Pipe())
    process.standardOutput = outputs
    process.standardError = errors
    process.standardInput = inputs
    let (ends, continuation) = AsyncStream<Int32>.makeStream()
    process.terminationHandler = { process in
      let isSignal = process.terminationReason == .uncaughtSignal
      continuation.yield(process.terminationStatus + (isSignal ? 128 : 0))
      continuation.finish()
    }
    try process.run()
    try? inputs.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try? inputs.fileHandleForWriting.close()
    self.process = Mutex(process)
    let output = Self.text(of: outputs)
    let words = Self.text(of: errors)
    reading = Task {
      var status: Int32 = -1
      for await end in ends { status = end }
      return Result(status: status, output: await output.value, errors: await words.value)
    }
  }

  /// Runs it to its end.
  @discardableResult
  static func run(
    _ name: String, _ arguments: [String], database: String? = nil, environment: [String: String] = [:],
    input: String = "", in folder: URL? = nil
  ) async throws -> Result {
    try await Program(
      name, arguments, database: database, environment: environment, input: input, in: folder
    ).result()
  }

  func result() async -> Result { await reading.value }

  var processIdentifier: Int32 { process.withLock { $0.processIdentifier } }

  func signal(_ number: Int32) {
    let identifier = processIdentifier
    kill(identifier, number)
  }

  var isRunning: Bool { process.withLock { $0.isRunning } }

  /// Reads on a thread of its own: a pipe that nobody empties would stop the program.
  private static func text(of pipe: Pipe) -> Task<String, Never> {
    Task {
      await withCheckedContinuation { continuation in
        DispatchQueue.global().async {
          let data = (try? pipe.fileHandleForReading.readToEnd()) ?? Data()
          continuation.resume(returning: String(decoding: data, as: UTF8.self))
        }
      }
    }
  }

  /// Where SwiftPM puts the programs: beside the test bundle, which is this process's own program.
  static let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent()

  /// The package's folder, for its samples.
  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func sample(_ name: String) -> String { package.appendingPathComponent("samples/\(name)").path }
}

/// A folder of a test's own, gone when the test has ended.
func withFolder<Output>(_ body: (URL) async throws -> Output) async throws -> Output {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("redress-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try await body(folder)
}
