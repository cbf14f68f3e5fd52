import Synchronization

/// Statements to be run as one unit, and under which conditions.
struct UnitRequest: Sendable {
  var statements: [EncodedStatement]
  /// `nil`: the configuration's statement timeout.
  var timeout: Duration?
  /// The token of the transaction that it belongs to.
  var transaction: UInt64?
  /// It is that transaction's COMMIT or ROLLBACK. Not cancellable: its end must be known.
  var endsTransaction = false
  /// Whether the server is told of a timeout that differs from the session's.
  var adjustsServer = true
  /// False for the second try, which relies on nothing that is prepared.
  var usesNames = true

  init(_ statements: [EncodedStatement], timeout: Duration? = nil, transaction: UInt64? = nil) {
    precondition(!statements.isEmpty, "a unit has at least one statement")
    self.statements = statements
    self.timeout = timeout
    self.transaction = transaction
  }

  init(_ statements: [BoundStatement], timeout: Duration?, transaction: UInt64? = nil) throws {
    guard !statements.isEmpty else { throw ConnectionError(.misuse, "a unit has at least one statement") }
    self.init(try statements.map { try EncodedStatement($0) }, timeout: timeout, transaction: transaction)
  }

  /// The answers with the names that errors of decoding will show.
  func rows(_ replies: [ResultHandle]) -> [Rows] {
    zip(replies, statements).map { Rows(result: $0, statement: $1.statement.name) }
  }
}

/// What a unit comes to: called once, on the event loop.
typealias UnitCompletion = @Sendable (Result<[ResultHandle], any Error>) -> Void

/// A unit on its way through pool and connection, for the cancellation of its task to follow.
final class UnitTicket: Sendable {
  private static let lastID = Atomic<UInt64>(0)

  /// Unique in the process.
  let id = UnitTicket.lastID.wrappingAdd(1, ordering: .relaxed).newValue
  private let cancelled = Atomic(false)
  /// How to let go of it where it is now. Only touched on the loop.
  nonisolated(unsafe) var abandon: (() -> Void)?

  var isCancelled: Bool { cancelled.load(ordering: .acquiring) }

  private let answered = Atomic(false)

  /// On the loop, when the answer is complete; and where the answer is taken. An answer that comes before its task has begun to wait is
  /// handed over inside Swift's runtime, by an atomic that the thread sanitizer does not see. This one it sees.
  func hasAnswer() { answered.store(true, ordering: .releasing) }
  func takeAnswer() { precondition(answered.load(ordering: .acquiring)) }

  /// From any thread. Never at once: the loop may just be busy with the very connection.
  func cancel(on loop: EventLoop) {
    cancelled.store(true, ordering: .releasing)
    loop.later { self.abandon?() }
  }
}

/// The server no longer knew a prepared statement; everything was rolled back, so it can be sent again.
struct StaleStatement: Error {}

extension EventLoop {
  /// Hands a request to `submit` on the loop and waits for its completion: without any other hop, and
  /// with none at all when the task is on the loop already.
  ///
  /// If the server has forgotten a statement (26000), or its columns have changed since it was prepared
  /// (0A000), the request is submitted once more, without names.
  nonisolated(nonsending)
    func run(
      _ request: UnitRequest,
      _ submit: @escaping @Sendable (UnitRequest, UnitTicket, @escaping UnitCompletion) -> Void
    ) async throws -> [ResultHandle]
  {
    do {
      return try await runOnce(request, submit)
    } catch is StaleStatement {
      var again = request
      again.usesNames = false
      return try await runOnce(again, submit)
    }
  }

  nonisolated(nonsending)
    private func runOnce(
      _ request: UnitRequest,
      _ submit: @escaping @Sendable (UnitRequest, UnitTicket, @escaping UnitCompletion) -> Void
    ) async throws -> [ResultHandle]
  {
    let ticket = UnitTicket()
    let replies = try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        perform {
          submit(request, ticket) {
            ticket.hasAnswer()
            continuation.resume(with: $0)
          }
        }
      }
    } onCancel: {
      if !request.endsTransaction { ticket.cancel(on: self) }
    }
    ticket.takeAnswer()
    return replies
  }
}
