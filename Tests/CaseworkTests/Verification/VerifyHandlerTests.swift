import Complaints
import JobQueue
import LibPQ
import Testing

@testable import Casework

@Suite struct VerifyHandlerTests {
  @Test func aLateDeliveryIsAcceptedAndTheRemediesAreOffered() async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders([:]))
      try await shop.importAndVerify(Files.complaints([:]))
      #expect(try await shop.state() == "awaiting_choice")
      #expect(
        try await shop.texts(
          """
          select kind, actor, details ->> 'to' from casework.case_event order by event_id
          """) == [
            "(received,customer,)", "(state_changed,rules,acknowledged)", "(state_changed,rules,verifying)",
            "(verified,rules,)", "(decided,rules,)", "(state_changed,rules,accepted)",
            "(state_changed,rules,awaiting_choice)", "(options_offered,rules,)",
          ])
      #expect(try await shop.number("select version from casework.case_record") == 5)
      #expect(
        try await shop.texts("select round, order_id, facts ->> 'status' from casework.order_snapshot")
          == ["(1,1,delivered)"])
      #expect(
        try await shop.texts(
          "select name, outcome, facts ->> 'days_late' from casework.check_result where name = 'delivery'")
          == ["(delivery,pass,3)"])
      #expect(try await shop.number("select count(*) from casework.check_result") == 10)
      #expect(
        try await shop.texts("select version, round, outcome, basis, decided_by from casework.decision")
          == ["(1,1,accepted,contractual,rules)"])
      // 10 % of 119.80, and 15 %; the default is the first of the policy's list that is offered.
      #expect(
        try await shop.texts(
          """
          select position, remedy, amount_minor, is_default, valid_until at time zone 'Europe/Warsaw'
          from casework.remedy_option order by position
          """) == [
            #"(1,refund_partial,1198,t,"2026-03-17 00:00:00")"#,
            #"(2,discount_code,1797,f,"2026-03-17 00:00:00")"#,
            #"(3,free_shipping,,f,"2026-03-17 00:00:00")"#,
          ])
      #expect(
        try await shop.texts(
          "select due_at at time zone 'Europe/Warsaw' from casework.clock where kind = 'offer_expiry'")
          == [#"("2026-03-17 00:00:00")"#])
      #expect(
        try await shop.texts("select facts from casework.notification where kind = 'option_offer'")
          == [#"("{""decision"": 1, ""reply_by"": ""2026-03-16""}")"#])
    }
  }

  @Test("S1: a late delivery is urgent once the promised day is missed, and not before")
  func urgentOnceLate() async throws {
    try await withShop { shop in
      try await shop.importOrders(
        Files.orders(
          ["promised_on": "2026-03-10", "delivered_at": "", "status": "shipped"],
          ["order_reference": "A-2", "promised_on": "2026-02-17", "delivered_at": "", "status": "shipped"]))
      try await shop.importAndVerify(
        Files.complaints([:], ["reference": "S-2", "order_reference": "A-2", "body": "Nadal nie przyszło."]))
      #expect(
        try await shop.texts("select external_reference, band from casework.case_record order by 1")
          == ["(S-1,1)", "(S-2,0)"])
    }
  }

  @Test("S11: by policy, whoever wants it soon is worked on soon, from the receipt on")
  func urgentForWhomSpeedMatters() async throws {
    let source = ShippedPolicies.source("pl")!.replacing(
      "\nstanding:", with: "\npreference:\n  speed: high\nstanding:")
    try await withShop(policy: source) { shop in
      let rows = [
        ["kind": "poor_service", "order_reference": "", "preference": "speed"],
        ["reference": "S-2", "kind": "poor_service", "order_reference": "", "preference": "compensation"],
      ]
      try await shop.importComplaints(Files.complaints(rows))
      let bands = "select external_reference, band, preference from casework.case_record order by 1"
      let expected = ["(S-1,0,speed)", "(S-2,2,compensation)"]
      #expect(try await shop.texts(bands) == expected)
      _ = try await shop.verify([1, 2])
      #expect(try await shop.texts(bands) == expected)
    }
  }

  @Test(
    "S17: a product that the order does not have is for a person, with the ground proposed where the policy wants it"
  )
  func whatWasNotBoughtIsNotOurs() async throws {
    let source = ShippedPolicies.source("pl")!.replacing(
      "proposed: [filed_too_late]", with: "proposed: [filed_too_late, not_our_product]")
    try await withShop(policy: source) { shop in
      try await shop.importOrders(Files.orders([:]))
      try await shop.importAndVerify(
        Files.complaints(
          ["kind": "defect", "evidence": "photos; receipt", "product": "TOASTER"],
          [
            "reference": "S-2", "order_reference": "A-9", "customer_reference": "C-9", "kind": "defect",
            "evidence": "photos; receipt", "product": "TOASTER",
          ]))
      #expect(
        try await shop.texts(
          "select case_id, reason, proposal #>> '{}' from casework.manual_review order by 1"
        )
        .first == "(1,product_not_in_order,reject:not_our_product)")
      #expect(
        try await shop.texts(
          "select case_id, outcome, facts from casework.check_result where name = 'product' order by case_id")
          == [
            #"(1,fail,"{""items"": 1, ""named"": true}")"#,
            #"(2,indeterminate,"{""items"": 0, ""named"": true}")"#,
          ])
    }
  }

  @Test("The promised day is a day where the parcel goes, if the order says where that is")
  func theZoneOfThePromiseIsTheOrders() async throws {
    try await withShop { shop in
      // Delivered at 03:00 in Warsaw on the 18th, which is 21:00 on the 17th in New York.
      let row = ["promised_on": "2026-02-17", "delivered_at": "2026-02-18 03:00:00"]
      let far = row.merging(["order_reference": "A-2", "promised_zone": "America/New_York"]) { $1 }
      try await shop.importOrders(Files.orders([row, far]))
      try await shop.importAndVerify(
        Files.complaints([:], ["reference": "S-2", "order_reference": "A-2", "body": "Za późno."]))
      #expect(
        try await shop.texts(
          "select case_id, facts ->> 'fact' from casework.check_result where name = 'delivery' order by 1")
          == ["(1,delivered_late)", "(2,delivered_on_time)"])
    }
  }

  @Test func whatIsNoZoneIsRejected() async throws {
    try await withShop { shop in
      let imported = try await shop.importOrders(Files.orders(["promised_zone": "EST"]))
      #expect(imported.rejections.map { $0.problems[0].field } == ["promised_zone"])
    }
  }

  @Test func runningAJobAgainChangesNothing() async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders([:]))
      try await shop.importAndVerify(Files.complaints([:]))
      let counts = """
        select (select count(*) from casework.case_event), (select count(*) from casework.decision),
          (select count(*) from casework.notification), (select count(*) from casework.order_snapshot),
          (select count(*) from casework.clock), (select version from casework.case_record)
        """
      let before = try await shop.texts(counts)
      _ = try await shop.verify([1, 1])
      #expect(try await shop.texts(counts) == before)
    }
  }

  @Test func oneOptionNeedsNoChoice() async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders([:]))
      try await shop.importAndVerify(
        Files.complaints([
          "kind": "payment_problem", "evidence": "screenshots", "claimed_amount": "20.00", "currency": "PLN",
        ]))
      #expect(try await shop.state() == "compensating")
      #expect(
        try await shop.texts("select position, chosen_by from casework.remedy_choice") == ["(1,only_option)"])
      #expect(
        try await shop.texts("select arguments from job_queue.entry where kind = 'compensate'")
          == [#"("{""case"": 1, ""decision"": 1}")"#])
      #expect(
        try await shop.number(
          "select count(*) from casework.clock where kind = 'remedy' and stopped_at is null") == 1)
      #expect(try await shop.number("select count(*) from casework.clock where kind = 'offer_expiry'") == 0)
      #expect(
        try await shop.texts(
          "select facts ->> 'chosen_by_default' from casework.notification where kind = 'decision_accepted'")
          == ["(false)"])
    }
  }

  @Test func whatIsMissingIsAskedForOnceAsAList() async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders([:]))
      try await shop.importAndVerify(
        Files.complaints(["kind": "defect", "customer_reference": "", "customer_email": "x@example.com"]))
      #expect(try await shop.state() == "awaiting_information")
      let asked = try await shop.texts(
        """
        select jsonb_array_elements_text(facts -> 'missing') from casework.notification
        where kind = 'information_request'
        """)
      // Both ways to show the purchase: to ask only for the identity would tell that there is such an order (S23).
      #expect(asked == ["(proof_of_purchase)", "(customer_identity)", "(photos)"])
      #expect(
        try await shop.number(
          "select count(*) from casework.clock where kind = 'information' and stopped_at is null") == 1)
    }
  }

  @Test func whatTheRulesMayNotDecideIsPutBeforeAPerson() async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders(["delivered_at": "2026-02-16 15:00:00"]))
      try await shop.importAndVerify(Files.complaints([:]))
      #expect(try await shop.state() == "manual_review")
      #expect(
        try await shop.texts("select reason, proposal, closed_at from casework.manual_review")
          == ["(delivered_on_time,,)"])
    }
  }

  @Test func anOrderThatWasImportedLaterIsFound() async throws {
    try await withShop { shop in
      try await shop.importComplaints(Files.complaints([:]))
      try await shop.importOrders(Files.orders([:]))
      _ = try await shop.verify([1])
      #expect(try await shop.state() == "awaiting_choice")
      #expect(try await shop.number("select order_id from casework.case_record") == 1)
    }
  }

  /// What happened after the complaint was received does not decide it.
  @Test func theOrderIsJudgedAsOfTheComplaint() async throws {
    try await withShop { shop in
      try await shop.importOrders(
        Files.orders(["promised_on": "2026-03-04", "delivered_at": "2026-03-09 10:00:00"]))
      try await shop.importAndVerify(Files.complaints([:]))
      #expect(
        try await shop.texts("select facts ->> 'fact' from casework.check_result where name = 'delivery'")
          == ["(not_yet_due)"])
    }
  }

  @Test func aBatchOfManyCasesIsDecidedInOneTransaction() async throws {
    try await withShop { shop in
      try await shop.importOrders(
        Files.orders((0..<150).map { ["order_reference": "A-\($0)", "customer_reference": "C-\($0)"] }))
      try await shop.importAndVerify(
        Files.complaints(
          (0..<150).map {
            ["reference": "S-\($0)", "order_reference": "A-\($0)", "customer_reference": "C-\($0)"]
          }))
      #expect(
        try await shop.number("select count(*) from casework.case_record where state = 'awaiting_choice'")
          == 150)
      #expect(try await shop.number("select count(distinct xmin::text) from casework.decision") == 1)
    }
  }

  /// Every version of a case has the step that led to it in its history.
  @Test func theHistoryHasAStepForEveryVersion() async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders([:]))
      try await shop.importAndVerify(
        Files.complaints(
          [:], ["reference": "S-2", "kind": "defect"], ["reference": "S-3", "kind": "negative_review"],
          ["reference": "S-4", "customer_reference": "C-9"]))
      #expect(
        try await shop.number(
          """
          select count(*) from casework.case_record
          where version <> 1 + (select count(*) from casework.case_event
            where case_event.case_id = case_record.case_id and kind = 'state_changed')
            or state <> (select details ->> 'to' from casework.case_event
              where case_event.case_id = case_record.case_id and kind = 'state_changed' order by event_id desc limit 1)
          """) == 0)
    }
  }

  @Test func aCalendarThatEndsTooEarlyHoldsUpItsCaseAndNoOther() async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders([:]))
      try await shop.importComplaints(
        Files.complaints(
          [
            "kind": "payment_problem", "evidence": "screenshots", "claimed_amount": "20.00",
            "currency": "PLN",
          ], ["reference": "S-2", "order_reference": "A-2"]))
      // The remedy of the first would be due in a year that the calendar does not know; the second is asked for a proof of
      // purchase, within so many calendar days.
      try await shop.run("update job_queue.timeline set advance = timestamptz '2028-12-30 12:00+01' - now()")
      let dispositions = try await shop.verify([1, 2])
      #expect(
        dispositions == [
          1: .retry(
            reason:
              "policy pl version 1: the working calendar knows 2016-01-01 to 2028-12-31, and 2029-01-13 is needed"
          )
        ])
      #expect(try await shop.state("S-1") == "received")
      #expect(try await shop.state("S-2") == "awaiting_information")
    }
  }
}
