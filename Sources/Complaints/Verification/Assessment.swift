/// A complaint verified and decided by the rules: what the step `verify` records.
package struct Assessment: Sendable, Hashable {
  package let verification: Verification
  package let decision: Decision
  /// What to offer with an acceptance, in order; also computed beside `manual_review` where that is possible,
  /// for the person who decides.
  package let options: [RemedyOption]
  /// Which rule decided; `nil` where the data could not be calculated with.
  package let rule: DecisionRule?

  /// Verifies and decides. Total: what cannot be calculated goes to a person as `dataUnusable`, so that one
  /// broken order stops nothing.
  ///
  /// - Parameters:
  ///   - order: `nil` when the complaint names no order, or an unknown one.
  ///   - granted: what other cases already gave on this order.
  /// - Throws: `CalendarError` when the policy's calendar ends too early: the policy must be extended, and
  ///   the complaint waits.
  package init(
    _ complaint: Complaint, order: OrderSnapshot?, granted: OrderLedger = .empty, policy: Policy
  ) throws(CalendarError) {
    do {
      let verification = try Verification(complaint, order: order, policy: policy)
      var options: [RemedyOption] = []
      if let order, let fact = verification.delivery?.fact {
        options = try RemedyOption.all(
          for: complaint, order: order, fact: fact, granted: granted, policy: policy)
      }
      let rules = DecisionRules(
        complaint: complaint, verification: verification, options: options,
        goodsValue: verification.mayTellOrder ? try order?.goodsValue() : nil, policy: policy)
      let (rule, decision) = try rules.decide()
      self.init(verification: verification, decision: decision, options: options, rule: rule)
    } catch let error as CalendarError {
      throw error
    } catch {
      self.init(
        verification: .unusable(complaint),
        decision: Decision(
          .manualReview(.dataUnusable), reasons: [.review(.dataUnusable)], by: .rules),
        options: [], rule: nil)
    }
  }

  private init(
    verification: Verification, decision: Decision, options: [RemedyOption], rule: DecisionRule?
  ) {
    self.verification = verification
    self.decision = decision
    self.options = options
    self.rule = rule
  }
}

extension Verification {
  /// Nothing could be found out: every check is open, and nothing may be told.
  static func unusable(_ complaint: Complaint) -> Verification {
    Verification(
      checks: Check.Name.allCases.map { Check($0, .indeterminate) }, delivery: nil, latePenalty: nil,
      mayTellOrder: false)
  }

  private init(checks: [Check], delivery: DeliveryFact.Finding?, latePenalty: Money?, mayTellOrder: Bool) {
    self.checks = checks
    self.delivery = delivery
    self.latePenalty = latePenalty
    self.mayTellOrder = mayTellOrder
  }
}
