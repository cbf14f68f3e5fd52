import Testing

@testable import LibPQ

@Suite struct ConnectionPlanTests {
  @Test func everyHostIsAnAttemptOfItsOwn() {
    let plan = plan(["host": "a, /run/b ,::1", "port": "1,2,3", "dbname": "d"])
    #expect(
      plan.attempts == [
        attempt(host: "a", port: "1", unresolved: "a"), attempt(host: "/run/b", port: "2"),
        attempt(host: "::1", port: "3", unresolved: "::1"),
      ])
    #expect(plan.common["dbname"] == "d")
  }

  @Test func onePortServesAllHosts() {
    let plan = plan(["host": "/a,/b", "port": "7"])
    #expect(plan.attempts == [attempt(host: "/a", port: "7"), attempt(host: "/b", port: "7")])
  }

  @Test func aGivenAddressIsNotLookedUp() {
    let plan = plan(["host": "db.example", "hostaddr": "192.0.2.1"])
    #expect(plan.attempts == [attempt(host: "db.example", address: "192.0.2.1")])
  }

  @Test func theEnvironmentFillsGaps() {
    let options = ConnectionOptions(
      given: ["dbname": "d"], defaults: ["host": "/e", "port": "9", "target_session_attrs": "read-write"])
    let plan = ConnectionPlan(options, timeout: .seconds(1))
    #expect(plan.attempts == [attempt(host: "/e", port: "9", attributes: "read-write")])
  }

  @Test func preferStandbyLooksTwice() {
    let plan = plan(["host": "/a,/b", "target_session_attrs": "prefer-standby"])
    #expect(
      plan.attempts == [
        attempt(host: "/a", attributes: "standby"), attempt(host: "/b", attributes: "standby"),
        attempt(host: "/a"), attempt(host: "/b"),
      ])
  }

  @Test func listsThatDoNotFitAreLeftToLibpq() {
    let plan = plan(["host": "a,b", "port": "1,2,3"])
    #expect(plan.attempts.count == 1)
    #expect(plan.attempts[0].unresolvedHost == nil)
    #expect(plan.attempts[0].overrides["host"] == nil)
  }

  @Test(arguments: [("7", 7), ("1", 2), ("0", 30), ("-1", 30), ("", 30)])
  func connectTimeoutFollowsLibpq(given: String, expected: Int) {
    let options = ConnectionOptions(given: ["host": "/a", "connect_timeout": given])
    #expect(ConnectionPlan(options, timeout: .seconds(30)).timeout == .seconds(expected))
  }

  @Test func stringsAreReadByLibpq() throws {
    let uri = try ConnectionOptions(
      ConnectionConfiguration("postgresql://u:p@h1:1,h2:2/d?target_session_attrs=primary"))
    #expect(uri.given["host"] == "h1,h2")
    #expect(uri.given["port"] == "1,2")
    #expect(uri["target_session_attrs"] == "primary")
    var configuration = ConnectionConfiguration("host=/x dbname=d")
    configuration.options = ["dbname": "other"]
    #expect(try ConnectionOptions(configuration).given == ["host": "/x", "dbname": "other"])
  }

  @Test(arguments: ["host=/x dbname=d password='s3cret", "postgresql://u:s3cret@[::1/d", "s3cret"])
  func aBrokenStringIsRefusedWithoutQuotingIt(text: String) throws {
    let error = try #require(throws: ConnectionError.self) {
      try ConnectionOptions(ConnectionConfiguration(text))
    }
    #expect(error.kind == .invalidConfiguration)
    #expect(!error.description.contains("s3cret"))
  }

  @Test func anUnknownKeywordIsNamed() throws {
    let error = try #require(throws: ConnectionError.self) {
      try ConnectionOptions(ConnectionConfiguration("hots=/x"))
    }
    #expect(error.description.contains("\"hots\""))
  }

  private func plan(_ given: [String: String]) -> ConnectionPlan {
    ConnectionPlan(ConnectionOptions(given: given), timeout: .seconds(1))
  }

  private func attempt(
    host: String, address: String = "", port: String? = nil, attributes: String = "any",
    unresolved: String? = nil
  ) -> ConnectionPlan.Attempt {
    var overrides = ["host": host, "hostaddr": address, "target_session_attrs": attributes]
    overrides["port"] = port
    return ConnectionPlan.Attempt(overrides: overrides, unresolvedHost: unresolved)
  }
}
