import ArgumentParser
import Casework
import Foundation
import Programs

struct CustomerErase: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Forgets a customer, for good.",
    discussion: """
      Names, addresses, accounts, everything that was said by all sides, and attachments are erased, messages that were not sent are not sent, \
      and no later import brings the person back. What happened stays, without a word of theirs: the history, the ledger, the numbers of orders \
      and cases. Files for the bank stay until the policy's term for them is over.

      Refused while a complaint is handled or money is to be paid out. A worker removes the files.
      """)

  @OptionGroup var customer: CustomerOptions

  @Flag(
    help:
      "Close cases that are settled or refused, and wait only for an answer of the customer, or an appeal.")
  var closeSettled = false

  @Flag(help: "Do not ask.")
  var yes = false

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try Question.confirm("Erase what is known of the \(customer.name)? It cannot be taken back.", yes: yes)
    let erased = try await database.withPool { pool in
      try await CustomerDesk(pool: pool).erase(customer.name, by: person.by, closing: closeSettled)
    }
    try output.print(erased) { _ in
      var lines = [
        "The customer is forgotten: \(counted(erased.cases.count, "case")), \(counted(erased.attachments, "attachment"))."
      ]
      if erased.suppressedMessages > 0 {
        lines.append("Not sent any more: \(counted(erased.suppressedMessages, "message")).")
      }
      if !erased.payoutFiles.isEmpty {
        lines.append(
          "Kept for the books, with name and account: payout file \(erased.payoutFiles.map(String.init).joined(separator: ", "))."
        )
      }
      return lines
    }
  }
}
