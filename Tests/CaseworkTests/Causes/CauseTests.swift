import Complaints
import Foundation
import JobQueue
import LibPQ
import Testing

@testable import Casework

@Suite struct CauseTests {
  @Test func theRulesGuessAndAPersonsWordStays() async throws {
    try await withShop { shop in
      try await shop.importOrders(
        Files.orders(["order_reference": "A-1"], ["order_reference": "A-2", "customer_reference": "C-2"]))
      try await shop.importAndVerify(
        Files.complaints(
          [:],
          [
            "reference": "S-2", "order_reference": "A-2", "customer_reference": "C-2",
            "kind": "negative_review",
          ]))
      #expect(
        try await shop.texts("select case_id, code, set_by from casework.case_cause") == ["(1,delay,rules)"])
      let desk = CaseDesk(pool: shop.pool)
      try await desk.setCause(of: "r0000001", to: "wrong_pick", by: "Ewa Maj")
      try await desk.setCause(of: "R0000002", to: "unclear_communication", by: "Ewa Maj")
      // Verified again: the guess does not come back.
      try await shop.run(
        "insert into casework.case_cause (case_id, code, set_by, set_at) values (1, 'delay', 'rules', now()) on conflict do nothing"
      )
      try await shop.pool.withTransaction { transaction in
        try await transaction.execute(.guessCauses, [Int64(1), 2], ["delay", "no_such_cause"], Date())
      }
      #expect(
        try await shop.texts("select case_id, code, set_by from casework.case_cause order by 1")
          == [#"(1,wrong_pick,"person:Ewa Maj")"#, #"(2,unclear_communication,"person:Ewa Maj")"#])
      #expect(
        try await shop.texts(
          "select actor, details ->> 'cause' from casework.case_event where kind = 'cause_set' order by event_id"
        )
          == [#"("person:Ewa Maj",wrong_pick)"#, #"("person:Ewa Maj",unclear_communication)"#])
      await #expect(throws: CauseRefusal.unknown("weather")) {
        try await desk.setCause(of: "R0000001", to: "weather", by: "Ewa Maj")
      }
      #expect(try await desk.show("R0000001").cause?.code == "wrong_pick")
    }
  }

  @Test func everyGuessIsInTheCatalogueThatAShopBeginsWith() async throws {
    try await withCasework { casework in
      let codes = Set(try await CauseDesk(pool: casework.pool).causes().map(\.code))
      #expect(Set(LikelyCause.allCases.map(\.rawValue)).subtracting(codes) == [])
    }
  }

