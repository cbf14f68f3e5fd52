import ArgumentParser
import Programs

@main
struct RedressMonitor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redress-monitor",
    abstract: "Shows the state of the desk: queues, workers, clocks. Reads only.",
    version: Program.versions,
    subcommands: [
      StatusCommand.self, WatchCommand.self, ServiceLevelCommand.self, ForecastCommand.self,
      ReportCommand.self, JobsCommand.self, CaseCommand.self, ExplainCommand.self, CheckCommand.self,
      ServeCommand.self,
    ])

  static func main() async { await Program.run(Self.self) }
}
