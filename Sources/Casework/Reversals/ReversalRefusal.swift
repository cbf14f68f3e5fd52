package import Complaints
package import Foundation

/// Why something is not reversed. No personal data.
package enum ReversalRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  case unknown
  case ofAnotherCase(Int64, String)
  case isReversal(Int64)
  /// It came to nothing.
  case neverGiven(Int64)
  /// Nobody knows yet whether it will have been given.
  case isUnderWay(Int64)
  /// Whole, by an earlier reversal.
  case isReversed(Int64)
  /// More than that cannot come back, nor nothing.
  case onlyLeft(Money)
  case amount(String)
  /// What is taken back before it was used is taken back whole.
  case onlyWhole
  case redeemed(Date)
  /// A code is withdrawn; there is nothing that could be paid back.
  case isCode
  /// No file has carried the payment to the bank, so nothing can have come back.
  case notAtTheBank(Int64)
  case atTheBank(Int64, file: Int64)
  /// Only the provider that did it could take it back.
  case heldElsewhere

  package var description: String {
    switch self {
    case .unknown: "nothing was given under that number or code"
    case .ofAnotherCase(let entry, let reference): "entry \(entry) belongs to case \(reference)"
    case .isReversal(let entry): "entry \(entry) takes another one off the books: that is not undone"
    case .neverGiven(let entry): "entry \(entry) came to nothing: nothing was given by it"
    case .isUnderWay(let entry): "entry \(entry) is still being carried out"
    case .isReversed(let entry): "entry \(entry) is off the books already"
    case .onlyLeft(let left): "an amount above nothing, and at most \(left), can be taken off the books here"
    case .amount(let reason): reason
    case .onlyWhole: "what nobody has used is taken back whole"
    case .redeemed(let instant): "the code was redeemed at \(DomainJSON.text(of: instant)): it is used up"
    case .isCode: "a code cannot be paid back or returned by a bank, only withdrawn"
    case .notAtTheBank(let payout): "payout \(payout) is in no file yet, so nothing can have come back"
    case .atTheBank(let payout, let file):
      "payout \(payout) went into file \(file), and so perhaps to the bank: it cannot be taken off the list"
    case .heldElsewhere: "only the provider that carried it out can take it back"
    }
  }
}
