import ArgumentParser
import Programs

@main
struct Redress: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redress",
    abstract: "Sees complaints through: the desk's own tool for cases, schema, policies, texts and queues.",
    version: Program.versions,
    subcommands: [
      DemoCommand.self, CaseCommand.self, TaskCommand.self, HandlerCommand.self, MessageCommand.self,
      SurveyCommand.self, CauseCommand.self, CustomerCommand.self, PayoutsCommand.self, VoucherCommand.self,
      PolicyCommand.self, TemplateCommand.self,
      MigrateCommand.self,
      QueueCommand.self,
      SandboxCommand.self,
    ])

  static func main() async { await Program.run(Self.self) }
}
