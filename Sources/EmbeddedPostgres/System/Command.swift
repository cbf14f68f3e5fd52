import Foundation

/// Runs a command to its end on a thread of its own: a cooperative thread must never wait for a process.
enum Command {
  struct Result: Sendable {
    let status: Int32
    /// Standard output and standard error as they came.
    let output: String
  }

  /// The directory must be one that the account which the command becomes can enter.
  static func run(
    _ arguments: [String], in directory: String = "/", timeout: Duration = .seconds(120)
  ) async throws -> Result {
    try await onOwnThread { try runBlocking(arguments, in: directory, timeout: timeout) }
  }

  /// As `run`, and throws unless the command exits with 0.
  @discardableResult
  static func check(
    _ arguments: [String], in directory: String = "/", timeout: Duration = .seconds(120)
  ) async throws -> String {
    let result = try await run(arguments, in: directory, timeout: timeout)
    guard result.status == 0 else {
      throw EmbeddedPostgresError.commandFailed(
        command: arguments.joined(separator: " "), status: result.status, output: result.output)
    }
    return result.output
  }

  private static func runBlocking(_ arguments: [String], in directory: String, timeout: Duration) throws
    -> Result
  {
    let output = try Pipe()
    defer { close(output.reading) }
    let null = open("/dev/null", O_RDONLY | O_CLOEXEC)
    defer { close(null) }
    let child: ChildProcess
    do {
      defer { close(output.writing) }
      child = try ChildProcess(
        arguments, in: directory, input: null, output: output.writing, error: output.writing)
    }
    guard let text = output.read(until: .now + timeout) else {
      child.kill()
      _ = child.waitForExit()
      throw EmbeddedPostgresError.commandFailed(
        command: arguments.joined(separator: " "), status: nil, output: "no end after \(timeout)")
    }
    return Result(status: child.waitForExit(), output: text)
  }
}

/// Runs a blocking body on a new thread.
func onOwnThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
  }
}
