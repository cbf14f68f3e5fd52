import Foundation
import JobQueue
import Testing

/// When an expression comes next. Local times are written without an offset, moments with one.
@Suite struct CronNextTests {
  @Test(
    "The first times after a moment",
    arguments: [
      ("* * * * *", "2026-01-01T00:00:00Z", ["2026-01-01T00:01:00Z", "2026-01-01T00:02:00Z"]),
      ("* * * * *", "2026-01-01T00:00:59Z", ["2026-01-01T00:01:00Z"]),
      ("30 4 * * *", "2026-01-01T04:29:59Z", ["2026-01-01T04:30:00Z", "2026-01-02T04:30:00Z"]),
      ("0,45 1,23 * * *", "2026-12-31T01:30:00Z", ["2026-12-31T01:45:00Z", "2026-12-31T23:00:00Z"]),
      ("59 23 31 12 *", "2026-12-31T23:59:00Z", ["2027-12-31T23:59:00Z"]),
      ("0 0 31 * *", "2026-01-31T00:00:00Z", ["2026-03-31T00:00:00Z", "2026-05-31T00:00:00Z"]),
      ("0 9 * * mon-fri", "2026-11-20T09:00:00Z", ["2026-11-23T09:00:00Z", "2026-11-24T09:00:00Z"]),
      ("@weekly", "2026-11-20T09:00:00Z", ["2026-11-22T00:00:00Z", "2026-11-29T00:00:00Z"]),
      ("@yearly", "2026-11-20T09:00:00Z", ["2027-01-01T00:00:00Z"]),
      // Either of the two, when both are restricted; both, when one begins with a star.
      (
        "0 0 1,15 * mon", "2026-06-01T00:00:00Z",
        [
          "2026-06-08T00:00:00Z", "2026-06-15T00:00:00Z", "2026-06-22T00:00:00Z", "2026-06-29T00:00:00Z",
          "2026-07-01T00:00:00Z",
        ]
      ),
      ("0 0 */2 * mon", "2026-06-01T00:00:00Z", ["2026-06-15T00:00:00Z", "2026-06-29T00:00:00Z"]),
      ("0 0 13 * */5", "2026-06-01T00:00:00Z", ["2026-09-13T00:00:00Z", "2026-11-13T00:00:00Z"]),
      // Leap years: 2100 is none, and a 29 February on a Sunday is rare.
      ("0 0 29 2 *", "2026-01-01T00:00:00Z", ["2028-02-29T00:00:00Z", "2032-02-29T00:00:00Z"]),
      ("0 0 29 2 *", "2096-03-01T00:00:00Z", ["2104-02-29T00:00:00Z"]),
      ("0 0 29 2 */7", "2072-01-01T00:00:00Z", ["2088-02-29T00:00:00Z", "2128-02-29T00:00:00Z"]),
      ("0 0 29 2 *", "1999-01-01T00:00:00Z", ["2000-02-29T00:00:00Z"]),
      ("1 1 1 1 *", "1901-01-01T00:00:00Z", ["1901-01-01T01:01:00Z"]),
    ])
  func next(cron: String, after: String, expected: [String]) throws {
    let found = try runs(cron, after: moment(after), in: "UTC", count: expected.count)
    #expect(found == expected.map(moment))
  }

  @Test("What never comes is nil", arguments: ["0 0 30 2 *", "0 0 31 2,4,6,9,11 *", "0 0 30,31 feb */2"])
  func never(cron: String) throws {
    #expect(try runs(cron, after: moment("2026-01-01T00:00:00Z"), in: "Europe/Warsaw", count: 1).isEmpty)
  }

  @Test(
    "A moment that is no time at all has no next one", arguments: [Double.infinity, -.infinity, .nan, 1e300])
  func noMoment(seconds: Double) throws {
    let cron = try CronExpression("* * * * *")
    #expect(cron.next(after: Date(timeIntervalSince1970: seconds), in: .gmt) == nil)
  }

