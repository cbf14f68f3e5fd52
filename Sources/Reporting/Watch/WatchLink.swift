import Programs

/// How it stands with the database, for people. Pure; spans are in seconds.
struct WatchLink: Sendable, Hashable {
  /// How often it is looked.
  let every: Double
  /// How long the last look took.
  var took: Double?
  /// Since what is shown was read; `nil` when nothing was yet.
  var age: Double?
  /// How long the look that is under way has been waited for.
  var waited: Double?
  /// Why the last look failed; `nil` when it did not.
  var failure: String?

  /// A look may take so long before it is said.
  static let patience = 3.0

  /// Something is wrong, in a sentence.
  var warning: String? {
    let age = age.map { ", figures are \(durationText($0.rounded(.down))) old" } ?? ""
    if let failure { return "NO ANSWER\(age): \(failure)" }
    guard let waited, waited >= Self.patience else { return nil }
    return "NO ANSWER for \(durationText(waited.rounded(.down)))\(age)"
  }

  /// How often it is looked, or why it is not, in a few words.
  func words(isPaused: Bool) -> String {
    if warning != nil { return "NO ANSWER" }
    if isPaused { return "PAUSED" + (age.map { ", \(durationText($0.rounded(.down))) old" } ?? "") }
    let slow = took.flatMap { $0 > every ? ", takes \(durationText($0))" : nil } ?? ""
    return "every \(durationText(every))\(slow)"
  }
}

/// When it is looked again. Pure.
enum WatchPace {
  /// The pause after a look that took so long: looks begin `every` apart, but the database rests at least as long as it worked.
  static func pause(after took: Duration, every: Duration) -> Duration { max(every - took, took, .zero) }
}
