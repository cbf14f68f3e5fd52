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
    let policy = try options.policy.read()
    let file = try ImportFile<OrderRow>(path: options.file, zone: policy.zone.asTimeZone)
    try await ImportRun(options, of: "orders").run { pool, listener in
      try await Importer(pool: pool, policy: policy, merchant: options.merchant.merchant)
        .importOrders(from: file) { try await listener.hear($0) }
    }
  }
}
