import Casework
import Programs

/// What became of a submitted complaint. Its keys are a contract: docs/json.md.
struct SubmitReceipt: Encodable {
  /// Of the case, such as `R0000012`.
  let caseReference: String
  /// The complaint's own.
  let reference: String
  /// False when the same complaint was there already.
  let isNew: Bool
  let notices: [String]

  /// - Throws: `Failure` when no case came of it.
  init(_ result: IntakeResult, of imported: ImportedRow<ComplaintRow>) throws(Failure) {
    reference = imported.row.reference
    switch result {
    case .opened(let opened):
      caseReference = opened.reference
      isNew = true
      notices =
        imported.notices.map { "\($0.field.map { "\($0): " } ?? "")\($0.text)" }
        + opened.notices.map(Self.text)
    case .alreadyThere(let existing):
      caseReference = existing
      isNew = false
      notices = []
    case .conflict(let existing):
      throw .wrongInput(
        "Another complaint has the reference \(reference): case \(existing).",
        remedy:
          "Give this one a reference of its own; to add to that case, use: redress case note \(existing)")
    case .outsidePolicy(let reason):
      throw .wrongInput("The complaint was not taken in: \(reason).")
    }
  }

  private static func text(_ notice: OpenedCase.Notice) -> String {
    switch notice {
    case .unknownOrder: "There is no such order: the customer will be asked for a proof of purchase."
    case .complaintBeforeOrder: "The complaint is older than the order: a person will look at it."
    case .otherCurrency: "The claim is in another currency than the order: a person will look at it."
    }
  }

  func lines(for terminal: Terminal) -> [String] {
    let first = isNew ? "Case \(caseReference) is open." : "This complaint is case \(caseReference) already."
    let lines =
      [first] + notices.map { "notice: \($0)" } + ["See it with: redress case show \(caseReference)"]
    return lines.flatMap { wrapped($0, to: terminal.width) }
  }
}
