import ArgumentParser
import Casework
import Complaints
import Programs

struct CaseProvide: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "provide",
    abstract: "Adds what the customer has sent or said on being asked; the case is then verified again.")

  @Argument(help: ArgumentHelp("The case, such as R0000012.", valueName: "case"))
  var reference: String

  @Option(
    help: ArgumentHelp(
      "What the customer has shown: receipt, photos …; may be repeated.", valueName: "evidence"))
  var evidence: [Evidence] = []

  @Option(help: "The order that the complaint is about.")
  var order: String?

  @Option(help: "The customer's reference in the shop.")
  var customer: String?

  @Option(help: "The address under which the order was made.")
  var email: String?

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let information = ProvidedInformation(
      evidence: Set(evidence), orderReference: order, customerReference: customer, customerEmail: email)
    let unseen = try await database.withPool { pool in
      try await CaseDesk(pool: pool).provide(reference, information, staff: person.by)
    }
    Terminal.output.print("Added to case \(reference.uppercased()).")
    if !unseen.isEmpty {
      let words = unseen.map(\.rawValue.spaced).joined(separator: ", ")
      Terminal.output.print("No file is kept of: \(words). To keep one: redress case attach")
    }
  }
}

extension Evidence: ExpressibleByArgument {}
