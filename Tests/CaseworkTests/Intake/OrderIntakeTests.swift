import Testing

@testable import Casework

@Suite struct OrderIntakeTests {
  private static let contents = """
    select order_record.reference, customer.reference, ordered_at at time zone 'UTC', promised_on, status, order_record.currency,
      (select string_agg(sku || ' ' || quantity || ' ' || unit_price_minor, ', ' order by line) from casework.order_item
        where order_item.order_id = order_record.order_id),
      (select string_agg(means || ' ' || amount_minor, ', ' order by line) from casework.order_payment
        where order_payment.order_id = order_record.order_id)
    from casework.order_record join casework.customer using (customer_id) order by order_record.reference
    """

  @Test func ordersComeWithTheirCustomersItemsAndPayments() async throws {
    try await withShop { shop in
      let imported = try await shop.importOrders(
        Files.orders(
          [
            "order_reference": "A-1", "items": "CUP 2 10.00; KETTLE 1 99.80",
            "payments": "card 100.00; voucher 19.80",
          ],
          ["order_reference": "A-2", "customer_reference": "C-2", "items": "", "payments": ""]))
      #expect(imported.report.added == 2 && imported.report.rows == 2)
      #expect(
        try await shop.texts(Self.contents) == [
          #"(A-1,C-1,"2026-02-10 09:00:00",2026-02-17,delivered,PLN,"CUP 2 1000, KETTLE 1 9980","card 10000, voucher 1980")"#,
          #"(A-2,C-2,"2026-02-10 09:00:00",2026-02-17,delivered,PLN,,)"#,
        ])
    }
  }

  @Test func whoBroughtItAndWhoSoldItAreKeptWithTheOrder() async throws {
    try await withShop { shop in
      let head = "order_reference,customer_reference,ordered_at,status,currency,carrier,seller\n"
      try await shop.importOrders(
        head
          + "A-1,C-1,2026-02-10 10:00:00,shipped,PLN,Orlik,\nA-2,C-1,2026-02-10 10:00:00,shipped,PLN,,Lipa\n")
      let kept = "select reference, carrier, seller from casework.order_record order by reference"
      #expect(try await shop.texts(kept) == ["(A-1,Orlik,)", "(A-2,,Lipa)"])
      let again = try await shop.importOrders(head + "A-1,C-1,2026-02-10 10:00:00,shipped,PLN,Sokół,\n")
      #expect(again.report.changed == 1)
      #expect(try await shop.texts(kept).first == "(A-1,Sokół,)")
    }
  }

  @Test func theSameFileAgainWritesNothing() async throws {
    try await withShop { shop in
      let file = Files.orders([:], ["order_reference": "A-2", "customer_reference": "C-2"])
      try await shop.importOrders(file)
      let versions = """
        select (select array_agg(xmin order by order_id) from casework.order_record), (select array_agg(xmin order by customer_id)
          from casework.customer), (select array_agg(xmin order by order_id, line) from casework.order_item)
        """
      let before = try await shop.texts(versions)
      let again = try await shop.importOrders(file)
      #expect(again.report.alreadyThere == 2 && again.report.added == 0 && again.report.changed == 0)
      #expect(try await shop.texts(versions) == before)
    }
  }

  @Test func aChangedOrderIsReplacedWithItsLines() async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders(["items": "CUP 2 10.00; KETTLE 1 99.80"]))
      let header = try await shop.importOrders(
        Files.orders(["items": "CUP 2 10.00; KETTLE 1 99.80", "status": "cancelled"]))
      #expect(header.report.changed == 1)
      let lines = try await shop.importOrders(
        Files.orders(["items": "KETTLE 1 99.80", "status": "cancelled"]))
      #expect(lines.report.changed == 1)
      #expect(
        try await shop.texts(Self.contents) == [
          #"(A-1,C-1,"2026-02-10 09:00:00",2026-02-17,cancelled,PLN,"KETTLE 1 9980","card 11980")"#
        ])
    }
  }

  @Test("S14: three days are nothing to a kettle, and too much for food")
  func theCategoryOfWhatWasBoughtDecides() async throws {
    try await withShop { shop in
      func offered() async throws -> [String] {
        try await shop.texts(
          "select remedy from casework.remedy_option where decision_version = 1 and case_id = (select max(case_id) from casework.case_record) order by position"
        )
      }
      try await shop.importOrders(
        Files.orders(
          [:], ["order_reference": "A-2", "items": "TEA 1 119.80 food", "customer_reference": "C-2"]))
      try await shop.importAndVerify(Files.complaints([:]))
      #expect(try await !offered().contains("(refund_full)"))
      try await shop.importAndVerify(
        Files.complaints([
          "reference": "S-2", "order_reference": "A-2", "customer_reference": "C-2",
          "body": "Herbata przyszła za późno.",
        ]))
      #expect(try await offered().contains("(refund_full)"))
      // A shop that learns to say it says it of what it has sold already.
      let again = try await shop.importOrders(Files.orders(["items": "KETTLE 1 119.80 kitchen"]))
      #expect(again.report.changed == 1)
    }
  }

  @Test func ofTwoRowsOfOneOrderTheLaterCounts() async throws {
    try await withShop { shop in
      let imported = try await shop.importOrders(Files.orders(["status": "shipped"], ["status": "delivered"]))
      #expect(imported.report.added == 1 && imported.report.changed == 1)
      #expect(try await shop.texts("select status from casework.order_record") == ["(delivered)"])
    }
  }

  @Test func whatAnOrderLeavesOutOfItsCustomerStays() async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders([:]))
      try await shop.importOrders(Files.orders(["customer_name": "", "customer_email": "new@example.com"]))
      #expect(
        try await shop.texts("select name, email from casework.customer")
          == [#"("Anna Zielińska",new@example.com)"#])
    }
  }

  @Test func theErasedStayErased() async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders([:]))
      try await shop.run("update casework.customer set name = null, email = null, erased_at = now()")
      try await shop.importOrders(Files.orders(["status": "cancelled"]))
      #expect(try await shop.texts("select name, email from casework.customer") == ["(,)"])
    }
  }
}
