import Foundation
import Programs
import Synchronization

/// One of the other programs, run beside this one.
final class ProgramProcess: Sendable {
  private let process: Mutex<Process>
  private let ended: Task<Int32, Never>
  /// Held for as long as the program may run: its end is how the program learns that this process is gone.
  private let lifeline: Pipe

  /// Starts a program that lies beside this one.
  ///
  /// - Parameters:
  ///   - log: where everything that it says goes; `nil`: to this process's terminal.
  init(_ name: String, _ arguments: [String], database: String, log: String? = nil) throws {
    let process = Process()
    process.executableURL = try Self.program(name)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(["DATABASE_URL": database]) { $1 }
    let lifeline = Pipe()
    process.standardInput = lifeline
    if let log {
      guard
        FileManager.default.createFile(atPath: log, contents: nil, attributes: [.posixPermissions: 0o600]),
        let file = FileHandle(forWritingAtPath: log)
      else { throw Failure("The log \(log) cannot be written.") }
      process.standardOutput = file
      process.standardError = file
    }
    let (ends, continuation) = AsyncStream<Int32>.makeStream()
    process.terminationHandler = { process in
      continuation.yield(process.terminationStatus)
      continuation.finish()
    }
    try process.run()
    self.lifeline = lifeline
    self.process = Mutex(process)
    ended = Task {
      for await status in ends { return status }
      return 255
    }
  }

  var identifier: Int32 { process.withLock { $0.processIdentifier } }
  var isRunning: Bool { process.withLock { $0.isRunning } }

  /// Its exit status. When the task is cancelled, the program is told to stop.
  func status() async -> Int32 {
    await withTaskCancellationHandler {
      await ended.value
    } onCancel: {
      stop()
    }
  }

  /// Tells it to end gracefully.
  func stop() {
    process.withLock { if $0.isRunning { $0.terminate() } }
  }

  /// The programs are built, and installed, into one folder.
  static let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().path

  private static func program(_ name: String) throws -> URL {
    let path = "\(folder)/\(name)"
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw Failure(
        "The program \(name) is not beside this one, in \(folder).", remedy: "Build it: swift build")
    }
    return URL(fileURLWithPath: path)
  }
}
