/// What became of a complaint that was handed in.
package enum IntakeResult: Sendable, Hashable {
  case opened(OpenedCase)
  /// The same complaint, under the same reference, is this case already.
  case alreadyThere(caseReference: String)
  /// Another complaint has this reference. It is never taken for a duplicate (S22): the sender must give it one of its own.
  case conflict(caseReference: String)
  /// The policy does not say when this complaint would have to be answered.
  case outsidePolicy(String)
}

/// A case just made.
package struct OpenedCase: Sendable, Hashable {
  package let caseID: Int64
  package let reference: String
  /// What a person should know of it (S16: it is examined all the same).
  package let notices: [Notice]

  package enum Notice: Sendable, Hashable {
    case unknownOrder
    case complaintBeforeOrder
    /// The claim is in another currency than the order.
    case otherCurrency
  }
}

extension IntakeResult {
  /// In the words of an import.
  var rowResult: RowResult {
    switch self {
    case .opened(let opened): .added(opened.notices.map(\.importNotice))
    case .alreadyThere: .alreadyThere
    case .conflict(let reference):
      .rejected(
        ImportProblem(
          .conflictingReference, field: ComplaintRow.Columns.reference.name,
          reason: "another complaint has this reference: case \(reference)",
          remedy:
            "if it is a new complaint, give it a reference of its own; if it adds to that case, note it there"
        ))
    case .outsidePolicy(let reason):
      .rejected(
        ImportProblem(
          .outsidePolicy, field: ComplaintRow.Columns.receivedAt.name, reason: reason,
          remedy:
            "import it with the version of that day: --policy takes a folder of versions; where the calendar ends too early, count the version up and lengthen it"
        ))
    }
  }
}

extension OpenedCase.Notice {
  /// Without the line, which the import knows.
  var importNotice: ImportNotice {
    switch self {
    case .unknownOrder:
      ImportNotice(
        .unknownOrder, field: ComplaintRow.Columns.orderReference.name,
        text: "no order has this reference: the customer will be asked for a proof of purchase")
    case .complaintBeforeOrder:
      ImportNotice(
        .complaintBeforeOrder, field: ComplaintRow.Columns.receivedAt.name,
        text: "the complaint is older than the order: a person will look at it")
    case .otherCurrency:
      ImportNotice(
        .otherCurrency, field: ComplaintRow.Columns.currency.name,
        text: "the claim is in another currency than the order: a person will look at it")
    }
  }
}