  @Test func aShopAddsItsOwn() async throws {
    try await withCasework { casework in
      let desk = CauseDesk(pool: casework.pool)
      #expect(try await desk.add("size_chart", title: " Wrong\nsizes ", prevention: "Measure the goods."))
      #expect(try await !desk.add("size_chart", title: "Sizes", prevention: "Measure the goods."))
      let cause = try #require(try await desk.causes().first { $0.code == "size_chart" })
      #expect(cause.title == "Sizes" && cause.cases == 0 && cause.changes.isEmpty)
      await #expect(throws: CauseRefusal.code("Size")) {
        _ = try await desk.add("Size", title: "a", prevention: "b")
      }
      await #expect(throws: CauseRefusal.text) { _ = try await desk.add("size", title: " ", prevention: "b") }
    }
  }

  @Test func aChangeIsRecordedWhenItIsMadeAndInWordsThatCanBeSent() async throws {
    try await withCasework { casework in
      let desk = CauseDesk(pool: casework.pool)
      let today = CivilDate("2026-03-02")!
      try await desk.change(
        "delay", what: "Another carrier", madeOn: today, told: [.english: "We have another carrier."],
        by: "Ewa")
      let change = try #require(try await desk.causes().first { $0.code == "delay" }?.changes.first)
      #expect(change.what == "Another carrier" && change.madeOn == today && change.recordedBy == "Ewa")
      #expect(change.told == ["en": "We have another carrier."])
      await #expect(throws: CauseRefusal.notYet(CivilDate("2026-03-04")!)) {
        try await desk.change("delay", what: "x", madeOn: CivilDate("2026-03-04")!, told: [:], by: "Ewa")
      }
      await #expect(throws: CauseRefusal.unknown("weather")) {
        try await desk.change("weather", what: "x", madeOn: today, told: [:], by: "Ewa")
      }
      await #expect(throws: CaseRefusal.statement(.neverSaid("shortly"))) {
        try await desk.change("delay", what: "x", madeOn: today, told: [.english: "Shortly."], by: "Ewa")
      }
    }
  }

  /// A settled case that was put down to late deliveries, received today.
  private func addSettled(
    _ casework: CaseworkDatabase, order: Int64? = nil, state: CaseState = .closed, locale: String = "pl",
    cause: String = "delay"
  ) async throws -> Int64 {
    var own = order
    if own == nil { own = try await casework.addOrder([("card", 100)]) }
    let caseID = try await casework.addCase(order: own!, state: state, locale: locale)
    try await casework.addChoice(caseID, .gift, nil)
    _ = try await casework.rows(
      "insert into casework.case_cause values ($1, $2, 'rules', casework.business_now())", caseID, cause)
    return caseID
  }

  /// S44: who complained can be told what was improved, also when all had been said before.
  @Test func whoHasHadTheLastMessageIsToldOnce() async throws {
    try await withCasework { casework in
      try await withOutbox { outbox in
        let desk = CauseDesk(pool: casework.pool)
        let order = try await casework.addOrder([("card", 100)])
        let earlier = try await addSettled(casework, order: order)
        let told = try await addSettled(casework, order: order)
        let russian = try await addSettled(casework, locale: "ru")
        let others = [
          try await addSettled(casework, state: .compensating),
          try await addSettled(casework, cause: "lost_parcel"),
          try await addSettled(casework, locale: "en"),
        ]
        let refused = try await addSettled(casework)
        _ = try await casework.rows(
          """
          insert into casework.decision (case_id, version, round, outcome, ground, decided_by, decided_at)
          values ($1, 2, 0, 'rejected', 'misuse', 'person:anna', casework.business_now())
          """, refused)
        await #expect(throws: CauseRefusal.nothingToTell("delay")) { try await desk.tell("delay", by: "Ewa") }
        await #expect(throws: CauseRefusal.unknown("weather")) { try await desk.tell("weather", by: "Ewa") }
        try await casework.advance(days: 3)
        try await desk.change(
          "delay", what: "x", madeOn: CivilDate("2026-03-05")!,
          told: [.polish: "Wozi dla nas inny kurier.", .russian: "Теперь возит другой перевозчик."], by: "Ewa"
        )
        // The one has had news today, and the cap of two in a day is reached.
        for _ in 1...2 { _ = try await casework.owe(russian, .statusUpdate) }
        #expect(try await desk.tell("delay", by: "Ewa") == CauseDesk.Telling(told: 1, withheld: 1))
        try await casework.advance(days: 2)
        #expect(try await desk.tell("delay", by: "Ewa") == CauseDesk.Telling(told: 1))
        #expect(try await desk.tell("delay", by: "Ewa") == CauseDesk.Telling(), "each customer once")
        #expect(
          try await casework.texts(
            "select case_id::text from casework.notification where kind = 'improvement' order by case_id")
            == [told, russian].map(String.init),
          "\(earlier) is the same customer's; \(others), \(refused) are not asked for")
        let waiting = try await casework.rows(
          "select notification_id from casework.notification where kind = 'improvement' order by case_id")
        let jobs = try waiting.map { NotifyJob(notification: try $0.decode(Int64.self, at: 0)) }
        let ends = try await run(casework.notifying(outbox), jobs, secondsAgo: 120, in: casework.pool)
        #expect(ends.allSatisfy { $0 == .done })
        let mails = try outbox.mails.map { try outbox.readable($0) }
        for words in [
          "Od tego czasu coś się u nas zmieniło. Wozi dla nas inny kurier.",
          "С тех пор мы кое-что изменили. Теперь возит другой перевозчик.",
        ] {
          #expect(mails.contains { $0.contains(words) }, "\(words)")
        }
        #expect(
          try await casework.number("select count(*) from casework.clock where case_id = $1", told) == 0,
          "nothing begins anew")
      }
    }
  }

  /// The message of an answer, when the change was made so many days after the complaint.
  private func answer(_ outbox: TestOutbox, changedAfter days: Int, locale: String) async throws -> String {
    var text = ""
    try await withCasework { casework in
      let caseID = try await casework.addCase(
        order: casework.addOrder([("card", 100)]), state: .compensating, locale: locale)
      try await casework.addChoice(caseID, .refundPartial, 100)
      _ = try await casework.rows(
        "insert into casework.case_cause values ($1, 'delay', 'rules', casework.business_now())", caseID)
      _ = try await casework.rows(
        """
        insert into casework.cause_change (code, what, made_on, told, recorded_by, recorded_at)
        values ('delay', 'x', date '2026-03-02' + $1::int, '{"pl": "Wozi dla nas inny kurier."}', 'Ewa', now())
        """, days)
      try await casework.startClocks(caseID, .accepted)
      try await casework.advance(days: 3)
      let job = try await casework.owe(caseID, .decisionAccepted, NotificationFacts(decision: 1))
      try await run(casework.notifying(outbox), [job], in: casework.pool)
      text = try outbox.readable(try #require(outbox.mails.last))
    }
    return text
  }

  @Test(arguments: [
    (0, "pl", true), (2, "pl", true),
    // It did not prevent this one; and it is not made yet.
    (-1, "pl", false), (5, "pl", false),
    // Nobody wrote the sentence in the customer's language.
    (0, "ru", false),
  ])
  func customersAreToldWhatWasChangedSince(_ days: Int, _ locale: String, _ isTold: Bool) async throws {
    try await withOutbox { outbox in
      let text = try await answer(outbox, changedAfter: days, locale: locale)
      #expect(text.contains("Wozi dla nas inny kurier.") == isTold)
      // Else the sentence of the template for late deliveries.
      let usual = locale == "pl" ? "ustalamy terminy dostaw" : "назначаем сроки доставки"
      #expect(text.contains(usual) != isTold)
    }
  }
}
