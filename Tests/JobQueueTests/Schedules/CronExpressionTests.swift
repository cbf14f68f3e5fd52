import Testing

@testable import JobQueue

/// How the five fields are read.
@Suite struct CronExpressionTests {
  @Test(
    "Each form of a field stands for its values",
    arguments: [
      ("*", CronField.month, Array(1...12)), ("*/20", .minute, [0, 20, 40]), ("7", .minute, [7]),
      ("1-5", .hour, [1, 2, 3, 4, 5]), ("10-50/20", .minute, [10, 30, 50]),
      ("0,30-40/5,59", .minute, [0, 30, 35, 40, 59]), ("*/10", .dayOfMonth, [1, 11, 21, 31]),
      ("jan,jun-aug", .month, [1, 6, 7, 8]), ("MON-Fri", .dayOfWeek, [1, 2, 3, 4, 5]),
      ("7", .dayOfWeek, [0]), ("5-7", .dayOfWeek, [0, 5, 6]), ("fri-sun", .dayOfWeek, [0, 5, 6]),
      ("*/2", .dayOfWeek, [0, 2, 4, 6]), ("0-7", .dayOfWeek, Array(0...6)), ("59", .minute, [59]),
      ("*/60", .minute, [0]),
    ])
  func values(text: String, field: CronField, expected: [Int]) throws {
    let values = try field.values(of: text[...])
    #expect((0..<64).filter(values.contains) == expected)
  }

  @Test(
    "A field that cannot be read is named, with what it may be",
    arguments: [
      ("60 * * * *", "minute \"60\": allowed are 0 to 59, *, lists, ranges and steps"),
      ("0 24 * * *", "hour \"24\": allowed are 0 to 23, *, lists, ranges and steps"),
      ("0 0 0 * *", "day-of-month \"0\": allowed are 1 to 31, *, lists, ranges and steps"),
      ("0 0 1 juni *", "month \"juni\": allowed are 1 to 12, jan to dec, *, lists, ranges and steps"),
      ("0 0 * * 8", "day-of-week \"8\": allowed are 0 to 7, sun to sat, *, lists, ranges and steps"),
      ("0 0 L * *", "day-of-month \"L\": allowed are 1 to 31, *, lists, ranges and steps"),
      ("+5 * * * *", "minute \"+5\": allowed are 0 to 59, *, lists, ranges and steps"),
      ("٣ * * * *", "minute \"٣\": allowed are 0 to 59, *, lists, ranges and steps"),
      ("0 22-2 * * *", "hour \"22-2\": a range runs upwards; write 22-23,0-2"),
      ("*/0 * * * *", "minute \"*/0\": a step is 1 to 60"),
      ("*/90 * * * *", "minute \"*/90\": a step is 1 to 60"),
      ("*/x * * * *", "minute \"*/x\": a step is 1 to 60"),
      ("*/18446744073709551617 * * * *", "minute \"*/18446744073709551617\": a step is 1 to 60"),
      ("5/15 * * * *", "minute \"5/15\": a step stands behind * or a range: 5-59/15"),
      ("1,,2 * * * *", "minute \"\": a value is missing"),
      ("1-2-3 * * * *", "minute \"1-2-3\": allowed are 0 to 59, *, lists, ranges and steps"),
      ("1- * * * *", "minute \"1-\": allowed are 0 to 59, *, lists, ranges and steps"),
      ("/5 * * * *", "minute \"/5\": a value is missing"),
      ("", "\"\" has 0 fields instead of five: minute hour day-of-month month day-of-week"),
      (
        "0 0 0 * * *",
        "\"0 0 0 * * *\" has 6 fields instead of five: minute hour day-of-month month day-of-week"
      ),
      (
        "@reboot",
        "\"@reboot\" is not known: there are @annually @daily @hourly @midnight @monthly @weekly @yearly"
      ),
      (
        "@daily 5",
        "\"@daily 5\" is not known: there are @annually @daily @hourly @midnight @monthly @weekly @yearly"
      ),
    ])
  func errors(text: String, description: String) {
    do {
      _ = try CronExpression(text)
      Issue.record("was read")
    } catch {
      #expect(error.description == description)
    }
  }

  @Test("Blanks and capitals do not matter, and the text stays as it was")
  func text() throws {
    let expression = try CronExpression("  0\t3  *  *   SUN ")
    #expect(expression.text == "  0\t3  *  *   SUN ")
    #expect(expression.dayOfWeek == (try CronExpression("0 3 * * 0")).dayOfWeek)
    #expect(try CronExpression("@Daily").hour == CronExpression("0 0 * * *").hour)
  }
}
