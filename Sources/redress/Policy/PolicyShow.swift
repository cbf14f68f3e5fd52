import ArgumentParser
import Complaints
import Programs

struct PolicyShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Prints a shipped policy, to start one's own from: redress policy show pl > ours.yaml")

  @Argument(help: ArgumentHelp("The id of a shipped policy.", valueName: "id"))
  var policy: String

  func run() throws {
    guard let source = ShippedPolicies.source(policy) else {
      throw Failure.wrongInput(
        "There is no policy \(policy).", remedy: "Shipped are \(ShippedPolicies.ids.joined(separator: ", "))."
      )
    }
    Terminal.output.write(source)
  }
}
