import ArgumentParser
import Programs

@main
struct RedressProducer: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redress-producer",
    abstract: "Brings orders and complaints in.",
    version: Program.versions,
    subcommands: [ImportCommand.self, SubmitCommand.self, HookCommand.self])

  static func main() async { await Program.run(Self.self) }
}
