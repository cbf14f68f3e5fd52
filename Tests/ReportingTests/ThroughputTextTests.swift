import Testing

@testable import Monitoring
@testable import Reporting

@Suite struct ThroughputTextTests {
  @Test(arguments: [
    (300.0, "40/s in 1 m, 35/s in 5 m"), (60, "40/s in 1 m"), (4, "40/s in 4 s"),
  ])
  func aSpanIsCalledByItsLength(covered: Double, text: String) {
    let rates = Throughput(
      doneInOneMinute: 2400, doneInFiveMinutes: 10_500, retriedInFiveMinutes: 0, diedInFiveMinutes: 0,
      perSecondOverOneMinute: 40, perSecondOverFiveMinutes: 35, coveredSeconds: covered)
    #expect(rates.ratesText == text)
  }
}
