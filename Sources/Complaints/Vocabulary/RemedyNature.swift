extension Remedy {
  /// Paid out: back to the means of payment, or to an account.
  package var isMoney: Bool { isRefund || self == .latePenalty }

  /// Gives back what was paid for the order, and so counts against it.
  package var isRefund: Bool { [.refundFull, .refundPartial, .priceReduction].contains(self) }

  /// A code with a value, for the next purchase.
  package var isCode: Bool { self == .voucher || self == .discountCode }

  /// Something that people do or send.
  package var isGoods: Bool { !isMoney && !isCode }
}
