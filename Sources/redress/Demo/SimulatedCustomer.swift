import Casework
import Complaints

/// The customers of a demonstration: some choose, send what they are asked for, and appeal
/// against a refusal; the others let the time pass. Pure.
struct SimulatedCustomer: Sendable {
  /// As it stands in the histories of the cases.
  static let name = "Simulated customer (demo)"

  /// Which of the offered remedies; `nil`: the default will apply.
  func choice(of reference: String) -> OptionSelector? {
    CaseNumber(reference).isEvery(2) ? .number(1) : nil
  }

  /// Whether a refusal is appealed; only once, for the handler does not refuse twice.
  func appeals(_ reference: String) -> Bool { CaseNumber(reference).isEvery(2) }

  /// Whether goods that have to come back do.
  func sendsBack(_ reference: String) -> Bool { !CaseNumber(reference).isEvery(5) }

  /// What is sent; `nil`: nothing.
  func information(from reference: String) -> ProvidedInformation? {
    CaseNumber(reference).isEvery(3) ? nil : ProvidedInformation(evidence: [.receipt, .photos, .screenshots])
  }
}

/// The number in a case's reference: what a simulated person goes by, so that every demonstration is alike.
struct CaseNumber: Sendable, Hashable {
  private let number: Int

  init(_ reference: String) { number = Int(reference.filter(\.isNumber)) ?? 0 }

  func isEvery(_ count: Int) -> Bool { number.isMultiple(of: count) }
}
