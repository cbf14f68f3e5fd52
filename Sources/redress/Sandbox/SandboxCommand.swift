import ArgumentParser
import LibPQ
import Programs

struct SandboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox",
    abstract: "Lets business time pass, in a database that is marked for it and never in another.",
    subcommands: [SandboxMark.self, SandboxAdvance.self])
}
