import LibPQ

/// How long the clocks of a period took, by what they are about.
struct AttainmentTimes {
  /// Without policy and kind of complaint: of all.
  struct Subject: Hashable {
    let policy: String?
    let complaint: String?
    let clock: String

    init(_ row: Row) throws {
      policy = try row.decode(String?.self, "policy_id")
      complaint = try row.decode(String?.self, "complaint")
      clock = try row.decode(String.self, "clock")
    }
  }

  struct Times {
    let medianSeconds: Double
    let p95Seconds: Double
  }

  /// They are those of one case in so many.
  let every: Int
  private let times: [Subject: Times]

  /// Results that are looked at, more or less: of so many a median is as good as of all, and a month in which there were ten times as many takes
  /// no longer.
  static let most: Int64 = 20_000

  init(_ rows: Rows) throws {
    every = try rows.first?.decode(Int.self, "every") ?? 1
    times = try Dictionary(
      uniqueKeysWithValues: rows.map { row in
        (
          try Subject(row),
          Times(
            medianSeconds: try row.decode(Double.self, "median_seconds"),
            p95Seconds: try row.decode(Double.self, "p95_seconds"))
        )
      })
  }

  subscript(subject: Subject) -> Times? { times[subject] }
}
