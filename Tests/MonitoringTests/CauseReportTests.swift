import Complaints
import Foundation
import Monitoring
import TestSupport
import Testing

@Suite struct CauseReportTests {
  private let period = ReportPeriod(
    from: CivilDate("2026-03-01")!, to: CivilDate("2026-03-31")!, zone: Zone("Europe/Warsaw")!)

  /// Six complaints of March (and one of each of its neighbours), about three orders.
  private func fill(_ desk: Desk) async throws {
    try await desk.write(
      """
      insert into casework.order_record (merchant, reference, customer_id, currency, ordered_at, status, carrier, seller)
      values ('shop', 'A1', 1, 'PLN', '2026-02-20Z', 'delivered', 'Orlik', null),
        ('shop', 'A2', 1, 'PLN', '2026-02-20Z', 'delivered', 'Orlik', 'Lipa'),
        ('shop', 'A3', 1, 'PLN', '2026-02-20Z', 'delivered', 'Sokół', null)
      """,
      """
      insert into casework.order_item (order_id, line, sku, quantity, unit_price_minor)
      values (1, 1, 'KETTLE', 1, 100), (1, 2, 'CUP', 2, 100), (1, 3, 'CUP', 1, 90), (2, 1, 'CUP', 1, 100)
      """,
      """
      insert into casework.case_record (merchant, external_reference, content_digest, customer_id, kind, standing, channel,
        locale, submitted_at, received_at, policy_id, policy_version, responsible, band, state, order_id, parent_case_id)
      select 'shop', 'S-' || number, '', 1, kind, 'consumer', 'email', 'pl', received_at, received_at, 'pl', '1', 'Anna', 1,
        'closed', order_id, parent
      from (values
        (1, 'late_delivery', timestamptz '2026-03-01 00:00+01', 1, null),
        (2, 'late_delivery', '2026-03-10Z', 2, 1),
        (3, 'late_delivery', '2026-03-11Z', 3, null),
        (4, 'damaged', '2026-03-12Z', 1, null),
        (5, 'negative_review', '2026-03-31 23:59:59+02', null, null),
        (6, 'damaged', '2026-03-20Z', 3, null),
        (7, 'late_delivery', '2026-02-28 23:59:59+01', 1, null),
        (8, 'late_delivery', '2026-04-01 00:00+02', 1, null)
      ) as given (number, kind, received_at, order_id, parent)
      """,
      """
      insert into casework.case_cause (case_id, code, set_by, set_at)
      values (1, 'delay', 'rules', now()), (2, 'delay', 'rules', now()), (3, 'delay', 'rules', now()),
        (4, 'transport_damage', 'person:Anna', now()), (6, 'delay', 'rules', now()), (7, 'delay', 'rules', now()), (8, 'delay', 'rules', now())
      """,
      """
      insert into casework.decision (case_id, version, round, outcome, basis, decided_by, decided_at)
      select case_id, 1, 0, 'accepted', 'statutory', 'rules', now() from casework.case_record
      """,
      """
      insert into casework.ledger_entry (case_id, decision_version, line, budget, remedy, instrument, amount_minor,
        currency, idempotency_key, intended_at)
      values (1, 1, 1, 'refund', 'refund_full', 'original_means', 1000, 'PLN', 'a', now()),
        (1, 1, 2, 'voucher', 'voucher', 'voucher', 300, 'EUR', 'b', now()),
        (2, 1, 1, 'refund', 'refund_full', 'original_means', 500, 'PLN', 'c', now()),
        (3, 1, 1, 'refund', 'refund_full', 'original_means', 77, 'PLN', 'd', now())
      """,
      """
      insert into casework.ledger_progress (entry_id, step, status, occurred_at)
      values (1, 1, 'done', now()), (2, 1, 'done', now()), (3, 1, 'done', now()), (4, 1, 'failed', now())
      """)
    try await desk.startClock("answer", of: 1, percent: 120, stopped: true, breached: true)
    try await desk.startClock("acknowledge", of: 1, percent: 120, stopped: true, breached: true)
    try await desk.startClock("answer", of: 2, percent: 20, stopped: true)
  }

