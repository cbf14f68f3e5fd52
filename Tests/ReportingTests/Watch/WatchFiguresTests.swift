import Testing

@testable import Monitoring
@testable import Reporting

@Suite struct WatchFiguresTests {
  @Test func queuesAreToldOverTheirBands() throws {
    let figures = WatchFixtures.figures
    #expect(figures[.queues].rows.map(\.id) == ["clock", "compensate", "notify", "verify"])
    let texts = figures[.queues].rows.map { $0.cells.map(\.text) }
    #expect(texts[3] == ["verify", "1208", "", "0", "50", "42", "11 m 52 s", "100", "0", "0"])
    #expect(texts[2][1] == "10 000+")
    #expect(figures[.queues].rows[3].cells[2].trend == [4, 9, 24, 84, 324, 644, 1208])
    #expect(figures[.queues].rows.map(\.isAlarming) == [false, true, false, false])
  }

  @Test func theAlarmsAreThoseOfCheck() {
    let alarms = WatchFixtures.figures.alarms
    #expect(
      alarms.map(\.text) == [
        "a job has waited 11 m 52 s", "2 dead letters", "a message is unsent for 2 h 1 m",
        "3 commitments over",
      ])
    #expect(alarms.allSatisfy { !$0.isCritical })
    let status = WatchFixtures.status()
    let alone = StatusReport(
      moment: status.moment, queues: status.queues, flow: status.flow, workers: [],
      throughput: status.throughput,
      attention: status.attention, failures: [], health: status.health)
    let figures = WatchFixtures.figures(alone)
    #expect(figures.alarms.first == .init(text: "no worker is at work", isCritical: true))
  }

  @Test func workersCasesAndFailures() {
    let figures = WatchFixtures.figures
    #expect(figures[.workers].rows.map(\.isAlarming) == [false, false, true])
    #expect(
      figures[.cases].rows[0].cells.map(\.text).prefix(4) == [
        "R0000010", "internal_target", "-5 h 33 m", "104 %",
      ])
    #expect(figures[.cases].rows[4].cells[2].text == "paused")
    // What a terminal would obey is visible.
    #expect(
      figures[.failures].rows[0].cells[3].text == "the provider did not answer: \u{FFFD}[2Jżółw second line")
  }

  @Test func theHistoryIsBoundedAndForgetsQueues() {
    var history = WatchHistory()
    for number in 1...100 { history.add(WatchFixtures.status(waiting: Int64(number))) }
    #expect(history.done.count == WatchHistory.most)
    #expect(history.waiting["verify"]?.last == 104)
    let status = WatchFixtures.status()
    history.add(
      StatusReport(
        moment: status.moment, queues: [], flow: [], workers: [], throughput: status.throughput,
        attention: status.attention, failures: [], health: status.health))
    #expect(history.waiting.isEmpty)
  }

  @Test(
    arguments: [
      ([], 4, "    ", "    "), ([0, 0], 4, "  ▁▁", "  __"), ([0, 1, 100], 3, "▁▂█", "_.#"),
      ([1, 2, 3, 4], 2, "▇█", "*#"),
      ([5], 0, "", ""),
    ] as [([Double], Int, String, String)])
  func sparklines(_ samples: [Double], _ width: Int, _ unicode: String, _ ascii: String) {
    #expect(Sparkline.text(samples, width: width, isUnicode: true) == unicode)
    #expect(Sparkline.text(samples, width: width, isUnicode: false) == ascii)
  }
}

@Suite struct WatchLinkTests {
  @Test func saysWhatIsWrongAndHowOldTheFiguresAre() {
    var link = WatchLink(every: 2)
    #expect(link.warning == nil && link.words(isPaused: false) == "every 2 s")
    link.took = 3.1
    #expect(link.words(isPaused: false) == "every 2 s, takes 3.1 s")
    link.waited = 2.9
    #expect(link.warning == nil)
    (link.waited, link.age) = (7.6, 9.9)
    #expect(
      link.warning == "NO ANSWER for 7 s, figures are 9 s old" && link.words(isPaused: false) == "NO ANSWER")
    link.failure = "It is gone."
    #expect(link.warning == "NO ANSWER, figures are 9 s old: It is gone.")
    link.age = nil
    #expect(link.warning == "NO ANSWER: It is gone." && link.words(isPaused: true) == "NO ANSWER")
    #expect(WatchLink(every: 2, age: 65.4).words(isPaused: true) == "PAUSED, 1 m 5 s old")
  }

  @Test(arguments: [(0, 2000), (100, 1900), (1000, 1000), (1500, 1500), (9000, 9000)])
  func theDatabaseRestsAsLongAsItWorks(_ took: Int, _ pause: Int) {
    #expect(
      WatchPace.pause(after: .milliseconds(took), every: .seconds(2)) == .milliseconds(pause))
  }
}
