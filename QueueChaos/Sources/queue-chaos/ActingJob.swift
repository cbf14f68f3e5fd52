import JobQueue

/// A job that acts as its arguments say.
protocol ActingJob: JobArguments {
  var act: Act { get }
  init(_ act: Act)
}

extension ActingJob {
  init(from decoder: any Decoder) throws { self.init(try Act(from: decoder)) }
  func encode(to encoder: any Encoder) throws { try act.encode(to: encoder) }
}

enum ChaosQueues {
  static let wide = "chaos"
  /// One shard: every claim meets in its lanes.
  static let narrow = "narrow"
  static let all = [wide, narrow]
}

struct Plain: ActingJob {
  static let kind = "plain"
  static let queue = ChaosQueues.wide
  let act: Act
  init(_ act: Act) { self.act = act }
}

struct Narrow: ActingJob {
  static let kind = "narrow"
  static let queue = ChaosQueues.narrow
  let act: Act
  init(_ act: Act) { self.act = act }
}

/// At most three at once.
struct Limited: ActingJob {
  static let kind = "limited"
  static let queue = ChaosQueues.wide
  let act: Act
  init(_ act: Act) { self.act = act }
}

/// At most one at once for each key, and four of all.
struct Keyed: ActingJob {
  static let kind = "keyed"
  static let queue = ChaosQueues.narrow
  let act: Act
  init(_ act: Act) { self.act = act }
}

/// So many in a period.
struct Rated: ActingJob {
  static let kind = "rated"
  static let queue = ChaosQueues.wide
  let act: Act
  init(_ act: Act) { self.act = act }
}

/// With a unique key.
struct Single: ActingJob {
  static let kind = "single"
  static let queue = ChaosQueues.wide
  let act: Act
  init(_ act: Act) { self.act = act }
}

/// A kind that not every worker knows.
struct Stranger: ActingJob {
  static let kind = "stranger"
  static let queue = ChaosQueues.narrow
  let act: Act
  init(_ act: Act) { self.act = act }
}
