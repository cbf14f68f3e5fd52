import ArgumentParser
import Casework
import Complaints
import Foundation
import Programs

struct SubmitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract: "Takes one complaint in.",
    discussion: """
      The body comes from --body, or from standard input:
        redress-producer submit --policy pl --kind damaged --order A-17 --customer K-4 < letter.txt
      """)

  @OptionGroup var complaint: ComplaintOptions
  @OptionGroup var policy: PolicyOptions
  @OptionGroup var merchant: MerchantOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let policy = try policy.read()
    let row = try ComplaintForm(complaint, body: try body()).row(zone: policy.zone)
    let result = try await database.withPool { pool in
      try await Importer(pool: pool, policy: policy, merchant: merchant.merchant).submit(row)
    }
    let receipt = try SubmitReceipt(result, reference: row.reference)
    try output.print(receipt) { receipt.lines(for: $0) }
  }

  private func body() throws -> String {
    if let body = complaint.body { return body }
    if isatty(STDIN_FILENO) == 1 {
      Terminal.error.print("Type the complaint, then Ctrl-D on a line of its own:")
    }
    let bytes = try FileHandle.standardInput.readToEnd() ?? Data()
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure.wrongInput("The body on standard input is not UTF-8.")
    }
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
