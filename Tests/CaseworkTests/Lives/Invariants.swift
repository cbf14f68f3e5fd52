import Complaints
import Foundation
import LibPQ
import Testing

@testable import Casework

/// What holds in every shop at any time, once workers have done what was ready.
struct Invariants {
  private let shop: Shop

  init(_ shop: Shop) { self.shop = shop }

  /// What is wrong: names the cases, and nothing that a person wrote.
  struct Violation: Error, CustomStringConvertible {
    let rule: String
    let cases: [String]

    var description: String { "\(rule): \(cases.joined(separator: "; "))" }
  }

  func check() async throws {
    try await checkSteps()
    for (rule, sql) in Self.rules { try await expectNone(rule, sql) }
    // What was counted once is counted still when it is folded, and when more comes to it.
    try await ClockRollup.fold(in: shop.pool)
    try await checkMoney()
    try await checkOrderOfDeadlines()
  }

  /// Exactly one end for each case, and nothing left to do.
  func checkThatAllIsOver() async throws {
    try await expectNone(
      "a case that never ends",
      "select reference || ' ' || state from casework.case_record where state not in ('closed', 'withdrawn')")
    try await expectNone(
      "not exactly one end",
      """
      select case_record.reference || ' ' || count(case_event)::text
      from casework.case_record
      left join casework.case_event on case_event.case_id = case_record.case_id and case_event.kind = 'state_changed'
        and case_event.details ->> 'to' in ('closed', 'withdrawn')
      group by case_record.reference
      having count(case_event) <> 1
      """)
    try await expectNone(
      "money that nobody knows of",
      """
      select reference || ' entry ' || entry_id || ' ' || status || ', the case is ' || state
      from casework.ledger
      join casework.case_record using (case_id)
      where status not in ('done', 'failed')
      """)
  }

  private func expectNone(_ rule: String, _ sql: String) async throws {
    let rows = try await shop.pool.execute(Statement("rule: \(rule)", sql))
    let cases = try rows.map { try $0.decode(String.self, at: 0) }
    guard cases.isEmpty else { throw Violation(rule: rule, cases: cases) }
  }

  /// Every step is one that the table has, each begins where the one before ended, and the case stands where the last one led.
  private func checkSteps() async throws {
    let rows = try await shop.pool.execute(
      Statement(
        "steps",
        """
        select case_record.reference, case_record.state, case_record.version, case_event.details ->> 'from' as origin,
          case_event.details ->> 'to' as target, case_event.details ->> 'cause' as cause, (case_event.details ->> 'version')::int as step
        from casework.case_record
        left join casework.case_event on case_event.case_id = case_record.case_id and case_event.kind = 'state_changed'
        order by case_record.case_id, case_event.event_id
        """))
    var states: [String: (at: CaseState, version: Int, recorded: String, last: Int)] = [:]
    for row in rows {
      let reference = try row.decode(String.self, "reference")
      var (state, version) = (states[reference]?.at ?? .received, states[reference]?.version ?? 1)
      if let origin = try row.decode(String?.self, "origin") {
        let (target, cause) = (try row.decode(String.self, "target"), try row.decode(String.self, "cause"))
        guard origin == state.rawValue, let next = CaseState(rawValue: target),
          let why = TransitionCause(rawValue: cause),
          state.successors(cause: why).contains(next)
        else {
          throw Violation(
            rule: "an illegal step",
            cases: ["\(reference): \(state), and then from \(origin) to \(target) by \(cause)"])
        }
        (state, version) = (next, version + 1)
        guard try row.decode(Int.self, "step") == version else {
          throw Violation(rule: "a version is missing", cases: [reference])
        }
      }
      states[reference] = (
        state, version, try row.decode(String.self, "state"), try row.decode(Int.self, "version")
      )
    }
    for (reference, end) in states where end.at.rawValue != end.recorded || end.version != end.last {
      throw Violation(rule: "a case stands where no step led", cases: ["\(reference): \(end)"])
    }
  }

