/// Which customer is meant.
package enum CustomerName: Sendable, Hashable, CustomStringConvertible {
  /// By the shop's own number.
  case reference(String, merchant: String)
  /// By a case: also somebody whom the shop does not know.
  case claimant(of: String)

  package var description: String {
    switch self {
    case .reference(let reference, let merchant): "customer \(reference) of \(merchant)"
    case .claimant(let reference): "customer of case \(reference)"
    }
  }
}

/// Why a command about a customer is not carried out. No personal data but what was typed.
package enum CustomerRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  case unknown(CustomerName)
  /// These cases are still handled: reference and state.
  case openCases([String])
  /// These are settled or refused, and wait: for the question whether all is well, or for an appeal.
  case settledCases([String])
  /// Money of these cases is on no file for the bank yet.
  case moneyOwed([String])
  case changedMeanwhile

  package var description: String {
    switch self {
    case .unknown(let name): "there is no \(name)"
    case .openCases(let cases):
      "what is known of a customer is needed while a complaint is handled, and this is not over: "
        + cases.joined(separator: ", ")
    case .settledCases(let cases):
      "erasing ends the time for an appeal, and nobody could answer one: \(cases.joined(separator: ", "))"
    case .moneyOwed(let cases):
      "money is still to be paid out, to a name and an account: \(cases.joined(separator: ", "))"
    case .changedMeanwhile: "a case was opened or moved just now: look again"
    }
  }
}
