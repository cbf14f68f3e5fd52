/// What a kind of job is about. Encoded as a JSON object, so its shape is a contract with jobs that already wait:
/// add optional properties, never rename one.
///
/// Hold ids here, not data: arguments are kept after the data they speak of was erased, and are shown to operators.
public protocol JobArguments: Codable, Sendable {
  /// The kind's name, by which a worker finds its handler, such as `send_welcome`. Not empty.
  static var kind: String { get }
  /// The queue that such jobs wait in; `JobQueue.createQueue` makes it.
  static var queue: String { get }
}
