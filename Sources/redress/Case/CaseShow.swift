import ArgumentParser
import Casework
import Complaints
import Programs

struct CaseShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows everything that is known of a case, personal data included.")

  @Argument(help: ArgumentHelp("The case, such as R0000012.", valueName: "case"))
  var reference: String

  @Option(help: ArgumentHelp("The time zone in which times are shown.", valueName: "zone"))
  var zone: Zone = .utc

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let file = try await database.withPool { try await CaseDesk(pool: $0).show(reference) }
    try output.print(file) { CaseText(file, zone: zone, $0).lines }
  }
}
