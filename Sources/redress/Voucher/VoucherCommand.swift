import ArgumentParser
import Gateways
import Programs

struct VoucherCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "voucher",
    abstract: "What customers pay with: the codes that complaints have brought them.",
    subcommands: [VoucherShow.self, VoucherRedeem.self, VoucherWithdraw.self])
}

/// A code as somebody typed it.
struct VoucherCodeArgument: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "The code: capitals or not, with or without hyphens; - reads it from standard input.", valueName: "code"
    ))
  var code: String

  /// Throws for a code that was mistyped: its last character checks the others.
  func read() throws -> VoucherCode {
    let typed = code == "-" ? readLine() ?? "" : code
    guard let code = VoucherCode(typed: typed) else {
      throw Failure.wrongInput(
        "That is no code: a character is wrong or missing.", remedy: "Compare it with the message.")
    }
    return code
  }
}
