import FullScreen
import Programs
import Testing

@Suite struct ProgressMeterTests {
  @Test func theBarTellsHowFarAndHowLong() {
    var meter = ProgressMeter("orders.csv", total: 200, unit: "rows")
    meter.update(completed: 50, elapsed: .seconds(10))
    #expect(meter.fraction == 0.25)
    #expect(meter.rate == 5)
    #expect(meter.remaining == .seconds(30))
    #expect(meter.bar(width: 80) == "orders.csv  ███████░░░░░░░░░░░░░░░░░░░░░░░   25 %  30 s left")
    meter.update(completed: 200, elapsed: .seconds(40))
    #expect(meter.bar(width: 80).hasSuffix("100 %  40 s"))
  }

  @Test(arguments: [20, 40, 80, 200])
  func itNeverFillsTheWindow(width: Int) {
    var meter = ProgressMeter("a file with a name of some length.csv", total: 3, unit: "rows")
    meter.update(completed: 1, elapsed: .seconds(100))
    #expect(DisplayWidth.of(meter.bar(width: width)) < width)
  }

  @Test func aPipeHasNoEndAndNoBar() {
    var meter = ProgressMeter("standard input", total: nil, unit: "rows")
    meter.update(completed: 12_345, elapsed: .seconds(5))
    #expect(meter.fraction == nil)
    #expect(meter.bar(width: 80) == "standard input: 12 345 rows, 2469 a second")
  }

  @Test func bytesMayTellTheFraction() {
    var meter = ProgressMeter("file", total: nil, unit: "rows")
    meter.update(completed: 7, fraction: 0.5, elapsed: .seconds(2))
    #expect(meter.fraction == 0.5)
    #expect(meter.remaining == .seconds(2))
  }

  @Test func nothingToDoIsDone() {
    #expect(ProgressMeter("empty", total: 0, unit: "rows").fraction == 1)
  }
}