  private static let rules: [(String, String)] = [
    (
      "something happens to a case that is over",
      // News of a message that had left, or of a payment that was unknown, and what people note down, change nothing; and what the carrier
      // owes is the shop's own matter.
      """
      select reference || ' ' || later.kind
      from casework.case_record
      join casework.case_event as final on final.case_id = case_record.case_id and final.kind = 'state_changed'
        and final.details ->> 'to' in ('closed', 'withdrawn')
      join casework.case_event as later on later.case_id = final.case_id and later.event_id > final.event_id
      where later.kind not in ('notification_sent', 'notification_handed', 'notification_delivered', 'notification_bounced',
        'notification_suppressed', 'note_added', 'account_recorded', 'remedy_executed', 'remedy_failed', 'cause_set', 'clock_breached', 'clock_resumed')
        and not (later.kind in ('task_done', 'task_failed') and later.details ->> 'task' = 'carrier_claim')
      """
    ),
    (
      "a case that is over has a clock, a pause or a question left",
      """
      select reference || ' ' || clock.kind from casework.case_record join casework.clock using (case_id)
      where state in ('closed', 'withdrawn') and stopped_at is null
      union all
      select reference || ' pause of ' || clock_pause.kind from casework.case_record join casework.clock_pause using (case_id)
      where state in ('closed', 'withdrawn') and paused_until is null
      union all
      select reference || ' review' from casework.case_record join casework.manual_review using (case_id)
      where state <> 'manual_review' and manual_review.closed_at is null
      """
    ),
    (
      "a case that nothing will ever move",
      """
      select reference || ' ' || state
      from casework.case_record
      where case state
        when 'manual_review' then not exists (
          select from casework.manual_review where manual_review.case_id = case_record.case_id and manual_review.closed_at is null)
        when 'awaiting_information' then not exists (
          select from casework.clock where clock.case_id = case_record.case_id and kind = 'information' and stopped_at is null)
        when 'awaiting_choice' then not exists (
          select from casework.clock where clock.case_id = case_record.case_id and kind = 'offer_expiry' and stopped_at is null)
        when 'resolved' then not exists (
          select from casework.clock where clock.case_id = case_record.case_id and kind = 'follow_up' and stopped_at is null)
        when 'rejected' then not exists (
          select from casework.clock where clock.case_id = case_record.case_id and kind = 'follow_up' and stopped_at is null)
        when 'compensating' then not exists (
          select from casework.clock where clock.case_id = case_record.case_id and kind in ('remedy', 'goods_return') and stopped_at is null)
        when 'expert_examination' then not exists (
          select from casework.clock where clock.case_id = case_record.case_id and stopped_at is null)
        when 'closed' then false
        when 'withdrawn' then false
        -- These are passed through within one step; one that is verified waits for a job.
        when 'verifying' then true
        else received_at <= casework.business_now()
      end
      """
    ),
    (
      "a clock ran out and nobody noticed",
      """
      select reference || ' ' || clock.kind || ' ' || clock.cycle
      from casework.clock
      join casework.case_record using (case_id)
      where stopped_at is null and due_at <= casework.business_now()
        and breached_at is null
        and not exists (
          select from casework.clock_pause as pause
          where (pause.case_id, pause.kind, pause.cycle) = (clock.case_id, clock.kind, clock.cycle) and pause.paused_until is null)
      """
    ),
    ("a count of clocks that is wrong", wrongClockCounts),
    (
      "a case that is late, or not, as its clocks are",
      """
      select reference from casework.case_record
      where is_late is distinct from exists (
        select from casework.clock where clock.case_id = case_record.case_id and breached_at is not null)
      """
    ),
    (
      "a breach that was not told once",
      """
      select case_id::text || ' ' || kind || ' ' || cycle
      from casework.clock
      where breached_at is not null
        and 1 <> (
          select count(*) from casework.case_event
          where case_event.case_id = clock.case_id and case_event.kind = 'clock_breached'
            and case_event.details ->> 'clock' = clock.kind and (case_event.details ->> 'cycle')::int = clock.cycle)
      """
    ),
    (
      "a promise that no clock watches",
      """
      select reference || ' promise ' || number
      from casework.commitment
      join casework.case_record using (case_id)
      where kept_at is null and broken_at is null and replaced_by is null and state not in ('closed', 'withdrawn')
        and not exists (
          select from casework.clock
          where (clock.case_id, clock.kind, clock.cycle) = (commitment.case_id, commitment.clock, commitment.cycle)
            and clock.stopped_at is null and clock.due_at = commitment.promised_for)
      """
    ),
    (
      "a day was told that no clock keeps",
      // Each kind of message that names a day of ours, or of the customer's, has started or found the clock for it.
      """
      select reference || ' ' || notification.kind
      from casework.notification
      join casework.case_record using (case_id)
      join (values
          ('acknowledgement', 'answer'), ('option_offer', 'offer_expiry'), ('information_request', 'information'),
          ('decision_accepted', 'remedy'), ('decision_rejected', 'follow_up'), ('remedy_executed', 'follow_up'), ('survey', 'follow_up'),
          ('promise_at_risk', 'promised_update'))
        as due (message, clock) on due.message = notification.kind
      where notification.sent_at is not null
        and not exists (
          select from casework.clock
          where clock.case_id = notification.case_id
            and (clock.kind = due.clock or (due.clock, clock.kind) = ('remedy', 'goods_return'))
            and clock.started_at <= greatest(notification.sent_at, notification.created_at) + interval '1 second')
      """
    ),
    (
      "a survey that can be answered longer, or shorter, than its case is open for it",
      """
      select reference || ' until ' || expires_at
      from casework.survey
      join casework.case_record using (case_id)
      where not exists (
        select from casework.clock
        where clock.case_id = survey.case_id and clock.kind = 'follow_up' and clock.due_at = survey.expires_at)
      """
    ),
    (
      "messages of a case left in another order",
      """
      select later.notification_id::text
      from casework.notification as earlier
      join casework.notification as later on later.case_id = earlier.case_id and later.notification_id > earlier.notification_id
      where later.message_id is not null and earlier.sent_at is null and earlier.handed_at is null and earlier.suppressed_at is null
      """
    ),
    ("a job died", "select kind || ' ' || reason from job_queue.dead_letter"),
    (
      "an event holds what a customer wrote",
      """
      select case_event.kind
      from casework.case_event
      join casework.case_text using (case_id)
      where char_length(case_text.subject) > 8 and position(case_text.subject in case_event.details::text) > 0
      """
    ),
  ]

