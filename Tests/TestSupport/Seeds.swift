import Foundation

/// What a property test runs over. Each seed is an argument of its test, so a failure names it.
///
/// `REDRESS_SEED=17` runs that one again; `REDRESS_SEEDS=500` runs so many that nobody has tried yet, which is what
/// `scripts/test --all` does. Else the first few: the same every time, and over in seconds.
package enum Seeds {
  package static func first(_ count: Int) -> [UInt64] {
    let environment = ProcessInfo.processInfo.environment
    if let seed = environment["REDRESS_SEED"].flatMap({ UInt64($0) }) { return [seed] }
    guard let more = environment["REDRESS_SEEDS"].flatMap({ Int($0) }) else {
      return Array(1...UInt64(count))
    }
    // Short enough to be typed.
    return (0..<more).map { _ in UInt64.random(in: 1...999_999_999) }
  }
}
