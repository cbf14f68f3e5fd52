import Foundation
import LibPQ

/// An attempt as the database hands it out: of any kind, its arguments still JSON.
struct ClaimedAttempt: Sendable {
  let generation: Int32
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

  init(_ row: Row) throws {
    generation = try row.decode(Int32.self, "generation")
    seq = try row.decode(Int64.self, "seq")
    job = try row.decode(Int64.self, "job")
    band = try row.decode(Int16.self, "band")
    kind = try row.decode(String.self, "kind")
    arguments = try row.decode(JSONText.self, "arguments")
    attempt = try row.decode(Int16.self, "attempt")
    due = try row.decode(Date.self, "due")
    deadline = try row.decode(Date?.self, "deadline")
    enqueuedAt = try row.decode(Date.self, "enqueued_at")
    trace = try row.decode(String?.self, "trace")
    round = try row.decode(Int16.self, "round")
  }

  /// The job, or an error that says which property is wrong (and not what it holds).
  func job<Arguments: JobArguments>(_: Arguments.Type) throws(UnreadableArguments) -> Job<Arguments> {
    do {
      let decoded = try ArgumentsCoding.decoder().decode(Arguments.self, from: Data(arguments.rawValue.utf8))
      return Job(
        id: job, attempt: Int(attempt), arguments: decoded, band: Int(band), due: due, deadline: deadline,
        enqueuedAt: enqueuedAt, trace: trace, round: Int(round))
    } catch {
      throw UnreadableArguments(kind: kind, error)
    }
  }
}

/// The arguments of a job are not what its kind takes: an old job beside a new program, or the other way round.
struct UnreadableArguments: Error, CustomStringConvertible {
  let description: String

  init(kind: String, _ error: any Error) {
    let path: [any CodingKey]? =
      switch error {
      case DecodingError.keyNotFound(let key, let context): context.codingPath + [key]
      case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
        DecodingError.dataCorrupted(let context):
        context.codingPath
      default: nil
      }
    let place = path.map { $0.map(\.stringValue).joined(separator: ".") } ?? ""
    description = "the arguments cannot be read as \(kind)" + (place.isEmpty ? "" : ": \(place)")
  }
}
