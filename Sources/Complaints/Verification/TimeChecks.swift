import Foundation

/// What the records say of dates, as of the complaint's moment.
extension Complaint {
  func checkChronology(_ order: OrderSnapshot?, zone: Zone) -> Check {
    guard let order else { return Check(.chronology, .indeterminate) }
    return Check(
      .chronology, receivedAt < order.orderedAt ? .fail : .pass,
      [
        "received_on": .date(zone.civilDate(of: receivedAt)),
        "ordered_on": .date(zone.civilDate(of: order.orderedAt)),
      ])
  }

  /// S17, `filed_too_late`: within the window of the kind, or else of the policy; lengthened once where the goods were
  /// repaired within it and the policy says by how much (L8).
  ///
  /// Between the two ends it is indeterminate: whether goods do not suit (a right of some days) or differ from
  /// their description (years) is not in the data. So is a window that ended before the policy's calendar begins; one
  /// that ends after the calendar does throws, because such a calendar must be extended. What was not delivered by the complaint's moment has not started a window that starts with delivery.
  package func checkFiledInTime(_ order: OrderSnapshot?, policy: Policy) throws(CalendarError) -> Check {
    guard let order else { return Check(.filedInTime, .indeterminate) }
    var facts: [String: FactValue] = ["submitted_on": .date(policy.zone.civilDate(of: submittedAt))]
    var outcome = CheckOutcome.pass
    for window in [policy.rule(for: kind).filing, policy.filing].compactMap({ $0 }) {
      guard let start = start(of: window, on: order) else {
        facts["window_started"] = .flag(false)
        return Check(.filedInTime, .pass, facts)
      }
      facts["window_started_on"] = .date(policy.zone.civilDate(of: start))
      var deadline: Deadline
      do {
        deadline = try window.term.deadline(from: start, in: policy.zone, calendar: policy.calendar)
      } catch .notCovered(let date, let covered) where date < covered.lowerBound {
        facts["calendar_covers"] = .flag(false)
        return Check(.filedInTime, .indeterminate, facts)
      }
      if let longer = try deadlineAfterRepair(deadline, window, policy) {
        facts["repaired_on"] = repairedAt.map { .date(policy.zone.civilDate(of: $0)) }
        deadline = longer
      }
      // Between the two ends, the day that has passed is the one that matters to a refusal.
      let isOpen = submittedAt < deadline.expiresAt
      facts[isOpen && outcome == .indeterminate ? "longest_last_day" : "last_day"] = deadline.lastDay.map {
        .date($0)
      }
      if isOpen { return Check(.filedInTime, outcome, facts) }
      outcome = .indeterminate
    }
    return Check(.filedInTime, .fail, facts)
  }

  /// `nil`: no repair within the window, or none that lengthens it.
  private func deadlineAfterRepair(
    _ deadline: Deadline, _ window: FilingWindow, _ policy: Policy
  ) throws(CalendarError) -> Deadline? {
    guard let term = window.afterRepair, let repairedAt, repairedAt < deadline.expiresAt else { return nil }
    return try term.deadline(from: deadline.expiresAt.lastMoment, in: policy.zone, calendar: policy.calendar)
  }

  private func start(of window: FilingWindow, on order: OrderSnapshot) -> Date? {
    switch window.start {
    case .ordered: order.orderedAt
    case .delivered: order.deliveredAt.flatMap { $0 <= receivedAt ? $0 : nil }
    }
  }

  /// Whether the records bear out what the kind says of the delivery:
  ///
  /// | kind | borne out | contradicted |
  /// |---|---|---|
  /// | late_delivery (S1) | late, overdue, cancelled, unavailable | on time, not yet due |
  /// | not_received (S2) | overdue (but not where it is reported delivered, undated), cancelled, unavailable | delivered, not yet due |
  /// | damaged, wrong_item, unsuitable, defect (S3, S4, S6, S7) | delivered, or reported so undated | all else |
  /// | the others (S5, S8, S9, S10) | whatever it is | – |
  ///
  /// A contradiction is no ground for a refusal: none of the five says "it came on time" (S17).
  func checkDelivery(_ finding: DeliveryFact.Finding?, status: OrderStatus?) -> Check {
    guard let finding, let status else { return Check(.delivery, .indeterminate) }
    var facts: [String: FactValue] = [
      "fact": .text(finding.fact.code), "as_of": .date(finding.asOf), "status": .word(status),
    ]
    facts["days_late"] = finding.fact.daysLate.map { .number($0) }
    facts["promised_on"] = finding.promisedOn.map { .date($0) }
    facts["delivered_on"] = finding.deliveredOn.map { .date($0) }
    return Check(.delivery, kind.outcome(of: finding.fact, status: status), facts)
  }
}

extension ComplaintKind {
  fileprivate func outcome(of fact: DeliveryFact, status: OrderStatus) -> CheckOutcome {
    switch self {
    case .lateDelivery:
      switch fact {
      case .deliveredLate, .overdue, .cancelled, .unavailable: .pass
      case .deliveredOnTime, .notYetDue: .fail
      case .complaintOlderThanOrder, .deliveredWithoutPromise, .unknown: .indeterminate
      }
    case .notReceived:
      switch fact {
      // It says that it arrived, and not when: no rule can tell who is right.
      case .overdue where status == .delivered: .indeterminate
      case .overdue, .cancelled, .unavailable: .pass
      case .deliveredOnTime, .deliveredLate, .deliveredWithoutPromise, .notYetDue: .fail
      case .complaintOlderThanOrder, .unknown: .indeterminate
      }
    case .damaged, .wrongItem, .unsuitable, .defect:
      if fact == .complaintOlderThanOrder {
        .indeterminate
      } else {
        fact.wasDelivered || status == .delivered ? .pass : .fail
      }
    case .paymentProblem, .poorService, .negativeReview, .returnsQuestion: .pass
    }
  }
}
