import ArgumentParser
import Casework
import Complaints
import Programs

struct ImportComplaints: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "complaints",
    abstract:
      "Imports complaints. Each becomes a case, with its clocks, its acknowledgement and its first job.")

  @OptionGroup var options: ImportOptions

  func run() async throws {
    let policies = try options.policy.read()
    let file = try ImportFile<ComplaintRow>(path: options.file, zone: policies.zone.asTimeZone)
    try await ImportRun(options, of: "complaints").run { pool, listener in
      try await Importer(pool: pool, policies: policies, merchant: options.merchant.merchant)
        .importComplaints(from: file) { try await listener.hear($0) }
    }
  }
}
