extension Preference {
  /// The options in the order in which this customer wants to see them (S11): which there are is the policy's matter, and the law's.
  /// Between equals the policy's order stays.
  func sorted(_ options: [RemedyOption]) -> [RemedyOption] {
    options.enumerated().sorted { left, right in
      switch self {
      case .speed:
        (left.element.steps, left.offset) < (right.element.steps, right.offset)
      case .compensation:
        (-left.element.worth, left.offset) < (-right.element.worth, right.offset)
      }
    }.map(\.element)
  }
}

extension RemedyOption {
  /// What stands between the customer and having it: a code comes with the message, money has the bank in between, goods have the
  /// warehouse, and what is sent back first has a parcel more.
  fileprivate var steps: Int {
    (remedy.isCode ? 0 : remedy.isGoods ? 2 : 1) + (needsReturn ? 3 : 0)
  }

  /// In minor units of the order's currency, in which all of an offer are; goods have no amount, and come last.
  fileprivate var worth: Int64 { amount?.minorUnits ?? 0 }
}