  @Test func complaintsAreCountedByKindAndCause() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await fill(desk)
      let report = try await desk.monitor.causes(of: period, by: [.kind, .cause])
      #expect(report.cases == 6)
      let late = try #require(report.rows.first)
      #expect(late.values == ["kind": "late_delivery", "cause": "delay"])
      #expect(late.cases == 3 && late.share == 0.5)
      // Two clocks of one case are one late case; a failed payment costs nothing; currencies stay apart.
      #expect(late.breachRate == 1.0 / 3 && late.repeatRate == 1.0 / 3)
      #expect(late.cost.map(\.description) == ["3.00 EUR", "15.00 PLN"])
      let others = report.rows.dropFirst().map(\.values)
      #expect(
        Set(others) == [
          ["kind": "damaged", "cause": "transport_damage"], ["kind": "damaged", "cause": "delay"],
          ["kind": "negative_review"],
        ])
      #expect(report.causes.map(\.code) == ["delay", "transport_damage"])
      #expect(report.causes.allSatisfy { !$0.prevention.isEmpty && $0.changes.isEmpty })
    }
  }

  @Test func productsCarriersAndSellers() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await fill(desk)
      let products = try await desk.monitor.causes(of: period, by: [.product]).rows
      // Two lines of one product are one product; an order without items, and no order, are not known.
      let counts = Dictionary(uniqueKeysWithValues: products.map { ($0.value(.product) ?? "", $0.cases) })
      #expect(counts == ["CUP": 3, "KETTLE": 2, "": 3])
      #expect(
        products.first { $0.value(.product) == "KETTLE" }?.cost.map(\.description) == [
          "3.00 EUR", "10.00 PLN",
        ])
      let carriers = try await desk.monitor.causes(of: period, by: [.carrier, .seller]).rows
      #expect(
        Set(carriers.map(\.values)) == [
          ["carrier": "Orlik"], ["carrier": "Orlik", "seller": "Lipa"], ["carrier": "Sokół"], [:],
        ])
      #expect(carriers.reduce(0) { $0 + $1.cases } == 6)
    }
  }

  @Test func aChangeIsJudgedByWhatCameAfterItAndBeforeIt() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      // 30 days before today, and 5; complaints of every day before, and of every third day after.
      try await desk.write(
        """
        insert into casework.case_record (merchant, external_reference, content_digest, customer_id, kind, standing, channel,
          locale, submitted_at, received_at, policy_id, policy_version, responsible, band, state)
        select 'shop', 'S' || day, '', 1, 'late_delivery', 'consumer', 'email', 'pl', moment, moment, 'pl', '1', 'Anna', 1, 'closed'
        from generate_series(1, 60) as day
        cross join lateral (select (current_date - day)::timestamp at time zone 'UTC' + interval '1 hour' as moment) as at
        where day > 30 or day % 3 = 0
        """,
        "insert into casework.case_cause select case_id, 'delay', 'rules', now() from casework.case_record",
        """
        insert into casework.cause_change (code, what, made_on, recorded_by, recorded_at)
        values ('delay', 'Another carrier', current_date - 30, 'Anna', now()), ('delay', 'New boxes', current_date - 5, 'Anna', now())
        """)
      let today = Zone.utc.civilDate(of: Date())
      let span = ReportPeriod(from: today.adding(days: -100), to: today, zone: .utc)
      func changes() async throws -> [KnownCause.Change] {
        try await desk.monitor.causes(of: span, by: [.cause]).causes.first { $0.code == "delay" }?.changes
          ?? []
      }
      let found = try await changes()
      #expect(found.map(\.what) == ["New boxes", "Another carrier"])
      #expect(found.first?.effect == nil)
      let effect = try #require(found.last?.effect)
      #expect(effect.before.cases == 30 && effect.after.cases == 10 && effect.days == 30)
      #expect(effect.mark == 7)
      // With a third of the orders, a third of the complaints are no better than before.
      try await desk.write(
        """
        insert into casework.order_record (merchant, reference, customer_id, currency, ordered_at, status)
        select 'shop', 'A' || day, 1, 'PLN', (current_date - day)::timestamp at time zone 'UTC', 'delivered'
        from generate_series(1, 60) as day
        where day > 30 or day % 3 = 0
        """)
      #expect(try await changes().last?.effect?.mark == 1)
    }
  }

  @Test(arguments: [
    (10, 0, 20, 10), (10, 10, 20, 1), (10, 20, 20, 1), (10, 5, 20, 6), (10, 1, 20, 9), (0, 0, 20, nil),
    (10, 0, 13, nil),
  ])
  func effect(_ before: Int, _ after: Int, _ days: Int, _ mark: Int?) {
    let effect = CauseEffect(
      before: .init(cases: Int64(before), orders: 0), after: .init(cases: Int64(after), orders: 7), days: days
    )
    #expect(effect?.mark == mark)
  }

  @Test func surveysAreSummedUpByKind() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await fill(desk)
      try await desk.write(
        """
        insert into casework.notification (case_id, kind, sequence, channel, locale, created_at)
        select case_id, 'survey', 1, 'email', 'pl', received_at from casework.case_record
        """,
        """
        insert into casework.survey (notification_id, case_id, questions, asked_at, expires_at, answered_at, answers)
        select notification_id, case_id, '{}', created_at, created_at + interval '30 days',
          case when case_id <= 3 then created_at end,
          case case_id when 1 then '{"settled": "yes", "handling": "5"}'::jsonb when 2 then '{"settled": "no", "handling": "2"}'
            when 3 then '{"settled": "yes"}' end
        from casework.notification
        """,
        "insert into casework.survey_text values (1, 'better', 'Nic.')")
      let report = try await desk.monitor.surveys(of: period)
      #expect(report.kinds.map(\.complaint) == ["damaged", "late_delivery", "negative_review"])
      let late = report.kinds[1]
      #expect(late.asked == 3 && late.answered == 3 && late.withWords == 1)
      #expect(late.questions.map(\.question) == ["handling", "settled"])
      #expect(late.questions[0].mean == 3.5 && late.questions[0].answers.map(\.answer) == ["2", "5"])
      #expect(late.questions[1].mean == nil && late.questions[1].answers.map(\.answer) == ["no", "yes"])
      #expect(late.questions[1].answers.map(\.count) == [1, 2])
      #expect(report.kinds[0].answerRate == 0 && report.kinds[0].questions.isEmpty)
    }
  }
}
