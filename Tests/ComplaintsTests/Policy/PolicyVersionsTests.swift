import Testing

@testable import Complaints

/// "Versions have dates": the civil day of receipt decides which one a complaint is received under.
@Suite struct PolicyVersionsTests {
  private static func version(
    _ number: Int, from first: String, through last: String? = nil, zone: String? = nil, id: String = "pl"
  ) throws -> PolicyVersions.Named {
    var source = ShippedPolicies.source("pl")!
      .replacing("policy: pl\n", with: "policy: \(id)\n")
      .replacing("version: 1\n", with: "version: \(number)\n")
      .replacing(
        "valid_from: 2016-01-01\n",
        with: "valid_from: \(first)\n" + (last.map { "valid_through: \($0)\n" } ?? ""))
    if let zone { source = source.replacing("zone: Europe/Warsaw", with: "zone: \(zone)") }
    return PolicyVersions.Named("\(number).yaml", try Policy.read(source))
  }

  private static func day(_ text: String) -> CivilDate { CivilDate(text)! }

  @Test(
    arguments: [
      ("2026-01-01", 1), ("2026-06-30", 1), ("2026-07-01", 2), ("2026-12-31", 2), ("2027-01-01", 3),
      ("2030-01-01", 3),
    ])
  func theDayOfReceiptDecides(_ day: String, _ expected: Int) throws {
    // In whatever order they are given.
    let versions = try PolicyVersions([
      Self.version(3, from: "2027-01-01"), Self.version(1, from: "2026-01-01"),
      Self.version(2, from: "2026-07-01", through: "2026-12-31"),
    ])
    #expect(try versions.version(on: Self.day(day)).version == expected)
  }

  @Test func outsideOfAllIsAnErrorThatNamesTheDays() throws {
    let versions = try PolicyVersions([
      Self.version(1, from: "2026-01-01"), Self.version(2, from: "2026-07-01", through: "2026-12-31"),
    ])
    #expect(
      throws: PolicyNotInForce(id: "pl", day: Self.day("2025-12-31"), bound: .from(Self.day("2026-01-01")))
    ) {
      try versions.version(on: Self.day("2025-12-31"))
    }
    #expect(
      throws: PolicyNotInForce(id: "pl", day: Self.day("2027-01-01"), bound: .through(Self.day("2026-12-31")))
    ) {
      try versions.version(on: Self.day("2027-01-01"))
    }
  }

  @Test func eachVersionHasItsLastDay() throws {
    let versions = try PolicyVersions([
      Self.version(1, from: "2026-01-01"), Self.version(2, from: "2026-07-01"),
    ])
    #expect(versions.lastDay(of: versions.named[0].policy) == Self.day("2026-06-30"))
    #expect(versions.lastDay(of: versions.named[1].policy) == nil)
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    let first: String
    let last: String?
    let next: (number: Int, from: String, zone: String?, id: String)
    let path: String
    let reason: String
    var testDescription: String { reason }

    init(
      from first: String = "2026-01-01", through last: String? = nil, next number: Int = 2,
      begins nextFirst: String, zone: String? = nil, id: String = "pl", _ path: String, _ reason: String
    ) {
      (self.first, self.last, next) = (first, last, (number, nextFirst, zone, id))
      (self.path, self.reason) = (path, reason)
    }
  }

  static let mistakes: [Mistake] = [
    Mistake(
      through: "2026-06-30", begins: "2026-07-15", "valid_from",
      "nothing is in force from 2026-07-01 through 2026-07-14: version 1 ends on 2026-06-30 (1.yaml)"),
    Mistake(
      through: "2026-06-30", begins: "2026-06-15", "valid_from",
      "from 2026-06-15 through 2026-06-30 version 1 is in force too (1.yaml)"),
    Mistake(
      begins: "2026-01-01", "valid_from", "2026-01-01 is not after 2026-01-01, when version 1 begins (1.yaml)"
    ),
    Mistake(
      begins: "2025-01-01", "valid_from", "2025-01-01 is not after 2026-01-01, when version 1 begins (1.yaml)"
    ),
    Mistake(
      next: 1, begins: "2026-07-01", "version", "as in 1.yaml: give the changed policy the next version"),
    Mistake(begins: "2026-07-01", zone: "Europe/Berlin", "zone", "the day of a receipt would not be one day"),
    Mistake(begins: "2026-07-01", id: "eu", "policy", "one policy at a time"),
  ]

  @Test(arguments: mistakes)
  func gapsAndOverlapsAreToldWithTheirLine(_ mistake: Mistake) throws {
    let next = try Self.version(
      mistake.next.number, from: mistake.next.from, zone: mistake.next.zone, id: mistake.next.id)
    let named = [
      try Self.version(1, from: mistake.first, through: mistake.last),
      PolicyVersions.Named("next.yaml", next.policy),
    ]
    let problems = #expect(throws: PolicyVersionProblems.self) { try PolicyVersions(named) }?.problems ?? []
    #expect(problems.map(\.name) == ["next.yaml"])
    #expect(problems.map(\.problem.path) == [mistake.path])
    #expect(problems[0].problem.reason.contains(mistake.reason))
    let line = next.policy.source.split(separator: "\n", omittingEmptySubsequences: false)[
      problems[0].problem.line - 1]
    #expect(line.hasPrefix("\(mistake.path):"))
  }

  @Test func aVersionThatEndsBeforeItBeginsIsRefused() {
    let source = ShippedPolicies.source("pl")!.replacing(
      "valid_from: 2016-01-01\n", with: "valid_from: 2016-01-01\nvalid_through: 2015-12-31\n")
    let problems = #expect(throws: PolicyProblems.self) { try Policy.read(source) }?.problems ?? []
    #expect(problems.map(\.path) == ["valid_through"])
  }
}
