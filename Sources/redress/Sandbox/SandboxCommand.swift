import ArgumentParser

struct SandboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox",
    abstract: "A database for trying things out, in which business time can be made to pass.",
    subcommands: [SandboxStart.self, SandboxStop.self, SandboxMark.self, SandboxAdvance.self])
}
