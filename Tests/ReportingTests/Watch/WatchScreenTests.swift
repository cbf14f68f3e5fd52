import Foundation
import FullScreen
import Programs
import Testing

@testable import Monitoring
@testable import Reporting

/// What the live view looks like: the screens in Tests/Screens. With REDRESS_SCREENS=write they are written anew, to be looked at.
@Suite struct WatchScreenTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Screens")

  private func scene(_ columns: Int, _ rows: Int, isUnicode: Bool = true) -> WatchScene {
    var scene = WatchScene(every: 2, size: .init(columns: columns, rows: rows), isUnicode: isUnicode)
    scene.figures = WatchFixtures.figures
    scene.link.age = 0.5
    return scene
  }

  private func expect(_ scene: WatchScene, _ name: String, sourceLocation: SourceLocation = #_sourceLocation)
    throws
  {
    var scene = scene
    let screen = scene.screen()
    #expect(screen.size == scene.size)
    let text = screen.lines.joined(separator: "\n") + "\n"
    let file = Self.folder.appendingPathComponent("watch-\(name).txt")
    if ProcessInfo.processInfo.environment["REDRESS_SCREENS"] == "write" {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let golden = try String(contentsOf: file, encoding: .utf8)
    #expect(text == golden, "\(name)", sourceLocation: sourceLocation)
  }

  @Test(arguments: [(80, 24), (120, 40), (40, 12), (200, 50), (30, 6), (20, 3)])
  func overview(_ columns: Int, _ rows: Int) throws {
    try expect(scene(columns, rows), "overview-\(columns)x\(rows)")
  }

  @Test func withoutUnicode() throws { try expect(scene(80, 24, isUnicode: false), "ascii-80x24") }

  @Test(arguments: [("1", "queues"), ("2", "workers"), ("3", "clocks"), ("4", "cases"), ("5", "failures")])
  func eachListAlone(_ key: Character, _ name: String) throws {
    for (columns, rows) in [(80, 24), (40, 12)] {
      var scene = scene(columns, rows)
      _ = scene.press(.character(key))
      try expect(scene, "\(name)-\(columns)x\(rows)")
    }
  }

  @Test func aSortedAndFilteredList() throws {
    var scene = scene(80, 24)
    for key in "4sss/verif" { _ = scene.press(.character(key)) }
    try expect(scene, "typing-80x24")
    _ = scene.press(.enter)
    _ = scene.press(.character("r"))
    try expect(scene, "sorted-80x24")
  }

  @Test func beforeTheFirstAnswer() throws {
    var scene = WatchScene(every: 2, size: .init(columns: 80, rows: 24), isUnicode: true)
    try expect(scene, "nothing-yet-80x24")
    scene.link.failure = "The database cannot be reached: connection refused."
    try expect(scene, "never-answered-80x24")
  }

  @Test func aDatabaseThatDoesNotAnswer() throws {
    for (columns, rows) in [(80, 24), (40, 12), (30, 6)] {
      var scene = scene(columns, rows)
      scene.link.age = 74
      scene.link.failure = "The database cannot be reached: connection refused."
      try expect(scene, "no-answer-\(columns)x\(rows)")
    }
  }

  @Test func helpRowAndCase() throws {
    var scene = scene(80, 24)
    _ = scene.press(.character("?"))
    try expect(scene, "help-80x24")
    _ = scene.press(.escape)
    for key in [Key.character("5"), .down, .enter] { _ = scene.press(key) }
    try expect(scene, "row-80x24")
    for key in [Key.escape, .character("4"), .enter] { _ = scene.press(key) }
    try expect(scene, "reading-80x24")
    var events = Page.Section("events", "Last events", .text("happened"), .flexible("what"))
    for number in 1...40 { events.add("2026-03-15 12:\(number + 10)Z", "event \(number)\u{1B}[2J") }
    scene.story = .page(Page("Case", moment: "At noon", events))
    for key in [Key.pageDown, .down] { _ = scene.press(key) }
    try expect(scene, "case-80x24")
  }

  @Test func nothingIsAlarming() throws {
    var scene = scene(80, 24)
    let levels = WatchFixtures.levels
    let calm = WatchFixtures.status(waiting: 0, failures: 0, unsent: 0)
    scene.figures = WatchFigures(
      .init(
        moment: calm.moment, queues: [], flow: [], workers: Array(calm.workers.prefix(1)),
        throughput: calm.throughput,
        attention: calm.attention, failures: [], health: calm.health),
      .init(moment: levels.moment, clocks: [], cases: [], attainment: nil), WatchHistory(),
      server: "redress at this machine:5432")
    try expect(scene, "calm-80x24")
  }

  /// No window is an error, wherever one is.
  @Test func everySizeCanBeDrawn() {
    for columns in [0, 1, 5, 23, 24, 25, 39, 60, 300] {
      for rows in 0...30 {
        for key in "01234?" {
          var scene = scene(columns, rows)
          scene.link.failure = "It is gone."
          _ = scene.press(.character(key))
          _ = scene.press(.end)
          _ = scene.press(.enter)
          #expect(scene.screen().lines.count == rows)
        }
      }
    }
  }
}