  private func checkMoney() async throws {
    try await expectNone(
      "more refunded than was paid by a means",
      """
      select order_id::text || ' ' || coalesce(means, '?') || ' ' || sum(amount_minor)
      from casework.ledger
      where budget = 'refund' and status <> 'failed'
      group by order_id, means
      having sum(amount_minor) > coalesce((
        select sum(amount_minor) from casework.order_payment as paid where paid.order_id = ledger.order_id and paid.means = ledger.means), 0)
      """)
    if let limit = shop.policy.goodwillLimit {
      try await expectNone(
        "more goodwill than the policy has for an order",
        """
        select coalesce(order_id::text, 'case ' || min(case_id)) || ' ' || sum(amount_minor)
        from casework.ledger
        where budget = 'goodwill' and status <> 'failed'
        group by order_id, case when order_id is null then case_id end
        having sum(amount_minor) > \(limit.minorUnits)
        """)
    }
    // A late penalty is capped at a share of what was paid, and no shipped policy has more than all of it.
    try await expectNone(
      "a higher penalty than what was paid",
      """
      select coalesce(order_id::text, 'no order') || ' ' || sum(amount_minor)
      from casework.ledger
      where budget = 'penalty' and status <> 'failed'
      group by order_id
      having sum(amount_minor) > coalesce((
        select sum(amount_minor) from casework.order_payment as paid where paid.order_id = ledger.order_id), 0)
      """)
    try await expectNone(
      "a payment without its entry, or an entry without its payment",
      """
      select coalesce(ledger.idempotency_key, given.idempotency_key)
      from (select idempotency_key, amount_minor from casework.ledger where status = 'done' and reverses is null) as ledger
      full join (
        select idempotency_key, amount_minor from casework.payout union all select idempotency_key, amount_minor from casework.voucher
      ) as given using (idempotency_key)
      left join casework.ledger as entry on entry.idempotency_key = given.idempotency_key
      where given.amount_minor is distinct from ledger.amount_minor
        -- Taken by the provider, and its answer was lost: nobody knows yet, and the entry says so.
        and not coalesce(entry.status in ('executing', 'unknown', 'intended') and entry.amount_minor = given.amount_minor, false)
      """)
  }

  /// Who complained later is not answered sooner by the law's clock, which nothing stopped in between.
  private func checkOrderOfDeadlines() async throws {
    try await expectNone(
      "a later receipt with an earlier deadline",
      """
      select earlier.reference || ' and ' || later.reference
      from casework.case_record as earlier
      join casework.case_record as later on later.received_at >= earlier.received_at and later.case_id <> earlier.case_id
      join casework.clock as its on its.case_id = earlier.case_id
      join casework.clock as other on other.case_id = later.case_id and other.kind = its.kind
      where its.kind in ('answer', 'acknowledge', 'internal_target', 'external_body') and its.cycle = 1 and other.cycle = 1
        and its.due_at > other.due_at
        and not exists (
          select from casework.clock_pause as pause where pause.case_id in (its.case_id, other.case_id) and pause.kind = its.kind)
      """)
  }
}
