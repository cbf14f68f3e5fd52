@testable import Telemetry
import Testing

@Suite struct ExpositionTextTests {
  @Test func aFamilyIsToldWithHelpTypeAndSamples() {
    var depth = MetricFamily("redress_queue_waiting_jobs", .gauge, "Jobs that wait.")
    depth.add(12, .init("queue", "verify"), .init("band", "0"))
    depth.add(0.25, .init("queue", "notify"), .init("band", "1"))
    let empty = MetricFamily("nothing", .counter, "Left out.")
    #expect(
      ExpositionText.text([depth, empty]) == """
        # HELP redress_queue_waiting_jobs Jobs that wait.
        # TYPE redress_queue_waiting_jobs gauge
        redress_queue_waiting_jobs{queue="verify",band="0"} 12
        redress_queue_waiting_jobs{queue="notify",band="1"} 0.25

        """)
  }

  @Test func noLabelChangesTheStructure() {
    var family = MetricFamily("m", .gauge, "a\\b\nc")
    family.add(1, .init("host", "x\"} 5\nevil{a=\"\\"))
    #expect(
      ExpositionText.text([family]) == """
        # HELP m a\\\\b\\nc
        # TYPE m gauge
        m{host="x\\"} 5\\nevil{a=\\"\\\\"} 1

        """)
  }

  @Test(arguments: [
    (Double.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"), (3, "3"), (-2, "-2"), (0.5, "0.5"),
    (1e18, "1e+18"),
  ])
  func numbers(value: Double, text: String) { #expect(ExpositionText.number(value) == text) }
}
