import Complaints
import Testing

@testable import Casework

@Suite struct ImportNDJSONTests {
  private let order =
    #"{"order_reference":"A-1","customer_reference":"C-1","ordered_at":"2026-03-01 10:00","#
    + #""status":"placed","currency":"PLN""#

  @Test func wholeOrderWithLists() throws {
    let text =
      order
      + #","items":[{"sku":"KUB 01","quantity":2,"unit_price":"59.90"},"#
      + #"{"sku":"T","quantity":"1","unit_price":15}],"#
      + #""payments":[{"means":"card","amount":134.80}],"customer_name":"\u017Baneta \ud83d\udce6"}"#
      + "\r\n\n" + order + "}"
    for pieces in [1, 2, 3, 5, 7, 1000] {
      let rows = try read(OrderRow.self, text, pieces: pieces).rows()
      try #require(rows.count == 2)
      #expect(rows[0].items.map(\.sku) == ["KUB 01", "T"])
      #expect(rows[0].items.map(\.unitPrice.minorUnits) == [5990, 1500])
      #expect(rows[0].payments.map(\.amount.minorUnits) == [13480])
      #expect(rows[0].customerName == "Żaneta 📦")
      #expect(rows[1].items.isEmpty)
    }
  }

  @Test func anItemMayHaveACategory() throws {
    let text =
      order + #","items":[{"sku":"A","quantity":1,"unit_price":"1","category":"food"},"#
      + #"{"sku":"B","quantity":1,"unit_price":"1"}]}"#
    let row = try #require(try read(OrderRow.self, text).rows().first)
    #expect(row.items.map(\.category) == ["food", nil])
  }

  @Test func listsMayBeTextsToo() throws {
    let text = order + #","items":"A 1 2.00; B 1 3.00","payments":["card 5.00"]}"#
    let row = try #require(try read(OrderRow.self, text).rows().first)
    #expect(row.items.count == 2 && row.payments.count == 1)
    let complaint =
      #"{"reference":"R","kind":"damaged","channel":"email","locale":"pl","body":"x","#
      + #""submitted_at":"2026-03-01 10:00","evidence":["photos","receipt"]}"#
    #expect(try read(ComplaintRow.self, complaint).rows().map(\.evidence) == [[.photos, .receipt]])
  }

  @Test(arguments: [
    (#","status":"paid"}"#, ImportProblem.Code.duplicateField, "status"),
    (#","customer_name":true}"#, .wrongType, "customer_name"),
    (#","customer_name":{}}"#, .wrongType, "customer_name"),
    (#","customer_name":["a"]}"#, .wrongType, "customer_name"), (#","items":{}}"#, .wrongType, "items"),
    (#","items":[{"sku":"A","quantity":1}]}"#, .listSyntax, "items"),
    (#","items":[7]}"#, .listSyntax, "items"),
    (#","items":[{"sku":"A","quantity":1,"category":"food"}]}"#, .listSyntax, "items"),
    (#","items":[{"sku":"A","quantity":1,"unit_price":"1","category":"7"}]}"#, .listSyntax, "items"),
    (#","items":[{"sku":"","quantity":1,"unit_price":"1"}]}"#, .listSyntax, "items"),
    (#","items":[{"sku":"A","quantity":1.5,"unit_price":"1"}]}"#, .quantitySyntax, "items"),
    (#","payments":[{"means":"card","amount":-1}]}"#, .negativeAmount, "payments"),
    (#","payments":[{"means":"card","amount":1e2}]}"#, .amountSyntax, "payments"),
    (#","payments":[{"means":"card","amount":59.900000001}]}"#, .tooManyDecimals, "payments"),
    (#","customer_name":"a\u0000"}"#, .nulCharacter, "customer_name"),
  ])
  func problems(rest: String, code: ImportProblem.Code, field: String) throws {
    let items = try read(OrderRow.self, order + "}\n" + order + rest + "\n" + order + "}\n")
    #expect(items.rows().count == 2)
    let rejection = try #require(items.rejections().first)
    #expect(rejection.line == 2)
    #expect(rejection.problems.map(\.code) == [code] && rejection.problems.map(\.field) == [field])
  }

  @Test(arguments: [
    "{", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{"a":1} x"#, #"{'a':1}"#, #"{"a":01}"#, #"{"a":1.}"#,
    #"{"a":"b}"#,
    #"{"a":"\x"}"#, #"{"a":"\ud83d"}"#, #"{"a":"\udce6"}"#, #"{"a":"\u12"}"#, #"{"a":"\u-001"}"#,
    #"{"a":tru}"#, "[1]", "7",
    "{\"a\":\"b\tc\"}", #"{"a":NaN}"#, "{\"a\":" + String(repeating: "[", count: 100_000) + "}",
  ])
  func brokenLines(line: String) throws {
    let items = try read(OrderRow.self, order + "}\n" + line + "\n" + order + "}\n")
    #expect(items.rows().count == 2)
    #expect(items.rejections().map(\.line) == [2])
    #expect(items.rejections().first?.problems.map(\.code) == [.brokenJSON])
  }

  @Test func unknownMembersAreSaidOnce() throws {
    let items = try read(
      OrderRow.self, order + #","promised":null,"reason":"x"}"# + "\n" + order + #","promised":1}"#)
    #expect(items.rows().count == 2)
    #expect(items.notices().map(\.code) == [.ignoredField])
  }

  @Test func longLinesAreReadOver() throws {
    let long = order + #","customer_name":""# + String(repeating: "x", count: 5 << 20) + "\"}\n"
    let items = try read(OrderRow.self, long + order + "}\n")
    #expect(items.rejections().first?.problems.map(\.code) == [.rowTooLong])
    #expect(items.rows().count == 1)
  }
}
