package import Foundation

/// A complaint as one policy decides it, with what the decision would cost: pure, and without a trace.
///
/// Read beside `Assessment`: the same rules, of which only the outcome is kept.
package struct PolicyTrial: Sendable, Hashable {
  /// What becomes of the complaint.
  package struct Outcome: Sendable, Hashable {
    /// A word for tables: `accepted`, `rejected:misuse`, `manual_review:above_approval_limit`.
    package let code: String
    /// Whether somebody's time is needed.
    package let needsPerson: Bool
    /// Whether the customer is offered something without a person.
    package let isAcceptance: Bool

    /// The policy's calendar ends before a term that is needed: the complaint would wait.
    package static let beyondCalendar = Outcome(
      code: "beyond_calendar", needsPerson: false, isAcceptance: false)
  }

  package let outcome: Outcome
  /// What an acceptance comes to if the customer's wish is followed, else the offer's default; `nil` where that
  /// is goods, or nothing is accepted.
  package let expected: Money?
  /// The dearest option of an acceptance; `nil` where none is money.
  package let most: Money?
  /// What is expected is a parcel, a repair or the like, whose cost no policy knows.
  package let isInKind: Bool
  /// When it is too late to answer; `nil` where the policy does not time the answer, or cannot.
  package let answerDue: Date?

  /// Decides a complaint that is judged by itself, as the first on its order.
  package init(_ complaint: Complaint, order: OrderSnapshot?, policy: Policy) {
    let answerDue = policy.clocks[.answer].flatMap { rule in
      try? rule.term.deadline(from: complaint.receivedAt, in: policy.zone, calendar: policy.calendar)
        .expiresAt
    }
    guard let assessment = try? Assessment(complaint, order: order, policy: policy) else {
      self.init(.beyondCalendar, answerDue: answerDue)
      return
    }
    let outcome = Outcome(assessment.decision.ruling)
    guard outcome.isAcceptance else {
      self.init(outcome, answerDue: answerDue)
      return
    }
    guard let offer = try? Offer(assessment.options, madeAt: complaint.receivedAt, policy: policy) else {
      self.init(.beyondCalendar, answerDue: answerDue)
      return
    }
    let wish = offer.options.first { $0.remedy == complaint.desiredRemedy }
    let applied = wish ?? offer.options.first { $0.remedy == offer.defaultRemedy }
    // The options of an offer are in the order's currency: minor units can be compared.
    let most = offer.options.compactMap(\.amount).max { $0.minorUnits < $1.minorUnits }
    self.init(
      outcome, expected: applied?.amount, most: most, isInKind: applied?.amount == nil, answerDue: answerDue)
  }

  private init(
    _ outcome: Outcome, expected: Money? = nil, most: Money? = nil, isInKind: Bool = false, answerDue: Date?
  ) {
    self.outcome = outcome
    self.expected = expected
    self.most = most
    self.isInKind = isInKind
    self.answerDue = answerDue
  }
}

extension PolicyTrial.Outcome {
  fileprivate init(_ ruling: Ruling) {
    let particular: String? =
      if case .rejected(let ground) = ruling {
        ground.rawValue
      } else if case .manualReview(let reason, _) = ruling {
        reason.rawValue
      } else {
        nil
      }
    self.init(
      code: ruling.code + (particular.map { ":\($0)" } ?? ""),
      needsPerson: ruling.nextState == .manualReview, isAcceptance: ruling.nextState == .accepted)
  }
}
