import Monitoring

/// What was seen at the last looks: what the trends are drawn from. Pure.
struct WatchHistory: Sendable, Hashable {
  private(set) var waiting: [String: [Double]] = [:]
  private(set) var done: [Double] = []

  /// As many as the widest trend has columns.
  static let most = 60

  /// A queue that is gone is forgotten.
  mutating func add(_ status: StatusReport) {
    let depths = Dictionary(grouping: status.queues, by: \.queue).mapValues { bands in
      Double(bands.reduce(0) { $0 + $1.waiting })
    }
    waiting = depths.reduce(into: [:]) { $0[$1.key] = Self.kept(waiting[$1.key] ?? [], $1.value) }
    done = Self.kept(done, status.throughput.perSecondOverOneMinute)
  }

  private static func kept(_ samples: [Double], _ sample: Double) -> [Double] {
    (samples + [sample]).suffix(most)
  }
}

/// A row of little columns, the latest at the right, as high as their numbers.
enum Sparkline {
  /// - Parameter width: columns of the terminal; samples that do not fit are left out, the oldest first.
  static func text(_ samples: [Double], width: Int, isUnicode: Bool) -> String {
    let glyphs = Array(isUnicode ? "▁▂▃▄▅▆▇█" : "_.:-=+*#")
    let shown = samples.suffix(max(0, width))
    let most = max(shown.max() ?? 0, 1)
    let line = shown.map { sample in
      // Only nothing is drawn as nothing.
      let level = (sample / most * Double(glyphs.count - 1)).rounded(.up)
      return glyphs[max(0, min(glyphs.count - 1, Int(level)))]
    }
    return String(repeating: " ", count: max(0, width) - line.count) + String(line)
  }
}
