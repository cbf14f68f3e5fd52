import ArgumentParser
import Programs

struct SandboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox",
    abstract: "A database for trying things out, in which business time can be made to pass.",
    subcommands: [
      SandboxStart.self, SandboxStop.self, SandboxMark.self, SandboxAdvance.self, SandboxRun.self,
    ])
}

extension Failure {
  static let noSandbox = Failure(
    "This database is no sandbox: its business time is the server's clock.",
    remedy: "Only a database for trying things out may be marked as one, with: redress sandbox mark")
}
