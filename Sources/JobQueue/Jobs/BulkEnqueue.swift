public import Foundation
public import LibPQ

extension JobQueue {
  /// Enqueues any number of jobs of one kind, to run at once, by COPY: the fastest way, in constant memory.
  ///
  /// - Parameters:
  ///   - arguments: read while they are sent; an error in encoding one dooms the transaction.
  ///   - band: of all of them.
  ///   - deadline: of all of them. It is noted; unlike with `enqueue`, it does not change the band.
  /// - Returns: how many. Their numbers are not known.
  /// - Throws: `UnknownQueue` when there is no such queue or band; `EncodingError`; what COPY throws.
  @discardableResult
  public static func bulkEnqueue<Arguments: JobArguments>(
    _ arguments: some Sequence<Arguments>, band: Int = 1, deadline: Date? = nil, in transaction: Transaction
  ) async throws -> Int {
    let rows = try await transaction.execute(.lanesForCopy, Arguments.queue, Int16(clamping: band), deadline)
    let lanes = try rows.map { row in
      Lane(
        id: try row.decode(Int16.self, "lane_id"), due: try row.decode(Date.self, "due"),
        generation: try row.decode(Int16.self, "generation"))
    }
    guard !lanes.isEmpty else { throw UnknownQueue(queue: Arguments.queue, band: band) }
    let count = try await transaction.copyIn(
      .copyEntries, EntryChunks(arguments: arguments.makeIterator(), lanes: lanes, deadline: deadline))
    try await transaction.execute(.wake, Arguments.queue)
    return count
  }
}

/// There is no such queue, or it has no such band: `JobQueue.createQueue` makes it.
public struct UnknownQueue: Error, Hashable, Sendable, CustomStringConvertible {
  public let queue: String
  public let band: Int

  public var description: String {
    "queue \"\(queue)\" has no band \(band): create it with JobQueue.createQueue"
  }
}

/// Where some of the entries go.
private struct Lane {
  let id: Int16
  let due: Date
  let generation: Int16
}

/// Entries in COPY's binary format, some hundred at a time. Runs of 64 go to one lane, as SQL's enqueue has it.
private struct EntryChunks<Arguments: IteratorProtocol>: AsyncSequence, AsyncIteratorProtocol
where Arguments.Element: JobArguments {
  var arguments: Arguments
  let lanes: [Lane]
  let deadline: Date?
  private var count = 0
  private var isEnded = false
  private let encoder = ArgumentsCoding.encoder

  init(arguments: Arguments, lanes: [Lane], deadline: Date?) {
    self.arguments = arguments
    self.lanes = lanes
    self.deadline = deadline
  }

  func makeAsyncIterator() -> Self { self }

  mutating func next() async throws -> [UInt8]? {
    guard !isEnded else { return nil }
    var chunk = count == 0 ? CopyBinary.header : []
    while chunk.count < 65536 {
      guard let job = arguments.next() else {
        isEnded = true
        return chunk + CopyBinary.trailer
      }
      let lane = lanes[count / 64 % lanes.count]
      let json = JSONText(String(decoding: try encoder.encode(job), as: UTF8.self))
      try CopyBinary.append(
        [lane.generation, lane.id, lane.due, deadline, Arguments.Element.kind, json], to: &chunk)
      count += 1
    }
    return chunk
  }
}