  @Test(
    "Where clocks are changed",
    arguments: [
      // Warsaw, 29 March 2026: 02:00 becomes 03:00. What is skipped comes at 03:00, once.
      (
        "Europe/Warsaw", "30 2 * * *", "2026-03-28T12:00:00Z",
        ["2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"]
      ),
      (
        "Europe/Warsaw", "0,10,50 2 * * *", "2026-03-29T00:00:00Z",
        ["2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z"]
      ),
      (
        "Europe/Warsaw", "0 2,3 * * *", "2026-03-29T00:00:00Z",
        ["2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z"]
      ),
      (
        "Europe/Warsaw", "*/20 2 * * *", "2026-03-29T00:00:00Z",
        ["2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z"]
      ),
      (
        "Europe/Warsaw", "0 */2 * * *", "2026-03-28T23:00:00Z",
        ["2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z"]
      ),
      (
        "Europe/Warsaw", "30 * * * *", "2026-03-29T00:00:00Z",
        ["2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z"]
      ),
      (
        "Europe/Warsaw", "30 0-23 * * *", "2026-03-29T00:00:00Z",
        ["2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z"]
      ),
      (
        "Europe/Warsaw", "*/30 * * * *", "2026-03-29T00:00:00Z",
        ["2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z"]
      ),
      // A month later nobody remembers the change.
      (
        "Europe/Warsaw", "30 2 29 * *", "2026-02-28T12:00:00Z",
        ["2026-03-29T01:00:00Z", "2026-04-29T00:30:00Z"]
      ),
      ("Europe/Warsaw", "30 2 28 * *", "2026-02-28T12:00:00Z", ["2026-03-28T01:30:00Z"]),
      // 25 October 2026: 03:00 becomes 02:00. What comes twice runs the first time.
      (
        "Europe/Warsaw", "30 2 * * *", "2026-10-24T12:00:00Z",
        ["2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"]
      ),
      ("Europe/Warsaw", "30 2 * * *", "2026-10-25T01:00:00Z", ["2026-10-26T01:30:00Z"]),
      (
        "Europe/Warsaw", "0 3 * * *", "2026-10-24T12:00:00Z",
        ["2026-10-25T02:00:00Z", "2026-10-26T02:00:00Z"]
      ),
      (
        "Europe/Warsaw", "0 */2 * * *", "2026-10-24T22:00:00Z",
        ["2026-10-25T00:00:00Z", "2026-10-25T03:00:00Z"]
      ),
      (
        "Europe/Warsaw", "30 * * * *", "2026-10-25T00:00:00Z",
        ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z"]
      ),
      (
        "Europe/Warsaw", "*/30 2 * * *", "2026-10-24T23:00:00Z",
        [
          "2026-10-25T00:00:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z", "2026-10-25T01:30:00Z",
          "2026-10-26T01:00:00Z",
        ]
      ),
      // São Paulo: 15 October 2017 has no midnight; on 18 February 2018, 00:00 becomes 23:00 of the day before.
      (
        "America/Sao_Paulo", "@daily", "2017-10-14T12:00:00Z",
        ["2017-10-15T03:00:00Z", "2017-10-16T02:00:00Z"]
      ),
      ("America/Sao_Paulo", "0 0 15 10 *", "2017-10-14T12:00:00Z", ["2017-10-15T03:00:00Z"]),
      (
        "America/Sao_Paulo", "30 23 * * *", "2018-02-17T12:00:00Z",
        ["2018-02-18T01:30:00Z", "2018-02-19T02:30:00Z"]
      ),
      ("America/Sao_Paulo", "@daily", "2018-02-17T12:00:00Z", ["2018-02-18T03:00:00Z"]),
      // No clock changes since 2019.
      (
        "America/Sao_Paulo", "@daily", "2026-10-17T12:00:00Z",
        ["2026-10-18T03:00:00Z", "2026-10-19T03:00:00Z"]
      ),
      // Half an hour east of the hour, without changes.
      (
        "Asia/Kolkata", "0 9 * * *", "2026-03-29T03:29:59Z", ["2026-03-29T03:30:00Z", "2026-03-30T03:30:00Z"]
      ),
      ("Asia/Kolkata", "@hourly", "2026-03-29T03:29:59Z", ["2026-03-29T03:30:00Z", "2026-03-29T04:30:00Z"]),
      // Lord Howe moves by half an hour. 4 October 2026: 02:00 becomes 02:30; 5 April 2026: 02:00 becomes 01:30.
      (
        "Australia/Lord_Howe", "15 2 * * *", "2026-10-03T12:00:00Z",
        ["2026-10-03T15:30:00Z", "2026-10-04T15:15:00Z"]
      ),
      ("Australia/Lord_Howe", "45 2 * * *", "2026-10-03T12:00:00Z", ["2026-10-03T15:45:00Z"]),
      (
        "Australia/Lord_Howe", "45 1 * * *", "2026-04-04T12:00:00Z",
        ["2026-04-04T14:45:00Z", "2026-04-05T15:15:00Z"]
      ),
      (
        "Australia/Lord_Howe", "*/15 1 * * *", "2026-04-04T14:20:00Z",
        [
          "2026-04-04T14:30:00Z", "2026-04-04T14:45:00Z", "2026-04-04T15:00:00Z", "2026-04-04T15:15:00Z",
          "2026-04-05T14:30:00Z",
        ]
      ),
      // St John's changed at one minute past midnight, so that a date came back.
      (
        "America/St_Johns", "*/30 * * * *", "2010-11-07T02:15:00Z",
        ["2010-11-07T02:30:00Z", "2010-11-07T03:00:00Z", "2010-11-07T03:30:00Z", "2010-11-07T04:00:00Z"]
      ),
      (
        "America/St_Johns", "@daily", "2010-11-06T12:00:00Z",
        ["2010-11-07T02:30:00Z", "2010-11-08T03:30:00Z"]
      ),
      // Samoa had no 30 December 2011: its jobs come as one when the 31st begins.
      (
        "Pacific/Apia", "0 9,17 30 * *", "2011-12-02T00:00:00Z",
        ["2011-12-30T10:00:00Z", "2012-01-29T19:00:00Z"]
      ),
    ])
  func clockChanges(zone: String, cron: String, after: String, expected: [String]) throws {
    let found = try runs(cron, after: moment(after), in: zone, count: expected.count)
    #expect(found == expected.map(moment))
  }

  private func runs(_ cron: String, after start: Date, in zone: String, count: Int) throws -> [Date] {
    let cron = try CronExpression(cron)
    let zone = try #require(TimeZone(identifier: zone))
    return Array(sequence(first: start) { cron.next(after: $0, in: zone) }.dropFirst().prefix(count))
  }
}

/// `2026-03-29T01:00:00Z`
func moment(_ text: String) -> Date {
  try! Date(text, strategy: .iso8601)
}
