import ArgumentParser
import Casework
import Complaints
import Foundation
import LibPQ
import Programs

struct PolicySimulate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Says how a changed policy would have decided complaints, and what it would have cost.",
    discussion: """
      Nothing is written, nowhere. The complaints are a file as for an import; their orders are another, or those of \
      the database. What the policy is compared with is another policy, or the version of it that the database stored \
      last:

        redress policy simulate ours-2.yaml --complaints may.csv
        redress policy simulate ours-2.yaml --complaints may.csv \\
          --orders orders.csv --against ours-1.yaml

      Exit status: 0 simulated, 2 a file or a policy cannot be read.
      """)

  @Argument(help: ArgumentHelp("The changed policy: a file, or the id of a shipped one.", valueName: "file"))
  var policy: String

  @Option(help: ArgumentHelp("Complaints, CSV or NDJSON; - is standard input.", valueName: "file"))
  var complaints: String

  @Option(help: ArgumentHelp("Their orders (default: those in the database).", valueName: "file"))
  var orders: String?

  @Option(
    help: ArgumentHelp(
      "The policy to compare with (default: the version that the database stored last).",
      valueName: "id|file"))
  var against: String?

  @Option(help: "How many complaints are named for each difference.")
  var examples: Int = 3

  @OptionGroup var merchant: MerchantOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (0...1_000_000).contains(examples) else {
      throw ValidationError("--examples is between 0 and 1000000.")
    }
    guard complaints != "-" || orders != "-" else {
      throw ValidationError("Only one of --complaints and --orders can be standard input.")
    }
  }

  func run() async throws {
    let after = try PolicyText.read(policy)
    var before = try against.map { try PolicyText.read($0) }
    let zone = after.zone.asTimeZone
    var simulation = try await reading(complaints) { try await PolicySimulation(complaints: $0, zone: zone) }
    if let orders {
      let copy = simulation
      simulation = try await reading(orders) { path in
        var simulation = copy
        try await simulation.readOrders(path, zone: zone, at: Date())
        return simulation
      }
    }
    if orders == nil || before == nil {
      (simulation, before) = try await fromDatabase(simulation, before, after)
    }
    guard let before else { throw noVersion(of: after) }
    let report = SimulationReport(
      simulation, try simulation.compare(before, with: after), before: before, after: after,
      examples: examples)
    try output.print(report) { SimulationText(report).lines(for: $0) }
  }

  /// Reads what the files left out, in a transaction that cannot write.
  private func fromDatabase(
    _ simulation: PolicySimulation, _ before: Policy?, _ after: Policy
  ) async throws -> (PolicySimulation, Policy?) {
    try await database.withPool { pool in
      try await pool.withTransaction(.readOnly) { transaction in
        var simulation = simulation
        if orders == nil {
          try await simulation.readOrders(of: merchant.merchant, at: Date(), in: transaction)
        }
        return (simulation, try await before.orStored(after.id, in: transaction))
      }
    }
  }

  private func reading<Output>(_ path: String, _ body: (String) async throws -> Output) async throws -> Output
  {
    do {
      return try await body(path)
    } catch let refusal as FileRefusal {
      throw Failure.wrongInput(
        "\(path) cannot be read.",
        remedy: refusal.problems.map { "\($0.reason): \($0.remedy)" }.joined(separator: "\n"))
    }
  }

  private func noVersion(of policy: Policy) -> Failure {
    .wrongInput(
      "The database has no version of the policy \(policy.id) to compare with.",
      remedy: "Name one: --against followed by a file, or by the id of a shipped policy.")
  }
}

extension Policy? {
  fileprivate func orStored(_ id: String, in transaction: Transaction) async throws -> Policy? {
    if let self { return self }
    return try await Policy.newest(id, in: transaction)
  }
}
