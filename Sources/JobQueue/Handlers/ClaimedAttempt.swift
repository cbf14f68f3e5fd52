import Foundation
import LibPQ

/// An attempt as the database hands it out: of any kind, its arguments still JSON.
struct ClaimedAttempt: Sendable {
  let generation: Int16
  let seq: Int64
  let job: Int64
  let band: Int16
  let kind: String
  let arguments: JSONText
  let attempt: Int16
  let due: Date
  let deadline: Date?
  let enqueuedAt: Date
  let trace: String?
  let round: Int16
  let uniqueKey: String?
  /// Whether its kind has a limit, which must be asked first.
  let isLimited: Bool

  /// By place, in the order that claim.sql and reclaim.sql list: names would be looked up for every job.
  init(_ row: Row) throws {
    generation = try row.decode(at: 0)
    seq = try row.decode(at: 1)
    job = try row.decode(at: 2)
    band = try row.decode(at: 3)
    kind = try row.decode(at: 4)
    arguments = try row.decode(at: 5)
    attempt = try row.decode(at: 6)
    due = try row.decode(at: 7)
    deadline = try row.decode(at: 8)
    enqueuedAt = try row.decode(at: 9)
    trace = try row.decode(at: 10)
    round = try row.decode(at: 11)
    uniqueKey = try row.decode(at: 12)
    isLimited = try row.decode(at: 13)
  }

  func job<Arguments>(with arguments: Arguments) -> Job<Arguments> {
    Job(
      id: job, attempt: Int(attempt), arguments: arguments, band: Int(band), due: due, deadline: deadline,
      enqueuedAt: enqueuedAt, trace: trace, round: Int(round))
  }
}

extension [ClaimedAttempt] {
  /// The jobs with their arguments. Those that are not plain are read as one JSON array, because a decoder for each of them would cost
  /// more than anything else on the way of a small job. Only when that fails is each read by itself, to find the guilty.
  func jobs<Arguments: JobArguments>(_: Arguments.Type) throws(UnreadableArguments) -> [Job<Arguments>] {
    if let jobs = flatJobs(Arguments.self) { return jobs }
    var jobs: [Job<Arguments>] = []
    jobs.reserveCapacity(count)
    let decoder = ArgumentsCoding.decoder()
    let array = "[" + map(\.arguments.rawValue).joined(separator: ",") + "]"
    if let arguments = try? decoder.decode([Arguments].self, from: Data(array.utf8)) {
      // Not zip and map: this is compiled once for all kinds of arguments, where each of their steps looks its types up.
      for index in indices { jobs.append(self[index].job(with: arguments[index])) }
      return jobs
    }
    var reasons: [Int64: String] = [:]
    for attempt in self {
      do {
        let arguments = try decoder.decode(Arguments.self, from: Data(attempt.arguments.rawValue.utf8))
        jobs.append(attempt.job(with: arguments))
      } catch {
        reasons[attempt.seq] = UnreadableArguments.reason(error, kind: attempt.kind)
      }
    }
    guard reasons.isEmpty else { throw UnreadableArguments(reasons: reasons) }
    return jobs
  }

  /// `nil` when the arguments of one of them are not plain: those of its kind seldom are then.
  private func flatJobs<Arguments: JobArguments>(_: Arguments.Type) -> [Job<Arguments>]? {
    var jobs: [Job<Arguments>] = []
    jobs.reserveCapacity(count)
    do throws(FlatArguments.NotFlat) {
      for attempt in self {
        jobs.append(attempt.job(with: try FlatArguments.read(Arguments.self, from: attempt.arguments)))
      }
      return jobs
    } catch {
      return nil
    }
  }
}

/// The arguments of some jobs are not what their kind takes: an old job beside a new program, or the other way round.
struct UnreadableArguments: Error {
  /// By seq: which property is wrong, and not what it holds.
  let reasons: [Int64: String]

  fileprivate static func reason(_ error: any Error, kind: String) -> String {
    let path: [any CodingKey]? =
      switch error {
      case DecodingError.keyNotFound(let key, let context): context.codingPath + [key]
      case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
        DecodingError.dataCorrupted(let context):
        context.codingPath
      default: nil
      }
    let place = path.map { $0.map(\.stringValue).joined(separator: ".") } ?? ""
    return "the arguments cannot be read as \(kind)" + (place.isEmpty ? "" : ": \(place)")
  }
}
