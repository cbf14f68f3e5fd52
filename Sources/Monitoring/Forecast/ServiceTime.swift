/// A batch that a worker has settled, as its outcomes tell.
struct BatchSample: Sendable, Hashable {
  let queue: String
  let jobs: Int
  /// From its first handler's start to its last settlement.
  let seconds: Double
}

/// What the jobs of a queue cost a worker: so much for each batch, and so much more for each job in it.
///
/// A batch of one at a quiet hour says little about the hundred that are taken at once when there is a backlog, so both parts are told
/// apart by least squares over batches of different sizes. Where all are of one size they cannot be; then everything counts as
/// the jobs' own, which is never too little.
struct ServiceTime: Sendable, Hashable {
  let secondsPerBatch: Double
  let secondsPerJob: Double
  /// Jobs of the largest batch seen: beyond what was measured nothing is assumed.
  let batchSize: Double

  /// `nil` without samples.
  init?(_ samples: some Collection<BatchSample>) {
    guard !samples.isEmpty else { return nil }
    let count = Double(samples.count)
    let sizes = samples.map { Double($0.jobs) }
    let times = samples.map(\.seconds)
    let (size, time) = (sizes.reduce(0, +) / count, times.reduce(0, +) / count)
    let spread = sizes.reduce(0) { $0 + ($1 - size) * ($1 - size) }
    let together = zip(sizes, times).reduce(0) { $0 + ($1.0 - size) * ($1.1 - time) }
    let slope = spread > 0 ? min(max(0, together / spread), time / size) : time / size
    secondsPerJob = slope
    secondsPerBatch = max(0, time - slope * size)
    batchSize = sizes.max() ?? 1
  }

  init(secondsPerBatch: Double = 0, secondsPerJob: Double, batchSize: Double = 1) {
    self.secondsPerBatch = secondsPerBatch
    self.secondsPerJob = secondsPerJob
    self.batchSize = batchSize
  }

  /// What one job takes of a worker's slot when the batches are as full as they have been seen.
  var secondsPerJobInFullBatches: Double { secondsPerJob + secondsPerBatch / batchSize }
  /// How long a job is on its way through a full batch.
  var secondsThrough: Double { secondsPerBatch + secondsPerJob * batchSize }
}
