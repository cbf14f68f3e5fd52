import ArgumentParser
import Casework
import Complaints
import Programs

struct CaseChoose: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "choose", abstract: "Enters which of the offered remedies the customer has chosen.")

  @Argument(help: ArgumentHelp("The case, such as R0000012.", valueName: "case"))
  var reference: String

  @Argument(help: ArgumentHelp("The option: its number, or the remedy.", valueName: "option"))
  var option: OptionChoice

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await database.withPool { pool in
      try await CaseDesk(pool: pool).choose(reference, option.selector, staff: person.by)
    }
    Terminal.output.print("The choice is entered in case \(reference.uppercased()); it will be carried out.")
  }
}

/// `2`, or `voucher`.
struct OptionChoice: ExpressibleByArgument {
  static let allValueStrings = ["1", "2", "…"] + Remedy.allCases.map(\.rawValue)

  let selector: OptionSelector

  init?(argument: String) {
    if let number = Int(argument), number > 0 {
      selector = .number(number)
    } else if let remedy = Remedy(rawValue: argument) {
      selector = .remedy(remedy)
    } else {
      return nil
    }
  }
}
