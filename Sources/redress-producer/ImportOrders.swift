import ArgumentParser
import Casework
import Complaints
import Programs

struct ImportOrders: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "orders",
    abstract: "Imports orders. One that is there already is brought up to date.")

  @OptionGroup var options: ImportOptions

  func run() async throws {
    let policies = try options.policy.read()
    let file = try ImportFile<OrderRow>(path: options.file, zone: policies.zone.asTimeZone)
    try await ImportRun(options, of: "orders").run { pool, listener in
      try await Importer(pool: pool, policies: policies, merchant: options.merchant.merchant)
        .importOrders(from: file) { try await listener.hear($0) }
    }
  }
}
