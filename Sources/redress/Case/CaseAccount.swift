import ArgumentParser
import Casework
import Complaints
import Programs

struct CaseAccount: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "account", abstract: "Notes to which account a refund of a case is to go.",
    discussion: """
      For bank transfers of this case only. What "redress payouts export" has written already goes where the file says.
      """)

  @Argument(help: ArgumentHelp("The case, such as R0000012.", valueName: "case"))
  var reference: String

  @Argument(
    help: ArgumentHelp("The customer's account, as the customer gave it.", valueName: "iban"),
    transform: { text in
      do {
        return try AccountNumber(text)
      } catch AccountNumber.Fault.checksum {
        throw ValidationError("The check digits of the IBAN do not fit: ask the customer again.")
      } catch {
        throw ValidationError("This is no IBAN, or of the wrong length for its country.")
      }
    })
  var account: AccountNumber

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await database.withPool { pool in
      try await CaseDesk(pool: pool).record(account, for: reference, by: person.by)
    }
    Terminal.output.print("Noted in case \(reference.uppercased()).")
  }
}
