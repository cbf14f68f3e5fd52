import ArgumentParser
import Casework
import Complaints
import Foundation
import Gateways
import LibPQ
import Programs

struct PayoutsExport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract:
      "Takes the open payouts into a new file: a list for the books, and a document for the bank in each currency.",
    discussion: """
      A payout is in one file only. To write a file again: redress payouts export --file 7. When the bank has it: redress payouts \
      confirm 7
      """)

  @Option(help: ArgumentHelp("Where the documents are written.", valueName: "folder"))
  var to: String = "payouts"

  @Option(help: ArgumentHelp("Write this file again instead, byte for byte as it was.", valueName: "number"))
  var file: Int64?

  @Option(
    help: ArgumentHelp("The day on which the bank should pay (default: tomorrow).", valueName: "yyyy-mm-dd"))
  var payOn: String?

  @OptionGroup var debtor: DebtorOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  private struct Report: Encodable {
    /// `nil` when nothing was open.
    let file: Int64?
    let documents: [String]
    /// Payouts by how they reach the customer; `nil` when nothing was open, or a file is written again.
    let ways: [String: Int]?
  }

  func run() async throws {
    let made = try await database.withPool { pool in try await payoutFile(pool) }
    let paths = try made.map { try write($0) } ?? []
    try output.print(Report(file: made?.fileID, documents: paths, ways: made?.ways)) { terminal in
      guard let made else { return ["No payout is open."] }
      return ["Payout file \(made.fileID) is written:"] + paths.map { "  \($0)" }
        + Self.ways(made.ways ?? [:], for: terminal)
    }
  }

  /// The payouts belong to the file already: what could not be written must be found again by its number.
  private func write(_ file: PayoutFile) throws -> [String] {
    do {
      return try file.write(to: to)
    } catch {
      throw Failure(
        "Payout file \(file.fileID) is made, and could not be written: \(error).",
        remedy: "Write it with: redress payouts export --file \(file.fileID) --to FOLDER")
    }
  }

  /// What is left to do by hand must not hide in a list of hundreds.
  private static func ways(_ ways: [String: Int], for terminal: Terminal) -> [String] {
    var table = TextTable(.text("way"), .number("payouts"), .flexible("what to do"))
    for (way, count) in ways.sorted(by: { $0.key < $1.key }) {
      let task =
        switch way {
        case "bank_file": "send the XML document to the bank"
        case "by_original_means": "refund on the payment provider's pages, or over the counter"
        case "ask_customer_for_account": "ask the customer, then transfer by hand"
        case "no_account_in_currency": "transfer by hand; next time say --account"
        default: ""
        }
      table.add(way.spaced, countText(count), task)
    }
    let lines = table.lines(for: terminal)
    return lines.isEmpty ? [] : [""] + lines
  }

  private func payoutFile(_ pool: Pool) async throws -> PayoutFile? {
    if let file {
      guard let kept = try await PayoutFile.read(file, in: pool) else {
        throw Failure.wrongInput("There is no payout file \(file).")
      }
      return kept
    }
    let now = try await BusinessTime.now(in: pool)
    return try await PayoutFile.open(
      for: debtor.read(), createdAt: now, executionDate: try executionDate(now), in: pool)
  }

  private func executionDate(_ now: Date) throws -> CivilDate {
    guard let payOn else { return Zone.utc.civilDate(of: now).adding(days: 1) }
    guard let date = CivilDate(payOn) else {
      throw Failure.wrongInput("--pay-on \(payOn): there is no such day.", remedy: "Write it as 2026-03-31.")
    }
    return date
  }
}
