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

        redress-producer submit --policy pl --locale pl --kind damaged \\
          --order A-17 --customer K-4 < letter.txt
      """)

  @OptionGroup var complaint: ComplaintOptions
  @OptionGroup var policy: PolicyOptions
  @OptionGroup var merchant: MerchantOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let policies = try policy.read()
    let body = try body()
    // What is wrong with it is told before a database is waited for.
    let reference = try row(body, sent: Date(), policies.zone).row.reference
    let receipt = try await database.withPool { pool in
      // As --by elsewhere: once there is a list of handlers, whoever takes a complaint in is on it.
      if let takenBy = complaint.takenBy { _ = try await CaseDesk(pool: pool).person(takenBy) }
      let importer = Importer(pool: pool, policies: policies, merchant: merchant.merchant)
      let moment = try await importer.submissionMoment(of: reference)
      let imported = try row(body, sent: moment, policies.zone, reference)
      return try SubmitReceipt(try await importer.submit(imported.row), of: imported)
    }
    try output.print(receipt) { receipt.lines(for: $0) }
  }

  private func row(
    _ body: String, sent moment: Date, _ zone: Zone, _ reference: String = ComplaintForm.newReference()
  ) throws -> ImportedRow<ComplaintRow> {
    try ComplaintForm(complaint, reference: reference, body: body, sent: moment).row(zone: zone)
  }

  private func body() throws -> String {
    if let body = complaint.body { return body }
    if isatty(STDIN_FILENO) == 1 {
      Terminal.error.print("Type the complaint, then Ctrl-D on a line of its own:")
    }
    return try StandardInput.text().trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
