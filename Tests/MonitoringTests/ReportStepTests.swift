import Complaints
import Monitoring
import Testing

@Suite struct ReportStepTests {
  private func period(_ from: String, _ to: String) -> ReportPeriod {
    ReportPeriod(from: CivilDate(from)!, to: CivilDate(to)!, zone: .utc)
  }

  @Test(arguments: [
    (ReportStep.day, "2026-02-27", "2026-03-01", ["2026-02-27", "2026-02-28", "2026-03-01"]),
    (.week, "2026-03-01", "2026-03-16", ["2026-03-01", "2026-03-02", "2026-03-09", "2026-03-16"]),
    (.week, "2026-03-02", "2026-03-08", ["2026-03-02"]),
    (.month, "2026-01-31", "2026-04-01", ["2026-01-31", "2026-02-01", "2026-03-01", "2026-04-01"]),
    (.month, "2026-12-01", "2027-01-15", ["2026-12-01", "2027-01-01"]),
  ])
  func beginnings(_ step: ReportStep, _ from: String, _ to: String, _ expected: [String]) {
    #expect(step.beginnings(in: period(from, to)).map(\.description) == expected)
  }

  @Test func theStepSuitsThePeriod() {
    #expect(ReportStep(suiting: period("2026-01-01", "2026-01-31")) == .day)
    #expect(ReportStep(suiting: period("2026-01-01", "2026-03-31")) == .week)
    #expect(ReportStep(suiting: period("2026-01-01", "2026-12-31")) == .month)
  }
}
